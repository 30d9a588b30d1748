"""The tables' codes in words, and the short English texts of the documents' files in the reader's language."""

from dashboard.messages import mark, translator

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
    mark("article text"),
    mark("blog text"),
    mark("chart"),
    mark("encyclopedia text"),
    mark("news text"),
    mark("page text"),
    mark("page text, edition on 2018"),
    mark("page text, edition on 2020"),
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
    return {"USD": "USD", "EUR": "EUR", "percent": "%", "companies": _("companies"), "MW": "MW", "tonne": _("tonnes")}


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
    return {"agrees": _("agrees"), "disagrees": _("disagrees"), "cannot_tell": _("cannot tell")}
