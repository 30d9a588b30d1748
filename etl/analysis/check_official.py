"""Stated figures against the official series: for the same trade and period, and against the part of a year in hand.

A figure that names no statistics is held against those its document evidently follows: the country whose official
values more of its other unnamed figures meet. Where that cannot be told, it disagrees only if it fits neither country.
A figure that meets its own country's statistics and not the other's is no error: each country counts for itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from etl.analysis.check_counts import Facing, by_statement, named_statistics, own_counts
from etl.analysis.comparison import Comparison, shown
from etl.analysis.levels import Official, OfficialLevel, Trade
from etl.analysis.stated import ComparableFigure
from etl.model.codes import ALL_GOODS, Measure, Per, Reason, Rule, ShareOf, Unit, Verdict
from etl.model.interval import Interval, exactly, growth
from etl.model.period import Period, incomparable, year
from etl.sources.judgements import Grouping


@dataclass(frozen=True)
class Archive:
    """The official side: levels, how far each series is revised (percent by source), goods in documents' words.

    `changes` are codes of headings and below with the day on which a revision of the HS changed what they hold.
    """

    official: Official
    margins: Mapping[str, float]
    groupings: tuple[Grouping, ...] = ()
    changes: tuple[tuple[str, date], ...] = ()

    def value(self, level: OfficialLevel) -> Interval:
        """A level with what later editions of its sources may have moved it."""
        return exactly(level.value).widened(max(self.margins.get(source, 0.0) for source in level.source_ids))

    def codes(self, statement: ComparableFigure) -> tuple[str, ...]:
        """The codes of a statement's goods; none where it gives them in words only."""
        if statement.all_goods:
            return (ALL_GOODS,)
        if group := self.grouped(statement):
            return group.codes
        return (statement.code,) if statement.code else ()

    def recoded(self, codes: tuple[str, ...], first: date, last: date) -> bool:
        """Whether one of the codes holds other goods on the last day than on the first: no sum, no growth."""
        days = [day for changed, day in self.changes for code in codes if code.startswith(changed)]
        return any(first < day <= last for day in days)

    def grouped(self, statement: ComparableFigure) -> Grouping | None:
        """The grouping that a statement's goods in words stand for, if they stand for one."""
        named = (statement.goods, statement.reporter)
        return next((g for g in self.groupings if (g.commodity_label, g.reporter_iso3) == named), None)

    def levels(self, statement: ComparableFigure, period: Period, currency: str) -> list[OfficialLevel]:
        """The official levels of exactly what a statement speaks of."""
        codes = self.codes(statement)
        if self.recoded(codes, period.start, period.end):
            return []
        return self.official.levels(_trade(statement, codes), period, currency) if codes else []


def facing_levels(figures: list[ComparableFigure], archive: Archive) -> list[Facing]:
    """Every statement beside every official level it can be held against, not yet judged."""
    return [one for rule in RULES for figure in figures if figure.pair for one in rule(figure, archive)]


def official_comparisons(facing: list[Facing]) -> list[Comparison]:
    """Every statement beside every official level, judged."""
    named, counts, rivals = named_statistics(facing), own_counts(facing), by_statement(facing)
    return [_judged(one, rivals[one.key], named[one.key], counts.get(one.key)) for one in facing]


def stated_value(statement: ComparableFigure, archive: Archive) -> Iterator[Facing]:
    """A stated trade value against the official one of the same period, or of each year in it.

    Goods that are several headings together (`stated_goods`) meet the sum of these headings.
    """
    if statement.measure == Measure.TRADE_VALUE:
        for span in _spans(statement):
            for level in archive.levels(statement, span, statement.unit):
                rule = Rule.STATED_GOODS if archive.grouped(statement) else Rule.STATED_VALUE
                yield Facing(rule, statement, span, exactly(level.value), archive.value(level), (level,))


