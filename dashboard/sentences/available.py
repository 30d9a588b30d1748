"""The years a card has with the filters of a selection: what an empty card offers, and what a dropped panel has."""

from collections.abc import Callable, Collection, Iterable

from dashboard.queries.view import View
from dashboard.selection.selection import BOTH, directions
from dashboard.sentences.words import spans_words, years_words
from etl.model.period import Period, years

Available = list[tuple[str, int]]  # exporter, or "" for both directions together, and a year with something to show
Reader = Callable[[View], Iterable[tuple[str, int]]]


def available(read: Reader, view: View) -> Available:
    """What `read` finds in all years with every other filter of the selection, each once, in order of time."""
    return sorted(set(read(view.of_all_years)), key=lambda one: (one[1], one[0]))


def years_of(found: Available) -> tuple[int, ...]:
    """The years of what is available, each once, in order."""
    return tuple(dict.fromkeys(year for _exporter, year in found))


def each_year(exporter: str | None, span: Period | None) -> Available:
    """The years a period touches; none where there is no period."""
    return [(exporter or "", year) for year in range(span.start.year, span.end.year + 1)] if span else []


def remedy(found: Available, view: View) -> str:
    """What would fill a card that is empty in the years selected."""
    _ = view.translate
    if found:
        return _("This card has {years}.").format(years=_spans(years_of(found), view.language))
    if view.selection.sectors or view.selection.source_kinds or view.selection.companies:
        return _("No year has any: clear the filters on sectors, companies or kinds of source to see what there is.")
    return (
        _("No year has any.") if view.selection.direction == BOTH else _("No year has any: choose “Both directions”.")
    )


def dropped_caveats(shown: Collection[str], read: Reader, view: View) -> tuple[str, ...]:
    """A sentence for each direction that is selected and not shown, with the years that `read` finds of it."""
    _ = view.translate
    if view.selection.direction != BOTH:
        return ()
    texts = []
    for code in directions(view.selection.pair):
        exporter, importer = code.split("-")
        if exporter in shown:
            continue
        held = years_of([one for one in available(read, view) if one[0] == exporter])
        text = _("{direction} is not shown: nothing of it in {years}; this card has {held}.")
        if not held:
            text = _("{direction} is not shown: the data have nothing of it here in any year.")
        texts.append(
            text.format(
                direction=view.direction_name(exporter, importer),
                years=years_words(view),
                held=_spans(held, view.language),
            )
        )
    return tuple(texts)


def _spans(found: Iterable[int], language: str) -> str:
    return spans_words([years(year, year) for year in found], language)
