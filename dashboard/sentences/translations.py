"""Texts of the data in the reader's language, as the table `translations` has them.

What nobody has translated stands as it is, followed by the name of its language, so that it is not taken for a slip.
"""

from typing import Any

import pandas as pd

from dashboard.queries.data_texts import data_texts
from dashboard.queries.frames import STATED_KINDS
from dashboard.queries.view import View
from dashboard.text.locales import locale_of
from etl.model.codes import EVERY_LANGUAGE

_PARTS = "; "  # between the parties of an agreement
_UNDATED = "n.d."


def translate_text(view: View, text: object) -> str:
    """A text of the data in the reader's language; untranslated with its language behind it; "" for a missing one."""
    if not isinstance(text, str):
        return ""
    translation = _translation(view, text)
    return " ".join(filter(None, (text, _label(view, text)))) if translation is None else translation


def translate_parts(view: View, text: object) -> str:
    """Texts with semicolons between them, each in the reader's language; "" for a missing one."""
    parts = text.split(_PARTS) if isinstance(text, str) else []
    return view.listed(translate_text(view, part) for part in parts)


def title_gloss(view: View, title: str) -> str:
    """What stands behind a title in another language: its translation in brackets, else the name of its language.

    "" for a title that is in the reader's language, or in one that is not known.
    """
    translation = _translation(view, title)
    if translation is None:
        return _label(view, title)
    return "" if translation == title else f"[{translation}]"


def title_words(view: View, title: str) -> str:
    """A title as it stands, with its gloss."""
    return " ".join(filter(None, (title, title_gloss(view, title))))


def translate_columns(view: View, frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with these columns of texts in the reader's language; missing texts stay missing."""
    translated = {
        column: [translate_text(view, text) if isinstance(text, str) else None for text in frame[column]]
        for column in columns
    }
    return frame.assign(**{name: pd.Series(texts, frame.index, dtype="object") for name, texts in translated.items()})


def publisher_names(view: View) -> dict[str, str]:
    """Source → its publisher in the reader's language."""
    sources = view.tables["sources"]
    pairs = zip(sources["source_id"], sources["publisher"], strict=True)
    return {source: translate_text(view, publisher) for source, publisher in pairs}


def citation_words(view: View, source: Any) -> str:
    """The citation of a row of `sources` for the reader; a document's is made of its publisher, title and date."""
    if source.source_kind not in STATED_KINDS:
        return translate_text(view, source.citation)
    _ = view.translate
    title = f"{view.quoted(source.title)} {title_gloss(view, source.title)}".rstrip()
    published = _("no date") if source.published == _UNDATED else source.published
    address = source.url if isinstance(source.url, str) else ""
    parts = (translate_text(view, source.publisher), title, published, address)
    return ", ".join(part for part in parts if part)


def _translation(view: View, text: str) -> str | None:
    """The text in the reader's language; None where there is no translation."""
    known = data_texts(view.tables).get(text)
    if known is None:
        return None
    return text if known.language in (view.language, EVERY_LANGUAGE) else known.translations.get(view.language)


def _label(view: View, text: str) -> str:
    """ "(in English)", the language of a text; "" where it is not known."""
    known = data_texts(view.tables).get(text)
    if known is None or known.language is None:
        return ""
    _ = view.translate
    names = locale_of(view.language).languages
    return _("(in {language})").format(language=names.get(known.language, known.language))