def stated_balance(statement: ComparableFigure, archive: Archive) -> Iterator[Facing]:
    """A stated balance against what the named country exported less what it imported, by its own declarations."""
    if statement.measure != Measure.BALANCE or statement.reporter is None or statement.period is None:
        return
    for out, back in _both_ways(statement, statement.period, statement.unit, archive):
        if out.reporter_iso3 == statement.reporter:
            observed = exactly(out.value - back.value)
            widened = archive.value(out) - archive.value(back)
            yield Facing(Rule.STATED_BALANCE, statement, statement.period, observed, widened, (out, back))


def stated_growth(statement: ComparableFigure, archive: Archive) -> Iterator[Facing]:
    """A stated growth against that between two official levels of one source, as published, for equal spans only."""
    current, base = statement.period, statement.base
    if statement.measure != Measure.GROWTH or not current or not base or incomparable(current, base):
        return
    if archive.recoded(archive.codes(statement), base.start, current.end):
        return
    for currency in (Unit.USD, Unit.EUR):
        earlier = {level.source_ids: level for level in archive.levels(statement, base, currency)}
        for level in archive.levels(statement, current, currency):
            before = earlier.get(level.source_ids)
            if before and before.value and level.as_published and before.as_published:
                percent = growth(exactly(level.value), exactly(before.value))
                widened = growth(archive.value(level), archive.value(before))
                yield Facing(Rule.STATED_GROWTH, statement, current, percent, widened, (level, before))


def stated_share(statement: ComparableFigure, archive: Archive) -> Iterator[Facing]:
    """A stated share of the pair's trade, or of one direction of it, against the official share of each year."""
    wholes = {ShareOf.PAIR_TRADE: (None, None), ShareOf.PAIR_FLOW: statement.direction}
    if statement.measure != Measure.SHARE or statement.both_directions or statement.share_of not in wholes:
        return
    exporter, importer = wholes[ShareOf(statement.share_of)]
    assert statement.pair
    whole = Trade(statement.pair, exporter, importer)
    for span in _spans(statement):
        parts = archive.levels(statement, span, Unit.USD)
        for part, total in product(parts, archive.official.levels(whole, span, Unit.USD)):
            if (part.reporter_iso3, part.source_kind) == (total.reporter_iso3, total.source_kind) and total.value:
                yield _ratio(Rule.STATED_SHARE, statement, span, (part, total), archive)


def stated_ratio(statement: ComparableFigure, archive: Archive) -> Iterator[Facing]:
    """A stated cover of one direction by the other against the official one."""
    if statement.share_of == ShareOf.OPPOSITE_FLOW and statement.period:
        for out, back in _both_ways(statement, statement.period, Unit.USD, archive):
            flow, opposite = (out, back) if out.reporter_iso3 == statement.exporter else (back, out)
            if opposite.value:
                yield _ratio(Rule.STATED_RATIO, statement, statement.period, (flow, opposite), archive)


def year_to_date(statement: ComparableFigure, archive: Archive) -> Iterator[Facing]:
    """A stated year against the months in hand, or stated months against their whole year: a part is never larger."""
    period = statement.period
    if statement.measure != Measure.TRADE_VALUE or statement.per == Per.YEAR or period is None:
        return
    codes = archive.codes(statement)
    if not codes or period.whole_months is None or len(period.years) > 1:
        return
    trade, direct = _trade(statement, codes), archive.levels(statement, period, statement.unit)
    done = {level.reporter_iso3 for level in direct}
    if period.is_year:
        levels = archive.official.year_to_date(trade, period, statement.unit)
    else:
        levels = archive.levels(statement, year(period.start.year), statement.unit)
    for level in levels:
        if level.reporter_iso3 not in done and statement.reporter in (None, level.reporter_iso3):
            value, wide = exactly(level.value), archive.value(level)
            ends = [Interval(one.low, None) if period.is_year else Interval(None, one.high) for one in (value, wide)]
            yield Facing(Rule.YEAR_TO_DATE, statement, period, ends[0], ends[1], (level,))


RULES = (stated_value, stated_balance, stated_growth, stated_share, stated_ratio, year_to_date)


