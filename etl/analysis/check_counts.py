"""Whose count a stated figure is: the statistics it names, those its document follows, those that bear it out."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from etl.analysis.levels import OfficialLevel
from etl.analysis.stated import ComparableFigure
from etl.model.codes import Per, Rule
from etl.model.interval import Interval
from etl.model.period import Period


@dataclass(frozen=True)
class Facing:
    """A statement and what the official series say, before it is judged; `widened` allows for later editions."""

    rule: Rule
    statement: ComparableFigure
    period: Period
    observed: Interval
    widened: Interval
    levels: tuple[OfficialLevel, ...]

    @property
    def reporter(self) -> str:
        return self.levels[0].reporter_iso3

    @property
    def key(self) -> tuple[str, Period]:
        """The statement and the period it is compared in."""
        return self.statement.id, self.period

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for level in self.levels for source in level.source_ids))

    @property
    def meets(self) -> bool:
        return self.statement.bounds.overlaps(self.observed)

    @property
    def may_meet(self) -> bool:
        return self.statement.bounds.overlaps(self.widened)


def own_counts(facing: list[Facing]) -> dict[tuple[str, Period], str]:
    """Statement and period → the country whose count a figure is, where that country's own statistics bear it out.

    It is the country that the figure names or its document follows; without such a name the only one of both whose
    statistics, or later editions of them, the figure meets.
    """
    named, counts = named_statistics(facing), {}
    for key, rivals in by_statement(facing).items():
        met = {rival.reporter for rival in rivals if rival.may_meet}
        apart = {rival.reporter for rival in rivals} - met
        country = named[key] or (min(met) if len(met) == 1 and apart else None)
        if country in met:
            counts[key] = str(country)
    return counts


def named_statistics(facing: list[Facing]) -> dict[tuple[str, Period], str | None]:
    """Statement and period → the country whose statistics it names or, where it names none, its document follows."""
    followed = followed_statistics(facing)
    return {one.key: one.statement.reporter or followed.get(one.statement.document_id) for one in facing}


def by_statement(facing: list[Facing]) -> dict[tuple[str, Period], list[Facing]]:
    """Statement and period → all official levels it is held against there."""
    groups: dict[tuple[str, Period], list[Facing]] = defaultdict(list)
    for one in facing:
        groups[one.key].append(one)
    return groups


def followed_statistics(facing: list[Facing]) -> dict[str, str]:
    """Document → the country whose official values more of its unnamed figures meet than of any other."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for document, _figure, reporter in {
        (one.statement.document_id, one.statement.id, one.reporter)
        for one in facing
        if one.meets and one.statement.reporter is None and one.statement.per == Per.PERIOD
    }:
        met[document][reporter] += 1
    leading = {document: counts.most_common(2) for document, counts in met.items()}
    return {d: top[0][0] for d, top in leading.items() if len(top) == 1 or top[0][1] > top[1][1]}
