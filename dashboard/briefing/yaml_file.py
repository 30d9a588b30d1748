"""A pack written by hand as a small YAML file.

title: Trade between Kazakhstan and France
language: en                          # or fr; where left out that of the query, else English
query: years=2018-2023&currency=USD   # filters as in a link, for every card
notes: What the briefing is for.
cards:
  - trade-trend
  - card: mirror-gap
    query: years=2019                 # changes what it names for this card
    note: The gap is oil declared by destination.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from dashboard.briefing.pack import LONGEST_NOTES, LONGEST_TITLE, MOST_CARDS, Pack, PackEntry, printable, title_line
from dashboard.cards.registry import CARDS
from dashboard.links.link import asked_selection, parameters
from dashboard.selection.languages import available_languages
from dashboard.selection.selection import Selection, Vocabulary
from etl.model.errors import DataFileError, TradeError
from etl.sources.yaml_file import Strict, read_model


def read_pack(path: Path, vocabulary: Vocabulary) -> Pack:
    """The pack a file describes; DataFileError names the file, the field and what would be right."""
    written = read_model(_Written, path, path.name)
    shared = _parameters(written.query, path, "query")
    asked = shared | ({"lang": written.language} if written.language else {})
    language = _selection(asked, vocabulary, path, "query").language
    shared["lang"] = language
    return Pack(
        title=title_line(written.title),
        entries=tuple(
            _entry(one, shared, vocabulary, path, f"cards.{at}.query") for at, one in enumerate(written.cards)
        ),
        notes=printable(written.notes, LONGEST_NOTES),
        language=language,
    )


def _known(allowed: Callable[[], Iterable[str]]) -> AfterValidator:
    def check(text: str) -> str:
        if text not in allowed():
            raise ValueError(f"{text!r} is not known: give one of {', '.join(allowed())}")
        return text

    return AfterValidator(check)


def _spelt_out(content: Any) -> Any:
    """A card named alone is a card without filters and note of its own."""
    if isinstance(content, str):
        return {"card": content}
    if not isinstance(content, dict):
        raise ValueError("write a card's name, or card: with query: and note:")
    return content


class _Card(Strict):
    card: Annotated[str, _known(lambda: CARDS)]
    query: str = ""
    note: str = Field(default="", max_length=LONGEST_NOTES)


class _Written(Strict):
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    language: Annotated[str, _known(available_languages)] | None = None
    query: str = ""
    notes: str = Field(default="", max_length=LONGEST_NOTES)
    cards: list[Annotated[_Card, BeforeValidator(_spelt_out)]] = Field(min_length=1, max_length=MOST_CARDS)


def _entry(one: _Card, shared: Mapping[str, str], vocabulary: Vocabulary, path: Path, field: str) -> PackEntry:
    """The card with the pack's filters, those its own query names replaced; the language is the pack's."""
    asked = {**shared, **_parameters(one.query, path, field), "lang": shared["lang"]}
    return PackEntry(one.card, _selection(asked, vocabulary, path, field), printable(one.note, LONGEST_NOTES))


def _parameters(query: str, path: Path, field: str) -> dict[str, str]:
    try:
        return parameters(query)
    except TradeError as fault:
        raise DataFileError(f"{path.name}: {field}: {fault}") from None


def _selection(asked: Mapping[str, str], vocabulary: Vocabulary, path: Path, field: str) -> Selection:
    try:
        return asked_selection(asked, vocabulary)
    except TradeError as fault:
        raise DataFileError(f"{path.name}: {field}: {fault}") from None
