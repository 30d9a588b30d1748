"""What the rows of the ledger say: amounts with their bounds, what a figure is of, who printed it and when."""

from collections.abc import Callable

from dashboard.queries.view import View
from dashboard.sentences.translations import translate_text
from dashboard.statements.bounds import Bounds
from dashboard.statements.documents import partial_date
from dashboard.statements.figures import FigurePanel, StatedFigure, needed_decimals, per_year
from dashboard.statements.levels import MONEY
from dashboard.text import formats
from dashboard.text.messages import translator
from dashboard.text.vocabulary import measure_names, nature_names, share_names, verdict_names
from etl.model.codes import Measure, Unit

_PHRASES = 4  # phrases on hover


def panel_titles(language: str) -> dict[FigurePanel, str]:
    """Panel → its heading."""
    _ = translator(language)
    return {
        FigurePanel.TRADE: _("Trade, all goods"),
        FigurePanel.GOODS: _("Trade, single goods"),
        FigurePanel.GROWTH: _("Growth on the same period a year before"),
        FigurePanel.SHARE: _("Shares and ratios"),
        FigurePanel.INVESTMENT_USD: _("Investment stated in US dollars, not converted"),
        FigurePanel.INVESTMENT_EUR: _("Investment stated in euros, not converted"),
        FigurePanel.COMPANIES: _("French companies in Kazakhstan"),
        FigurePanel.BALANCE: _("Trade balance"),
        FigurePanel.CAPACITY: _("Capacity"),
        FigurePanel.OTHER: _("Other figures, in their own unit"),
    }


def amount(value: float | None, unit: str, language: str, *, decimals: int | None = None, signed: bool = False) -> str:
    """One value in its unit, with the digits it needs or those given."""
    if unit in MONEY:
        return formats.money(value, unit, language, needed_decimals(value) if decimals is None else decimals)
    if unit == "percent":
        exact = value if value is None else round(value, 3)
        digits = next((d for d in range(3) if round(exact or 0.0, d) == exact), 3) if decimals is None else decimals
        return formats.percent(exact, language, digits, signed=signed)
    if unit == Unit.COMPANIES:  # the panel's heading names them
        return formats.number(value, language)
    return formats.quantity(value, unit, language, decimals)


def value_words(figure: StatedFigure, bounds: Bounds, language: str) -> str:
    """The figure as a reader says it: “at least $4bn”, “80–90%”, “$2.7bn”."""
    return bounds.words(_formatter(figure, bounds, language, _converted_decimals(figure, bounds)), language)


def bounds_words(figure: StatedFigure, bounds: Bounds, language: str) -> str:
    """What rounding or wording allows, where both ends are closed and differ from what `value_words` says."""
    if bounds.value is None or bounds.low is None or bounds.high is None or bounds.low == bounds.high:
        return ""
    decimals = _converted_decimals(figure, bounds, more=1)
    if decimals is None and bounds.unit in MONEY:
        decimals = max(map(needed_decimals, (bounds.low, bounds.high)))
    text = formats.interval_words(bounds.low, bounds.high, _formatter(figure, bounds, language, decimals), language)
    return "" if text == value_words(figure, bounds, language) else text


def period_words(figure: StatedFigure, language: str) -> str:
    """The figure's period, or that none is stated."""
    _ = translator(language)
    if figure.period is None:
        return _("no period stated")
    return formats.period_label(figure.period, language)


def subject(figure: StatedFigure, view: View, *, one_year: bool = False) -> str:
    """What the figure is of: its direction, goods, base of the share, kind of investment; a target is called one.

    With `one_year` a figure for each year of a span is spoken of in one of them.
    """
    _ = view.translate
    parts = _goods_parts(figure, view)
    if per_year(figure) and not one_year:
        parts.append(_("each year"))
    if not figure.is_fact:
        parts.append(nature_names(view.language)[figure.first.nature])
    return ", ".join(part for part in parts if part)


