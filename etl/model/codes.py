"""The closed vocabularies of the tables, as enums whose values are the stored codes."""

from enum import StrEnum


class Flow(StrEnum):
    """SDMX/Comtrade flow, seen from the reporter."""

    EXPORT = "X"
    IMPORT = "M"


class Frequency(StrEnum):
    """How often a series is published."""

    ANNUAL = "A"
    MONTHLY = "M"


class Measure(StrEnum):
    """What a stated or derived figure measures."""

    TRADE_VALUE = "trade_value"
    BALANCE = "balance"
    GROWTH = "growth"
    SHARE = "share"
    RATIO = "ratio"
    COUNT = "count"
    FDI_STOCK = "fdi_stock"
    FDI_FLOW = "fdi_flow"
    CAPACITY = "capacity"
    QUANTITY = "quantity"
    CHANGE_POINTS = "change_points"


# ISO 4217 currencies in use beside the two that the tables convert between; amounts in them keep their own unit.
OTHER_CURRENCIES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX UYU UZS "
    "VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
)


class Unit(StrEnum):
    """Units of stated and derived figures; values are always full units (4e9, 30 for 30 %).

    Each code of OTHER_CURRENCIES is a member too.
    """

    _ignore_ = "code"
    USD = "USD"
    EUR = "EUR"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    TIMES = "times"
    COMPANIES = "companies"
    MW = "MW"
    TONNE = "tonne"
    BARREL = "barrel"
    for code in OTHER_CURRENCIES.split():
        vars()[code] = code

    @property
    def is_currency(self) -> bool:
        """Whether it is an ISO 4217 currency."""
        return self.isupper() and len(self) == 3


class Bound(StrEnum):
    """How a printed figure limits the true one."""

    EXACT = "exact"
    ROUNDED = "rounded"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


class Nature(StrEnum):
    """Whether a figure says what is, or what somebody aims at or foresees."""

    FACT = "fact"
    TARGET = "target"
    FORECAST = "forecast"


class Per(StrEnum):
    """Whether a figure is for the whole period or for each year in it."""

    PERIOD = "period"
    YEAR = "year"


class ShareOf(StrEnum):
    """The base a stated share or ratio refers to."""

    PAIR_TRADE = "pair_trade"  # both directions between the two countries
    PAIR_FLOW = "pair_flow"  # all goods in the same direction between the two countries
    OPPOSITE_FLOW = "opposite_flow"  # a coverage ratio: one direction over the other
    EXPORTER_TOTAL = "exporter_total"  # all the exporter's exports of the same goods to the world
    IMPORTER_TOTAL = "importer_total"  # all the importer's imports of the same goods from the world
    IMPORTER_NEEDS = "importer_needs"  # the importer's consumption or needs of the goods
    COUNTRY_TRADE = "country_trade"  # one country's trade with the world
    REGION_TRADE = "region_trade"  # a trade with or of a region


class SourceKind(StrEnum):
    """Kinds of source; two kinds are never summed."""

    CUSTOMS = "customs"
    STATISTICS_OFFICE = "statistics_office"
    ENERGY_STATISTICS = "energy_statistics"
    RECONCILED = "reconciled"
    STATEMENT = "statement"
    PRESS = "press"


class Basis(StrEnum):
    """On whose authority a document prints its figures."""

    STATISTICS_NAMED = "statistics_named"
    OFFICIAL_TEXT = "official_text"
    OFFICIAL_SPEECH = "official_speech"
    PRESS_UNSOURCED = "press_unsourced"


class Valuation(StrEnum):
    """Where freight and insurance stand in a value."""

    FOB = "FOB"
    CIF = "CIF"
    NOT_STATED = "not_stated"


class Redistribution(StrEnum):
    """Whether a source's figures may be passed on."""

    WITH_ATTRIBUTION = "with_attribution"  # freely, where the source is named
    NOT_IN_BULK = "not_in_bulk"  # small extracts where the source is named; the whole only with its permission
    SHORT_QUOTATION = "short_quotation"  # figures and short printed phrases of a document
    NOT_STATED = "not_stated"  # the source states no terms that are known here


