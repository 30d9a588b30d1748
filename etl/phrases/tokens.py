"""A printed phrase as tokens: typography made uniform, words folded, vocabularies looked up."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from etl.model.codes import Language
from etl.model.errors import PhraseError
from etl.phrases.languages import words_of
from etl.phrases.words import LETTER

Meaning = TypeVar("Meaning")

_DASHES = dict.fromkeys(map(ord, "‐‑‒–−⁃﹣"), "-") | {ord("―"): "—"}  # the em dash stays: it never is a minus sign
_QUIET = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ`´′‘"), "'")
_UNSAID = frozenset("'\"«»“”„._")
SIGNS = frozenset("$€£¥₸₽₹₺₴₩₪₫₦₾₼₱")  # of the currencies that are read
YEAR = "0000"  # stands for any year number in a form
_BEGINNING = 2  # letters by which forms with an open ending are found
_TOKEN = re.compile(
    rf"(?P<number>[0-9]{{1,3}}(?: [0-9]{{3}})+(?:[.,][0-9]+)*(?![0-9])|[0-9]+(?:[.,][0-9]+)*)"
    rf"|(?P<word>{LETTER}+|\S)"
)
# Dollars told by letters that touch the sign: code, letters before it, letters after it.
_DOLLARS = (
    ("CAD", "ca|can|c", "cad|can|ca"),
    ("AUD", "au|a", "aud|au"),
    ("NZD", "nz", "nz"),
    ("HKD", "hk", "hk"),
    ("SGD", "sg|s", "sg"),
    ("TWD", "nt", ""),
    ("BRL", "r", ""),
    ("NAD", "n", ""),
    ("JMD", "j", ""),
)
_SCALES = "k|mn|mln|mio|m|bn|bln|b|mds|md|mrd"  # as they are glued to a code: "MEUR", "USDm"
_CODES = "EUR|USD|GBP|CHF|JPY|CNY|KZT|RUB"
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"(?<![^\W\d_])[US]{1,2}\.(?:[AS]\.)+", "US "),
    *((rf"(?i)(?<!{LETTER})(?:{before})\$", f" {code} ") for code, before, _ in _DOLLARS),
    *((rf"(?i)\$ ?(?:{after})\b", f" {code} ") for code, _, after in _DOLLARS if after),
    (r"(?i)\b(?:b|ec|t|z)\$", " ¤ "),
    (r"[()\[\]]", " "),
    (rf"(?i)(?<!{LETTER})({_SCALES})({_CODES})\b", r" \1 \2"),
    (rf"(?i)\b({_CODES})({_SCALES})(?!{LETTER})", r"\1 \2 "),
    (rf"(?<=[0-9%€$£¥₸₽])-(?={LETTER})", " "),
    (r"(?i)(?<![\w$€.,])([1-4])Q([0-9]{2})\b", r" \1 кв 20\2 "),
    (r"(?i)(?<![\w$€.,])([1-9]|1[0-2])[MМ]([0-9]{2})\b", r" \1 мес 20\2 "),
    (rf"(?<={LETTER})-(?={LETTER})", " "),
    (rf"(?i)\bQ([1-4])\b|\b([1-4])Q(?!{LETTER})", r" \1\2 кв "),
    (r"(?i)(?<![\w$€.,])([1-9]|1[0-2]) ?[MМ] ?(?=(?:19|20)[0-9]{2}\b)", r" \1 мес "),
)


@dataclass(frozen=True)
class Token:
    """One number, word or sign: as printed, folded, and whether space stands before and after it."""

    raw: str
    text: str
    space_before: bool
    space_after: bool

    @property
    def is_number(self) -> bool:
        """Whether it is printed in digits."""
        return self.raw[0].isdigit()


@dataclass(frozen=True)
class Found(Generic[Meaning]):
    """A vocabulary entry met in a phrase, with the tokens it stands for."""

    meaning: Meaning
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class PhraseVocabulary(Generic[Meaning]):
    """Printed forms by their first word, or its first letters where it has an open ending."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]
    by_beginning: dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]

    def longest(self, tokens: tuple[Token, ...], start: int) -> Found[Meaning] | None:
        """The longest form that begins at `start`; of two as long, the one that leaves less open."""
        first = tokens[start].text
        forms = (*self.by_first.get(first, ()), *self.by_beginning.get(first[:_BEGINNING], ()))
        fitting = [form for form in forms if _fits(form[0], tokens[start : start + len(form[0])])]
        if not fitting:
            return None
        words, meaning = max(fitting, key=lambda form: (len(form[0]), _exactness(form[0])))
        return Found(meaning, tokens[start : start + len(words)])


