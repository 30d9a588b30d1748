"""Tables on the pages: column order, widths and digits, in the language of the view."""

import pytest

from dashboard.exports.tables import ColumnKind, columns
from dashboard.exports.web.page import cell_text
from dashboard.queries.tables import Tables
from dashboard.text.messages import translator
from dashboard.ui.screen_table import column_width, first_who_and_when, number_text
from tests.dashboard.pictures import EVERYTHING, drawn

_LEAST = 7.5  # pixels a digit takes in the grid


@pytest.mark.parametrize(("card_id", "language"), EVERYTHING)
def test_a_column_holds_its_longest_number(tables: Tables, card_id: str, language: str) -> None:
    """The grid cuts numbers at their left, where their first digits are."""
    for column in columns(drawn(tables, card_id, language).table):
        if column.kind != ColumnKind.TEXT:
            longest = max(len(cell_text(cell, language)) for cell in column.cells)
            assert column_width(column, language) >= longest * _LEAST


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_says_it_and_when_stands_first(language: str) -> None:
    _ = translator(language)
    names = [_("Value"), _("Published"), _("Speaker"), _("Unit"), _("Source")]
    assert first_who_and_when(names, language) == [_("Source"), _("Speaker"), _("Published"), _("Value"), _("Unit")]


@pytest.mark.parametrize(
    ("value", "text"),
    [(2018, "2018"), (2018.0, "2018"), (1234567.25, "1\u202f234\u202f567"), (0.5, "0,5"), (33.1326547, "33,133")],
)
def test_digits_are_those_of_the_language_and_no_more_than_there_are(value: float, text: str) -> None:
    assert number_text(value, "fr") == text
