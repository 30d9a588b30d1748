"""The query of a link read strictly: for files, where a filter that cannot be had is a failure and not a notice."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from dashboard.look_query import BadParameterError
from dashboard.selection import KEYS, LANGUAGES, Reason, Selection, Vocabulary, from_query
from etl.errors import TradeError

# What else the dashboard's own addresses carry: how a picture looks, which data it is of, which cards are in a pack.
_BESIDES = frozenset({"size", "width", "theme", "asof", "embed", "embed_options", "cards", "title", "notes"})
_ALLOWED = {
    Reason.UNKNOWN: "what is known: ",
    Reason.NOT_YEARS: "years like 2018-2023, within ",
    Reason.OUTSIDE: "years within ",
    Reason.NOT_A_DAY: "a day like ",
}
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
    for notice in notices:
        raise BadParameterError(notice.key, notice.value, _ALLOWED[notice.reason] + ", ".join(notice.allowed))
    return selection
