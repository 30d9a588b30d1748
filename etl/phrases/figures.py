"""The grammar of one printed figure, common to all languages: a number with its unit, bound and direction.

A handful of patterns over the letters of etl.phrases.spelling. Every word has to be known: one that is in no list may
turn, bound, deny or limit the figure, and refuses it.
"""

import re
from dataclasses import dataclass, replace

from etl.model.codes import Bound, Language, Unit
from etl.model.errors import PhraseError
from etl.model.interval import Interval, printed_bounds
from etl.phrases.direction import check_fall, direction, index_base, is_deficit
from etl.phrases.spelling import FIGURE, PrintedFigure, Spelled, roles_pattern, spell
from etl.phrases.terms import Term
from etl.phrases.tokens import fold
from etl.phrases.words import AROUND_FIGURES, WordRole

_RANGE = roles_pattern(
    "figure link* (joint: {to limit and dash}) link* figure | figure {link either}* figure link* (last: limit)"
)
# What may stand between a bound and its figure, before and after it.
_NEAR = roles_pattern("{link before either compare level limit to money sign open direction equals}*")
_NEAR_AFTER = roles_pattern("figure {link either}*")
_OPENED = roles_pattern("{open moved} {link before either compare equals}* figure | moved !word")
_BOUNDING = (WordRole.BEFORE, WordRole.EITHER, WordRole.COMPARE, WordRole.LEVEL, WordRole.LIMIT)
_TURNED = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
_COMPARING = (WordRole.COMPARE, WordRole.LEVEL)
_THE = ("the", "le", "la", "les", "l", "des", "de", "d", "du")
_THAN = ("than", "чем", "que", "de", "d")
_YEARS = range(1900, 2100)
_DIGITS = 15  # significant ones: more are no figure, and no float holds them
_RUPEES = tuple(map(Unit, ("INR", "PKR", "NPR", "LKR", "BDT")))
_UNPRINTED = {"¤": "the currency sign", "°": "a rank"}  # marks that stand in for what was printed


@dataclass(frozen=True)
class Amount:
    """What a figure says: the ends as printed (one, or two of a range), their bounds, unit and printed decimals.

    `moves` says that words or a sign tell a change, not a level.
    """

    value: float | None
    bounds: Interval
    bound: Bound
    unit: Unit | None
    decimals: int
    moves: bool


def figure(terms: list[Term], language: Language, *, of_level: bool = False) -> Amount | None:
    """The one figure among `terms`, None where there is none; PhraseError where it cannot be read without guessing.

    `of_level` says that the phrase went on with what the figure is a percentage of: "108 % of last year's level".
    """
    for term in terms:
        if term.role is WordRole.REFUSED and term.value not in AROUND_FIGURES:
            raise PhraseError(f"{_UNPRINTED.get(term.text, repr(term.text))} {term.value}")
    if any(term.role is WordRole.NUMBER or re.search("[0-9]", term.text) for term in terms):
        check_known(terms)
    spelled = spell(terms)
    if not spelled.figures:
        return None
    for _, term in spelled.at(WordRole.MONEY, WordRole.PERCENT, WordRole.MEASURE):
        raise PhraseError(f"{term.text!r} stands without a number: print the number next to it")
    if len(spelled.figures) == 1:
        return _single(spelled, language, of_level=of_level)
    return _range(spelled, language)


def check_known(terms: list[Term]) -> None:
    """Refuse words that turn, deny or limit what is read, and words in no list, which may do so."""
    for term in terms:
        if term.role is WordRole.REFUSED:
            raise PhraseError(f"{term.text!r} {term.value}")
        if term.role is WordRole.UNKNOWN:
            raise PhraseError(
                f"the word {term.text!r} is not known and may change what is read: print the figure without it, or "
                "give an explicit value"
            )


