"""What is in view, as one frozen value, and its form in the URL: stable codes, never labels."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from dashboard.selection.languages import SOURCE_LANGUAGE, available_languages
from etl.model.period import Period, years

BOTH = "both"
CURRENCIES = ("USD", "EUR")
_FIRST_PAIR = "FRA-KAZ"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = "([0-9]{4})(?:-([0-9]{4}))?"  # a year, or its first and last
_SHOWN = 60
OIL = "without"  # the value of the parameter that takes crude oil out


@dataclass(frozen=True)
class Vocabulary:
    """What the tables know; selections are checked against it. Each tuple is in the order it is shown in."""

    pairs: tuple[str, ...]
    first_year: int
    last_year: int
    sectors: tuple[str, ...]
    companies: tuple[str, ...]
    source_kinds: tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    """One view: a pair, its years (both included), a direction as "both" or EXPORTER-IMPORTER, and the filters.

    An empty tuple stands for all; tuples keep the vocabulary's order. `known` shows official values that were revised
    later as they stood on that day; None is today. `without_oil` takes crude oil (HS 2709) out where the data allow.
    """

    pair: str
    first_year: int
    last_year: int
    direction: str = BOTH
    sectors: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    currency: str = CURRENCIES[0]
    language: str = SOURCE_LANGUAGE
    known: date | None = None
    without_oil: bool = False


class RefusalReason(StrEnum):
    """Why a value of the URL was not taken."""

    UNKNOWN = "unknown"
    LEFT_OUT = "left_out"
    PARAMETER = "parameter"
    NOT_YEARS = "not_years"
    OUTSIDE = "outside"
    NOT_A_DAY = "not_a_day"


@dataclass(frozen=True)
class Notice:
    """A value of the URL that was not taken: its key, the value (cut short) and what is allowed.

    The default stands in for it. Codes left out among several (LEFT_OUT) leave the others in force; a key that is no
    parameter at all (PARAMETER) changes nothing, and what is allowed are the parameters it resembles, or none.
    """

    key: str
    value: str
    reason: RefusalReason
    allowed: tuple[str, ...]


class _BadValueError(ValueError):
    """A value that is not taken: why, what is allowed, and where it is one of several, which, and what stays."""

    def __init__(self, reason: RefusalReason, allowed: tuple[str, ...], value: str = "", **usable: Any) -> None:
        super().__init__(reason)
        self.reason, self.allowed, self.value, self.usable = reason, allowed, value, usable


def default_selection(vocabulary: Vocabulary, language: str = SOURCE_LANGUAGE) -> Selection:
    """Everything between France and Kazakhstan, or of the first pair where they are not in the data, in US dollars."""
    return Selection(
        pair=_FIRST_PAIR if _FIRST_PAIR in vocabulary.pairs else vocabulary.pairs[0],
        first_year=vocabulary.first_year,
        last_year=vocabulary.last_year,
        language=language if language in available_languages() else SOURCE_LANGUAGE,
    )


def to_query(selection: Selection, vocabulary: Vocabulary) -> dict[str, str]:
    """The URL parameters that differ from the default.

    The language is always among them, because its default is the reader's browser and a link must show every reader
    the same view.
    """
    query, default = _written(selection), _written(default_selection(vocabulary))
    return {key: text for key, text in query.items() if key == "lang" or text != default[key]}


def to_link(selection: Selection, vocabulary: Vocabulary) -> str:
    """The URL parameters as the part of a link after its question mark."""
    return urlencode(to_query(selection, vocabulary), safe=",")


def from_query(
    query: Mapping[str, str], vocabulary: Vocabulary, language: str = SOURCE_LANGUAGE
) -> tuple[Selection, tuple[Notice, ...]]:
    """The selection a URL asks for; `language` is the reader's own, in force where the URL names none.

    Never raises: a bad value gives the default of its key and a notice, and an unknown code among several leaves the
    others in force; keys that are not ours are left alone.
    """
    selection, notices = default_selection(vocabulary, language), []
    for key, read in _READERS.items():
        if key not in query:
            continue
        try:
            selection = replace(selection, **read(query[key], vocabulary, selection))
        except _BadValueError as fault:
            selection = replace(selection, **fault.usable)
            notices.append(Notice(key, (fault.value or query[key])[:_SHOWN], fault.reason, fault.allowed))
    return selection, tuple(notices)


def directions(pair: str) -> tuple[str, str]:
    """Both directions of a pair, goods from its first country first: FRA-KAZ, KAZ-FRA."""
    first, _, second = pair.partition("-")
    return f"{first}-{second}", f"{second}-{first}"


def of_all_years(selection: Selection, vocabulary: Vocabulary) -> Selection:
    """The selection with every year that the data have."""
    return replace(selection, first_year=vocabulary.first_year, last_year=vocabulary.last_year)


def unfiltered(selection: Selection, vocabulary: Vocabulary) -> Selection:
    """Everything of the pair, as the selection shows it: its currency, language, day and crude oil."""
    everything = of_all_years(selection, vocabulary)
    return replace(everything, direction=BOTH, sectors=(), companies=(), source_kinds=())


def period(selection: Selection) -> Period:
    """The years in view."""
    return years(selection.first_year, selection.last_year)


def _written(selection: Selection) -> dict[str, str]:
    first, last = selection.first_year, selection.last_year
    return {
        "pair": selection.pair,
        "years": str(first) if first == last else f"{first}-{last}",
        "direction": selection.direction,
        "sectors": ",".join(sorted(selection.sectors)),
        "companies": ",".join(sorted(selection.companies)),
        "kinds": ",".join(sorted(selection.source_kinds)),
        "oil": OIL if selection.without_oil else "",
        "currency": selection.currency,
        "known": selection.known.isoformat() if selection.known else "",
        "lang": selection.language,
    }


_Reader = Callable[[str, Vocabulary, Selection], dict[str, Any]]


def _one(field: str, allowed: Callable[[Vocabulary, Selection], tuple[str, ...]]) -> _Reader:
    def read(text: str, vocabulary: Vocabulary, selection: Selection) -> dict[str, Any]:
        known = allowed(vocabulary, selection)
        if text not in known:
            raise _BadValueError(RefusalReason.UNKNOWN, known)
        return {field: text}

    return read


def _several(field: str) -> _Reader:
    def read(text: str, vocabulary: Vocabulary, _: Selection) -> dict[str, Any]:
        known: tuple[str, ...] = getattr(vocabulary, field)
        chosen = [code for code in text.split(",") if code]
        usable = tuple(code for code in known if code in chosen)
        unknown = ", ".join(code for code in dict.fromkeys(chosen) if code not in known)
        if unknown:
            raise _BadValueError(
                RefusalReason.LEFT_OUT if usable else RefusalReason.UNKNOWN, known, unknown, **{field: usable}
            )
        return {field: usable}

    return read


def _read_years(text: str, vocabulary: Vocabulary, _: Selection) -> dict[str, Any]:
    allowed = (f"{vocabulary.first_year}-{vocabulary.last_year}",)
    match = re.fullmatch(YEARS, text)
    if not match:
        raise _BadValueError(RefusalReason.NOT_YEARS, allowed)
    first, last = int(match[1]), int(match[2] or match[1])
    if not vocabulary.first_year <= first <= last <= vocabulary.last_year:
        raise _BadValueError(RefusalReason.OUTSIDE, allowed)
    return {"first_year": first, "last_year": last}


def _read_known(text: str, _vocabulary: Vocabulary, _: Selection) -> dict[str, Any]:
    try:
        if _DAY.fullmatch(text):
            return {"known": date.fromisoformat(text)}
    except ValueError:
        pass
    raise _BadValueError(RefusalReason.NOT_A_DAY, ("2020-08-12",))


def _read_oil(text: str, _vocabulary: Vocabulary, _selection: Selection) -> dict[str, Any]:
    if text != OIL:
        raise _BadValueError(RefusalReason.UNKNOWN, (OIL,))
    return {"without_oil": True}


# The pair comes first, because the directions allowed are those of the pair.
_READERS: dict[str, _Reader] = {
    "pair": _one("pair", lambda vocabulary, _: vocabulary.pairs),
    "years": _read_years,
    "direction": _one("direction", lambda _, selection: (BOTH, *directions(selection.pair))),
    "sectors": _several("sectors"),
    "companies": _several("companies"),
    "kinds": _several("source_kinds"),
    "oil": _read_oil,
    "currency": _one("currency", lambda *_: CURRENCIES),
    "known": _read_known,
    "lang": _one("language", lambda *_: available_languages()),
}

KEYS = tuple(_READERS)  # the parameters of a link that hold a selection
