"""One page entered as two documents: found by its address, or by its publisher, date and figures."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import combinations
from urllib.parse import parse_qsl, urlencode, urlsplit

from etl.model.errors import DataFileError
from etl.sources.statements import Document

_TRACKING = ("utm_", "fbclid", "gclid", "yclid", "mc_cid", "mc_eid", "igshid")


def refuse_twice(documents: Iterable[Document]) -> None:
    """Raise one DataFileError that names every two documents that are one page.

    Two documents at one address, or with the same figures, stay where `edition` tells each from the other.
    """
    listed = list(documents)
    at_one_address = [_fault(*pair, "url", "address") for pair in _pairs(listed, _address)]
    alike = [_fault(*pair, "figures", "publisher, date and figures") for pair in _pairs(listed, _figures)]
    if faults := at_one_address or alike:
        raise DataFileError(f"{'; '.join(faults)}: delete one, or say in `edition` of both what tells them apart")


def _pairs(documents: list[Document], key: Callable[[Document], Hashable]) -> list[tuple[Document, Document]]:
    """Every two documents with the same key that no edition tells apart; a key of None is shared with none."""
    groups: dict[Hashable, list[Document]] = defaultdict(list)
    for document in documents:
        groups[key(document)].append(document)
    groups.pop(None, None)
    return [pair for group in groups.values() for pair in combinations(group, 2) if not _told_apart(*pair)]


def _told_apart(document: Document, other: Document) -> bool:
    return document.edition is not None and other.edition is not None and document.edition != other.edition


def _fault(document: Document, other: Document, field: str, shared: str) -> str:
    where = f"statements/{other.document_id}.yaml, line {other.line(field)}"
    return f"{where}: the same {shared} as statements/{document.document_id}.yaml"


def _address(document: Document) -> str | None:
    """The address without what does not change the page: scheme, www, a mobile form, tracking, a place within it."""
    if not document.url:
        return None
    parts = urlsplit(document.url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_TRACKING))
    path = parts.path.rstrip("/").removesuffix("/amp").rstrip("/")
    return f"{host}{path}?{urlencode(query)}"


def _figures(document: Document) -> Hashable | None:
    """Publisher, date and the printed figures in any order; None for a document without figures."""
    printed = frozenset(
        (figure.measure, figure.exporter, figure.importer, " ".join(figure.as_stated.casefold().split()))
        for figure in document.figures
    )
    return (document.publisher.casefold(), document.published, printed) if printed else None
