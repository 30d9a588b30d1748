"""What the languages with a catalogue lack to be whole, said when the dashboard and its command line start."""

from collections.abc import Iterator

from dashboard.selection.languages import available_languages
from dashboard.text.locales import has_locale, language_tag
from dashboard.text.messages import catalogue_faults
from dashboard.text.unit_texts import has_scale_words
from etl.model.schema import TABLES

_ENGLISH = "_en"  # ends the name of a column that every language has beside it


def language_faults() -> list[str]:
    """A line for each piece that a language lacks; English stands in for it, and nothing fails."""
    return [
        f"language {language}: {fault}"
        for language in available_languages()[1:]
        for fault in (*catalogue_faults(language), *_babel_faults(language), *_column_faults(language))
    ]


def _babel_faults(language: str) -> Iterator[str]:
    if not has_locale(language):
        yield "Babel has no such language: numbers, dates and charts are written as in English"
        return
    if "-" not in language_tag(language):
        yield "Babel names no country for it: office files mark their texts with the language alone"
    if not has_scale_words(language):
        yield "Babel has no words for its millions and billions: those of English are taken"


def _column_faults(language: str) -> Iterator[str]:
    """Columns of the published tables that the language needs beside the English ones."""
    for name, table in TABLES.items():
        columns = {field.name for field in table.fields}
        wanted = [f"{column.removesuffix(_ENGLISH)}_{language}" for column in columns if column.endswith(_ENGLISH)]
        lacking = sorted(column for column in wanted if column not in columns)
        if lacking:
            yield f"the table {name} has no {', '.join(lacking)}: its English is shown"
