"""What a card gives to a briefing: files in a chosen look and language, and texts to copy."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard import store
from dashboard.cards.base import Card
from dashboard.exports.citation import plain_citation
from dashboard.exports.embed_code import embed_address, embed_code, embed_height, frame_heights, look_width
from dashboard.exports.kinds import file_bytes, file_name, offered
from dashboard.exports.picture.image import svg_bytes
from dashboard.exports.picture.renderer import NoBrowserError, browser_path
from dashboard.links.look_query import NATURAL, look_of, look_query
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection
from dashboard.text.errors import error_words
from dashboard.text.locales import language_names
from dashboard.text.markdown import Markdown, labels, plain
from dashboard.text.messages import Translator, mark, translator
from etl.model.errors import TradeError

_SIZE_NAMES = {
    NATURAL: mark("As needed"),
    "wide": mark("Slide 16:9"),
    "classic": mark("Slide 4:3"),
    "square": mark("Square"),
}
_MODE_NAMES = {Mode.LIGHT: mark("Light"), Mode.DARK: mark("Dark"), Mode.PRINT: mark("Print")}
_KEPT: dict[str, Any] = {"persist_state": "session"}  # a choice stands for the next card too
_LONG_TEXT = 600  # characters from which a text to copy scrolls in a box
_TALL = 160  # pixels of such a box


def offer(card: Card, selection: Selection) -> None:
    """The button below a card that opens its files and texts."""
    _ = translator(selection.language)
    title, icon = _("Use in a briefing"), ":material/ios_share:"
    if st.button(title, icon=icon, key=f"briefing-{card.id}"):
        st.dialog(title, width="large", icon=icon)(_hand_over)(card.id, selection)


def _hand_over(card_id: str, selection: Selection) -> None:
    """Choices beside a preview of what they give, with the texts below."""
    _ = translator(selection.language)
    choices, preview = st.columns([2, 3], gap="medium")
    with choices:
        card = _chosen(card_id, selection, _)
    _texts(card, _frame_heights(card, selection), _)
    with preview, st.spinner(_("Drawing the preview")):  # last, as the first picture waits for the browser to start
        _preview(card, _)


def _chosen(card_id: str, selection: Selection, _: Translator) -> Card:
    """The card in the language and look chosen here, with the button that makes the file of the kind chosen."""
    kinds = offered(store.card(card_id, selection, Look()))
    names = {kind: _(made.name) for kind, made in kinds.items()}
    kind = st.selectbox(_("Format"), list(kinds), format_func=names.__getitem__, key="handover-kind", **_KEPT)
    language = _one(_("Language"), language_names(), selection.language, "handover-language")
    drawn = kinds[kind].drawn
    sizes = {size: _(name) for size, name in _SIZE_NAMES.items()}
    size = _one(_("Size"), sizes, NATURAL, "handover-size", disabled=not drawn, kept=True)
    modes = {str(mode): _(name) for mode, name in _MODE_NAMES.items()}
    mode = _one(_("Colours"), modes, Mode.LIGHT, "handover-mode", disabled=not drawn, kept=True)
    look = look_of(look_query(size, Mode(mode))) if drawn else Look()
    card = store.card(card_id, replace(selection, language=language), look)
    missing: Markdown | None = _missing(_) if kinds[kind].needs_browser else None
    st.download_button(
        _("Download"),
        data=partial(file_bytes, card, kind),
        file_name=file_name(card, kind),
        mime=kinds[kind].mime,
        key="handover-download",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        width="stretch",
        disabled=missing is not None,
        help=missing,
    )
    return card


def _one(
    label: str, names: Mapping[str, str], default: str, key: str, *, disabled: bool = False, kept: bool = False
) -> str:
    """One of several, always chosen."""
    chosen = st.segmented_control(
        plain(label),
        list(names),
        format_func=labels(names),
        default=default,
        required=True,
        key=key,
        wrap=True,
        disabled=disabled,
        **(_KEPT if kept else {}),
    )
    return str(chosen)


def _missing(_: Translator) -> Markdown | None:
    """What has to be installed for pictures, None where they can be drawn."""
    try:
        browser_path()
    except NoBrowserError as fault:
        return plain(error_words(fault, _))
    return None


def _preview(card: Card, _: Translator) -> None:
    """The card as a picture or, where none can be drawn, why."""
    try:
        st.image(svg_bytes(card).decode(), width="stretch", alt=card.alt)
    except TradeError as fault:
        st.info(plain(error_words(fault, _)), icon=":material/image_not_supported:")


def _frame_heights(card: Card, selection: Selection) -> dict[int, int]:
    """What an embed of the card needs by the width of its frame."""
    spoken = replace(selection, language=card.language)

    def height_at(width: int) -> int:
        return embed_height(store.card(card.id, spoken, Look(look_width(width), card.look.mode)))

    return frame_heights(height_at)


def _texts(card: Card, heights: Mapping[int, int], _: Translator) -> None:
    """Texts to copy, each under its name."""
    texts = {
        _("Sentence"): card.sentence,
        _("Citation"): plain_citation(card),
        _("Text alternative"): card.alt,
        _("Link to this view"): f"{st.context.url or ''}?{card.filters}",
        _("Embed code"): embed_code(embed_address(card, _root()), card.title, heights),
    }
    for tab, text in zip(st.tabs([plain(name) for name in texts]), texts.values(), strict=True):
        with tab:
            st.code(text, language=None, wrap_lines=True, height="content" if len(text) < _LONG_TEXT else _TALL)


def _root() -> str:
    """The address of the app itself, without that of one of its pages."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"
