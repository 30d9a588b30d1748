"""What a request asks for: the view, look, language and data of its query, checked; a bad value is an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from dashboard.links.link import asked_selection, repaired
from dashboard.links.look_query import BadParameterError, look_of
from dashboard.selection.languages import SOURCE_LANGUAGE, available_languages
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, Vocabulary, to_link

ASOF = "[0-9a-f]{8,64}"  # a hash of data, or its beginning
_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*")


@dataclass(frozen=True)
class Asked:
    """A view as a request asks for it.

    `link` is its query without look; `asof` the (beginning of the) hash of the data it was cited from; `theme` is None
    where the reader's own decides, and so is `language_named` False.
    """

    selection: Selection
    look: Look
    link: str
    asof: str | None
    theme: str | None
    language_named: bool


def asked(request: Request, vocabulary: Vocabulary) -> Asked:
    """The view of a request, in the reader's language where the query names none; else as `view_of`."""
    return view_of(request.query_params, vocabulary, reader_language(request))


def view_of(query: Mapping[str, str], vocabulary: Vocabulary, language: str) -> Asked:
    """The view a query asks for; BadParameterError names the parameter that cannot be had and what can.

    Parameters that are not ours are left alone, unless they look like a slip of one that is; of one given twice the
    last counts.
    """
    query = repaired(query)
    selection = asked_selection(query, vocabulary, language)
    return Asked(
        selection=selection,
        look=look_of(query),
        link=to_link(selection, vocabulary),
        asof=_asof(query),
        theme=query.get("theme"),
        language_named="lang" in query,
    )


def reader_language(request: Request) -> str:
    """The language the reader's browser puts first among those the dashboard speaks, else English."""
    ranges = [_RANGE.fullmatch(part) for part in request.headers.get("accept-language", "").split(",")]
    wanted = [(float(match[2] or 1), match[1].lower()) for match in ranges if match]
    known = [(weight, code) for weight, code in wanted if weight and code in available_languages()]
    return max(known, key=lambda one: one[0])[1] if known else SOURCE_LANGUAGE


def reader_address(request: Request) -> str:
    """The network address a request came from; as a proxy names it where the proxy is one that is believed."""
    return request.client.host if request.client else ""


def _asof(query: Mapping[str, str]) -> str | None:
    if "asof" not in query:
        return None
    if not re.fullmatch(ASOF, query["asof"]):
        raise BadParameterError("asof", query["asof"], "the data's hash or its first eight or more digits, 0-9 and a-f")
    return query["asof"]
