"""A card as an Excel workbook: its table with typed cells, its chart, and a sheet on what it is and where from."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.cards.base import Card
from dashboard.exports.citation import citation_lines, last_read
from dashboard.exports.office.data import A4, SAFE
from dashboard.exports.tables import Cell, Column, columns, harmless
from dashboard.exports.xlsx.chart import add_chart_sheet
from dashboard.text.messages import translator

_NARROWEST, _WIDEST = 8, 60  # characters
_LABELS, _TEXTS = 22, 110  # widths of the two columns of the second sheet
_GROUPED_FROM = 10_000  # below it a whole number may be a year
_DAY = "yyyy-mm-dd"
_LINE = 15  # points


def workbook_bytes(card: Card) -> bytes:
    """The card as a workbook; equal cards give equal files on any day."""
    _ = translator(card.language)
    day = last_read([card])
    file = BytesIO()
    with Workbook(file, SAFE) as workbook:
        workbook.set_properties({"title": card.title, "created": datetime.combine(day, time())})
        formats = _Formats(workbook)
        _write_table(workbook.add_worksheet(_("Data")), columns(card.table), formats)
        if card.chart is not None:
            add_chart_sheet(workbook, _("Chart"), card)
        _write_about(workbook.add_worksheet(_("About")), _about(card, day), formats)
    return file.getvalue()


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._numbers: dict[str, Format] = {}
        self.head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.label = workbook.add_format({"bold": True, "valign": "top"})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})

    def number(self, pattern: str) -> Format:
        """The format of numbers or days shown by a pattern."""
        if pattern not in self._numbers:
            self._numbers[pattern] = self._workbook.add_format({"num_format": pattern})
        return self._numbers[pattern]


def _write_table(sheet: Worksheet, found: tuple[Column, ...], formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _fit_to_paper(sheet)
    sheet.set_row(0, _LINE * max((_lines(column.name, _width(column)) for column in found), default=1))
    for at, column in enumerate(found):
        sheet.set_column(at, at, _width(column))
        sheet.write_string(0, at, harmless(column.name), formats.head)
        for row, cell in enumerate(column.cells, start=1):
            _write_cell(sheet, row, at, cell, formats)


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, formats: _Formats) -> None:
    """A missing value leaves the cell empty."""
    if isinstance(cell, str):
        sheet.write_string(row, at, harmless(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, formats.number(_DAY))
    elif cell is not None:
        sheet.write_number(row, at, cell, formats.number(_pattern(cell)))


def _pattern(value: float) -> str:
    """How a number is shown: amounts grouped and whole, small numbers with the digits they have, two or three."""
    size = abs(value)
    if size >= _GROUPED_FROM:
        return "#,##0"
    own = max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))
    decimals = min(own, 3 if size < 10 else 2)
    return "0" + ("." + "0" * decimals if decimals else "")


def _width(column: Column) -> int:
    """Room for the longest cell; a heading wider than the cells is wrapped."""
    longest = max((len(_shown(cell)) for cell in column.cells), default=0)
    heading = max(len(word) for word in column.name.split(" "))
    return min(_WIDEST, max(_NARROWEST, heading, longest) + 2)


def _shown(cell: Cell) -> str:
    """About what a reader sees of a cell."""
    if isinstance(cell, int | float):
        return f"{cell:,.0f}" if abs(cell) >= _GROUPED_FROM else str(round(cell, 3))
    return "" if cell is None else str(cell)


def _about(card: Card, day: date) -> list[tuple[str, str | date]]:
    """What the second sheet says, line by line; a label stands once before the lines it is for."""
    _ = translator(card.language)
    caveats = [(_("Caveats") if at == 0 else "", caveat) for at, caveat in enumerate(card.caveats)]
    sources = [(_("Sources") if at == 0 else "", line) for at, line in enumerate(citation_lines(card))]
    return [
        (_("Title"), card.title),
        (_("Unit and basis"), card.subtitle),
        (_("Sentence"), card.sentence),
        (_("Text alternative"), card.alt),
        (_("Filters"), card.view),
        *caveats,
        *sources,
        (_("Data hash"), card.data_hash),
        (_("Sources as read until"), day),
    ]


def _write_about(sheet: Worksheet, lines: list[tuple[str, str | date]], formats: _Formats) -> None:
    sheet.set_column(0, 0, _LABELS)
    sheet.set_column(1, 1, _TEXTS)
    _fit_to_paper(sheet)
    for row, (label, value) in enumerate(lines):
        sheet.set_row(row, _LINE * max(_lines(label, _LABELS), _lines(str(value), _TEXTS)))
        sheet.write_string(row, 0, label, formats.label)
        if isinstance(value, date):
            sheet.write_datetime(row, 1, value, formats.number(_DAY))
        else:
            sheet.write_string(row, 1, harmless(value), formats.text)


def _fit_to_paper(sheet: Worksheet) -> None:
    """As wide as an A4 page across, and as many pages as it needs."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _lines(text: str, width: int) -> int:
    """Lines that wrapped text needs; programs that do not measure it would show the first only."""
    return max(1, len(wrap(text, max(1, width - 1))))
