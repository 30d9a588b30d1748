"""`statement-ledger`: every stated figure with its bounds on a common axis, beside the official value where one is."""

from collections import Counter

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.statement_ledger.figure import ledger_figure
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.sentences.available import Available, available, each_year
from dashboard.sentences.caveats import data_caveats, goods_of
from dashboard.statements.documents import listed
from dashboard.statements.figure_words import panel_titles, period_words, subject
from dashboard.statements.figures import FigurePanel, StatedFigure, panels, stated_figures
from dashboard.statements.verdict_counts import figures_words
from dashboard.text.messages import mark, translator
from dashboard.text.period_columns import with_periods
from dashboard.text.vocabulary import bound_names, nature_names, unit_names, verdict_names
from etl.model.codes import Verdict

_MOST, _MOST_NARROW = 24, 14  # rows in one picture
_PER_ROW = 90  # pixels of a picture of given height, headings of panels included
_OF_GOODS = (FigurePanel.TRADE, FigurePanel.GOODS, FigurePanel.GROWTH, FigurePanel.SHARE, FigurePanel.BALANCE)
_TRADE_TURNS = 4  # rows of trade values for one of each other panel


@card("statement-ledger", page="statements", name=mark("Stated figures"))
def statement_ledger(view: View) -> Answer | NoAnswer:
    """One panel a kind of figure, trade values first; the latest in the picture, all of them in the table."""
    _ = view.translate
    figures = stated_figures(view)
    drawable = dict(panels(figures))
    if not drawable:
        found_years = None if figures else available(_years, view)
        return NoAnswer(_why_empty(figures, view), found_years)
    drawn = most_recent(drawable, _most(view.look))
    groups = [(panel, drawn[panel], len(drawable[panel])) for panel in drawn]
    title, sentence = _title_and_sentence(figures, view)
    subtitle = _(
        "Each figure as printed: hollow mark for the value, whisker for what its rounding or wording allows, arrow for "
        "an open side. Trade in {currency}, nominal; other figures in their own unit."
    ).format(currency={"USD": _("US dollars"), "EUR": _("euros")}[view.currency])
    return Answer(
        title=title,
        subtitle=subtitle,
        figure=ledger_figure(groups, view),
        table=_table(figures, view),
        sentence=sentence,
        source_ids=[document for group in drawn.values() for one in group for document in one.document_ids],
        caveats=tuple(_caveats(figures, drawn, view)),
    )


def most_recent(drawable: dict[FigurePanel, list[StatedFigure]], most: int) -> dict[FigurePanel, list[StatedFigure]]:
    """At most this many figures, the latest of each panel, in turns in which trade values take several."""
    taken = dict.fromkeys(drawable, 0)
    while sum(taken.values()) < min(most, sum(map(len, drawable.values()))):
        for panel, figures in drawable.items():
            turn = _TRADE_TURNS if panel == FigurePanel.TRADE else 1
            room = most - sum(taken.values())
            taken[panel] += max(0, min(turn, len(figures) - taken[panel], room))
    return {panel: figures[: taken[panel]] for panel, figures in drawable.items() if taken[panel]}


