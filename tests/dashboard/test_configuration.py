"""The app's settings: colours that can be told apart, fonts that are there, nothing fetched from elsewhere."""

import math
import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

import dashboard

APP = Path(dashboard.__file__).parent
CONFIG = tomllib.loads((APP / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
MODES = ("light", "dark")
KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"


# How linear RGB appears to a reader, after Machado, Oliveira and Fernandes (2009) at full severity.
VISIONS = {
    "full": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
}


def _linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _times(matrix: list[list[float]], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _seen(colour: str, vision: list[list[float]]) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as a reader sees it."""
    shown = [min(1.0, max(0.0, part)) for part in _times(vision, _linear(colour))]
    to_xyz = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8729]]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in _times(to_xyz, shown))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _luminance(colour: str) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _contrast(first: str, second: str) -> float:
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _ranges(family: str) -> list[tuple[int, int]]:
    faces = [face for face in CONFIG["theme"]["fontFaces"] if face["family"].strip("'") == family]
    bounds = [re.fullmatch(r"U\+(\w+)(?:-(\w+))?", part) for face in faces for part in face["unicodeRange"].split(",")]
    return [(int(bound[1], 16), int(bound[2] or bound[1], 16)) for bound in bounds if bound]


def test_nothing_is_reported_and_no_error_detail_reaches_a_reader() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["enableAgentApi"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] == "false"


def test_a_first_start_asks_nothing_and_reruns_collect_no_garbage() -> None:
    assert CONFIG["server"]["showEmailPrompt"] is False
    assert CONFIG["runner"]["postScriptGC"] is False


def test_streamlit_knows_every_setting() -> None:
    from streamlit.config import get_options_for_section

    for section in ("server", "browser", "client", "runner"):
        assert set(CONFIG[section]) <= set(get_options_for_section(section))
    known = set(get_options_for_section("theme"))
    assert set(CONFIG["theme"]) - set(MODES) <= known
    for mode in MODES:
        assert set(CONFIG["theme"][mode]) <= known


@pytest.mark.parametrize("mode", MODES)
def test_ten_colours_each_so_that_charts_do_not_fall_back(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    for name in ("chartCategoricalColors", "chartSequentialColors"):
        assert len(set(theme[name])) == 10
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in theme[name])


@pytest.mark.parametrize("mode", MODES)
def test_text_and_marks_stand_out_from_the_page(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    page, panel = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    assert min(_contrast(theme["textColor"], ground) for ground in (page, panel)) >= 7
    assert min(_contrast(theme["linkColor"], ground) for ground in (page, panel)) >= 4.5
    assert _contrast(theme["primaryColor"], "#FFFFFF") >= 4.5
    assert min(_contrast(colour, page) for colour in (theme["primaryColor"], *theme["chartCategoricalColors"])) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_a_sequence_runs_one_way_from_the_page_colour(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    steps = [_contrast(colour, theme["backgroundColor"]) for colour in theme["chartSequentialColors"]]
    assert steps == sorted(steps)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("mode", MODES)
def test_sector_colours_stay_apart_for_every_reader(mode: str, vision: str) -> None:
    seen = [_seen(colour, VISIONS[vision]) for colour in CONFIG["theme"][mode]["chartCategoricalColors"]]
    assert min(math.dist(*pair) for pair in combinations(seen, 2)) >= 12


def test_every_font_is_a_file_of_ours() -> None:
    urls = {face["url"] for face in CONFIG["theme"]["fontFaces"]}
    files = {f"app/{path.relative_to(APP).as_posix()}" for path in (APP / "static" / "fonts").glob("*.woff2")}
    assert urls == files
    assert CONFIG["server"]["enableStaticServing"] is True
    assert all((APP.parent / "dashboard" / url.removeprefix("app/")).read_bytes()[:4] == b"wOF2" for url in urls)


def test_fonts_stay_small_and_keep_their_licences() -> None:
    folder = APP / "static" / "fonts"
    assert sum(path.stat().st_size for path in folder.glob("*.woff2")) < 700_000
    origin = (folder / "README.md").read_text(encoding="utf-8")
    for licence in ("OFL-ibm-plex-sans.txt", "OFL-source-serif-4.txt"):
        assert "SIL OPEN FONT LICENSE" in (folder / licence).read_text(encoding="utf-8")
        assert licence in origin


@pytest.mark.parametrize("family", ["IBM Plex Sans", "Source Serif 4"])
def test_fonts_are_asked_for_every_letter_of_every_language(family: str) -> None:
    letters = KAZAKH + "éèàùçœÉÀŒ" + "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "“”«»’–−€₸…"
    ranges = _ranges(family)
    assert [letter for letter in letters if not any(low <= ord(letter) <= high for low, high in ranges)] == []


def test_arrows_of_the_directions_come_from_the_text_font() -> None:
    assert any(low <= ord("→") <= high for low, high in _ranges("IBM Plex Sans"))


def test_a_family_whose_name_holds_a_digit_is_quoted_or_the_browser_drops_it() -> None:
    bare = {face["family"] for face in CONFIG["theme"]["fontFaces"] if re.search(r"\d", face["family"])}
    assert bare == {"'Source Serif 4'"}