def _goods_parts(figure: StatedFigure, view: View) -> list[str]:
    first = figure.first
    exporter = first.exporter_iso3 if isinstance(first.exporter_iso3, str) else None
    importer = first.importer_iso3 if isinstance(first.importer_iso3, str) else None
    goods = translate_text(view, first.commodity_label)
    if figure.panel in (FigurePanel.INVESTMENT_USD, FigurePanel.INVESTMENT_EUR):
        return [measure_names(view.language)[first.measure]]
    if figure.panel in (FigurePanel.COMPANIES, FigurePanel.CAPACITY):
        return []
    if isinstance(first.scope, str):
        return [goods, translate_text(view, first.scope)]
    parts = [goods, view.direction_name(exporter, importer)]
    if isinstance(first.share_of, str):
        parts = [goods, parts[1] if exporter else "", share_names(view.language)[first.share_of]]
    return parts


def said_by(figure: StatedFigure, view: View) -> str:
    """Publisher and date of the first document, after the speaker it quotes; "+2" where two more print the figure."""
    _ = view.translate
    documents = view.tables["documents"].set_index("document_id")
    first = documents.loc[figure.document_ids[0]]
    who = translate_text(view, first["publisher"])
    speaker = translate_text(view, figure.first.speaker)
    if speaker and speaker != who:
        who = _("{speaker}, in {publisher}").format(speaker=speaker, publisher=who)
    text = f"{who}, {partial_date(str(first['published']), view.language)}"
    more = len(figure.document_ids) - 1
    return f"{text} (+{more})" if more else text


def each_said_by(figure: StatedFigure, view: View) -> list[str]:
    """Who says it in each document, the documents in order."""
    rows = {row.document_id: row for row in reversed(figure.rows)}
    return [said_by(figure.printed_by([rows[name].statement_id]), view) for name in figure.document_ids]


def printed_lines(figure: StatedFigure, view: View) -> list[str]:
    """Each phrase with the documents that print it so, the first four: no phrase in the mouth of another's speaker."""
    lines = []
    for phrase in figure.phrases[:_PHRASES]:
        own = figure.printed_by(row.statement_id for row in figure.rows if row.as_stated == phrase)
        lines.append(f"{view.quoted(phrase)}, {said_by(own, view)}")
    return lines


def verdict_words(figure: StatedFigure, language: str) -> str:
    """ "official agrees", where the figure was put to an official level."""
    _ = translator(language)
    if figure.verdict is None:
        return ""
    return _("statistics: {verdict}").format(verdict=verdict_names(language)[figure.verdict])


def level_lines(figure: StatedFigure, shown: Bounds, view: View) -> list[str]:
    """Each official value the figure was put to: whose, for which year, how much, with what verdict."""
    countries, verdicts = view.names("countries"), verdict_names(view.language)
    decimals = 2 if shown.unit in MONEY else 1
    _ = view.translate
    return [
        _("Official, as declared by {country}, {year}: {amount}, {verdict}").format(
            country=countries[level.reporter],
            year=level.year,
            amount=amount(level.value, shown.unit, view.language, decimals=decimals, signed=_signed(figure)),
            verdict=verdicts[level.verdict],
        )
        for level in figure.levels
    ]


def _formatter(figure: StatedFigure, bounds: Bounds, language: str, decimals: int | None) -> Callable[[float], str]:
    return lambda value: amount(value, bounds.unit, language, decimals=decimals, signed=_signed(figure))


def _converted_decimals(figure: StatedFigure, bounds: Bounds, more: int = 0) -> int | None:
    """Decimals of a converted amount, about as exact as what was printed; None where nothing was converted."""
    if bounds.unit == figure.printed.unit:
        return None
    printed = needed_decimals(figure.printed.ends[0] if figure.printed.mark is None else figure.printed.mark)
    size = max(map(abs, bounds.ends))
    return more + (max(1, printed) if size / next((p for p in (1e9, 1e6, 1e3) if size >= p), 1.0) < 10 else printed)


def _signed(figure: StatedFigure) -> bool:
    return bool(figure.first.measure == Measure.GROWTH)
