"""The terms of a printed figure: each token run with its role, numbers put together, signs told from dashes."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from etl.model.codes import Bound, Language, Unit
from etl.model.errors import PhraseError
from etl.phrases.languages import words_of
from etl.phrases.lexicon import known_words
from etl.phrases.numbers import Quantity, compound, read_digits, scaled, spelled_out, with_half
from etl.phrases.tokens import SIGNS, Token, fold
from etl.phrases.words import MULTIPLE, Payload, WordRole

_SCALES = (WordRole.SCALE, WordRole.LONE_SCALE)
_NUMERIC = (WordRole.NUMBER, WordRole.NUMERAL, WordRole.HALF, *_SCALES)
_UNITS = (WordRole.MONEY, WordRole.PERCENT, WordRole.MEASURE, WordRole.NOUN)
_NEEDS_NUMBER = (WordRole.SCALE, WordRole.MEASURE)
_SHORT = 2  # letters: a scale or unit as short as this is one only straight after a number or beside a currency
_ARTICLES = ("un", "une")  # number words that are articles where they count nothing
_REACH = 5  # terms of an amount: "$4 billion 200 million"
_OWN_DOLLARS = (
    *("canad", "austral", "singap", "hong", "new zeal", "neo zel", "taiwan", "namib", "jamai", "brunei"),
    *("канад", "австрал", "сингап", "гонконг", "новозел", "тайван", "намиб", "ямай", "бруне"),
)
# Orders of number (n), scale (s) and currency (c) other than "2.7 billion dollars", and how they are put in order.
_ORDERS = {"scn": (1, 2, 0), "csn": (0, 2, 1), "snc": (1, 0, 2), "ncs": (0, 2, 1)}


@dataclass(frozen=True)
class Term:
    """One meaningful part of a phrase; `value` is what its role calls for, `text` as printed."""

    role: WordRole
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
    labelled = [term for term in _labelled(tokens, language) if term.role is not WordRole.SKIP]
    return _compounds(_quantities(_in_order(_without_places(labelled))))


def _labelled(tokens: tuple[Token, ...], language: Language) -> list[Term]:
    labelled: list[Term] = []
    at = 0
    while at < len(tokens):
        term, width = _label(tokens, at, labelled, language)
        labelled.append(term)
        at += width
    return labelled


def _label(tokens: tuple[Token, ...], at: int, before: list[Term], language: Language) -> tuple[Term, int]:
    token = tokens[at]
    if token.is_number and before and before[-1].role in (WordRole.WORD, WordRole.UNKNOWN) and not token.space_before:
        return Term(WordRole.UNKNOWN, None, f"{before[-1].text}{token.raw}"), 1
    if token.is_number:
        return Term(WordRole.NUMBER, Quantity(read_digits(token.raw, language)), token.raw), 1
    if token.raw in "-—+":
        return _mark(tokens, at, before), 1
    entry = known_words(language).longest(tokens, at)
    if entry is None:
        return Term(WordRole.UNKNOWN, None, token.raw), 1
    role, value = entry.meaning
    text = " ".join(t.raw for t in entry.tokens)
    short = len(text) <= _SHORT and text.isalpha() and role in _NEEDS_NUMBER
    if short and not (_touches_number(before) or _stands_before_money(tokens, at, language)):
        return Term(WordRole.UNKNOWN, None, text), 1
    return Term(role, value, text, _is_ablative(tokens, at, before, words_of(language).ABLATIVE)), len(entry.tokens)


def _is_ablative(tokens: tuple[Token, ...], at: int, before: list[Term], endings: tuple[str, ...]) -> bool:
    """Whether the word before, adverbs left out, stands in the Kazakh "from" case."""
    said = (term for term in reversed(before) if term.role is not WordRole.SKIP or term.text.endswith(endings))
    last = next(said, None)
    return (last is not None and last.text.endswith(endings)) or (at > 0 and tokens[at - 1].text.endswith(endings))


def _touches_number(before: list[Term]) -> bool:
    return bool(before) and before[-1].role in (*_NUMERIC, WordRole.MONEY)


def _stands_before_money(tokens: tuple[Token, ...], at: int, language: Language) -> bool:
    entry = known_words(language).longest(tokens, at + 1) if at + 1 < len(tokens) else None
    return entry is not None and entry.meaning[0] is WordRole.MONEY


def _without_places(labelled: list[Term]) -> list[Term]:
    """Countries as plain words; PhraseError where one stands beside a currency, which it may change."""
    for at, term in enumerate(labelled):
        if term.role is WordRole.PLACE and (money := _money_beside(labelled, at)):
            raise PhraseError(
                f"{term.text!r} beside {money.text!r} may name another currency: print its ISO code, or give an "
                "explicit value"
            )
    return [Term(WordRole.WORD, None, term.text) if term.role is WordRole.PLACE else term for term in labelled]


def _money_beside(labelled: list[Term], at: int) -> Term | None:
    """A currency that several countries share right beside a country: "dollars of X", "$4 billion X", "X dollars"."""
    after = labelled[at + 1 : at + 2]
    if after and _is_shared(after[0], SIGNS if _has_dollar(labelled[at].text) else frozenset()):
        return after[0]
    linked = at > 0 and labelled[at - 1].role is WordRole.LINK
    for term in reversed(labelled[max(0, at - _REACH) : at - linked]):
        if term.role is WordRole.MONEY:
            return term if _is_shared(term, frozenset() if linked else SIGNS) else None
        if linked or term.role not in _NUMERIC:
            return None
    return None


def _is_shared(term: Term, signs: frozenset[str]) -> bool:
    """Whether it is a currency's name that several countries share, or one of the signs; ISO codes never are."""
    if not isinstance(term.value, Unit) or not term.value.is_currency or term.value is Unit.EUR:
        return False
    return term.text in signs if term.text in SIGNS else term.text.upper() != term.value