class Status(StrEnum):
    """State of an official observation."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    DOUBTFUL = "doubtful"
    CONFIDENTIAL = "confidential"


class Change(StrEnum):
    """What became of an earlier official value."""

    REVISED = "revised"  # the source prints another figure
    WITHDRAWN = "withdrawn"  # the source prints none


class Verdict(StrEnum):
    """Outcome of a comparison."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    EACH_OWN_COUNT = "each_own_count"  # they differ, and each is what its own country's statistics count
    CANNOT_TELL = "cannot_tell"


class Reason(StrEnum):
    """What the outcome of a comparison rests on."""

    INSIDE = "inside"  # the two intervals meet
    OUTSIDE = "outside"  # they do not, and both speak of the same thing
    REVISED = "revised"  # they do not, but later editions of these statistics have moved as far
    OWN_COUNTS = "own_counts"  # each side meets the declarations of its own country
    OTHER_STATISTICS = "other_statistics"  # the statement rests on the other country's declarations
    UNNAMED = "unnamed"  # the statement names no statistics, and those of one country may be meant
    SAME_DIGITS = "same_digits"  # the same printed number for something else
    UNEQUAL_PERIODS = "unequal_periods"  # the document compares periods that are not comparable
    IMPOSSIBLE = "impossible"  # a part above its whole


class CodeChange(StrEnum):
    """What a revision of the classification made of a commodity code."""

    RENAMED = "renamed"  # another number for exactly the same goods
    MERGED = "merged"  # all its goods, with all those of other codes, have one number
    PART = "part"  # some of its goods moved: the two numbers share goods and are not equal


class Rule(StrEnum):
    """The rule that made a row of `checks` or `derived`."""

    # against the official series
    STATED_VALUE = "stated_value"
    STATED_GOODS = "stated_goods"
    STATED_BALANCE = "stated_balance"
    STATED_GROWTH = "stated_growth"
    STATED_SHARE = "stated_share"
    STATED_RATIO = "stated_ratio"
    YEAR_TO_DATE = "year_to_date"
    # within a document
    DIRECTIONS_AND_TOTAL = "directions_and_total"
    GOODS_AND_SHARE = "goods_and_share"
    SHARE_AND_DIRECTION = "share_and_direction"
    GOODS_WITHIN_DIRECTION = "goods_within_direction"
    GROWTH_AND_LEVELS = "growth_and_levels"
    GROWTH_AND_DIRECTIONS = "growth_and_directions"
    GROWTH_BETWEEN_DIRECTIONS = "growth_between_directions"
    RATIO_AND_LEVELS = "ratio_and_levels"
    SHARE_ABOVE_DIRECTION = "share_above_direction"
    UNEQUAL_PERIODS = "unequal_periods"
    # between documents
    CONTRADICTION = "contradiction"
    REPEATED_NUMBER = "repeated_number"
    # implied values
    BASE_FROM_GROWTH = "base_from_growth"
    SHARE_OF_TOTAL = "share_of_total"
    SHARE_OF_FLOW = "share_of_flow"
    OTHER_DIRECTION = "other_direction"
    DIRECTION_FROM_RATIO = "direction_from_ratio"
    TOTAL_OF_DIRECTIONS = "total_of_directions"
    REMAINING_MONTHS = "remaining_months"
    GROWTH_OF_OTHER_DIRECTION = "growth_of_other_direction"


# Rules that hold a figure against official levels of exactly its trade and period.
COUNTERPART_RULES = (
    *(Rule.STATED_VALUE, Rule.STATED_GOODS, Rule.STATED_BALANCE),
    *(Rule.STATED_GROWTH, Rule.STATED_SHARE, Rule.STATED_RATIO),
)
OFFICIAL_RULES = (*COUNTERPART_RULES, Rule.YEAR_TO_DATE)


class Role(StrEnum):
    """In which role a document names a sector or company."""

    EXISTING = "existing"
    PRIORITY = "priority"
    AGREEMENT = "agreement"


class Language(StrEnum):
    """Languages a printed phrase may be in; the parser reads those of `etl/phrases/languages`."""

    EN = "en"
    FR = "fr"
    RU = "ru"
    KK = "kk"
    DE = "de"
    IT = "it"
    PL = "pl"
    UK = "uk"
    UZ = "uz"
    AZ = "az"


EVERY_LANGUAGE = "mul"  # the code of ISO 639-2 for texts that are the same in every language, as names of newspapers
ALL_GOODS = "TOTAL"
