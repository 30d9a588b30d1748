"""Cards as requests ask for them, with a word on what has changed since the data a link was made from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from starlette.concurrency import run_in_threadpool

from dashboard import store
from dashboard.cards.base import Card
from dashboard.exports.changes import changed_words
from dashboard.routes.answers import fresh, tag
from dashboard.routes.request import Asked
from dashboard.selection.selection import Vocabulary


@dataclass(frozen=True)
class Drawn:
    """A card and, where its link names other data, what has changed since; the card says it as its first caveat."""

    card: Card
    changed: str | None


async def vocabulary() -> Vocabulary:
    """What selections are checked against; opening the tables does not wait for cards being drawn."""
    return (await run_in_threadpool(store.tables)).vocabulary


def drawn(card_id: str, view: Asked) -> Drawn:
    """The card of a view."""
    card = store.card(card_id, view.selection, view.look)
    if view.asof is None or card.data_hash.startswith(view.asof):
        return Drawn(card, None)
    earlier = store.earlier_card(card_id, view.selection, view.look, view.asof)
    changed = changed_words(card, earlier, view.asof, view.selection.language, store.published_day())
    return Drawn(replace(card, caveats=(changed, *card.caveats)), changed)


def made(card_id: str, view: Asked, kind: str, make: Callable[[Drawn], bytes]) -> bytes:
    """What `make` makes of a view's card, made once."""
    key = (card_id, view.selection, view.look, view.asof, kind, store.published_day())
    return store.kept_bytes(repr(key), partial(_made, card_id, view, make))


def headers_of(card_id: str, view: Asked, kind: str, *more: object) -> dict[str, str]:
    """The headers that say how long an answer holds: data, their day here, code and view are in its tag."""
    parts = (store.tables().data_hash, card_id, kind, view.selection, view.look, view.asof, view.theme)
    return fresh(tag(*parts, store.published_day(), *more), vary="" if view.language_named else "Accept-Language")


def _made(card_id: str, view: Asked, make: Callable[[Drawn], bytes]) -> bytes:
    return make(drawn(card_id, view))
