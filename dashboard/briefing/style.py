"""How a briefing's page is set: a column to read on screens, A4 with running feet on paper."""

from markupsafe import Markup

from dashboard.briefing.pack import Briefing
from dashboard.charts.theme import FONT, SERIF
from dashboard.exports.web.templates import render, trusted
from dashboard.selection.look import Mode, palette
from dashboard.text import formats
from dashboard.text.messages import translator

_LONGEST_FOOT = 70  # characters of the title


def page_style(briefing: Briefing) -> Markup:
    """CSS of the page; the foot of each printed page holds the title, the data's hash, the day and its number."""
    _ = translator(briefing.language)
    day = formats.date_label(briefing.made, briefing.language)
    title = briefing.title if len(briefing.title) <= _LONGEST_FOOT else f"{briefing.title[:_LONGEST_FOOT]}…"
    data = _("Data {hash}").format(hash=briefing.data_hash[:8])
    return render(
        "briefing.css",
        colours=palette(Mode.PRINT),
        sans=trusted(FONT),
        serif=trusted(SERIF),
        foot=_string(f"{title} · {data} · {day}"),
    )


def _string(text: str) -> Markup:
    """The text as CSS writes a string; every sign that could end it or the sheet is written by its number."""
    signs = "".join(sign if sign.isalnum() or sign in " ·.," else f"\\{ord(sign):x} " for sign in text)
    return trusted(f'"{signs}"')
