"""The parts of the page that makes a briefing pack. The URL is the state: it holds the cards in order and the texts."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from urllib.parse import urlencode

import streamlit as st

from dashboard import store
from dashboard.briefing.kinds import PACK_KINDS, pack_name
from dashboard.briefing.link import is_pack_key, link_of_pack, moved, pack_of_link, rearranged
from dashboard.briefing.pack import LONGEST_TITLE, ON_PAPER, Pack, PackEntry, briefing_of
from dashboard.cards.registry import card_names
from dashboard.exports.kinds import STYLED
from dashboard.exports.office.template import LARGEST_TEMPLATE, clean_template
from dashboard.queries.view import View
from dashboard.selection.selection import to_query
from dashboard.text.errors import error_words
from dashboard.text.markdown import labels, plain
from dashboard.text.messages import Translator, translator
from dashboard.ui import address, sidebar
from etl.model.errors import TradeError

# Characters of texts in the URL, whose whole length servers limit.
_LONGEST_NOTES, _LONGEST_NOTE = 1500, 300
_CHARTS, _TITLE, _NOTES, _KIND, _MADE = "p_cards", "p_title", "p_notes", "p_kind", "p_made"


@dataclass(frozen=True)
class _PackFile:
    """What makes up a file: the same gives the same bytes."""

    pack: Pack
    kind: str
    made: date
    template: bytes | None


def introduction() -> None:
    """What the page is for."""
    _ = _translator()
    st.markdown(
        _(
            "Choose charts, put them in order and say what they are for. The filters at the side hold for all of them, "
            "and the briefing is in the language chosen there."
        )
    )


def choice() -> Pack:
    """The fields for charts, title and introduction; the pack they and the URL name."""
    pack, unknown = _read()
    _ = _translator()
    for name in unknown:
        text = _("The link names a chart “{name}”, which there is not; it is left out.").format(name=name[:60])
        st.warning(plain(text), icon=":material/link_off:")
    names = card_names(pack.language)
    st.session_state[_CHARTS] = [entry.card_id for entry in pack.entries]
    st.session_state[_TITLE], st.session_state[_NOTES] = pack.title, pack.notes
    st.multiselect(
        _("Charts"), list(names), format_func=names.__getitem__, key=_CHARTS, on_change=_write, placeholder=_("Choose")
    )
    st.text_input(_("Title"), key=_TITLE, max_chars=LONGEST_TITLE, placeholder=_default_title(_), on_change=_write)
    st.text_area(_("Introduction"), key=_NOTES, max_chars=_LONGEST_NOTES, on_change=_write)
    return pack


def order(pack: Pack) -> None:
    """The chosen cards one below another: what each finds, its place, and the comment that goes with it."""
    _ = _translator()
    if not pack.entries:
        st.info(
            _("No chart is chosen yet. Choose one above; all of them can be chosen at once."), icon=":material/draft:"
        )
        return
    for at, entry in enumerate(pack.entries, start=1):
        with st.container(border=True, key=f"chosen-{entry.card_id}"):
            _chosen(pack, entry, at, _)


def making(pack: Pack) -> None:
    """The format, the button that makes the file, the file once it is made, and the link to the pack."""
    _ = _translator()
    if not pack.entries:
        return
    pack = replace(pack, title=pack.title or _default_title(_))
    kind = st.radio(_("Format"), list(PACK_KINDS), format_func=labels(_format_names(_)), key=_KIND, horizontal=True)
    file = _PackFile(pack, kind, date.today(), _template(kind, _))
    if st.button(_("Make the file"), type="primary", icon=":material/note_stack:") and _make(file, _):
        st.session_state[_MADE] = file
    if st.session_state.get(_MADE) == file:
        st.download_button(
            plain(_("Download {format}").format(format=PACK_KINDS[kind].name)),
            data=partial(_bytes, file),
            file_name=pack_name(pack.title, store.tables().data_hash, kind),
            mime=PACK_KINDS[kind].mime,
            on_click="ignore",
            icon=":material/download:",
        )
    st.caption(_("Link to this choice of charts"))
    st.code(_link(_read()[0]), language=None, wrap_lines=True)


def _chosen(pack: Pack, entry: PackEntry, at: int, _: Translator) -> None:
    card = store.card(entry.card_id, entry.selection, ON_PAPER)
    name = card_names(pack.language)[entry.card_id]
    st.markdown(f"**{at:d}. {plain(name)}**")
    if card.empty is None:
        st.markdown(f"{plain(card.title)}  \n:small[{plain(card.sentence)}]")
    else:
        st.caption(plain(card.empty))
    key = f"p_note-{entry.card_id}"
    st.session_state[key] = entry.note
    st.text_input(_("Comment on this chart"), key=key, max_chars=_LONGEST_NOTE, on_change=_write)
    order = tuple(one.card_id for one in pack.entries)
    without = tuple(one for one in order if one != entry.card_id)
    actions = (
        (_("Move up"), "arrow_upward", moved(order, entry.card_id, -1), at == 1),
        (_("Move down"), "arrow_downward", moved(order, entry.card_id, 1), at == len(order)),
        (_("Remove"), "close", without, False),
    )
    with st.container(horizontal=True, gap="small"):
        for label, icon, result, disabled in actions:
            st.button(
                plain(label),
                key=f"{icon}-{entry.card_id}",
                icon=f":material/{icon}:",
                help=plain(f"{label}: {name}"),
                disabled=disabled,
                on_click=_put,
                args=(rearranged(pack, result, entry.selection),),
            )


def _template(kind: str, _: Translator) -> bytes | None:
    """The reader's own template for slides or documents, where one is given."""
    if kind not in STYLED:
        return None
    given = st.file_uploader(
        _("Your own template"),
        type=PACK_KINDS[kind].ending,
        key=f"p_template-{kind}",
        help=_("Its masters, layouts and styles are kept; its slides and text are dropped. It is not stored."),
        max_upload_size=LARGEST_TEMPLATE,
    )
    return None if given is None else given.getvalue()