def _most(look: Look) -> int:
    """How many rows the picture holds; where its height is given, as many as can be read in it."""
    most = _MOST_NARROW if look.narrow else _MOST
    return most if look.height is None else min(most, look.height // _PER_ROW)


def _title_and_sentence(figures: list[StatedFigure], view: View) -> tuple[str, str]:
    """Title: how many figures agree with the statistics they can be put to; sentence: how many there are in all."""
    _ = view.translate
    ngettext = _.ngettext
    verdicts = Counter(figure.verdict for figure in figures if figure.verdict is not None)
    documents = len({document for one in figures for document in one.document_ids})
    amount = ngettext("{number} stated figure", "{number} stated figures", len(figures)).format(number=len(figures))
    source = ngettext("{number} document", "{number} documents", documents).format(number=documents)
    compared = sum(verdicts.values())
    if not compared:
        title = _("{figures} from {documents}").format(figures=amount, documents=source)
        return title, _(
            "The data hold no official value for the same goods, direction and period to compare them with."
        )
    title = ngettext(
        "Of {number} stated figure with an official counterpart, {agree} agrees and {disagree} disagrees",
        "Of {number} stated figures with an official counterpart, {agree} agree and {disagree} disagree",
        compared,
    ).format(number=compared, agree=verdicts[Verdict.AGREES], disagree=verdicts[Verdict.DISAGREES])
    counted = _("{figures} from {documents}, in which they stand {printed}.").format(
        figures=amount, documents=source, printed=_times(figures, view.language)
    )
    fare = figures_words(verdicts, view.language)
    others = _("The others have no official counterpart in the data.") if compared < len(figures) else ""
    return title, " ".join(text for text in (counted, fare, others) if text)


def _times(figures: list[StatedFigure], language: str) -> str:
    """How often the documents print the figures: more often than there are figures, because many repeat one."""
    number = sum(len(figure.statement_ids) for figure in figures)
    text = translator(language).ngettext("{number} time", "{number} times in all", number)
    return text.format(number=number)


def _caveats(figures: list[StatedFigure], drawn: dict[FigurePanel, list[StatedFigure]], view: View) -> list[str]:
    """What is only in the table, what was converted, and what “cannot tell” means, each where it applies."""
    _ = view.translate
    shown = [one for group in drawn.values() for one in group]
    caveats = []
    if len(shown) < len(figures):
        text = _("The picture shows the latest {shown} of {number} figures; the table lists them all.")
        caveats.append(text.format(shown=len(shown), number=len(figures)))
    if any(one.converted for one in shown):
        caveats.append(
            _("Amounts printed in another currency are converted at the ECB’s average rate of their period.")
        )
    if left := [figure for figure in figures if figure.shown is None]:
        quotes = listed([view.quoted(one.phrases[0]) for one in left], view.language)
        caveats.append(
            _("Without a period, a rate or an axis for its unit, and so in the table only: {quotes}.").format(
                quotes=quotes
            )
        )
    if any(one.verdict == Verdict.CANNOT_TELL for one in shown):
        caveats.append(
            _(
                "“Cannot tell” means that the official value lies outside the bounds, but no further than later "
                "editions have moved, or that the document rests on statistics that are not in these data."
            )
        )
    if view.selection.companies:
        names = view.tables["companies"].set_index("company_id")["name"]
        chosen = ", ".join(names[code] for code in view.selection.companies)
        caveats.append(_("Only documents that name {companies}.").format(companies=chosen))
    goods = {goods_of(one.first) for one in shown if one.panel in _OF_GOODS}
    return [*caveats, *data_caveats(view, goods)]


def _table(figures: list[StatedFigure], view: View) -> pd.DataFrame:
    """One row a figure: kind, period, subject, phrases, value and bounds as printed and in the currency, verdict."""
    _ = view.translate
    titles, bounds, verdicts = panel_titles(view.language), bound_names(view.language), verdict_names(view.language)
    units, natures = unit_names(view.language), nature_names(view.language)
    header = (
        *(_("Kind"), _("Period"), _("Subject"), _("Nature"), _("As printed")),
        *(_("Value"), _("Low"), _("High"), _("Unit")),
        *(_("Bound"), _("Value on the axis"), _("Unit of the axis"), _("Statistics"), _("Documents")),
    )
    rows = [
        (
            titles[figure.panel],
            period_words(figure, view.language),
            subject(figure, view),
            natures[figure.first.nature],
            view.listed(figure.phrases),
            *(figure.printed.value, figure.printed.low, figure.printed.high, units[figure.printed.unit]),
            bounds[figure.first.bound],
            *((figure.shown.value, units[figure.shown.unit]) if figure.shown else (None, "")),
            verdicts[figure.verdict] if figure.verdict else "",
            "; ".join(figure.document_ids),
        )
        for figure in figures
    ]
    table = pd.DataFrame(rows, columns=list(header))
    return with_periods(table, [figure.period for figure in figures], view.language)


def _why_empty(figures: list[StatedFigure], view: View) -> str:
    _ = view.translate
    if figures:
        return _("The figures of this selection have no period or no rate in this currency: choose the other currency.")
    return _("No document in this selection states a figure.")


def _years(view: View) -> Available:
    figures = stated_figures(view)
    return [pair for one in figures if one.shown for pair in each_year(None, one.period)]
