"""Pages that stand alone: the words, table and sources around a chart, with everything inside and nothing fetched."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import NamedTuple

from markupsafe import Markup

from dashboard.cards.base import Card, Source
from dashboard.charts.theme import FONT
from dashboard.exports.citation import citation_lines, last_read
from dashboard.exports.picture.fonts import embedded_faces
from dashboard.exports.picture.image import inline_svg
from dashboard.exports.tables import Cell, Column, ColumnKind, columns
from dashboard.exports.web.templates import render, trusted
from dashboard.selection.look import Look, Mode
from dashboard.text import formats
from dashboard.text.fonts import FontStyle
from dashboard.text.messages import translator

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_GROUPED_FROM = 10_000  # below it a whole number may be a year
_DIGITS = 3  # after the point, of a number that has more
_READABLE = 620  # pixels below which a chart is moved sideways, as its texts would be too small
_STRONG = {"th", "h2", "strong", "summary"}
_SILENT = {"script", "style", "svg", "title"}


class TableCell(NamedTuple):
    """A cell or a column's name as it is read, and whether the column holds numbers."""

    text: str
    is_number: bool


class TableParts(NamedTuple):
    """A card's table: the names of its columns, and its rows as elements."""

    heads: list[TableCell]
    rows: list[Markup]


class LinkedCitation(NamedTuple):
    """A citation as what stands before its address, the address where it is one of the web, and what stands after."""

    before: str
    address: str
    after: str


def document(card: Card, body: Markup, *, style: Markup, policy: str = POLICY) -> str:
    """A whole page around a body, in the card's language and colours; `policy` is all that it may load."""
    return str(render("card_page.html", card=card, policy=policy, rules=page_css(card.look), style=style, body=body))


def page_css(look: Look) -> Markup:
    """How a page around a chart of a look is set, on screen and on paper."""
    return render(
        "card_page.css",
        scheme=Mode.DARK if look.mode == Mode.DARK else Mode.LIGHT,
        palette=look.palette,
        font=trusted(FONT),
        width=look.width,
        narrowest_chart=min(_READABLE, look.width),
    )


def font_css(texts: Mapping[FontStyle, str]) -> Markup:
    """The chart fonts inside the page, cut to the characters of its texts by style."""
    return trusted(embedded_faces(texts))


def drawing_html(card: Card) -> Markup:
    """The card's chart as an element of a page; NoBrowserError where there is no browser to draw it."""
    return trusted(inline_svg(card))


def words_html(card: Card) -> Markup:
    """The card's sentence and its caveats."""
    _ = translator(card.language)
    return render("words.html", card=card, heading=_("Caveats"))


def sources_html(card: Card) -> Markup:
    """Every source in full with its link, the filters, the data's hash and the day the last source was read."""
    _ = translator(card.language)
    lines = zip(card.sources, citation_lines(card), strict=True)
    return render(
        "sources.html",
        heading=_("Sources"),
        citations=[_linked(source, line) for source, line in lines],
        filters=_("Filters: {filters}").format(filters=card.view),
        data=_("Data {hash}").format(hash=card.data_hash),
        read_until=_("Sources as read until {date}").format(date=formats.date_label(last_read([card]), card.language)),
    )


def table_html(card: Card, room: int | None = None) -> Markup:
    """The card's table, folded; as many of its first rows as `room` bytes hold, and how many are left out."""
    return fitted_html(card, table_parts(card), room)


def table_parts(card: Card) -> TableParts:
    """The card's table as elements, for a page that sets it more than once."""
    table = columns(card.table)
    return TableParts(
        heads=[TableCell(column.name, column.kind == ColumnKind.NUMBER) for column in table],
        rows=[_row(table, at, card.language) for at in range(len(card.table))],
    )


def fitted_html(card: Card, table: TableParts, room: int | None = None) -> Markup:
    """The same as `table_html`, of parts that were made before."""
    rows = table.rows
    if room is not None:
        around = _folded(card, table._replace(rows=[]), _left_out(card, len(rows)))
        rows = _fitting(rows, room - _size(around))
    note = _left_out(card, len(table.rows) - len(rows))
    return _folded(card, table._replace(rows=rows), note) if rows else note


def texts_of(html: str) -> dict[FontStyle, str]:
    """The characters of a page's words by the style they are set in; charts are not looked into."""
    reader = _Reader()
    reader.feed(str(html))  # of Markup every slice would be Markup again, which is slow
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


def _linked(source: Source, line: str) -> LinkedCitation:
    if not source.url or not source.url.startswith(("https://", "http://")):
        return LinkedCitation(line, "", "")
    return LinkedCitation(*line.partition(source.url))


def _folded(card: Card, table: TableParts, note: Markup) -> Markup:
    _ = translator(card.language)
    return render("table.html", summary=_("Table"), table=table, note=note)


def _row(table: tuple[Column, ...], at: int, language: str) -> Markup:
    cells = [TableCell(cell_text(column.cells[at], language), column.kind == ColumnKind.NUMBER) for column in table]
    return render("table_row.html", cells=cells)


def cell_text(cell: Cell, language: str) -> str:
    """A cell as a reader of the language sees it: amounts whole, small numbers with the digits they have, to three."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, date):
        return formats.date_label(cell, language)
    if abs(cell) >= _GROUPED_FROM:
        return formats.number(cell, language, 0)
    return str(cell) if isinstance(cell, int) else formats.number(round(cell, _DIGITS), language)


def _fitting(rows: list[Markup], room: int) -> list[Markup]:
    """The first rows that `room` bytes hold."""
    kept, used = 0, 0
    for row in rows:
        used += _size(row)
        if used > room:
            break
        kept += 1
    return rows[:kept]


def _left_out(card: Card, number: int) -> Markup:
    """How many rows of the table are left out, where any are."""
    if not number:
        return Markup()
    _ = translator(card.language)
    text = _.ngettext(
        "{number} row of the table is left out here.", "{number} rows of the table are left out here.", number
    )
    return render("table_note.html", text=text.format(number=number))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
