"""Vocabularies of printed periods: the words of a language and those that all share; the grammar is in `spans`."""

from functools import cache

from etl.model.codes import Language
from etl.phrases.languages import words_of

_ROMAN = "i | і, ii | іі, iii | ііі, iv | іv"
_PRINTED_SHORT = {"u": "мес", "q": "кв", "h": "пг"}  # 9M, Q3 and H1 reach the vocabularies as these
# The first month of the fiscal year of countries that count it from another month than January.
_FISCAL = {
    4: "india* | indian | inde | indien* | инди* | үнді* | japan* | japon* | япон* | жапон* | uk | british | "
    "britanni* | "
    "britain | британ* | canada* | canadi* | канад*",
    7: "pakistan* | пакистан* | пәкістан* | australia* | austral* | австрал* | egypt* | египет* | bangladesh*",
    10: "us | u s | american | united states | etats unis | сша | ақш",
}


def _numbered(forms: str, letter: str) -> list[tuple[str, tuple[str, int]]]:
    return [(form.strip(), (letter, number)) for number, form in enumerate(forms.split(","), start=1)]


@cache
def period_words(language: Language) -> list[tuple[str, tuple[str, int]]]:
    """Bar-separated forms with the letter of `spans.Word` they stand for and their number."""
    words = words_of(language)
    return [
        *_numbered(words.MONTHS, "M"),
        *_numbered(words.ORDINALS, "O"),
        *_numbered(_ROMAN, "O"),
        *((form, ("c", first_month)) for first_month, form in _FISCAL.items()),
        *((form, (letters, 0)) for letters, form in (*words.PERIODS.items(), *_PRINTED_SHORT.items())),
    ]