def _has_dollar(place: str) -> bool:
    """Whether a country, or its adjective, has a dollar of its own."""
    return fold(place).startswith(_OWN_DOLLARS)


def _in_order(labelled: list[Term]) -> list[Term]:
    """Number, scale and currency in the order they are mostly printed in, whatever order they stand in."""
    word = "".join(term.role.value for term in labelled)
    ordered, at = list(labelled), 0
    while at < len(word):
        order = _ORDERS.get(word[at : at + 3])
        if order and _is_whole(word, at):
            ordered[at : at + 3] = [labelled[at + place] for place in order]
            at += 2
        at += 1
    return ordered


def _is_whole(word: str, at: int) -> bool:
    """Whether the three parts that begin at `at` belong to each other and to nothing beside them."""
    before, after = word[at - 1 : at], word[at + 3 : at + 4]
    if word[at] == WordRole.NUMBER:
        return after != WordRole.NUMBER
    return before not in (WordRole.NUMBER, WordRole.NUMERAL) and after not in (WordRole.SCALE, WordRole.LONE_SCALE)


def _mark(tokens: tuple[Token, ...], at: int, before: list[Term]) -> Term:
    """A plus, hyphen or dash: a sign, the joint of a range, or punctuation."""
    token, roles = tokens[at], [term.role for term in before[-3:] if term.role is not WordRole.SKIP]
    after_figure = bool(roles) and (
        roles[-1] in (*_NUMERIC, WordRole.PERCENT, WordRole.MEASURE)
        or (roles[-1] is WordRole.MONEY and len(roles) > 1 and roles[-2] in _NUMERIC)
    )
    if after_figure and token.raw != "+":
        return Term(WordRole.DASH, None, token.raw)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    counts_more = token.raw == "+" and after_figure and not token.space_before
    if counts_more and not (following and (following.is_number or following.raw in SIGNS)):
        return Term(WordRole.EITHER, Bound.AT_LEAST, token.raw)
    if following is None or not (following.is_number or following.raw in SIGNS):
        return Term(WordRole.BREAK, None, token.raw)
    if token.raw == "—":
        return Term(WordRole.BREAK, None, token.raw)
    if not token.space_before and roles and roles[-1] in (WordRole.WORD, WordRole.UNKNOWN):
        raise PhraseError(f"a hyphen ties {following.raw!r} to the word before it: print only the figure")
    if (
        token.raw == "-"
        and token.space_after
        and roles
        and roles[-1] not in (WordRole.BREAK, WordRole.DIRECTION, WordRole.LINK)
    ):
        raise PhraseError("a minus sign and a dash cannot be told apart: print the sign next to its number")
    return Term(WordRole.SIGN, 1 if token.raw == "+" else -1, token.raw)


