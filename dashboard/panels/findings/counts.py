"""Whose count a figure is: what the statistics it names, or those of both countries, say of it."""

from typing import Any

from dashboard.panels.findings.numbers import CheckedFigure, known_end, observed_words
from dashboard.queries.tables import Tables, ids_in, span_of
from dashboard.queries.view import View
from dashboard.statements.figures import StatedFigure
from dashboard.text.messages import translator
from etl.model.codes import OFFICIAL_RULES, Reason, Rule, Verdict
from etl.model.period import Period


def counted_by(figure: StatedFigure, period: Period | None, tables: Tables) -> tuple[str, ...]:
    """The countries that a figure names or, where it names none, whose statistics or later editions it meets."""
    met = [row for row in _rows(figure, period, tables) if _meets(row)]
    return figure.reporters or tuple(dict.fromkeys(row.reporter_iso3 for row in met))


def results(figure: StatedFigure, period: Period | None, view: View, known: str = "") -> list[str]:
    """What each country's statistics say of a figure, and whether it fits; without that of `known`."""
    _ = view.translate
    countries = view.names("countries")
    rows = {row.reporter_iso3: row for row in _rows(figure, period, view.tables)}
    texts = [
        _result(row, figure, countries[name], view.language) for name, row in sorted(rows.items()) if name != known
    ]
    absent = [countries[name] for name in figure.first.pair.split("-") if name not in rows and name != known]
    missing = _("{country}’s statistics have no comparable figure in these data.")
    return [*texts, *(missing.format(country=country) for country in absent)]


def result_sources(checked: CheckedFigure, tables: Tables) -> tuple[str, ...]:
    """The official series that the results told beside a comparison rest on."""
    if checked.row.rule not in (*OFFICIAL_RULES, Rule.CONTRADICTION):
        return ()
    figures = (checked.figure, *checked.others)
    rows = [row for figure in figures for row in _rows(figure, checked.period, tables)]
    return tuple(dict.fromkeys(source for row in rows for source in ids_in(row.object_source_ids)))


def _result(row: Any, figure: StatedFigure, country: str, language: str) -> str:
    _ = translator(language)
    one = CheckedFigure(row, figure, ())
    if row.rule == Rule.YEAR_TO_DATE:
        return _year_to_date(one, language).format(country=country, official=known_end(one, language))
    text = _("{country}’s statistics give {official}, {place}.")
    place = _("outside what was stated")
    if row.verdict == Verdict.AGREES:
        place = _("within what was stated")
    elif row.reason_code == Reason.REVISED:
        place = _("outside what was stated, but no further than later editions have moved")
    return text.format(country=country, official=observed_words(one, language), place=place)


def _year_to_date(checked: CheckedFigure, language: str) -> str:
    """A year is held against its months in hand, months against their whole year: a part is never larger."""
    _ = translator(language)
    fits = _meets(checked.row)
    if checked.observed.high is None:
        more = _("In the months that are in hand {country} declared {official}, more than was stated for the year.")
        within = _(
            "In the months that are in hand {country} declared {official}, no more than was stated for the year."
        )
        return within if fits else more
    less = _("For the whole year {country} declared {official}, less than was stated for its months.")
    return (
        _("For the whole year {country} declared {official}, no less than was stated for its months.") if fits else less
    )


def _rows(figure: StatedFigure, period: Period | None, tables: Tables) -> list[Any]:
    """The comparisons of the figure's statements with official values of the period."""
    rows = [row for name in set(figure.statement_ids) for row in tables.official_checks.get(name, ())]
    return sorted((row for row in rows if span_of(row) == period), key=lambda row: row.Index)


def _meets(row: Any) -> bool:
    return bool(row.verdict == Verdict.AGREES or row.reason_code == Reason.REVISED)
