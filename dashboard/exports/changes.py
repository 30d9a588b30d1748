"""What has changed in a card since the data a link was made from, in one sentence."""

import math
from dataclasses import dataclass
from datetime import date
from itertools import count

from dashboard.cards.base import Card
from dashboard.exports.tables import Cell, Column, ColumnKind, columns
from dashboard.text import formats
from dashboard.text.messages import translator

_YEARS = range(1900, 2101)
_SHORT = 8  # digits of a hash that are shown
_NAMED = 3  # text cells that name a row
_SAME = 1e-12  # a difference that a calculation in binary leaves

Key = tuple[Cell, ...]


@dataclass(frozen=True)
class CardChanges:
    """Figures of a card's table against an earlier one of the same view: how many there are in both, and differ.

    `largest` is the largest change in percent of the earlier value, None where none has one; `label` names its row
    and column. Rows are matched by their texts, days and years.
    """

    figures: int
    differing: int
    largest: float | None
    label: str
    added: int
    gone: int


def changed_words(card: Card, earlier: Card | None, asof: str, language: str, published: date) -> str:
    """That the data are others than those of `asof`, and how this view changed; `earlier` is the card drawn from them.

    Without it only the hashes can be named, and the day the present data were published here.
    """
    _ = translator(language)
    text = _("The data have changed since this view was cited: from {old} to {new}, published here on {day}.")
    day = formats.date_label(published, language)
    since = text.format(old=asof[:_SHORT], new=card.data_hash[:_SHORT], day=day)
    return since if earlier is None else f"{since} {_details(changes(card, earlier), language)}"


def changes(card: Card, earlier: Card) -> CardChanges:
    """The table of a card against the one it had on earlier data."""
    now, then = _rows(columns(card.table)), _rows(columns(earlier.table))
    pairs = [
        (_label(key, name), then[key].get(name), value)
        for key, values in now.items()
        if key in then
        for name, value in values.items()
        if name in then[key] and (value is not None or then[key][name] is not None)
    ]
    differing = [pair for pair in pairs if _differs(pair[1], pair[2])]
    sizes = [(size, label) for label, old, new in differing if (size := _size(old, new)) is not None]
    largest, label = max(sizes, default=(None, ""))
    added, gone = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    return CardChanges(len(pairs), len(differing), largest, label, added, gone)


def _details(found: CardChanges, language: str) -> str:
    _ = translator(language)
    if not (found.differing or found.added or found.gone):
        return _("No figure of this view is affected.")
    parts = []
    if found.figures:
        parts.append(_figures(found, language))
    if found.added:
        parts.append(_.ngettext("{number} row added", "{number} rows added", found.added).format(number=found.added))
    if found.gone:
        parts.append(_.ngettext("{number} row gone", "{number} rows gone", found.gone).format(number=found.gone))
    return _("In this view: {parts}.").format(parts="; ".join(parts))


def _figures(found: CardChanges, language: str) -> str:
    _ = translator(language)
    text = _.ngettext("{number} of {total} figures differs", "{number} of {total} figures differ", found.differing)
    shown = text.format(number=found.differing, total=found.figures)
    if found.largest is None:
        return shown
    largest = formats.percent(found.largest, language, 1) if found.largest >= 0.1 else _("less than {share}")
    largest = largest.format(share=formats.percent(0.1, language, 1))
    return _("{figures}, the largest by {share} ({row})").format(figures=shown, share=largest, row=found.label)


def _rows(found: tuple[Column, ...]) -> dict[Key, dict[str, float | None]]:
    """Numbers by column of each row, by the row's other cells; equal ones are told apart by their order."""
    numbers = [column for column in found if column.kind is ColumnKind.NUMBER and not _is_years(column)]
    others = [column for column in found if column not in numbers]
    height = len(found[0].cells) if found else 0
    rows: dict[Key, dict[str, float | None]] = {}
    for at in range(height):
        key = tuple(column.cells[at] for column in others)
        unique = next((*key, turn) for turn in count() if (*key, turn) not in rows)
        rows[unique] = {column.name: _number(column.cells[at]) for column in numbers}
    return rows


def _is_years(column: Column) -> bool:
    known = [cell for cell in column.cells if cell is not None]
    return bool(known) and all(isinstance(cell, int) and cell in _YEARS for cell in known)


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _differs(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return True
    return not math.isclose(old, new, rel_tol=_SAME)


def _size(old: float | None, new: float | None) -> float | None:
    """The change in percent of the earlier value."""
    return abs(new - old) / abs(old) * 100 if old and new is not None else None


def _label(key: Key, column: str) -> str:
    named = [str(cell) for cell in key[:-1] if cell is not None][:_NAMED]
    return ", ".join([*named, column])
