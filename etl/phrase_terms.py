"""The terms of a printed figure: each token run with its role, numbers put together, signs told from dashes."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import takewhile

from etl.errors import PhraseError
from etl.phrase_numbers import Quantity, compound, numerals, read_digits, scaled, spelled_out, with_half
from etl.phrase_tokens import Token, Vocabulary, vocabulary
from etl.phrase_words import ABLATIVE, COMMON_WORDS, FIGURE_WORDS, MULTIPLE, Payload, Role
from etl.terms import Language

_SCALES = (Role.SCALE, Role.LONE_SCALE)
_NUMERIC = (Role.NUMBER, Role.NUMERAL, Role.HALF, *_SCALES)
_UNITS = (Role.MONEY, Role.PERCENT, Role.MEASURE, Role.NOUN)
_NEEDS_NUMBER = (Role.SCALE, Role.MEASURE, Role.REFUSED)
_SHORT = 2  # letters: a scale or unit as short as this is one only straight after a number


@dataclass(frozen=True)
class Term:
    """One meaningful part of a phrase; `value` is what its role calls for, `text` as printed."""

    role: Role
    value: Payload | Decimal | Quantity
    text: str
    ablative: bool = False  # the word before it stands in the Kazakh "from" case

    @property
    def quantity(self) -> Quantity:
        """The number of a NUMBER term."""
        assert isinstance(self.value, Quantity)
        return self.value


def terms(tokens: tuple[Token, ...], language: Language) -> list[Term]:
    """The terms of a phrase in order, each number one term; PhraseError for a number that cannot be put together."""
    labelled = [term for term in _labelled(tokens, language) if term.role is not Role.SKIP]
    return _compounds(_quantities(labelled))


@cache
def _words(language: Language) -> Vocabulary[tuple[Role, Payload | Decimal]]:
    entries = [
        (forms, meaning) for lexicon in (COMMON_WORDS, FIGURE_WORDS[language]) for meaning, forms in lexicon.items()
    ]
    return vocabulary([*entries, *((words, (Role.NUMERAL, value)) for words, value in numerals(language))])


def _labelled(tokens: tuple[Token, ...], language: Language) -> list[Term]:
    found: list[Term] = []
    at = 0
    while at < len(tokens):
        term, width = _label(tokens, at, found, language)
        found.append(term)
        at += width
    return found


def _label(tokens: tuple[Token, ...], at: int, before: list[Term], language: Language) -> tuple[Term, int]:
    token = tokens[at]
    if token.is_number and before and before[-1].role is Role.WORD and not token.space_before:
        return Term(Role.WORD, None, token.raw), 1
    if token.is_number:
        return Term(Role.NUMBER, Quantity(read_digits(token.raw, language)), token.raw), 1
    if token.raw in "-—+":
        return _mark(tokens, at, before), 1
    entry = _words(language).longest(tokens, at)
    if entry is None:
        return Term(Role.WORD, None, token.raw), 1
    role, value = entry.meaning
    text = " ".join(t.raw for t in entry.tokens)
    letters = len(text) <= _SHORT and text.isalpha() and role in _NEEDS_NUMBER
    if letters and not (before and before[-1].role in _NUMERIC):
        return Term(Role.WORD, None, text), 1
    ablative = language is Language.KK and at > 0 and tokens[at - 1].text.endswith(ABLATIVE)
    return Term(role, value, text, ablative), len(entry.tokens)


def _mark(tokens: tuple[Token, ...], at: int, before: list[Term]) -> Term:
    """A plus, hyphen or dash: a sign, the joint of a range, or punctuation."""
    token, roles = tokens[at], [term.role for term in before if term.role is not Role.SKIP]
    after_figure = bool(roles) and (
        roles[-1] in (*_NUMERIC, Role.PERCENT, Role.MEASURE)
        or (roles[-1] is Role.MONEY and len(roles) > 1 and roles[-2] in _NUMERIC)
    )
    if after_figure and token.raw != "+":
        return Term(Role.DASH, None, token.raw)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not (following.is_number or following.raw in "$€"):
        return Term(Role.BREAK, None, token.raw)
    if token.raw == "—":
        return Term(Role.BREAK, None, token.raw)
    if not token.space_before and roles and roles[-1] is Role.WORD:
        raise PhraseError(f"a hyphen ties {following.raw!r} to the word before it: print only the figure")
    if token.raw == "-" and token.space_after and roles and roles[-1] not in (Role.BREAK, Role.DIRECTION, Role.LINK):
        raise PhraseError("a minus sign and a dash cannot be told apart: print the sign next to its number")
    return Term(Role.SIGN, 1 if token.raw == "+" else -1, token.raw)


def _quantities(found: list[Term]) -> list[Term]:
    """Numbers, number words, halves and scales put together into NUMBER terms."""
    made: list[Term] = []
    rest = found
    while rest:
        if rest[0].role is Role.LONE_SCALE and made and made[-1].role is Role.WORD:
            raise PhraseError(f"{rest[0].text!r} follows {made[-1].text!r}, which is no number: print the number")
        terms_made, rest = _next(rest)
        made += terms_made
    return made


def _next(rest: list[Term]) -> tuple[list[Term], list[Term]]:
    first = rest[0]
    if first.role is Role.NUMBER:
        return _with_scales([first.quantity], rest[1:], first.text)
    if first.role is Role.NUMERAL:
        run = list(takewhile(lambda term: term.role is Role.NUMERAL, rest))
        return _from_words(run, rest[len(run) :])
    if first.role is Role.LONE_SCALE:
        return _with_scales([Quantity(Decimal(1), spelled=True)], rest, first.text)
    if first.role is Role.ARTICLE:
        if len(rest) > 1 and rest[1].role in _SCALES:
            return _with_scales([Quantity(Decimal(1), spelled=True)], rest[1:], first.text)
        return [Term(Role.LINK, None, first.text)], rest[1:]
    if first.role is Role.SCALE:
        raise PhraseError(f"{first.text!r} stands without a number: print the number, or give an explicit value")
    if first.role is Role.HALF:
        return [Term(Role.REFUSED, MULTIPLE, first.text)], rest[1:]
    return [first], rest[1:]


def _from_words(run: list[Term], after: list[Term]) -> tuple[list[Term], list[Term]]:
    values = [term.value for term in run if isinstance(term.value, Decimal)]
    text = " ".join(term.text for term in run)
    scale_follows = bool(after) and after[0].role in _SCALES
    counted = scale_follows or (bool(after) and after[0].role in (*_UNITS, Role.HALF))
    if values == [1] and not counted:
        return [Term(Role.WORD, None, text)], after
    if values[-1] != int(values[-1]) and not scale_follows:
        return [Term(Role.REFUSED, MULTIPLE, text)], after
    return _with_scales(spelled_out(values), after, text)


def _with_scales(numbers: list[Quantity], after: list[Term], text: str) -> tuple[list[Term], list[Term]]:
    """The last of `numbers` with the halves and scales that follow; the ones before it stand alone."""
    last = numbers[-1]
    if after and after[0].role is Role.HALF:
        last, after = with_half(last), after[1:]
    scales = list(takewhile(lambda term: term.role in _SCALES, after))
    after = after[len(scales) :]
    last = scaled(last, [term.value for term in scales if isinstance(term.value, int)])
    if scales and after and after[0].role is Role.HALF:
        last, after = with_half(last), after[1:]
    printed = " ".join([text, *(term.text for term in scales)])
    return [Term(Role.NUMBER, number, printed) for number in [*numbers[:-1], last]], after


def _compounds(found: list[Term]) -> list[Term]:
    """Neighbouring numbers that are one number in two scales made one term."""
    made: list[Term] = []
    for term in found:
        joined = None
        if made and made[-1].role is term.role is Role.NUMBER:
            joined = compound(made[-1].quantity, term.quantity)
        if joined is None:
            made.append(term)
        else:
            made[-1] = Term(Role.NUMBER, joined, f"{made[-1].text} {term.text}")
    return made
