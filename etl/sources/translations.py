"""Translations of texts that stand in the data: `reference/translations.csv`, one row a text, a column a language."""

from dataclasses import dataclass, field

from etl.model.codes import EVERY_LANGUAGE, Language
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.csv_file import read_csv

_FIRST = ("text", "language")


@dataclass(frozen=True)
class TextTranslation:
    """A text exactly as the data hold it, its own language, its translations by language, its line in the file.

    The language is None where neither the file nor the data tell it, the line 0 where the file has none.
    """

    text: str
    language: str | None
    translations: dict[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True)
class TranslationFile:
    """All rows, the languages the file translates into, and the file's name as messages print it."""

    rows: tuple[TextTranslation, ...]
    languages: tuple[str, ...]
    shown: str


def read_translations(paths: DataPaths) -> TranslationFile:
    """The rows in their order, none where the data folder keeps no such list; DataFileError names file and line."""
    path = paths.reference / "translations.csv"
    shown = paths.shown(path)
    if not path.exists():
        return TranslationFile((), (), shown)
    header, lines = read_csv(path, shown)
    languages = _languages(header, shown)
    rows: dict[str, TextTranslation] = {}
    for line, (text, language, *translations) in lines:
        where = f"{shown}, line {line}"
        given = {code: words for code, words in zip(languages, translations, strict=True) if words}
        _check_row(text, language, given, where)
        if text in rows:
            raise DataFileError(f"{where}: the text of line {rows[text].line} again: keep one line")
        rows[text] = TextTranslation(text, language, given, line)
    return TranslationFile(tuple(rows.values()), languages, shown)


def _languages(header: tuple[str, ...], shown: str) -> tuple[str, ...]:
    """The languages translated into, a column each."""
    languages = header[len(_FIRST) :]
    unknown = [name for name in languages if name not in list(Language) or languages.count(name) > 1]
    if header[: len(_FIRST)] != _FIRST or not languages or unknown:
        fault = f", not {', '.join(dict.fromkeys(unknown))}" if unknown else ""
        raise DataFileError(
            f"{shown}, line 1: columns must be text,language and then languages among {','.join(Language)}, "
            f"each once{fault}: correct the header"
        )
    return languages


def _check_row(text: str, language: str, translations: dict[str, str], where: str) -> None:
    if not text:
        raise DataFileError(f"{where}: no text: write it as it stands in the data, or delete the line")
    if language not in (*Language, EVERY_LANGUAGE):
        raise DataFileError(
            f"{where}: unknown language {language!r}: write one of {', '.join(Language)}, or {EVERY_LANGUAGE} for a "
            "text that is the same in every language"
        )
    if language == EVERY_LANGUAGE and translations:
        raise DataFileError(
            f"{where}: {EVERY_LANGUAGE} says that the text is the same in every language: leave "
            f"{', '.join(translations)} empty or correct the language"
        )
    if language in translations:
        raise DataFileError(f"{where}: {language} is the text's own language: leave that column empty")
