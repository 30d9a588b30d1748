"""What the phrase reader knows of each language: one module a language, found by its name, which is its code.

A module has the pieces of `Wording`, which are asked for whatever a document's language is, and those of `ReadWords` as
well where its phrases are read. What it lacks is named by `language_faults`; its phrases are then not read.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from etl.model.codes import Language
from etl.phrases.words import Base, Lexicon


class Wording(Protocol):
    """Words beside a figure that tell what is to come, a deficit or a surplus, as patterns between spaces."""

    AHEAD: str
    DEFICIT: str
    SURPLUS: str


class ReadWords(Wording, Protocol):
    """Words of printed figures and periods by what they do, and how numbers and dates are printed."""

    WORDS: Lexicon
    NAMES: str
    PLACES: str
    FALL_NOUNS: tuple[str, ...]
    ENDINGS: dict[str, tuple[str, ...]]
    MONTHS: str
    ORDINALS: str
    PERIODS: dict[str, str]
    BASES: dict[Base, str]
    NUMERALS: str
    CURRENCIES: dict[str, str]
    SHARED_CURRENCIES: str
    SPELLINGS: tuple[tuple[str, str], ...]
    DECIMAL_MARK: str
    DAY_FIRST: bool
    POSTPOSITIONS: bool
    ABLATIVE: tuple[str, ...]


_WORDING = frozenset(Wording.__annotations__)
_READING = _WORDING | frozenset(ReadWords.__annotations__)
_MODULES = {module.name: import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)}
_PIECES = {code: {name for name in _READING if hasattr(module, name)} for code, module in _MODULES.items()}
READ_LANGUAGES = tuple(language for language in Language if _PIECES.get(language, set()) >= _READING)


@cache
def words_of(language: Language) -> ReadWords:
    """The words of one of READ_LANGUAGES."""
    return cast("ReadWords", _MODULES[language])


def wording_of(language: Language) -> Wording | None:
    """The words beside figures in any language; None where its module is absent or not whole."""
    whole = _PIECES.get(language, set()) >= _WORDING
    return cast("Wording", _MODULES[language]) if whole else None


def language_faults() -> list[str]:
    """A line for each language that lacks its module or pieces of it, and each module of no language."""
    faults = [f"etl/phrases/languages has no {language}.py" for language in Language if language not in _PIECES]
    for code, pieces in _PIECES.items():
        wanted = _READING if pieces - _WORDING else _WORDING
        if lacking := sorted(wanted - pieces):
            faults.append(f"etl/phrases/languages/{code}.py lacks {', '.join(lacking)}: its phrases are not read")
        if code not in [*Language]:
            faults.append(f"etl/phrases/languages/{code}.py is of no code of Language in etl/model/codes.py")
    return faults