def _quantities(found: list[Term]) -> list[Term]:
    """Numbers, number words, halves and scales put together into NUMBER terms."""
    made: list[Term] = []
    rest = found
    while rest:
        if rest[0].role is WordRole.LONE_SCALE and made and made[-1].role in (WordRole.WORD, WordRole.UNKNOWN):
            raise PhraseError(f"{rest[0].text!r} follows {made[-1].text!r}, which is no number: print the number")
        terms_made, rest = _next(rest)
        made += terms_made
    return made


def _next(rest: list[Term]) -> tuple[list[Term], list[Term]]:
    first = rest[0]
    if first.role is WordRole.NUMBER:
        return _with_scales([first.quantity], rest[1:], first.text)
    if first.role is WordRole.NUMERAL:
        run = list(takewhile(lambda term: term.role is WordRole.NUMERAL, rest))
        return _from_words(run, rest[len(run) :])
    if first.role is WordRole.LONE_SCALE:
        return _with_scales([Quantity(Decimal(1), spelled=True)], rest, first.text)
    if first.role is WordRole.ARTICLE:
        if len(rest) > 1 and rest[1].role in _SCALES:
            return _with_scales([Quantity(Decimal(1), spelled=True)], rest[1:], first.text)
        return [Term(WordRole.LINK, None, first.text)], rest[1:]
    if first.role is WordRole.MULTIPLE and isinstance(first.value, int):
        number = Quantity(Decimal(first.value), spelled=True)
        return [Term(WordRole.NUMBER, number, first.text), Term(WordRole.MEASURE, (Unit.TIMES, 0), first.text)], rest[
            1:
        ]
    if first.role is WordRole.SCALE:
        raise PhraseError(f"{first.text!r} stands without a number: print the number, or give an explicit value")
    if first.role is WordRole.HALF:
        return [Term(WordRole.REFUSED, MULTIPLE, first.text)], rest[1:]
    return [first], rest[1:]


def _from_words(run: list[Term], after: list[Term]) -> tuple[list[Term], list[Term]]:
    values = [term.value for term in run if isinstance(term.value, Decimal)]
    text = " ".join(term.text for term in run)
    scale_follows = bool(after) and after[0].role in _SCALES
    counted = scale_follows or (bool(after) and after[0].role in (*_UNITS, WordRole.HALF))
    if values == [1] and not counted:
        return [Term(WordRole.LINK if text.lower() in _ARTICLES else WordRole.UNKNOWN, None, text)], after
    counts_times = bool(after) and after[0].value == (Unit.TIMES, 0)
    if values[-1] != int(values[-1]) and not (scale_follows or counts_times):
        return [Term(WordRole.REFUSED, MULTIPLE, text)], after
    return _with_scales(spelled_out(values), after, text)


def _with_scales(numbers: list[Quantity], after: list[Term], text: str) -> tuple[list[Term], list[Term]]:
    """The last of `numbers` with the halves and scales that follow; the ones before it stand alone."""
    last = numbers[-1]
    if after and after[0].role is WordRole.HALF:
        last, after = with_half(last), after[1:]
    scales = list(takewhile(lambda term: term.role in _SCALES, after))
    after = after[len(scales) :]
    last = scaled(last, [term.value for term in scales if isinstance(term.value, int)])
    if scales and after and after[0].role is WordRole.HALF:
        last, after = with_half(last), after[1:]
    printed = " ".join([text, *(term.text for term in scales)])
    return [Term(WordRole.NUMBER, number, printed) for number in [*numbers[:-1], last]], after


def _compounds(found: list[Term]) -> list[Term]:
    """Neighbouring numbers that are one number in two scales made one term."""
    made: list[Term] = []
    for term in found:
        joined = None
        if made and made[-1].role is term.role is WordRole.NUMBER:
            joined = compound(made[-1].quantity, term.quantity)
        if joined is None:
            made.append(term)
        else:
            made[-1] = Term(WordRole.NUMBER, joined, f"{made[-1].text} {term.text}")
    return made
