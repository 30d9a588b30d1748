"""Texts in the reader's language: gettext catalogues whose ids are the English texts themselves.

Write `_ = translator(selection.language)` and `_("text {name}").format(name=…)`; counts go through `_.ngettext`.
Texts kept in data at module level are marked with `mark("…")` and looked up later. `python -m dashboard.text.messages`
brings the catalogues up to date with the code.
"""

import gettext
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE_LANGUAGE = "en"
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "ru": "Русский", "kk": "Қазақша"}
_PACKAGE = Path(__file__).resolve().parents[1]
_LOCALE = _PACKAGE / "locale"
_TEMPLATE = _LOCALE / "messages.pot"
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


def translator(language: str) -> Translator:
    """The texts of a language; a language without a catalogue reads English."""
    return Translator(language)


def mark(text: str) -> str:
    """The text itself, so that a constant is found for translation before its reader's language is known."""
    return text


@cache
def available_languages() -> tuple[str, ...]:
    """Codes of the languages the dashboard speaks, English first."""
    return SOURCE_LANGUAGE, *sorted(path.parts[-3] for path in _LOCALE.glob("*/LC_MESSAGES/messages.po"))


def best_language(locale: str | None) -> str:
    """The language for a browser's locale ("fr-FR" gives "fr"), English where there is none."""
    asked = (locale or "").replace("-", "_").lower()
    return negotiate_locale([asked], available_languages()) or SOURCE_LANGUAGE


def template() -> Catalog:
    """Every text marked in the dashboard's code, with the files that hold it."""
    catalog = Catalog(project="trade-statements")
    found = extract_from_dir(_PACKAGE, keywords={**DEFAULT_KEYWORDS, "mark": None})
    for file, _line, text, _comments, context in found:
        catalog.add(text, locations=[(f"dashboard/{Path(file).as_posix()}", 0)], context=context)
    return catalog


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def missing(catalog: Catalog) -> Iterator[str]:
    """English texts of a catalogue that have no full, reviewed translation."""
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield message.id if isinstance(message.id, str) else message.id[0]


def refresh() -> dict[str, list[str]]:
    """Write the template and every catalogue anew from the code; the texts still to translate, by language."""
    current = template()
    _write(_TEMPLATE, current, _HEADER.format(language="", plurals=""))
    return {language: _update(language, current) for language in available_languages()[1:]}


def _update(language: str, current: Catalog) -> list[str]:
    catalog = catalogue(language)
    catalog.update(current, no_fuzzy_matching=True)
    _write(_path(language), catalog, _HEADER.format(language=language, plurals=catalog.plural_forms))
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
    if not _path(language).exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _path(language: str) -> Path:
    return _LOCALE / language / "LC_MESSAGES" / "messages.po"


def main() -> int:
    """Refresh the catalogues and list what is left to translate; 1 while there is any."""
    left = refresh()
    for language, texts in left.items():
        print(f"{language}: {len(texts)} to translate")
        print("".join(f"  {text}\n" for text in texts), end="")
    return int(any(left.values()))


if __name__ == "__main__":
    sys.exit(main())
