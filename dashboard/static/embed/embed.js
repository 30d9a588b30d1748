// Draws the card for the width and theme of its frame, anew when these change, and tells the host page its height.
(() => {
  "use strict";
  const STEP = 20, NARROWEST = 280, WIDEST = 1600; // pixels: widths are rounded down to steps, within these bounds
  const AGAIN = 4000, TRIES = 4; // milliseconds after which a busy server is asked again, and how often
  const root = document.documentElement;
  const chart = document.getElementById("chart");
  const fault = document.getElementById("fault");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let wanted = "", told = 0;

  const theme = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  const width = () => Math.min(WIDEST, Math.max(NARROWEST, Math.floor(chart.clientWidth / STEP) * STEP));
  const pause = (time) => new Promise((done) => setTimeout(done, time));

  function tellHeight() {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height !== told) {
      told = height;
      parent.postMessage({ type: "trade-embed", card: chart.dataset.card, height }, "*");
    }
  }

  async function figureOf(query) {
    for (let turn = 1; ; turn += 1) {
      const response = await fetch(`${chart.dataset.figure}&${query}`);
      if (response.ok) return response.json();
      if (turn === TRIES || ![429, 503].includes(response.status)) throw new Error(`status ${response.status}`);
      await pause(AGAIN);
    }
  }

  async function draw() {
    const query = `width=${width()}&theme=${theme()}`;
    if (query === wanted) return;
    wanted = query;
    try {
      const fonts = ["13px 'IBM Plex Sans'", "600 20px 'Source Serif 4'"].map((font) => document.fonts.load(font));
      const [drawn] = await Promise.all([figureOf(query), Promise.allSettled(fonts)]);
      if (query !== wanted) return; // a later one is on its way
      await Plotly.react(chart, drawn.figure.data, drawn.figure.layout, drawn.config);
      fault.hidden = true;
    } catch (error) {
      if (query !== wanted) return;
      wanted = "";
      fault.hidden = false;
    }
    tellHeight();
  }

  new ResizeObserver(() => {
    draw();
    if (chart.data) Plotly.Plots.resize(chart);
    tellHeight();
  }).observe(root);
  dark.addEventListener("change", draw);
})();
