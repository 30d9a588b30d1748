"""One printed figure as a row of `statements`: number, sign, bounds, period, base period and nature.

What the phrase prints and what the document's fields say of it must not contradict each other: where they do, the
figure is refused with both and the remedy, and neither is preferred.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from etl.model.codes import Bound, Measure, Nature, Unit
from etl.model.errors import DataFileError, PhraseError
from etl.model.interval import Interval
from etl.model.period import Period, parse_iso
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.reader import Kind, Reading, kind_of, read_period, read_phrase
from etl.phrases.wording import word_ahead, word_of_deficit, word_of_surplus
from etl.sources.reference import Reference, pair_of, refuse_bad_code
from etl.sources.statements import Document, Explicit, FigureEntry

Row = dict[str, Any]
_MONEY = tuple(unit for unit in Unit if unit.is_currency)
_UNITS = {
    Measure.TRADE_VALUE: _MONEY,
    Measure.BALANCE: _MONEY,
    Measure.FDI_STOCK: _MONEY,
    Measure.FDI_FLOW: _MONEY,
    Measure.GROWTH: (Unit.PERCENT,),
    Measure.SHARE: (Unit.PERCENT,),
    Measure.RATIO: (Unit.PERCENT, Unit.TIMES),
    Measure.CHANGE_POINTS: (Unit.PERCENTAGE_POINTS,),
    Measure.COUNT: (Unit.COMPANIES,),
    Measure.CAPACITY: (Unit.MW,),
    Measure.QUANTITY: (Unit.TONNE, Unit.BARREL),
}
_SIDES = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
_YEAR = 12  # months
_REMEDY = "give nature: target, forecast, or fact where it is one"


def figure_row(document: Document, figure: FigureEntry, reference: Reference) -> Row:
    """The columns of `statements` that the figure itself gives; TradeError where it contradicts itself."""
    _refuse_plans(document, figure)
    reading = _signed(figure, document, _reading(document, figure))
    period = _period(document, figure, reading)
    base = _base_period(figure, period, reading.unit)
    goods = figure.commodity
    if goods and goods.code:
        for code in goods.code.split("-"):  # "01-24" is a span of chapters
            refuse_bad_code(goods.classification, code, "commodity")
    return {
        "speaker": figure.speaker or document.speaker,
        "measure": figure.measure,
        "nature": _nature(document, figure, period),
        **_countries(document, figure, reference),
        "period_start": period and period.start,
        "period_end": period and period.end,
        "per": figure.per,
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "bound": reading.bound,
        "decimals": reading.decimals,
        "unit": _checked_unit(figure, reading),
        "base_period_start": base and base.start,
        "base_period_end": base and base.end,
        "share_of": figure.share_of,
        "scope": figure.scope,
        "compared_with": figure.compared_with and f"{document.document_id}.{figure.compared_with}",
        "classification": goods and goods.code and goods.classification,
        "commodity_code": goods and goods.code,
        "commodity_label": goods and goods.label,
        "sector_id": figure.sector and reference.require("sectors", figure.sector, "sector"),
        "as_stated": figure.as_stated,
        "language": document.language,
        "locator": figure.locator,
        "basis": figure.basis or document.basis,
        "by_hand": figure.explicit is not None,
        "note": figure.note,
    }


def published_date(document: Document) -> date | None:
    """First day of the date of publication, or None where the document is not dated."""
    return None if document.published == "n.d." else parse_iso(document.published).start


def _countries(document: Document, figure: FigureEntry, reference: Reference) -> Row:
    named = {"reporter_iso3": figure.reporter, "exporter_iso3": figure.exporter, "importer_iso3": figure.importer}
    known = {name: code and reference.require("countries", code, name) for name, code in named.items()}
    both = figure.exporter and figure.importer
    return known | {"pair": pair_of(figure.exporter or "", figure.importer or "") if both else document.pair}


def _reading(document: Document, figure: FigureEntry) -> Reading:
    if figure.explicit:
        return _by_hand(figure.explicit)
    if document.language not in READ_LANGUAGES:
        raise DataFileError(f"phrases in {document.language} are not parsed: give an explicit value")
    told = figure.nature is not None
    return read_phrase(figure.as_stated, document.language, published_date(document), nature_told=told)


def _by_hand(given: Explicit) -> Reading:
    low = given.value if given.low is None and given.bound in (Bound.EXACT, Bound.AT_LEAST) else given.low
    high = given.value if given.high is None and given.bound in (Bound.EXACT, Bound.AT_MOST) else given.high
    return Reading(kind_of(given.unit), given.value, low, high, given.bound, given.unit, given.decimals, None)


def _signed(figure: FigureEntry, document: Document, reading: Reading) -> Reading:
    """The reading with the sign of its words: a fall or a deficit is below zero, whatever sign is printed beside it."""
    if figure.fall:
        if _below_zero(reading):
            raise DataFileError(f"{figure.as_stated!r} reads as a fall already: leave fall out")
        return _turned(reading)
    deficit, surplus = (find(figure.as_stated, document.language) for find in (word_of_deficit, word_of_surplus))
    if deficit and figure.measure is not Measure.BALANCE:
        raise DataFileError(f"{figure.as_stated!r} speaks of a {deficit}: its measure is balance, or leave it out")
    if deficit and surplus:
        raise DataFileError(f"{figure.as_stated!r} names {deficit} and {surplus}: keep the words of one figure")
    if surplus and _below_zero(reading):
        raise DataFileError(f"{figure.as_stated!r} names a {surplus} but is below zero: correct the one or the other")
    if not deficit or _below_zero(reading):
        return reading
    if figure.explicit:
        raise DataFileError(f"{figure.as_stated!r} names a {deficit} but explicit is above zero: give it below zero")
    return _turned(reading)


def _below_zero(reading: Reading) -> bool:
    return any(side is not None and side < 0 for side in (reading.value, reading.low, reading.high))


def _turned(reading: Reading) -> Reading:
    """The reading with the other sign: what was its lower side is its upper one."""
    bounds = -Interval(reading.low, reading.high)
    value = None if reading.value is None else -reading.value
    bound = reading.bound and _SIDES.get(reading.bound, reading.bound)
    return replace(reading, value=value, low=bounds.low, high=bounds.high, bound=bound)


def _checked_unit(figure: FigureEntry, reading: Reading) -> str:
    unit = Unit.COMPANIES if reading.kind is Kind.COUNT and reading.unit is None else reading.unit
    allowed = _UNITS[figure.measure]
    if unit not in allowed:
        raise DataFileError(
            f"{figure.as_stated!r} reads as {unit or reading.kind}, but a {figure.measure} is in "
            f"{'a currency' if allowed is _MONEY else ' or '.join(allowed)}: correct the measure or the phrase"
        )
    if figure.measure is Measure.RATIO and (unit is Unit.PERCENT) != (figure.share_of is not None):
        raise DataFileError("a ratio in percent needs share_of, a multiple of an earlier figure has none: correct it")
    return str(unit)


def _period(document: Document, figure: FigureEntry, reading: Reading) -> Period | None:
    """The period the fields give, which is that of the phrase where it prints one; else the phrase's."""
    given = _given_period(document, figure)
    printed = reading.period or _printed_period(document, figure)
    if given and printed and given != printed:
        raise DataFileError(
            f"{figure.as_stated!r} is about {printed.iso()}, but the document gives {given.iso()}: correct the one "
            "that is wrong, or leave the period out"
        )
    return given or printed


