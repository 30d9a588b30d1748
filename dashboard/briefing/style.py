"""How a briefing's page is set: a column to read on screens, A4 with running feet on paper."""

from string import Template

from dashboard.briefing.pack import Briefing
from dashboard.charts.theme import FONT, SERIF
from dashboard.selection.look import Mode, palette
from dashboard.text import formats
from dashboard.text.messages import translator

# A link is positioned so that it always has a box of its own: the browser else prints one annotation for a link, or one
# for each part of its text, by whether it has looked at the link before.
_RULES = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 16px 64px;max-width:752px;background:$paper;color:$ink;
  font:400 16px/1.5 $sans}
h1,h2,h3{font-family:$serif;font-weight:600;line-height:1.2;margin:0}
h1{font-size:38px;margin:6px 0 10px}
h2{font-size:21px;margin:0 0 10px}
h3{font-size:18px;margin:0 0 8px}
p{margin:0 0 10px}
a{color:$link;position:relative}
ul,ol{margin:0;padding-left:1.4em}
figure{margin:0 0 12px}
figure svg{display:block;width:100%;height:auto}
header{border-top:4px solid $accent;padding-top:18px;margin-bottom:40px}
.kicker{color:$link;font-weight:700;margin:0}
.made,.cited,.caveats,.view{color:$muted;font-size:13.5px}
.notes{margin:22px 0;max-width:42em}
nav ol{list-style:none;padding:0;counter-reset:part}
nav li{counter-increment:part;border-top:1px solid $grid;padding:7px 0 7px 2.2em;text-indent:-2.2em}
nav li::before{content:counter(part);display:inline-block;width:2.2em;text-indent:0;color:$muted}
nav a{color:inherit;text-decoration:none}
nav span{color:$muted}
section{border-top:1px solid $ink;padding-top:14px;margin:0 0 40px}
.number{color:$link;margin-right:.35em}
.note{border-left:3px solid $accent;padding-left:12px;margin:0 0 12px}
.caveats{margin-bottom:8px}
.empty{background:$band;padding:10px 12px}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid $grid;overflow-wrap:anywhere}
.list{font-size:14px;overflow-wrap:anywhere}
.list li{margin-bottom:5px}
details{margin:0 0 10px;overflow-x:auto}
@media screen{figure{overflow-x:auto} figure svg{min-width:600px}}
@media screen and (max-width:560px){h1{font-size:30px}}
@media print{
  body{margin:0;padding:0;max-width:none;font-size:10pt;line-height:1.38}
  h1{font-size:28pt} h2{font-size:14.5pt} h3{font-size:12pt}
  header{min-height:150mm;margin:0;padding-top:10mm}
  section{margin:0 0 9mm;padding-top:3mm}
  header + section{break-before:page}
  .list{break-before:page;font-size:9pt}
  .list + .list{break-before:auto}
  .list table{font-size:8pt;line-height:1.3}
  #sources ol{columns:2;column-gap:8mm;font-size:8pt;line-height:1.35}
  .made,.cited,.caveats{font-size:8.5pt;line-height:1.3}
  nav li{padding-top:1.4mm;padding-bottom:1.4mm;break-inside:avoid}
  .lead,figure,.note,.empty,.list li,tr{break-inside:avoid}
  h2,h3{break-after:avoid}
  figure{break-after:avoid}
  .cited{break-before:avoid}
  #about{break-inside:avoid}
  figure svg{width:min(100%,calc($tallest * var(--share)))}
  section:has(.plate){break-before:page;display:flow-root}
  section:has(.plate) + section{break-before:page}
  figure.plate{float:left;width:calc($plate * var(--share));margin:0 7mm 0 0}
  figure.plate svg{width:100%}
  section:has(.plate) .caveats{display:flow-root}
  a{color:inherit;text-decoration:none}
  p{orphans:3;widows:3}
}
"""
_PAPER = """
@page{size:A4;margin:15mm 17mm 18mm;
  @bottom-left{content:$foot;font:8pt $sans;color:$muted;width:80%;vertical-align:top;padding-top:4mm}
  @bottom-right{content:counter(page) " / " counter(pages);font:8pt $sans;color:$muted;vertical-align:top;
    padding-top:4mm}
}
"""
_TALLEST = "194mm"  # of a chart: what a page has between a heading and a few lines of text
_PLATE = "246mm"  # of a chart that fills the height of a page
_LONGEST_FOOT = 70  # characters of the title


def page_style(briefing: Briefing) -> str:
    """CSS of the page; the foot of each printed page holds the title, the data's hash, the day and its number."""
    _ = translator(briefing.language)
    colours = palette(Mode.PRINT)
    day = formats.date_label(briefing.made, briefing.language)
    title = briefing.title if len(briefing.title) <= _LONGEST_FOOT else f"{briefing.title[:_LONGEST_FOOT]}…"
    data = _("Data {hash}").format(hash=briefing.data_hash[:8])
    foot = f"{title} · {data} · {day}"
    values = {
        "paper": colours.paper,
        "ink": colours.ink,
        "muted": colours.muted,
        "grid": colours.grid,
        "band": colours.band,
        "link": colours.first,
        "accent": colours.first,
        "sans": FONT,
        "serif": SERIF,
        "tallest": _TALLEST,
        "plate": _PLATE,
    }
    return Template(_RULES + _PAPER).substitute(values, foot=_string(foot))


def _string(text: str) -> str:
    """The text as CSS writes a string; every sign that could end it or the sheet is written by its number."""
    return '"' + "".join(sign if sign.isalnum() or sign in " ·.," else f"\\{ord(sign):x} " for sign in text) + '"'
