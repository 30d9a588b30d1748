"""The findings: every comparison that tells something, explained in a sentence with its arithmetic and its sources."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from dashboard.panels.findings.counts import result_sources
from dashboard.panels.findings.numbers import CheckedFigure
from dashboard.panels.findings.text import explained
from dashboard.queries import frames
from dashboard.queries.tables import ids_in, records, span_of
from dashboard.queries.view import View
from dashboard.selection.selection import unfiltered
from dashboard.sentences.translations import translate_text
from dashboard.statements.figures import StatedFigure, stated_figures
from dashboard.text.messages import translator
from etl.model.codes import Rule, Verdict


class Part(StrEnum):
    """Parts of the page, in the order they are shown in."""

    ARITHMETIC = "arithmetic"
    STATISTICS = "statistics"
    REPEATED = "repeated"
    OWN_COUNTS = "own_counts"
    UNEQUAL = "unequal"
    IMPLIED = "implied"
    AGREES = "agrees"


@dataclass(frozen=True)
class Explained:
    """One finding in words, with the addresses of what it rests on as (short name, address or None)."""

    part: Part
    title: str
    sentence: str
    arithmetic: str
    links: tuple[tuple[str, str | None], ...]


# Rules whose agreement tells something: figures that hold together, growth and shares that meet the statistics.
_TELLING = (
    Rule.STATED_GROWTH,
    Rule.STATED_SHARE,
    Rule.STATED_GOODS,
    Rule.DIRECTIONS_AND_TOTAL,
    Rule.GROWTH_AND_LEVELS,
    Rule.GROWTH_AND_DIRECTIONS,
    Rule.RATIO_AND_LEVELS,
    Rule.YEAR_TO_DATE,
)


def findings(view: View) -> dict[Part, list[Explained]]:
    """The findings of a selection by part; in each amounts before percentages, the widest apart first."""
    found: dict[Part, list[Explained]] = {part: [] for part in Part}
    for comparison in comparisons(view):
        part = part_of(comparison)
        if part:
            found[part].append(_explained(part, comparison, view))
    found[Part.IMPLIED] = implied(view)
    return found


def headings(language: str) -> list[tuple[Part, str, str]]:
    """Each part with its heading and what it holds."""
    _ = translator(language)
    return [
        (
            Part.ARITHMETIC,
            _("Contradicts its own arithmetic"),
            _(
                "Figures of one document, or of one count in several documents, that cannot all be right, whatever the "
                "statistics say. Amounts stand first, by distance in percent of what was stated; then percentages, by "
                "distance in points."
            ),
        ),
        (
            Part.STATISTICS,
            _("Contradicts the statistics it names"),
            _(
                "Statements outside what the statistics they name say. A statement that names none is held against "
                "those its document’s other figures follow, or against both countries’, and both results stand beside "
                "it."
            ),
        ),
        (
            Part.REPEATED,
            _("A number that changed on its way"),
            _("One printed number with another currency, base or subject: one of the two may be a slip of the other."),
        ),
        (
            Part.OWN_COUNTS,
            _("Each country’s own count"),
            _(
                "Figures that differ and can both be right: each is what its own country’s statistics count, and the "
                "two countries count differently. None of these is an error."
            ),
        ),
        (
            Part.UNEQUAL,
            _("Unequal periods set side by side"),
            _("Comparisons that documents make themselves, between periods that are not comparable."),
        ),
        (
            Part.IMPLIED,
            _("Implied, and printed by nobody"),
            _("What follows from printed figures, with their bounds carried through the whole formula."),
        ),
        (
            Part.AGREES,
            _("What holds"),
            _("Figures that agree with the statistics, or with the other figures of their own document."),
        ),
    ]


def none_words(language: str) -> str:
    """What an empty part says."""
    _ = translator(language)
    return _("None in this selection. Widen the years or clear the filters to see what there is.")


def comparisons(view: View) -> list[CheckedFigure]:
    """The rows of `checks` on the selection's figures in the years selected, each once for all documents; ranked.

    The years are those compared. What a figure is compared with may lie outside the selection.
    """
    figures = _by_statement(stated_figures(view))
    others = _by_statement(stated_figures(view.of(unfiltered(view.selection, view.tables.vocabulary)))) | figures
    merged: dict[tuple[Any, ...], list[CheckedFigure]] = {}
    for row in records(frames.checks(view)):
        first, *rest = ids_in(row.subject_ids)
        figure = figures.get(first)
        if figure is None:
            continue
        beside = [others[name] for name in rest if name in others and others[name] is not figure]
        one = CheckedFigure(row, figure, tuple(dict.fromkeys(beside)))
        merged.setdefault(_same(one), []).append(one)
    return sorted((_as_printed(alike) for alike in merged.values()), key=lambda one: one.rank)


def _as_printed(alike: list[CheckedFigure]) -> CheckedFigure:
    """One comparison for all that are alike, each figure as the documents compared print it, and no others."""
    first = alike[0]
    statements = [name for one in alike for name in ids_in(one.row.subject_ids)]
    sources = tuple(dict.fromkeys(source for one in alike for source in one.source_ids))
    others = tuple(figure.printed_by(statements) for figure in first.others)
    return replace(first, figure=first.figure.printed_by(statements), others=others, sources=sources)


def part_of(checked: CheckedFigure) -> Part | None:
    """Which part of the page a comparison belongs to; None where it tells nothing worth a sentence."""
    if checked.row.rule == Rule.UNEQUAL_PERIODS:
        return Part.UNEQUAL
    if checked.row.rule == Rule.REPEATED_NUMBER:
        return Part.REPEATED
    if checked.row.verdict == Verdict.DISAGREES:
        return Part.STATISTICS if checked.official else Part.ARITHMETIC
    if checked.row.verdict == Verdict.EACH_OWN_COUNT:
        return Part.OWN_COUNTS
    whole_year = checked.row.rule != Rule.YEAR_TO_DATE or (checked.period is not None and checked.period.is_year)
    telling = checked.row.verdict == Verdict.AGREES and checked.row.rule in _TELLING and whole_year
    return Part.AGREES if telling else None


def implied(view: View) -> list[Explained]:
    """Implied growth that nobody printed, with its formula and the statements that go in."""
    _ = view.translate
    rows = frames.derived(view)
    found = []
    for row in records(rows[rows["rule"].eq(Rule.GROWTH_OF_OTHER_DIRECTION)]):
        span = span_of(row)
        shown = partial(view.percent, signed=True)
        title = _("{direction}, {period}: about {value} ({bounds}), printed by nobody").format(
            direction=view.direction_name(row.exporter_iso3, row.importer_iso3),
            period=view.period_label(span),
            value=shown(row.value),
            bounds=view.interval_words(row.low, row.high, shown),
        )
        sentence = _(
            "The document prints the total, its growth, the other direction and its growth; together they leave only "
            "this growth for the direction it does not give."
        )
        arithmetic = f"{row.formula} = [{row.low:.1f}, {row.high:.1f}] %"
        links = source_links(view, [row.source_id])
        found.append(Explained(Part.IMPLIED, title, sentence, arithmetic, links))
    return found


def source_links(view: View, source_ids: list[str]) -> tuple[tuple[str, str | None], ...]:
    """The sources by publisher and date with their addresses, each once."""
    known = view.tables.source_records
    rows = [known[name] for name in dict.fromkeys(source_ids) if name in known]
    rows.sort(key=lambda row: row.source_kind in frames.STATED_KINDS)
    names = [f"{translate_text(view, row.publisher)}, {translate_text(view, row.published)}" for row in rows]
    found = [(name, row.url if isinstance(row.url, str) else None) for name, row in zip(names, rows, strict=True)]
    return tuple(dict.fromkeys(found))


def _by_statement(figures: list[StatedFigure]) -> dict[str, StatedFigure]:
    return {name: figure for figure in figures for name in figure.statement_ids}


def _explained(part: Part, checked: CheckedFigure, view: View) -> Explained:
    title, sentence, arithmetic = explained(checked, view)
    return Explained(
        part,
        title,
        sentence,
        arithmetic,
        source_links(view, [*checked.source_ids, *result_sources(checked, view.tables)]),
    )


def _same(checked: CheckedFigure) -> tuple[Any, ...]:
    row, others = checked.row, tuple(sorted(id(other) for other in checked.others))
    sources = row.object_source_ids if checked.official else ""
    sides = (str(row.observed_low), str(row.observed_high))
    return row.rule, id(checked.figure), row.period_start, row.period_end, row.verdict, sides, others, sources
