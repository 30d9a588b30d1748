"""What a card says where it shows official values as they were known on an earlier day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.queries import frames
from dashboard.queries.tables import Tables
from dashboard.queries.view import View


@dataclass(frozen=True)
class AsKnown:
    """The day as a label, the caveats, and the sources of the earlier values; all empty where no day is selected."""

    label: str = ""
    caveats: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


def as_known(view: View, series: Iterable[str]) -> AsKnown:
    """What is to be said of these official series on the day selected: what is undone, and what is not."""
    if view.selection.known is None:
        return AsKnown()
    _ = view.translate
    rows = frames.flows(view)
    rows = rows[rows["source_id"].isin(set(series)) & rows["replaced"].notna()]
    day = view.date_label(view.selection.known)
    caveat = _.ngettext(
        "Figures as known on {date}: {number} official value differs from today’s.",
        "Figures as known on {date}: {number} official values differ from today’s.",
        len(rows),
    ).format(date=day, number=view.number(len(rows)))
    undone = _(
        "Only revisions are undone, and periods that had not ended by then are left out: the data do not hold on which "
        "day each value was first published, so some shown here may have been published later."
    )
    label = _("As known on {date}, as far as revisions are recorded.").format(date=day)
    return AsKnown(label, (caveat, undone), tuple(rows["replaced"].unique()))


def days_before_revisions(tables: Tables, pair: str) -> list[date]:
    """The last day of each earlier state of a pair's official values, each once, in order."""
    rows = tables["revisions"]
    return sorted({day - timedelta(days=1) for day in rows.loc[rows["pair"].eq(pair), "valid_to"]})


def as_of_today(view: View) -> AsKnown:
    """What is said, with a day selected, by a card whose figures follow no day."""
    if view.selection.known is None:
        return AsKnown()
    _ = view.translate
    day = view.date_label(view.selection.known)
    text = _("Figures as known on {date} change nothing here: this card shows what is known today.")
    return AsKnown(caveats=(text.format(date=day),))