def _given_period(document: Document, figure: FigureEntry) -> Period | None:
    if figure.period:
        return parse_iso(figure.period)
    if figure.period_as_stated:
        return read_period(figure.period_as_stated, document.language, published_date(document))
    return None


def _printed_period(document: Document, figure: FigureEntry) -> Period | None:
    """The period in a phrase whose value is given by hand, where the phrase can be read for it."""
    if not figure.explicit or document.language not in READ_LANGUAGES:
        return None
    try:
        return read_phrase(figure.as_stated, document.language, published_date(document)).period
    except PhraseError:
        return None


def _base_period(figure: FigureEntry, period: Period | None, unit: Unit | None) -> Period | None:
    """What a growth, a change in points or a multiple compares with: as given, else the same months a year before.

    Over more than a year nobody says what it compares with: such a growth has no base unless the document gives one.
    """
    if figure.measure not in (Measure.GROWTH, Measure.CHANGE_POINTS) and unit is not Unit.TIMES:
        return None
    if figure.base_period:
        return parse_iso(figure.base_period)
    if period is None:
        return None
    if period.whole_months is None:
        raise DataFileError(f"growth over {period.iso()}: give base_period, or a period of whole months")
    return period.year_before() if period.whole_months <= _YEAR else None


def _refuse_plans(document: Document, figure: FigureEntry) -> None:
    """Refuse a phrase that speaks of what is to come where the document does not say what it is."""
    word = None if figure.nature else word_ahead(figure.as_stated, document.language)
    if word:
        raise DataFileError(f"{figure.as_stated!r} speaks of what is to come ({word!r}): {_REMEDY}")


def _nature(document: Document, figure: FigureEntry, period: Period | None) -> Nature:
    """As given; else a fact, unless the period had not ended when the document was published."""
    if figure.nature:
        return figure.nature
    last = document.accessed if document.published == "n.d." else parse_iso(document.published).end
    if period and period.end > last:
        raise DataFileError(f"its period {period.iso()} ends after the document ({last.isoformat()}): {_REMEDY}")
    return Nature.FACT
