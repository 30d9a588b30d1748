"""The tables' codes in words, and the short English texts of the documents' files in the reader's language."""

from dashboard.text.messages import mark, translator
from etl.model.codes import Unit

# Goods, places in a document and offices as the files in data/statements write them.
KEPT_TEXTS = (
    mark("agri-food products"),
    mark("aircraft"),
    mark("crude oil"),
    mark("crude oil (2709) and uranium (2844)"),
    mark("direct investment (not goods)"),
    mark("electric motors and generators"),
    mark("hydrocarbons"),
    mark("hydrogen, inert gases, other non-metals"),
    mark("natural uranium"),
    mark("sulphur"),
    mark("titanium and titanium products"),
    mark("transport equipment"),
    mark("uranium"),
    mark("France in Kazakhstan's trade with the European Union"),
    mark("Kazakhstan and Uzbekistan together in French imports"),
    mark("Kazakhstan in French trade with Central Asia"),
    mark("Kazakhstan in the uranium received by France and the European Union"),
    mark("article text"),
    mark("blog text"),
    mark("chart"),
    mark("encyclopedia text"),
    mark("news text"),
    mark("page text"),
    mark("page text, edition on 2018"),
    mark("page text, edition on 2020"),
    mark("introduction, edition on 2020"),
    mark("paragraph 10"),
    mark("paragraph 3, quotation"),
    mark("paragraph 4, quotation"),
    mark("paragraph 5"),
    mark("record of the debate"),
    mark("report text"),
    mark("A. Abdreshev, Kazakhstan Institute for Strategic Studies"),
    mark("A. Abibullayev, Central Communications Service of Kazakhstan"),
    mark("A. Mamin, Prime Minister"),
    mark("Ambassador Francis Etienne"),
    mark("Bureau of National Statistics of Kazakhstan"),
    mark("French customs"),
    mark("Ministry of Agriculture of Kazakhstan"),
    mark("Ministry of Foreign Affairs of Kazakhstan"),
    mark("Presidency of Kazakhstan"),
    mark("U. Karabalin, Minister of Oil and Gas"),
)


def kept_text(text: object, language: str) -> str:
    """A short text of the data in the language, as it stands where it has no translation; "" for a missing one."""
    return translator(language)(text) if isinstance(text, str) else ""


def measure_names(language: str) -> dict[str, str]:
    """Measure → its name."""
    _ = translator(language)
    return {
        "trade_value": _("Trade"),
        "balance": _("Trade balance"),
        "growth": _("Growth"),
        "share": _("Share"),
        "ratio": _("Ratio"),
        "count": _("Companies"),
        "fdi_stock": _("Investment, stock"),
        "fdi_flow": _("Investment, flow"),
        "capacity": _("Capacity"),
        "quantity": _("Quantity"),
        "change_points": _("Change in percentage points"),
    }


def nature_names(language: str) -> dict[str, str]:
    """Whether a figure says what is, what is aimed at or what is foreseen → its name."""
    _ = translator(language)
    return {"fact": _("fact"), "target": _("target"), "forecast": _("forecast")}


def redistribution_names(language: str) -> dict[str, str]:
    """Whether a source's figures may be passed on → one sentence."""
    _ = translator(language)
    return {
        "with_attribution": _("May be passed on where the source is named."),
        "not_in_bulk": _("Small extracts may be passed on where the source is named, not the data in bulk."),
        "short_quotation": _("Figures and short printed phrases are quoted; the document itself is not passed on."),
        "not_stated": _("The source states no terms: ask it before passing the data on."),
    }


def share_names(language: str) -> dict[str, str]:
    """Base of a share → what the share is of."""
    _ = translator(language)
    return {
        "pair_trade": _("of trade between the two countries"),
        "pair_flow": _("of all goods in this direction"),
        "opposite_flow": _("of the opposite direction"),
        "exporter_total": _("of the exporter’s exports to the world"),
        "importer_total": _("of the importer’s imports from the world"),
        "importer_needs": _("of what the importer needs"),
        "country_trade": _("of one country’s trade with the world"),
        "region_trade": _("of trade with or of a region"),
    }


def bound_names(language: str) -> dict[str, str]:
    """How a printed figure limits the true one → its name."""
    _ = translator(language)
    return {
        "exact": _("exact"),
        "rounded": _("rounded"),
        "at_least": _("at least"),
        "at_most": _("at most"),
        "about": _("about"),
        "range": _("range"),
    }


def unit_names(language: str) -> dict[str, str]:
    """Unit → its sign or name; currencies keep their codes."""
    _ = translator(language)
    return {str(unit): str(unit) for unit in Unit if unit.is_currency} | {
        "percent": "%",
        "percentage_points": _("percentage points"),
        "times": _("times"),
        "companies": _("companies"),
        "MW": "MW",
        "tonne": _("tonnes"),
        "barrel": _("barrels"),
    }


def basis_names(language: str) -> dict[str, str]:
    """On whose authority a document prints a figure → its name."""
    _ = translator(language)
    return {
        "statistics_named": _("names its statistics"),
        "official_text": _("official text"),
        "official_speech": _("official speech"),
        "press_unsourced": _("press, no source given"),
    }


def verdict_names(language: str) -> dict[str, str]:
    """Outcome of a comparison → its name."""
    _ = translator(language)
    return {
        "agrees": _("agrees"),
        "disagrees": _("disagrees"),
        "each_own_count": _("each country’s own count"),
        "cannot_tell": _("cannot tell"),
    }


def rule_names(language: str) -> dict[str, str]:
    """Rule of an implied value → what it implies from what."""
    _ = translator(language)
    return {
        "base_from_growth": _("earlier level from growth"),
        "share_of_total": _("part from share and total"),
        "share_of_flow": _("goods from share and direction"),
        "other_direction": _("other direction from total"),
        "direction_from_ratio": _("other direction from cover"),
        "total_of_directions": _("total from both directions"),
        "remaining_months": _("remaining months from year and part"),
        "growth_of_other_direction": _("growth of the other direction"),
    }


def reason_words(language: str) -> dict[str, str]:
    """What the outcome of a comparison rests on → a sentence that says so; "" where the outcome says it all."""
    _ = translator(language)
    return {
        "inside": "",
        "outside": "",
        "revised": _("The distance is no more than later editions of these statistics have moved: no contradiction."),
        "own_counts": _("Each country counts for itself, and both figures can be right."),
        "other_statistics": _(
            "The document rests on the other country’s declarations, so this does not contradict it."
        ),
        "unnamed": _("The document names no statistics, and those of the other country may be meant."),
        "same_digits": _("One of the two may be a slip of the other; the numbers alone do not tell which."),
        "unequal_periods": _("No growth follows from unequal periods, and none is computed."),
        "impossible": _("A part cannot be larger than its whole."),
    }


def rule_results(language: str) -> dict[str, str]:
    """Rule on figures of one document → what follows from what."""
    _ = translator(language)
    return {
        "directions_and_total": _("the sum of both directions"),
        "goods_and_share": _("the printed share of the printed direction"),
        "share_and_direction": _("the printed share of the printed total"),
        "goods_within_direction": _("the printed goods together are part of the direction"),
        "growth_and_levels": _("growth between the printed levels"),
        "growth_and_directions": _("growth of the total from both directions"),
        "growth_between_directions": _("a total grows neither faster nor slower than both its directions"),
        "ratio_and_levels": _("one printed direction over the other"),
        "share_above_direction": _("goods are no larger a share of all trade than their whole direction"),
    }