def _make(file: _PackFile, _: Translator) -> bool:
    """Make the file, saying how far it is; whether it could be made."""
    entries, names = file.pack.entries, card_names(file.pack.language)
    with st.status(_("Making the file")) as status:
        for at, entry in enumerate(entries, start=1):
            text = _("Chart {at} of {count}: {name}")
            status.update(label=plain(text.format(at=at, count=len(entries), name=names[entry.card_id])))
            store.card(entry.card_id, entry.selection, ON_PAPER)
        status.update(label=_("Drawing the charts and writing the file"))
        removed: tuple[str, ...] = ()
        try:
            removed = clean_template(file.template, file.kind).removed if file.template is not None else ()
            _bytes(file)
        except TradeError as fault:
            status.update(label=_("The file could not be made"), state="error", expanded=True)
            st.error(plain(error_words(fault, _)))
            return False
        status.update(label=_("The file is ready"), state="complete")
    if removed:
        st.warning(plain(_("Taken out of the template: {parts}").format(parts="; ".join(removed[:5]))))
    return True


def _bytes(file: _PackFile) -> bytes:
    """The content of the file; the same is made once."""
    pack, data_hash = file.pack, store.tables().data_hash
    briefing = replace(briefing_of(pack, store.card, data_hash, file.made), template=file.template)
    style = sha256(file.template).hexdigest() if file.template is not None else ""
    return store.kept_pack(f"{file.kind} {file.made} {style} {pack!r}", lambda: PACK_KINDS[file.kind].make(briefing))


def _format_names(_: Translator) -> dict[str, str]:
    about = {
        "pptx": _("slides"),
        "docx": _("document"),
        "html": _("web page"),
        "pdf": _("A4"),
        "zip": _("everything, with data and pictures"),
    }
    return {kind: f"{made.name} ({about[kind]})" for kind, made in PACK_KINDS.items()}


def _read() -> tuple[Pack, tuple[str, ...]]:
    return pack_of_link(address.read(), sidebar.current_selection())


def _write() -> None:
    """Put what the fields hold into the URL."""
    pack, _unknown = _read()
    chosen = rearranged(pack, tuple(st.session_state[_CHARTS]), sidebar.current_selection())
    entries = tuple(
        replace(entry, note=st.session_state.get(f"p_note-{entry.card_id}", entry.note)) for entry in chosen.entries
    )
    _put(replace(chosen, title=st.session_state[_TITLE], notes=st.session_state[_NOTES], entries=entries))


def _put(pack: Pack) -> None:
    address.write(link_of_pack(pack), is_pack_key)


def _link(pack: Pack) -> str:
    """The address of this page with the pack and the filters, whatever the browser's own shows."""
    query = link_of_pack(pack) | to_query(sidebar.current_selection(), store.tables().vocabulary)
    return f"{st.context.url or ''}?{urlencode(query, safe=',')}"


def _default_title(_: Translator) -> str:
    selection = sidebar.current_selection()
    countries = View(store.tables(), selection).names("countries")
    one, other = (countries[code] for code in reversed(selection.pair.split("-")))
    return _("{one}–{other} trade").format(one=one, other=other)


def _translator() -> Translator:
    return translator(sidebar.current_selection().language)