def _judged(facing: Facing, rivals: list[Facing], named: str | None, count: str | None) -> Comparison:
    verdict, reason, why = _verdict(facing, rivals, named, count)
    rate = None if facing.statement.unit == Unit.PERCENT else facing.levels[0].rate  # a rate cancels out of a quotient
    basis = "as published" if rate is None else f"converted at {rate:.4f} dollars a euro"
    official = f"the official {shown(facing.observed, facing.statement.unit)} ({facing.reporter}, {basis})"
    place = "lies within" if facing.meets else "lies outside"
    return Comparison(
        rule=facing.rule,
        statement=facing.statement,
        others=tuple(dict.fromkeys(flow for level in facing.levels for flow in level.flow_ids)),
        against=_against(facing, rivals),
        period=facing.period,
        observed=facing.observed,
        verdict=verdict,
        reason=reason,
        text=f"{official} {place} what was stated{why}",
        reporter=facing.reporter,
        rate=rate,
        series=facing.sources,
    )


def _against(facing: Facing, rivals: list[Facing]) -> str:
    """The official side in a comparison's id: its sources, and the reporter where they hold several."""
    sources = facing.sources
    reporters = {rival.reporter for rival in rivals if (rival.rule, rival.sources) == (facing.rule, sources)}
    joined = "+".join(sources)
    return joined if len(reporters) == 1 else f"{joined}:{facing.reporter}"


def _verdict(facing: Facing, rivals: list[Facing], named: str | None, count: str | None) -> tuple[Verdict, Reason, str]:
    if facing.meets:
        return Verdict.AGREES, Reason.INSIDE, ""
    if count and count != facing.reporter:
        return Verdict.EACH_OWN_COUNT, Reason.OWN_COUNTS, f", but it is the count of {count}, whose statistics it meets"
    if named and named != facing.reporter:
        why = f", but the statement rests on the statistics of {named}"
        return Verdict.CANNOT_TELL, Reason.OTHER_STATISTICS, why
    if facing.may_meet:
        return Verdict.CANNOT_TELL, Reason.REVISED, ", but no further than later editions of these statistics moved"
    if named is None and not _fits_nobody(rivals):
        return Verdict.CANNOT_TELL, Reason.UNNAMED, ", but the statement names no statistics"
    return Verdict.DISAGREES, Reason.IMPOSSIBLE if facing.rule == Rule.YEAR_TO_DATE else Reason.OUTSIDE, ""


def _fits_nobody(rivals: list[Facing]) -> bool:
    """Whether both countries' statistics are in hand and neither can be meant."""
    return len({rival.reporter for rival in rivals}) > 1 and not any(rival.may_meet for rival in rivals)


def _ratio(
    rule: Rule, statement: ComparableFigure, span: Period, levels: tuple[OfficialLevel, OfficialLevel], archive: Archive
) -> Facing:
    part, whole = levels
    observed = exactly(part.value / whole.value * 100)
    widened = archive.value(part) / archive.value(whole) * exactly(100.0)
    return Facing(rule, statement, span, observed, widened, levels)


def _both_ways(
    statement: ComparableFigure, period: Period, currency: str, archive: Archive
) -> Iterator[tuple[OfficialLevel, OfficialLevel]]:
    """Exports and imports of each country, by its own declarations to one kind of source."""
    assert statement.pair
    first, second = statement.pair.split("-")
    for reporter, partner in ((first, second), (second, first)):
        trade = Trade(statement.pair)
        outs = archive.official.levels(trade.directed(reporter, partner), period, currency)
        backs = archive.official.levels(trade.directed(partner, reporter), period, currency)
        own = [(o, b) for o, b in product(outs, backs) if o.reporter_iso3 == b.reporter_iso3 == reporter]
        yield from ((o, b) for o, b in own if o.source_kind == b.source_kind)


def _spans(statement: ComparableFigure) -> list[Period]:
    if statement.period is None:
        return []
    return [year(number) for number in statement.period.years] if statement.per == Per.YEAR else [statement.period]


def _trade(statement: ComparableFigure, codes: tuple[str, ...]) -> Trade:
    assert statement.pair
    return Trade(statement.pair, statement.exporter, statement.importer, codes)
