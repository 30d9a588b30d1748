"""All words that are known in a phrase about a figure, as one vocabulary a language."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from etl.model.codes import Language
from etl.phrases.currencies import money_words
from etl.phrases.languages import words_of
from etl.phrases.numbers import numerals
from etl.phrases.tokens import PhraseVocabulary, vocabulary
from etl.phrases.words import COMMON, POSSIBLE, Lexicon, Payload, WordRole

Meaning = tuple[WordRole, Payload | Decimal]


@cache
def known_words(language: Language) -> PhraseVocabulary[Meaning]:
    """Every printed form that is known in the language, with what it does."""
    return vocabulary(known_forms(language))


def known_forms(language: Language) -> list[tuple[str, Meaning]]:
    """Bar-separated forms with their meaning; the names of things and countries last."""
    module = words_of(language)
    lexicons: tuple[Lexicon, ...] = (COMMON, money_words(language), module.WORDS)
    return [
        *((forms, meaning) for lexicon in lexicons for meaning, forms in lexicon.items()),
        *((words, (WordRole.NUMERAL, value)) for words, value in numerals(language)),
        *_turned_verbs(language, module.WORDS, module.ENDINGS),
        (module.NAMES, (WordRole.WORD, None)),
        (module.PLACES, (WordRole.PLACE, None)),
    ]


def _turned_verbs(
    language: Language, words: Lexicon, endings: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, Meaning]]:
    """Verbs of rising and falling with the endings, in English the word before, that negate them or tell plans."""
    listed = {form for forms in words.values() for form in forms.split(" | ")}
    for (role, _), forms in words.items():
        for form in forms.split(" | ") if role is WordRole.DIRECTION else ():
            if language is Language.EN and " " not in form and f"to {form}" not in listed:
                yield f"to {form}", (WordRole.REFUSED, POSSIBLE)
            for reason, ends in endings.items() if form.endswith("*") else ():
                turned = (form[:-1] + end for end in ends)
                yield from ((verb, (WordRole.REFUSED, reason)) for verb in turned if verb not in listed)