def _single(spelled: Spelled, language: Language, *, of_level: bool) -> Amount:
    only = spelled.figures[0]
    _check(only)
    here = spelled.letters.index(FIGURE)
    if only.unit is None and not _NEAR.fullmatch(spelled.letters[:here]):
        raise PhraseError(f"{only.text!r} follows other words and counts nothing printed: print what it counts")
    if _OPENED.search(spelled.letters):
        raise PhraseError("it opens a range or a change but holds one figure: print both ends, or the figure alone")
    way = direction(spelled, only, language)
    bound = _bound_of(spelled, here, only, reaches=way.reaches)
    falls = way.turn < 0 or (is_deficit(spelled, only, way) and only.sign != -1)
    if falls:
        bound = _TURNED.get(bound, bound)
    digits = only.quantity.digits * (-1 if falls or only.sign == -1 else 1)
    digits -= index_base(spelled, only, way, of_level=of_level)
    return Amount(
        float(digits * only.scale),
        printed_bounds(digits, only.scale, bound),
        bound,
        only.unit,
        only.quantity.decimals,
        moves=bool(way.turn or only.sign),
    )


def _check(only: PrintedFigure) -> None:
    """Refuse a figure whose unit or kind would be a guess."""
    quantity, counts = only.quantity, only.unit in (None, Unit.COMPANIES)
    if len(quantity.digits.as_tuple().digits) > _DIGITS:
        raise PhraseError(f"a number of {len(quantity.digits.as_tuple().digits)} digits is no figure: correct it")
    if only.unit is None and (quantity.scaled or quantity.decimals or only.sign):
        raise PhraseError(f"{only.text!r} names no currency, percent sign or unit: print it, or give an explicit value")
    if only.unit is None and only.text.isdigit() and len(only.text) == 4 and int(only.text) in _YEARS:
        raise PhraseError(f"{only.text!r} may be a year or a count: print what it counts, or the period in words")
    if quantity.exponent in (5, 7) and only.unit not in _RUPEES:
        raise PhraseError(f"{only.text!r} is no amount: lakh and crore count rupees")
    whole = only.number(1) == int(only.number(1))
    if counts and (not whole or only.sign):
        raise PhraseError(f"{only.text!r} is no count of companies: print a whole number without a sign")
    if only.unit in (Unit.PERCENT, Unit.PERCENTAGE_POINTS, Unit.TIMES) and quantity.scaled:
        raise PhraseError(f"{only.text!r} {only.unit} has a scale word: print the number in digits")


def _bound_of(spelled: Spelled, here: int, only: PrintedFigure, *, reaches: bool) -> Bound:
    found = _bounds_before(spelled, here, reaches) | _bounds_after(spelled, here, reaches)
    if len(found) > 1:
        raise PhraseError(f"the words bound the figure as {' and '.join(sorted(found))}: print one")
    plain = only.unit in (None, Unit.COMPANIES) and not only.quantity.scaled
    return found.pop() if found else Bound.EXACT if plain else Bound.ROUNDED


def _bounds_before(spelled: Spelled, here: int, reaches: bool) -> set[Bound]:
    bounds_before = set()
    for place, term in spelled.at(*_BOUNDING):
        if place > here:
            break
        adjacent = _NEAR.fullmatch(spelled.letters[place + 1 : here]) is not None
        if term.role is WordRole.LIMIT and reaches:
            continue
        linked = spelled.terms[place + 1] if place + 1 < here else None
        than = fold(term.text).endswith(_THAN)
        if (
            term.role in _COMPARING
            and not than
            and linked
            and linked.role is WordRole.LINK
            and fold(linked.text) not in _THE
        ):
            adjacent = False  # "выше в 1,3 раза" tells by how much
        if not adjacent:
            raise PhraseError(f"{term.text!r} may belong to something else than the figure: print it next to it")
        bounds_before.add(_bound(term))
    return bounds_before


def _bounds_after(spelled: Spelled, here: int, reaches: bool) -> set[Bound]:
    bounds_after = set()
    for place, term in spelled.at(*_BOUNDING):
        if place < here or (term.role in _COMPARING and not term.ablative) or (term.role is WordRole.LIMIT and reaches):
            continue
        if term.role is WordRole.BEFORE or not _NEAR_AFTER.fullmatch(spelled.letters[here:place]):
            raise PhraseError(f"{term.text!r} may belong to something else than the figure: print it next to it")
        bounds_after.add(_bound(term))
    return bounds_after


