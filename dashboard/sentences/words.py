"""Words that several cards share: names of directions, bases of figures, reasons for an empty card."""

from collections.abc import Iterable
from datetime import timedelta

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH, period
from dashboard.text import formats
from dashboard.text.messages import translator
from etl.model.codes import SourceKind
from etl.model.period import Period

TENFOLD = 900.0  # percent of growth
RATE_DIGITS = 1  # after the point of a rate of growth or a share, wherever it is printed


def basis_words(rows: pd.DataFrame, view: View) -> str:
    """Whose declarations these are and what the values include: “As declared by Kazakhstan (exports FOB, …)”."""
    _ = view.translate
    if rows.empty:
        return _("No official series in this selection")
    reporters = reporter_name(rows, view)
    sides = {
        (row.reporter_iso3 == row.exporter_iso3, row.valuation)
        for row in records(rows[rows["valuation"].ne("not_stated")])
    }
    if not sides:
        return _("As declared by {country}").format(country=reporters)
    texts = [_("exports {basis}") if out else _("imports {basis}") for out, _basis in sorted(sides, reverse=True)]
    shown = [text.format(basis=basis) for text, (_out, basis) in zip(texts, sorted(sides, reverse=True), strict=True)]
    return _("As declared by {country} ({sides})").format(country=reporters, sides=", ".join(shown))


def reporter_name(rows: pd.DataFrame, view: View) -> str:
    """The country, or countries, whose declarations the rows are."""
    countries = view.names("countries")
    return ", ".join(countries[code] for code in sorted(rows["reporter_iso3"].dropna().unique()))


def goods_words(view: View) -> str:
    """The goods in view: the names of the selected sectors, or “All goods”; said to be without crude oil where so."""
    _ = view.translate
    goods = sector_list(view, view.selection.sectors) if view.selection.sectors else _("All goods")
    return without_oil(goods, view)


def without_oil(goods: str, view: View) -> str:
    """Goods, or a direction, with “without crude oil” where it is taken out of them."""
    if not frames.removes_oil(view):
        return goods
    _ = view.translate
    return _("{goods} without crude oil").format(goods=goods)


def named_goods(view: View) -> str | None:
    """What the title has to name: sectors and direction where any is selected, None for all trade."""
    sectors = [sector_list(view, view.selection.sectors)] if view.selection.sectors else []
    direction = [] if view.selection.direction == BOTH else [selected_direction(view)]
    named = ", ".join([*sectors, *direction])
    if not named and frames.removes_oil(view):
        _ = view.translate
        named = _("Trade")
    return without_oil(named, view) or None


def sector_list(view: View, sectors: Iterable[str]) -> str:
    """The names of sectors, joined by commas."""
    named = view.names("sectors")
    return ", ".join(named[sector] for sector in sectors)


def growth_words(rate: float, language: str) -> str:
    """Growth in percent; from tenfold on as a multiple, because a percentage of next to nothing says little."""
    if rate < TENFOLD:
        return formats.percent(rate, language, RATE_DIGITS, signed=True)
    return f"×{formats.NBSP}{formats.number(rate / 100 + 1, language, 0)}"


def is_steady(rate: float) -> bool:
    """Whether a rate of growth prints as nothing, so that neither "up" nor "down" is true of what is read."""
    return round(abs(rate), RATE_DIGITS) == 0


def listed_caveat(rows: pd.DataFrame, language: str) -> tuple[str, ...]:
    """That the values add up listed goods only, where any of them does."""
    if rows.empty or not rows["listed"].any():
        return ()
    _ = translator(language)
    return (_("Only listed goods are added up: the sector’s trade is at least what is shown."),)


def documents_count(number: int, language: str) -> str:
    """“stated in 3 documents”."""
    ngettext = translator(language).ngettext
    return ngettext("stated in {number} document", "stated in {number} documents", number).format(number=number)


def kind_names(language: str) -> dict[str, str]:
    """Kind of source → its name."""
    _ = translator(language)
    return {
        SourceKind.CUSTOMS: _("Customs"),
        SourceKind.STATISTICS_OFFICE: _("Statistics office"),
        SourceKind.ENERGY_STATISTICS: _("Energy statistics"),
        SourceKind.RECONCILED: _("Reconciled data"),
        SourceKind.STATEMENT: _("Official statement"),
        SourceKind.PRESS: _("Press"),
    }


def years_words(view: View) -> str:
    """The selected years as a label."""
    return view.period_label(period(view.selection))


def spans_words(periods: Iterable[Period], language: str) -> str:
    """Periods as a list, those that follow one another as one span: “2004–2015, 2018–2023”."""
    runs: list[Period] = []
    for one in sorted(set(periods)):
        if runs and one.start <= runs[-1].end + timedelta(days=1):
            runs[-1] = Period(runs[-1].start, max(one.end, runs[-1].end))
        else:
            runs.append(one)
    return ", ".join(formats.period_label(run, language) for run in runs)


def no_data_reason(view: View) -> str:
    """That there is nothing of the years and direction selected."""
    _ = view.translate
    return _("Nothing in {years} for {direction}.").format(years=years_words(view), direction=selected_direction(view))


def selected_direction(view: View) -> str:
    """The name of the selected direction."""
    if view.selection.direction == BOTH:
        return view.direction_name(None, None)
    exporter, _, importer = view.selection.direction.partition("-")
    return view.direction_name(exporter, importer)
