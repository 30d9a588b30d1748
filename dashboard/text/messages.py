"""Texts in the reader's language: gettext catalogues whose ids are the English texts themselves.

Write `_ = translator(selection.language)` and `_("text {name}").format(name=…)`; counts go through `_.ngettext`.
Texts kept in data at module level are marked with `mark("…")` and looked up later. `python -m dashboard.text.messages`
brings the catalogues up to date with the code. What a catalogue lacks, or has with other placeholders, stays English.
"""

import gettext
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel import negotiate_locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from dashboard.selection import languages
from dashboard.selection.languages import SOURCE_LANGUAGE, available_languages, catalogue_path
from dashboard.text.locales import has_locale
from dashboard.text.marks import mark as mark
from dashboard.text.marks import mark_counted as mark_counted

_PACKAGE = Path(__file__).resolve().parents[1]
_TEMPLATE = "messages.pot"  # beside the catalogues
_ERRORS = ("NoBrowserError", "RenderError", "TemplateError")  # kinds of ReaderError: their first argument is a text
_KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("mark", *_ERRORS)),
    "mark_counted": (1, 2),
    "_refused": (2,),
}
_WIDTH = 118
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Translator:
    """Looks texts up in one language; a text without a translation stays English."""

    language: str

    def __call__(self, text: str) -> str:
        return _translations(self.language).gettext(text) if text else ""  # gettext answers "" with its header

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form that goes with `number` in this language."""
        return _translations(self.language).ngettext(singular, plural, number)

    def pgettext(self, context: str, text: str) -> str:
        """A text that means something else elsewhere."""
        return _translations(self.language).pgettext(context, text)

    def translation(self, text: str) -> str | None:
        """The text as the language has it; None where its catalogue has nothing, so that CLDR's form can stand in."""
        return self(text) if _has(self.language, text) else None

    def counted_translation(self, forms: tuple[str, str], number: int) -> str | None:
        """As `translation`, of the form that goes with `number`."""
        return self.ngettext(*forms, number) if _has(self.language, forms[0]) else None


def translator(language: str) -> Translator:
    """The texts of a language; a language without a catalogue reads English."""
    return Translator(language)


def best_language(locale: str | None) -> str:
    """The language for a browser's locale ("fr-FR" gives "fr"), English where there is none."""
    asked = (locale or "").replace("-", "_").lower()
    return negotiate_locale([asked], available_languages()) or SOURCE_LANGUAGE


def template() -> Catalog:
    """Every text marked in the dashboard's code, with the files that hold it."""
    catalog = Catalog(project="trade-statements")
    found = extract_from_dir(_PACKAGE, keywords=_KEYWORDS)
    for file, _line, text, _comments, context in found:
        catalog.add(text, locations=[(f"dashboard/{Path(file).as_posix()}", 0)], context=context)
    return catalog


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is kept; PoFileError where it cannot be read."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language if has_locale(language) else None, abort_invalid=True)


def missing(catalog: Catalog) -> Iterator[str]:
    """English texts of a catalogue that have no full, reviewed translation."""
    yield from (_forms(message.id)[0] for message in catalog if message.id and not _is_whole(message))


def misfits(catalog: Catalog) -> Iterator[str]:
    """English texts of a catalogue whose translation has other placeholders than the text."""
    yield from (_forms(message.id)[0] for message in catalog if message.id and not _keeps_placeholders(message))


def catalogue_faults(language: str) -> list[str]:
    """What the catalogue of a language lacks, one line a piece; English stands in for each."""
    try:
        catalog = catalogue(language)
    except (PoFileError, ValueError) as fault:
        return [f"its catalogue cannot be read ({fault}): every text is English"]
    kept = {_key(message) for message in catalog}
    with (languages.CATALOGUES / _TEMPLATE).open("rb") as file:
        absent = [_forms(message.id)[0] for message in read_po(file) if _key(message) not in kept]
    found = []
    if "Plural-Forms:" not in catalogue_path(language).read_text(encoding="utf-8"):
        found.append("its catalogue has no plural rule (Plural-Forms): Babel’s is taken, else that of English")
    for texts, what in (
        ([*missing(catalog), *absent], "without a reviewed translation"),
        ([*misfits(catalog)], "translated with other placeholders"),
    ):
        if texts:
            found.append(f"texts {what} stay English: {len(texts)}, the first of them {texts[0]!r}")
    return found


def refresh() -> dict[str, list[str]]:
    """Write the template and every catalogue anew from the code; the texts still to translate, by language."""
    current = template()
    _write(languages.CATALOGUES / _TEMPLATE, current, _HEADER.format(language="", plurals=""))
    return {language: _update(language, current) for language in available_languages()[1:]}


def _update(language: str, current: Catalog) -> list[str]:
    catalog = catalogue(language)
    catalog.update(current, no_fuzzy_matching=True)
    _write(catalogue_path(language), catalog, _HEADER.format(language=language, plurals=catalog.plural_forms))
    return list(missing(catalog))


def _write(path: Path, catalog: Catalog, header: str) -> None:
    """Sorted, without line numbers or dates, so that a file changes only when a text does."""
    body = BytesIO()
    write_po(
        body, catalog, width=_WIDTH, sort_output=True, include_lineno=False, omit_header=True, ignore_obsolete=True
    )
    path.write_bytes(header.encode() + body.getvalue())


@cache
def _translations(language: str) -> gettext.NullTranslations:
    catalog = _usable(language)
    if catalog is None:
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _usable(language: str) -> Catalog | None:
    """The catalogue with what can be shown of it; None where there is none, or none that can be read."""
    if language not in available_languages()[1:]:
        return None
    try:
        catalog = catalogue(language)
    except (PoFileError, ValueError):
        return None
    for message in [*catalog]:
        if message.id and not (_is_whole(message) and _keeps_placeholders(message)):
            catalog.delete(message.id, message.context)
    return catalog


def _has(language: str, text: str) -> bool:
    """Whether the language has a text of its own in the place of an English one."""
    catalog = _usable(language)
    return language == SOURCE_LANGUAGE or (catalog is not None and text in catalog)


def _is_whole(message: Message) -> bool:
    return not message.fuzzy and all(_forms(message.string))


def _keeps_placeholders(message: Message) -> bool:
    """Whether each form that is translated has the placeholders of a form of its text, so that it can be filled."""
    try:
        allowed = [_placeholders(text) for text in _forms(message.id)]
        return all(_placeholders(text) in allowed for text in _forms(message.string) if text)
    except ValueError:  # a brace that is not closed
        return False


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """One text, or all its forms by number."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _key(message: Message) -> tuple[str, str]:
    return _forms(message.id)[0], message.context or ""


def main() -> int:
    """Refresh the catalogues and list what is left to translate; 1 while there is any."""
    left = refresh()
    for language, texts in left.items():
        print(f"{language}: {len(texts)} to translate")
        print("".join(f"  {text}\n" for text in texts), end="")
    return int(any(left.values()))


if __name__ == "__main__":
    sys.exit(main())
