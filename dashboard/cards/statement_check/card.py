"""`statement-check`: what was stated, with its bounds, against the official value of the same trade and period."""

from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.statement_check.figure import check_figure, official_words
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.sentences.available import Available, available
from dashboard.statements.figure_words import each_said_by, panel_titles, subject, value_words
from dashboard.statements.figures import FigurePanel, StatedFigure, stated_figures
from dashboard.statements.levels import ComparedLevel
from dashboard.statements.verdict_counts import figures_words, verdicts_words
from dashboard.text.messages import mark, translator
from dashboard.text.period_columns import with_periods
from dashboard.text.vocabulary import reason_words, unit_names, verdict_names
from etl.model.codes import Per, Reason, Verdict
from etl.model.period import Period, year

_MOST, _MOST_NARROW = 18, 12  # rows in one picture
_PER_ROW = 63  # pixels of a picture of given height, headings of panels included
_ORDER = (Verdict.DISAGREES, Verdict.AGREES, Verdict.EACH_OWN_COUNT, Verdict.CANNOT_TELL)


@dataclass(frozen=True)
class Pairing:
    """One figure beside one official level, as the documents compared print it; it holds no other level."""

    figure: StatedFigure
    level: ComparedLevel

    @property
    def rank(self) -> tuple[int, str, float, int]:
        """Disagreements first; of them amounts by percent before percentages by points; then the latest."""
        last = self.figure.period.end.toordinal() if self.figure.period else 0
        level = self.level
        return _ORDER.index(level.verdict), level.distance_unit, -(level.distance or 0.0), -last


@card("statement-check", page="findings", name=mark("Stated against official"))
def statement_check(view: View) -> Answer | NoAnswer:
    """One panel a kind of figure, each with one scale; the widest disagreements first."""
    _ = view.translate
    pairings = checked(view)
    drawn = _drawn(pairings, _most(view.look))
    if not drawn:
        reason = _("No stated figure of this selection has an official counterpart for the same trade and period.")
        return NoAnswer(reason, available(_years, view))
    title, sentence = _title_and_sentence(pairings, view)
    subtitle = _(
        "What was stated (grey, with what its rounding allows) and the official value (mark) in the same unit; the "
        "dotted line is the distance. In each panel one scale; the widest apart first."
    )
    return Answer(
        title=title,
        subtitle=subtitle,
        figure=check_figure(drawn, view),
        table=_table(pairings, view),
        sentence=sentence,
        source_ids=[source for group in drawn.values() for one in group for source in _sources(one)],
        caveats=_caveats(pairings, drawn, view),
    )


def checked(view: View) -> list[Pairing]:
    """Every figure of the selection beside every official level of the same trade and period, ranked.

    A figure for which both countries have a level in a year keeps both results beside one another.
    """
    figures = [figure for figure in stated_figures(view) if figure.shown is not None]
    together: dict[tuple[int, int], list[Pairing]] = {}
    for figure in figures:
        for level in figure.levels:
            own = replace(figure.printed_by(level.statement_ids), levels=(level,))
            together.setdefault((id(figure), level.year), []).append(Pairing(own, level))
    groups = [sorted(group, key=lambda one: one.rank) for group in together.values()]
    return [one for group in sorted(groups, key=lambda group: group[0].rank) for one in group]


def level_period(pairing: Pairing) -> Period | None:
    """The year compared where the figure is for each year of a span, else its own period."""
    return year(pairing.level.year) if pairing.figure.first.per == Per.YEAR else pairing.figure.period