def tokenise(phrase: str, language: Language) -> tuple[Token, ...]:
    """The tokens of a phrase; PhraseError for digits that have no plain reading (½, 2², other scripts)."""
    text = _uniform(phrase, language)
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        around = f" {text} "[match.start()], f" {text} "[match.end() + 1]
        if raw not in _UNSAID:
            tokens.append(Token(raw, fold(raw), around[0] == " ", around[1] == " "))
    return tuple(tokens)


def fold(word: str) -> str:
    """Lower case without Latin accents; й and other Cyrillic letters stay, ё counts as е."""
    bare = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", unicodedata.normalize("NFD", word.lower()))
    return unicodedata.normalize("NFC", bare).replace("ё", "е")


def vocabulary(forms: Iterable[tuple[str, Meaning]]) -> PhraseVocabulary[Meaning]:
    """Forms ready for look-up, from pairs of bar-separated printed forms and their meaning."""
    by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    by_beginning: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for printed, meaning in forms:
        for form in printed.split(" | "):
            words = tuple(form.split())
            if words[0].endswith("*") and len(words[0]) > _BEGINNING:
                by_beginning.setdefault(words[0][:_BEGINNING], []).append((words, meaning))
            else:
                by_first.setdefault(words[0].lower(), []).append((words, meaning))
    return PhraseVocabulary(_fixed(by_first), _fixed(by_beginning))


def _fixed(
    forms: dict[str, list[tuple[tuple[str, ...], Meaning]]],
) -> dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]:
    return {key: tuple(entries) for key, entries in forms.items()}


def _uniform(phrase: str, language: Language) -> str:
    for character in phrase:
        if unicodedata.category(character) == "No" or (
            not unicodedata.normalize("NFKC", character).isascii() and character.isdigit()
        ):
            raise PhraseError(f"{character!r} is not a plain digit: print it in digits 0 to 9")
    text = unicodedata.normalize("NFKC", phrase.translate(_QUIET)).translate(_DASHES | _APOSTROPHES)
    text = "".join("¤" if unicodedata.category(c) == "Sc" and c not in SIGNS else c for c in text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?i)\b([QHTS][1-4])'([0-9]{2})\b", r"\1 20\2", text)
    if re.search(r"(?<![\w.,])[.,][0-9]|[0-9]'[0-9]", text):
        raise PhraseError("a number has a mark that has no one reading: print it in plain digits")
    for pattern, plain in (*words_of(language).SPELLINGS, *_SPELLINGS):
        text = re.sub(pattern, plain, text)
    return text


def _fits(words: tuple[str, ...], tokens: tuple[Token, ...]) -> bool:
    return len(words) == len(tokens) and all(map(_same, words, tokens))


def _same(word: str, token: Token) -> bool:
    if word == YEAR:
        return re.fullmatch(r"(?:19|20)[0-9]{2}", token.raw) is not None
    if word.endswith("*") and word != "*":
        return token.text.startswith(word[:-1])
    return token.text == word if word == word.lower() else token.raw == word


def _exactness(words: tuple[str, ...]) -> tuple[int, int, int]:
    closed = [word for word in words if not word.endswith("*")]
    return len(closed), sum(word[0].isupper() for word in words), sum(map(len, words))
