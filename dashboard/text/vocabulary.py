"""The tables' codes in words."""

from dashboard.text.messages import translator
from etl.model.codes import Basis, Bound, Measure, Nature, Reason, Redistribution, Rule, ShareOf, Unit, Verdict


def measure_names(language: str) -> dict[str, str]:
    """Measure → its name."""
    _ = translator(language)
    return {
        Measure.TRADE_VALUE: _("Trade"),
        Measure.BALANCE: _("Trade balance"),
        Measure.GROWTH: _("Growth"),
        Measure.SHARE: _("Share"),
        Measure.RATIO: _("Ratio"),
        Measure.COUNT: _("Companies"),
        Measure.FDI_STOCK: _("Investment, stock"),
        Measure.FDI_FLOW: _("Investment, flow"),
        Measure.CAPACITY: _("Capacity"),
        Measure.QUANTITY: _("Quantity"),
        Measure.CHANGE_POINTS: _("Change in percentage points"),
    }


def nature_names(language: str) -> dict[str, str]:
    """Whether a figure says what is, what is aimed at or what is foreseen → its name."""
    _ = translator(language)
    return {Nature.FACT: _("fact"), Nature.TARGET: _("target"), Nature.FORECAST: _("forecast")}


def redistribution_names(language: str) -> dict[str, str]:
    """Whether a source's figures may be passed on → one sentence."""
    _ = translator(language)
    return {
        Redistribution.WITH_ATTRIBUTION: _("May be passed on where the source is named."),
        Redistribution.NOT_IN_BULK: _(
            "Small extracts may be passed on where the source is named, not the data in bulk."
        ),
        Redistribution.SHORT_QUOTATION: _(
            "Figures and short printed phrases are quoted; the document itself is not passed on."
        ),
        Redistribution.NOT_STATED: _("The source states no terms: ask it before passing the data on."),
    }


def share_names(language: str) -> dict[str, str]:
    """Base of a share → what the share is of."""
    _ = translator(language)
    return {
        ShareOf.PAIR_TRADE: _("of trade between the two countries"),
        ShareOf.PAIR_FLOW: _("of all goods in this direction"),
        ShareOf.OPPOSITE_FLOW: _("of the opposite direction"),
        ShareOf.EXPORTER_TOTAL: _("of the exporter’s exports to the world"),
        ShareOf.IMPORTER_TOTAL: _("of the importer’s imports from the world"),
        ShareOf.IMPORTER_NEEDS: _("of what the importer needs"),
        ShareOf.COUNTRY_TRADE: _("of one country’s trade with the world"),
        ShareOf.REGION_TRADE: _("of trade with or of a region"),
    }


def bound_names(language: str) -> dict[str, str]:
    """How a printed figure limits the true one → its name."""
    _ = translator(language)
    return {
        Bound.EXACT: _("exact"),
        Bound.ROUNDED: _("rounded"),
        Bound.AT_LEAST: _("at least"),
        Bound.AT_MOST: _("at most"),
        Bound.ABOUT: _("about"),
        Bound.RANGE: _("range"),
    }


def unit_names(language: str) -> dict[str, str]:
    """Unit → its sign or name; currencies keep their codes."""
    _ = translator(language)
    return {str(unit): str(unit) for unit in Unit if unit.is_currency} | {
        Unit.PERCENT: "%",
        Unit.PERCENTAGE_POINTS: _("percentage points"),
        Unit.TIMES: _("times"),
        Unit.COMPANIES: _("companies"),
        Unit.MW: "MW",
        Unit.TONNE: _("tonnes"),
        Unit.BARREL: _("barrels"),
    }


def basis_names(language: str) -> dict[str, str]:
    """On whose authority a document prints a figure → its name."""
    _ = translator(language)
    return {
        Basis.STATISTICS_NAMED: _("names its statistics"),
        Basis.OFFICIAL_TEXT: _("official text"),
        Basis.OFFICIAL_SPEECH: _("official speech"),
        Basis.PRESS_UNSOURCED: _("press, no source given"),
    }


def verdict_names(language: str) -> dict[str, str]:
    """Outcome of a comparison → its name."""
    _ = translator(language)
    return {
        Verdict.AGREES: _("agrees"),
        Verdict.DISAGREES: _("disagrees"),
        Verdict.EACH_OWN_COUNT: _("each country’s own count"),
        Verdict.CANNOT_TELL: _("cannot tell"),
    }


def rule_names(language: str) -> dict[str, str]:
    """Rule of an implied value → what it implies from what."""
    _ = translator(language)
    return {
        Rule.BASE_FROM_GROWTH: _("earlier level from growth"),
        Rule.SHARE_OF_TOTAL: _("part from share and total"),
        Rule.SHARE_OF_FLOW: _("goods from share and direction"),
        Rule.OTHER_DIRECTION: _("other direction from total"),
        Rule.DIRECTION_FROM_RATIO: _("other direction from cover"),
        Rule.TOTAL_OF_DIRECTIONS: _("total from both directions"),
        Rule.REMAINING_MONTHS: _("remaining months from year and part"),
        Rule.GROWTH_OF_OTHER_DIRECTION: _("growth of the other direction"),
    }


def reason_words(language: str) -> dict[str, str]:
    """What the outcome of a comparison rests on → a sentence that says so; "" where the outcome says it all."""
    _ = translator(language)
    return {
        Reason.INSIDE: "",
        Reason.OUTSIDE: "",
        Reason.REVISED: _(
            "The distance is no more than later editions of these statistics have moved: no contradiction."
        ),
        Reason.OWN_COUNTS: _("Each country counts for itself, and both figures can be right."),
        Reason.OTHER_STATISTICS: _(
            "The document rests on the other country’s declarations, so this does not contradict it."
        ),
        Reason.UNNAMED: _("The document names no statistics, and those of the other country may be meant."),
        Reason.SAME_DIGITS: _("One of the two may be a slip of the other; the numbers alone do not tell which."),
        Reason.UNEQUAL_PERIODS: _("No growth follows from unequal periods, and none is computed."),
        Reason.IMPOSSIBLE: _("A part cannot be larger than its whole."),
    }


def rule_results(language: str) -> dict[str, str]:
    """Rule on figures of one document → what follows from what."""
    _ = translator(language)
    return {
        Rule.DIRECTIONS_AND_TOTAL: _("the sum of both directions"),
        Rule.GOODS_AND_SHARE: _("the printed share of the printed direction"),
        Rule.SHARE_AND_DIRECTION: _("the printed share of the printed total"),
        Rule.GOODS_WITHIN_DIRECTION: _("the printed goods together are part of the direction"),
        Rule.GROWTH_AND_LEVELS: _("growth between the printed levels"),
        Rule.GROWTH_AND_DIRECTIONS: _("growth of the total from both directions"),
        Rule.GROWTH_BETWEEN_DIRECTIONS: _("a total grows neither faster nor slower than both its directions"),
        Rule.RATIO_AND_LEVELS: _("one printed direction over the other"),
        Rule.SHARE_ABOVE_DIRECTION: _("goods are no larger a share of all trade than their whole direction"),
    }