def _most(look: Look) -> int:
    """How many rows the picture holds; where its height is given, as many as can be read in it."""
    most = _MOST_NARROW if look.narrow else _MOST
    return most if look.height is None else min(most, look.height // _PER_ROW)


def _telling(pairings: list[Pairing]) -> list[Pairing]:
    return [
        pairing
        for pairing in pairings
        if pairing.level.verdict != Verdict.CANNOT_TELL or pairing.level.reason == Reason.REVISED
    ]


def _years(view: View) -> Available:
    return [("", one.level.year) for one in _telling(checked(view))]


def _drawn(pairings: list[Pairing], most: int) -> dict[FigurePanel, list[Pairing]]:
    """The first of the ranking that the picture holds, by panel.

    What cannot be told is not drawn, because it says nothing of the figure, unless its reason is that later editions
    moved.
    """
    shown = _telling(pairings)[:most]
    order = dict.fromkeys(one.figure.panel for one in shown)
    return {panel: [one for one in shown if one.figure.panel == panel] for panel in order}


def _title_and_sentence(pairings: list[Pairing], view: View) -> tuple[str, str]:
    """Title: the widest disagreement, or that all agree; sentence: the count of verdicts."""
    _ = view.translate
    figures = Counter(figure.verdict for figure in stated_figures(view) if figure.verdict)
    sentence = _("{figures} {comparisons}").format(
        figures=figures_words(figures, view.language), comparisons=_comparisons(pairings, view.language)
    )
    worst = pairings[0]
    if worst.level.verdict != Verdict.DISAGREES:
        return _("No stated figure here disagrees with the statistics it can be held against"), sentence
    shown = worst.figure.shown
    assert shown is not None
    text = _("{subject}, {period}: stated {stated}, official {official}")
    title = text.format(
        subject=subject(worst.figure, view, one_year=True),
        period=view.period_label(level_period(worst)),
        stated=value_words(worst.figure, shown, view.language),
        official=official_words(worst, view.language),
    )
    return title[:1].upper() + title[1:], sentence


def _comparisons(pairings: list[Pairing], language: str) -> str:
    """How many comparisons these figures make, and why there are more of them than figures."""
    _ = translator(language)
    return _(
        "They make {number} comparisons, because a figure is held against each country’s statistics and in each year "
        "it speaks of: {verdicts}."
    ).format(
        number=len(pairings), verdicts=verdicts_words(Counter(pairing.level.verdict for pairing in pairings), language)
    )


def _sources(pairing: Pairing) -> tuple[str, ...]:
    return (*pairing.figure.document_ids[:1], *pairing.level.source_ids)


def _caveats(pairings: list[Pairing], drawn: dict[FigurePanel, list[Pairing]], view: View) -> tuple[str, ...]:
    _ = view.translate
    shown = sum(map(len, drawn.values()))
    caveats = []
    if shown < len(pairings):
        text = _(
            "The picture shows {shown} of {number} comparisons, the widest apart first and without those that cannot "
            "be told; the table lists them all."
        )
        caveats.append(text.format(shown=shown, number=len(pairings)))
    if any(one.level.reason == Reason.REVISED for group in drawn.values() for one in group):
        caveats.append(_("“Cannot tell” here: ") + reason_words(view.language)[Reason.REVISED])
    return tuple(caveats)


def _table(pairings: list[Pairing], view: View) -> pd.DataFrame:
    """One row a comparison: figure, who, bounds, official value, country, distance, verdict, why, sources."""
    _ = view.translate
    countries = view.names("countries")
    kinds, verdicts, reasons = panel_titles(view.language), verdict_names(view.language), reason_words(view.language)
    units = unit_names(view.language)
    header = (
        *(_("Kind"), _("Period"), _("Subject"), _("As printed"), _("Said by"), _("Low"), _("High")),
        *(
            _("Official value"),
            _("Unit"),
            _("Declared by"),
            _("Distance"),
            _("Unit of distance"),
            _("Verdict"),
            _("Why"),
            _("Sources"),
        ),
    )
    rows = []
    for pairing in pairings:
        shown = pairing.figure.shown
        assert shown is not None
        rows.append(
            (
                kinds[pairing.figure.panel],
                view.period_label(level_period(pairing)),
                subject(pairing.figure, view),
                view.listed(pairing.figure.phrases),
                view.listed(each_said_by(pairing.figure, view)),
                *(shown.low, shown.high, pairing.level.value, units[shown.unit]),
                countries[pairing.level.reporter],
                None if pairing.level.distance is None else round(pairing.level.distance, 1),
                units.get(pairing.level.distance_unit, ""),
                verdicts[pairing.level.verdict],
                reasons[pairing.level.reason],
                ", ".join((*pairing.figure.document_ids, *pairing.level.source_ids)),
            )
        )
    table = pd.DataFrame(rows, columns=list(header))
    return with_periods(table, [level_period(pairing) for pairing in pairings], view.language)