def _bound(term: Term) -> Bound:
    if isinstance(term.value, Bound):
        return term.value
    return Bound.AT_LEAST if term.value == 1 else Bound.AT_MOST


def _range(spelled: Spelled, language: Language) -> Amount:
    match = _RANGE.search(spelled.letters)
    if match is None or len(spelled.figures) > 2:
        raise PhraseError(f"it holds {len(spelled.figures)} figures: give one figure a phrase")
    first, last = _alike(*spelled.figures)
    _check(first)
    _check(last)
    _check_range(spelled, match["joint"] or match["last"], first, last)
    low, high = first.number(first.sign or 1), last.number(last.sign or 1)
    turns = {term.value for _, term in spelled.at(WordRole.DIRECTION)}
    if turns == {-1}:
        for place, _ in spelled.at(WordRole.DIRECTION):
            check_fall(spelled, place, first, language)
        low, high = -high, -low
    if low >= high:
        raise PhraseError(f"the range from {first.text!r} to {last.text!r} does not rise: print the lower end first")
    decimals = max(first.quantity.decimals, last.quantity.decimals)
    bounds = Interval(float(low), float(high))
    return Amount(None, bounds, Bound.RANGE, first.unit, decimals, moves=bool(turns or first.sign))


def _alike(first: PrintedFigure, last: PrintedFigure) -> tuple[PrintedFigure, PrintedFigure]:
    """Both ends with the unit that is printed once, and a scale that is printed once, at the second end."""
    units = {end.unit for end in (first, last)} - {None}
    if len(units) > 1:
        raise PhraseError(f"it holds figures in {' and '.join(sorted(map(str, units)))}: give one figure a phrase")
    unit = next(iter(units), None)
    if last.quantity.scaled and not first.quantity.scaled:
        quantity = replace(first.quantity, exponent=last.quantity.exponent, scaled=True)
        first = replace(first, quantity=quantity)
    elif first.quantity.scaled and not last.quantity.scaled:
        raise PhraseError(f"{last.text!r} ends the range without a scale: print the scale at both ends")
    factor = last.factor if first.unit is None else first.factor
    return replace(first, unit=unit, factor=factor), replace(last, unit=unit)


def _check_range(spelled: Spelled, joint: str, first: PrintedFigure, last: PrintedFigure) -> None:
    """Refuse two figures that are no range, and ranges with words that bound or move them."""
    opened, turns = WordRole.OPEN in spelled.letters, spelled.at(WordRole.DIRECTION)
    if joint == WordRole.AND and not opened and first.unit in (None, Unit.COMPANIES):
        raise PhraseError("it holds 2 figures: give one figure a phrase, or print 'between' before a range")
    if joint in (WordRole.TO, WordRole.LIMIT) and (turns or spelled.at(WordRole.MOVED)):
        raise PhraseError("a range and a change from one level to another cannot be told apart: give one figure")
    if spelled.at(WordRole.DEFICIT, WordRole.INDEX) or (
        first.unit is Unit.TIMES and any(term.value == -1 for _, term in turns)
    ):
        raise PhraseError("a range of a deficit, an index or a fall by multiples is not read: give explicit bounds")
    bounds = [
        t
        for _, t in spelled.at(WordRole.BEFORE, WordRole.EITHER, WordRole.COMPARE, WordRole.LEVEL)
        if t.value is not Bound.ABOUT
    ]
    limits = spelled.at(WordRole.LIMIT)
    if bounds or len(limits) > (joint == WordRole.LIMIT):
        raise PhraseError("a range is bounded once more by its words: print the range alone")
    signed = {end.sign for end in (first, last)} - {None}
    if len({t.value for _, t in turns}) > 1 or (turns and signed) or (first.sign == -1 and last.sign is None):
        raise PhraseError("the signs of the range are not clear: print a sign at both ends and no word of fall")
