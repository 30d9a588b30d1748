"""A language's months, days and signs of numbers as plotly takes them. Texts are `formats`."""

import re
from typing import Any

from dashboard.text.locales import locale_of

_MONTHS = {"": "%-m", "M": "%m", "MM": "%b", "MMM": "%B"}  # after a first M: digits, two digits, short, in full
_SIGNS = {"y": "%Y", "Y": "%Y", "d": "%-d", "dd": "%d"}
_SIGNS |= {f"{letter}{more.replace('M', letter)}": sign for more, sign in _MONTHS.items() for letter in "ML"}


def plotly_locale(language: str) -> dict[str, Any]:
    """`config` entries that give a chart the language's months, decimal sign and group sign; never changed."""
    locale = locale_of(language)
    symbols = locale.number_symbols["latn"]
    months, days = locale.months["stand-alone"], locale.days["stand-alone"]
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    names = {
        "months": [months["wide"][number] for number in range(1, 13)],
        "shortMonths": [months["abbreviated"][number] for number in range(1, 13)],
        "days": [days["wide"][number] for number in sunday_first],
        "shortDays": [days["abbreviated"][number] for number in sunday_first],
    }
    ticks = {"year": "y", "month": "yMMM", "dayMonth": "MMMd", "dayMonthYear": "yMMMd"}
    patterns = {key: _d3_pattern(locale.datetime_skeletons[skeleton].pattern) for key, skeleton in ticks.items()}
    signs = {"decimal": symbols["decimal"], "thousands": symbols["group"], "date": patterns["dayMonthYear"]}
    return {"locale": language, "locales": {language: {"dictionary": {}, "format": names | patterns | signs}}}


def _d3_pattern(pattern: str) -> str:
    """A CLDR date pattern in the signs plotly reads."""
    return re.sub(r"'([^']*)'|([A-Za-z])\2*", lambda match: match[1] or _SIGNS.get(match[0], match[0]), pattern)
