"""Words of a printed phrase that make a figure a target or a forecast, or turn its sign: what fields have to say too.

The number itself is read by `reader`, the words are those of `languages`. A word that can also stand beside a fact ("to
reach" after "grew") is listed all the same: the document then says `nature: fact`, which costs a word, not trust.
"""

import re
from functools import cache

from etl.model.codes import Language
from etl.phrases.languages import wording_of


def word_ahead(phrase: str, language: Language) -> str | None:
    """The first word by which a phrase speaks of what is to come, as printed; None where it has none."""
    return _first("AHEAD", phrase, language)


def word_of_deficit(phrase: str, language: Language) -> str | None:
    """The word by which a phrase calls its amount a deficit, as printed; None where it has none."""
    return _first("DEFICIT", phrase, language)


def word_of_surplus(phrase: str, language: Language) -> str | None:
    """The word by which a phrase calls its amount a surplus, as printed; None where it has none."""
    return _first("SURPLUS", phrase, language)


def _first(piece: str, phrase: str, language: Language) -> str | None:
    words = wording_of(language)
    found = _pattern(getattr(words, piece)).search(phrase) if words else None
    return found.group() if found else None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE)
