"""The query of a link as it arrives, with what is wrong in it: a notice on pages, a failure where a file is asked for.

What the parameters of a selection mean stands in `selection`; this module knows which other parameters there are.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from urllib.parse import parse_qsl

from dashboard.links.look_query import BadParameterError
from dashboard.selection.languages import SOURCE_LANGUAGE
from dashboard.selection.selection import KEYS, Notice, RefusalReason, Selection, Vocabulary, from_query
from etl.model.errors import TradeError

# What else the dashboard's own addresses carry: how a picture looks, which data it is of, which cards are in a pack.
_BESIDES = frozenset({"size", "width", "theme", "asof", "embed", "embed_options", "cards", "title", "notes"})
_LISTED = 40  # codes an error names; no list of the data is longer today
_NOTE = "note."  # begins the parameter of a card's own note
_ESCAPED = re.compile("^(?:amp;)+")  # what an ampersand written for HTML leaves before a parameter's name
# Parameters that mail programs and social networks add to any link.
_FOREIGN = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "yclid", "twclid", "igshid", "mc_", "_ga", "_gl", "ref")
_ALIKE = 0.7  # likeness from which one name is taken for a slip of another
_SHOWN = 60  # characters of a name or value that a notice repeats
_STEM = 3  # letters that an abbreviation has at least


class QueryError(TradeError):
    """Text that is not the query of a link."""


def parameters(text: str) -> dict[str, str]:
    """The parameters in a query or a whole link; QueryError where it is neither.

    BadParameterError names one that no address of the dashboard has: whoever writes a query means each of them.
    """
    query = text.partition("#")[0].rpartition("?")[2].strip("&")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        raise QueryError(f"query {text[:60]!r}: write it as in a link: years=2018-2022&currency=EUR") from None
    query_parameters = repaired(dict(pairs))
    for key, value in query_parameters.items():
        if not _is_known(key):
            raise BadParameterError(key, value, "only " + ", ".join(KEYS))
    return query_parameters


def repaired(query: Mapping[str, str]) -> dict[str, str]:
    """The parameters, with `&amp;` between them read as the `&` it stands for in HTML."""
    return {_ESCAPED.sub("", key): text for key, text in query.items()}


def read_link(
    query: Mapping[str, str], vocabulary: Vocabulary, language: str = SOURCE_LANGUAGE
) -> tuple[Selection, tuple[Notice, ...]]:
    """The selection of a link, and a notice for each value and each parameter that could not be taken.

    Never raises. Parameters that others add to links are left alone.
    """
    selection, notices = from_query(query, vocabulary, language)
    unknown = [key for key in query if not _is_known(key) and not key.lower().startswith(_FOREIGN)]
    return selection, (
        *notices,
        *(Notice(key[:_SHOWN], query[key][:_SHOWN], RefusalReason.PARAMETER, alike(key)) for key in unknown),
    )


def alike(key: str) -> tuple[str, ...]:
    """The parameters that a name may be a slip of, the nearest first: “year” is near to “years”."""
    written = key.lower()
    known = sorted({*KEYS, *_BESIDES})
    stems = [name for name in known if min(len(name), len(written)) >= _STEM and _one_begins_other(name, written)]
    return tuple(dict.fromkeys([*get_close_matches(written, known, cutoff=_ALIKE), *stems]))


def asked_selection(query: Mapping[str, str], vocabulary: Vocabulary, language: str = SOURCE_LANGUAGE) -> Selection:
    """The selection of a link, in `language` where it names none; BadParameterError names what cannot be had.

    A parameter that is not ours is left alone, unless it looks like a slip of one that is.
    """
    selection, notices = read_link(query, vocabulary, language)
    for notice in notices:
        if notice.reason != RefusalReason.PARAMETER or notice.allowed:
            raise _refusal(notice)
    return selection


def _refusal(notice: Notice) -> BadParameterError:
    """The error that says what a notice says: the parameter, its value and what can be had."""
    match notice.reason:
        case RefusalReason.NOT_YEARS | RefusalReason.OUTSIDE:
            allowed = f"years within {notice.allowed[0]}, as 2019 or 2019-2021"
        case RefusalReason.NOT_A_DAY:
            allowed = f"a day as {notice.allowed[0]}"
        case RefusalReason.PARAMETER:
            allowed = f"{notice.allowed[0]}, which it resembles"
        case RefusalReason.UNKNOWN | RefusalReason.LEFT_OUT:
            more = f" and {len(notice.allowed) - _LISTED} more" if len(notice.allowed) > _LISTED else ""
            allowed = "what is known: " + ", ".join(notice.allowed[:_LISTED]) + more
    return BadParameterError(notice.key, notice.value, allowed)


def _is_known(key: str) -> bool:
    return key in KEYS or key in _BESIDES or key.startswith(_NOTE)


def _one_begins_other(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
