"""The query of a link read strictly: for files, where a filter that cannot be had is a failure and not a notice."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from dashboard.look_query import BadParameterError
from dashboard.selection import KEYS, LANGUAGES, Notice, Reason, Selection, Vocabulary, from_query
from etl.errors import TradeError

# What else the dashboard's own addresses carry: how a picture looks, which data it is of, which cards are in a pack.
_BESIDES = frozenset({"size", "width", "theme", "asof", "embed", "embed_options", "cards", "title", "notes"})
_LISTED = 40  # codes an error names; no list of the data is longer today
_NOTE = "note."  # begins the parameter of a card's own note


class QueryError(TradeError):
    """Text that is not the query of a link."""


def parameters(text: str) -> dict[str, str]:
    """The parameters in a query or a whole link; QueryError where it is neither."""
    query = text.partition("#")[0].rpartition("?")[2].strip("&")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        raise QueryError(f"query {text[:60]!r}: write it as in a link: years=2018-2022&currency=EUR") from None
    return dict(pairs)


def asked_selection(query: Mapping[str, str], vocabulary: Vocabulary, language: str = LANGUAGES[0]) -> Selection:
    """The selection of a link, in `language` where it names none; BadParameterError names what cannot be had."""
    for key in query:
        if key not in KEYS and key not in _BESIDES and not key.startswith(_NOTE):
            raise BadParameterError(key, query[key], "only " + ", ".join(KEYS))
    selection, notices = from_query(query, vocabulary, language)
    if notices:
        raise refusal(notices[0])
    return selection


def refusal(notice: Notice) -> BadParameterError:
    """The error that says what a notice says: the parameter, its value and what can be had."""
    match notice.reason:
        case Reason.NOT_YEARS | Reason.OUTSIDE:
            allowed = f"years within {notice.allowed[0]}, as 2019 or 2019-2021"
        case Reason.NOT_A_DAY:
            allowed = f"a day as {notice.allowed[0]}"
        case Reason.UNKNOWN:
            more = f" and {len(notice.allowed) - _LISTED} more" if len(notice.allowed) > _LISTED else ""
            allowed = "what is known: " + ", ".join(notice.allowed[:_LISTED]) + more
    return BadParameterError(notice.key, notice.value, allowed)
