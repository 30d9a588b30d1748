"""Pages that stand alone: the words, table and sources around a chart, with everything inside and nothing fetched."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from html.parser import HTMLParser

from dashboard.cards.base import Card, Source
from dashboard.charts.theme import FONT
from dashboard.exports.citation import citation_lines, last_read
from dashboard.exports.picture.fonts import FontStyle
from dashboard.exports.tables import Cell, Column, ColumnKind, columns
from dashboard.selection.look import Look
from dashboard.text import formats
from dashboard.text.messages import translator

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_GROUPED_FROM = 10_000  # below it a whole number may be a year
_DIGITS = 3  # after the point, of a number that has more
_READABLE = 620  # pixels below which a chart is moved sideways, as its texts would be too small
_STRONG = {"th", "h2", "strong", "summary"}
_SILENT = {"script", "style", "svg", "title"}
_CSS = """:root{color-scheme:%(scheme)s}
body{margin:0;background:%(paper)s;color:%(ink)s;font:400 15px/1.5 %(font)s}
main{max-width:%(width)dpx;margin:0 auto;padding:16px}
figure{margin:0 0 16px;overflow-x:auto}
figure>svg{display:block;width:100%%;height:auto;min-width:%(least)dpx}
h1{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%%)}
h2{margin:20px 0 4px;font-size:14px;break-after:avoid}
p,ul,ol{margin:8px 0}ul,ol{padding-left:1.6em}li{overflow-wrap:anywhere}
small,li,td,th,footer{font-size:13px}footer{margin-top:16px;color:%(muted)s;overflow-wrap:anywhere}
a{color:inherit}summary{cursor:pointer;font-size:14px;font-weight:700}
details>div{overflow-x:auto}table{border-collapse:collapse;margin:8px 0}
th,td{padding:4px 8px;border-bottom:1px solid %(grid)s;text-align:left;vertical-align:top}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
@page{size:A4;margin:15mm}
@media print{main{padding:0}figure{overflow:visible;break-inside:avoid}figure>svg{min-width:0;max-height:230mm}
details{display:none}li{break-inside:avoid}}"""


def document(card: Card, body: str, *, style: str = "", head: str = "", policy: str = POLICY) -> str:
    """A whole page around a body, in the card's language and colours; `policy` is all that it may load."""
    return (
        f'<!doctype html>\n<html lang="{escape(card.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(card.title)}</title>\n"
        f'<meta name="description" content="{escape(card.alt)}">\n'
        f'<meta name="data-hash" content="{escape(card.data_hash)}">\n'
        f"<style>\n{page_css(card.look)}\n{style}</style>\n{head}</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def page_css(look: Look) -> str:
    """How a page around a chart of a look is set, on screen and on paper."""
    p = look.palette
    return _CSS % {
        "scheme": "dark" if look.mode == "dark" else "light",
        "paper": p.paper,
        "ink": p.ink,
        "muted": p.muted,
        "grid": p.grid,
        "font": FONT,
        "width": look.width,
        "least": min(_READABLE, look.width),
    }


def words_html(card: Card) -> str:
    """The card's sentence and its caveats."""
    _ = translator(card.language)
    heading = escape(_("Caveats"))
    caveats = "".join(f"<li>{escape(caveat)}</li>\n" for caveat in card.caveats)
    listed = f"<h2>{heading}</h2>\n<ul>\n{caveats}</ul>\n" if caveats else ""
    return f"<p>{escape(card.sentence)}</p>\n{listed}"


def sources_html(card: Card) -> str:
    """Every source in full with its link, the filters, the data's hash and the day the last source was read."""
    _ = translator(card.language)
    lines = zip(card.sources, citation_lines(card), strict=True)
    items = "".join(f"<li>{_linked(source, line)}</li>\n" for source, line in lines)
    facts = [
        _("Filters: {filters}").format(filters=card.view),
        _("Data {hash}").format(hash=card.data_hash),
        _("Sources as read until {date}").format(date=formats.date_label(last_read([card]), card.language)),
    ]
    footer = "<br>\n".join(escape(fact) for fact in facts)
    heading = escape(_("Sources"))
    return f"<h2>{heading}</h2>\n<ol>\n{items}</ol>\n<footer>{footer}</footer>\n"


def table_html(card: Card, room: int | None = None) -> str:
    """The card's table, folded; as many of its first rows as `room` bytes hold, and how many are left out."""
    _ = translator(card.language)
    found = columns(card.table)
    rows = [_row(found, at, card.language) for at in range(len(card.table))]
    names = "".join(f"<th{_side(column)}>{escape(column.name)}" for column in found)
    summary = escape(_("Table"))
    start = f"<details>\n<summary>{summary}</summary>\n<div><table>\n<thead><tr>{names}</thead>\n<tbody>\n"
    end = "</table></div>\n</details>\n"
    kept = rows if room is None else _fitting(rows, room - _size(start + end + _left_out(card, len(rows))))
    note = _left_out(card, len(rows) - len(kept))
    return start + "".join(kept) + end.replace("</details>", f"{note}</details>") if kept else note


def texts_of(html: str) -> dict[FontStyle, str]:
    """The characters of a page's words by the style they are set in; charts are not looked into."""
    reader = _Reader()
    reader.feed(html)
    return {style: "".join(sorted(signs)) for style, signs in reader.signs.items()}


def joined(texts: Iterable[Mapping[FontStyle, str]]) -> dict[FontStyle, str]:
    """Texts by style, of several charts and words together."""
    whole: dict[FontStyle, str] = defaultdict(str)
    for one in texts:
        for style, text in one.items():
            whole[style] += text
    return dict(whole)


class _Reader(HTMLParser):
    """Collects the characters between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: dict[FontStyle, set[str]] = {FontStyle.TEXT: set(), FontStyle.STRONG: set()}
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _STRONG | _SILENT:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within or tag == "thead":
            # Cells of a table's head are ended by its end.
            self._within = [] if tag == "thead" else self._within[: self._within.index(tag)]

    def handle_data(self, data: str) -> None:
        if not _SILENT & set(self._within):
            self.signs[FontStyle.STRONG if self._within else FontStyle.TEXT] |= set(data)


def _linked(source: Source, line: str) -> str:
    """A citation with its address as a link, where that is one of the web."""
    text = escape(line)
    if not source.url or not source.url.startswith(("https://", "http://")):
        return text
    url = escape(source.url)
    return text.replace(url, f'<a href="{url}" rel="noopener noreferrer">{url}</a>', 1)


def _row(found: tuple[Column, ...], at: int, language: str) -> str:
    """A row; the ends of cells and rows are left to the reader, as HTML allows."""
    cells = "".join(f"<td{_side(column)}>{escape(cell_text(column.cells[at], language))}" for column in found)
    return f"<tr>{cells}\n"


def _side(column: Column) -> str:
    return " class=n" if column.kind == ColumnKind.NUMBER else ""


def cell_text(cell: Cell, language: str) -> str:
    """A cell as a reader of the language sees it: amounts whole, small numbers with the digits they have, to three."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, date):
        return formats.date_label(cell, language)
    if abs(cell) >= _GROUPED_FROM:
        return formats.number(cell, language, 0)
    return str(cell) if isinstance(cell, int) else formats.number(round(cell, _DIGITS), language)


def _fitting(rows: list[str], room: int) -> list[str]:
    """The first rows that `room` bytes hold."""
    kept, used = 0, 0
    for row in rows:
        used += _size(row)
        if used > room:
            break
        kept += 1
    return rows[:kept]


def _left_out(card: Card, number: int) -> str:
    if not number:
        return ""
    _ = translator(card.language)
    text = _.ngettext(
        "{number} row of the table is left out here.", "{number} rows of the table are left out here.", number
    )
    return f"<p><small>{escape(text.format(number=number))}</small></p>\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
