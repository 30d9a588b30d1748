"""What a card says where it shows official values as they were known on an earlier day."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import formats, queries
from dashboard.messages import translator
from dashboard.queries import Tables
from dashboard.selection import Selection


@dataclass(frozen=True)
class AsKnown:
    """The day as a label, the caveat, and the sources of the earlier values; all empty where today's are shown."""

    label: str = ""
    caveats: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


def as_known(tables: Tables, selection: Selection, series: Iterable[str]) -> AsKnown:
    """What is to be said of these official series, where the day selected changes any value of theirs in view."""
    if selection.known is None:
        return AsKnown()
    rows = queries.flows(tables, selection)
    rows = rows[rows["source_id"].isin(set(series)) & rows["replaced"].notna()]
    if rows.empty:
        return AsKnown()
    _ = translator(selection.language)
    day = formats.date_label(selection.known, selection.language)
    caveat = _.ngettext(
        "Figures as known on {date}: {number} official value differs from today’s.",
        "Figures as known on {date}: {number} official values differ from today’s.",
        len(rows),
    ).format(date=day, number=formats.number(len(rows), selection.language))
    label = _("Revised values as known on {date}.").format(date=day)
    return AsKnown(label, (caveat,), tuple(rows["replaced"].unique()))
