"""The grammar of one printed figure, common to all languages: a number with its unit, bound and direction.

Terms are spelled as a word of their role letters, each number with its own unit becomes one letter F, and the grammar
is a handful of patterns over that word.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.errors import PhraseError
from etl.interval import Interval, printed_bounds
from etl.phrase_numbers import Quantity
from etl.phrase_terms import Term
from etl.phrase_words import Role
from etl.terms import Bound, Language, Unit

_FIGURE = re.compile(r"(?P<lead>c?g?c?)n(?P<tail>[leqm]*[cpu]|[leqm]*w{0,2}k)?")
_RANGE = re.compile(r"Fl*(?P<joint>[jma-])l*F|F[le]*Fl*(?P<last>m)")
_NEAR = r"[lbeqtmjcgod]*"  # what may stand between a bound and its figure
_TURNED = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
_YEARS = range(1900, 2100)
_UNPRINTED = {"¤": "the currency sign", "°": "a rank"}  # marks that stand in for what was printed


@dataclass(frozen=True)
class Amount:
    """What a figure says: the ends as printed (one, or two of a range), their bounds, unit and printed decimals."""

    value: float | None
    bounds: Interval
    bound: Bound
    unit: Unit | None
    decimals: int


@dataclass(frozen=True)
class _Figure:
    """A number with what is printed next to it."""

    quantity: Quantity
    sign: int | None
    unit: Unit | None
    factor: int
    text: str

    @property
    def scale(self) -> Decimal:
        return Decimal(1).scaleb(self.quantity.exponent + self.factor)

    def number(self, sign: int) -> Decimal:
        return self.quantity.digits * self.scale * sign


@dataclass(frozen=True)
class _Spelled:
    """A phrase as a word of role letters, one term a letter; figures in order of their F."""

    letters: str
    terms: tuple[Term | None, ...]
    figures: tuple[_Figure, ...]

    def at(self, roles: str) -> list[tuple[int, Term]]:
        return [(i, term) for i, term in enumerate(self.terms) if term is not None and term.role.value in roles]


def figure(terms: list[Term], language: Language) -> Amount | None:
    """The one figure among `terms`, None where there is none; PhraseError where it cannot be read without guessing."""
    for term in terms:
        if term.role is Role.REFUSED:
            raise PhraseError(f"{_UNPRINTED.get(term.text, repr(term.text))} {term.value}")
    spelled = _spell(terms)
    if not spelled.figures:
        return None
    if len(spelled.figures) == 1:
        return _single(spelled, language)
    return _range(spelled)


def _spell(terms: list[Term]) -> _Spelled:
    word = "".join(term.role.value for term in terms)
    letters, kept, figures, at = "", [], [], 0
    for match in _FIGURE.finditer(word):
        start, end = match.span()
        own = terms[start:end]
        bounds = [t for t in own if t.role.value in "eqm"]
        letters += word[at:start] + "F" + "".join(t.role.value for t in bounds)
        kept += [*terms[at:start], None, *bounds]
        figures.append(_figure(own, terms[end:]))
        at = end
    return _Spelled(letters + word[at:], (*kept, *terms[at:]), tuple(figures))


def _figure(own: list[Term], after: list[Term]) -> _Figure:
    number = next(t for t in own if t.role is Role.NUMBER)
    sign = next((t.value for t in own if t.role is Role.SIGN), None)
    unit, factor = _unit(own)
    if after and after[0].role is Role.WORD and (unit is None or (own[-1] is number and not number.quantity.scaled)):
        text = f"{number.text} {after[0].text}"
        raise PhraseError(f"{text!r} is no amount, percentage or count of companies: give an explicit value")
    return _Figure(number.quantity, sign if isinstance(sign, int) else None, unit, factor, number.text)


def _unit(own: list[Term]) -> tuple[Unit | None, int]:
    found: dict[Unit, int] = {}
    for term in own:
        if term.role is Role.PERCENT:
            found[Unit.PERCENT] = 0
        elif term.role is Role.MEASURE and isinstance(term.value, tuple):
            found[term.value[0]] = term.value[1]
        elif term.role in (Role.MONEY, Role.NOUN) and isinstance(term.value, Unit):
            found[term.value] = 0
    if len(found) > 1:
        raise PhraseError(f"one number has the units {' and '.join(found)}: print one")
    return next(iter(found.items()), (None, 0))


def _single(spelled: _Spelled, language: Language) -> Amount:
    only = spelled.figures[0]
    _check(only)
    here = spelled.letters.index("F")
    if only.unit is None and not re.fullmatch(_NEAR, spelled.letters[:here]):
        raise PhraseError(f"{only.text!r} follows other words and counts nothing printed: print what it counts")
    if re.search(r"o[lbeq]*F", spelled.letters):
        raise PhraseError("it opens a range or a change but holds one figure: print both ends, or the figure alone")
    turn, reaches = _direction(spelled, here, only, language)
    found = _bounds_before(spelled, here, reaches) | _bounds_after(spelled, here, reaches)
    if len(found) > 1:
        raise PhraseError(f"the words bound the figure as {' and '.join(sorted(found))}: print one")
    plain = only.unit in (None, Unit.COMPANIES) and not only.quantity.scaled
    bound = found.pop() if found else Bound.EXACT if plain else Bound.ROUNDED
    if turn < 0:
        bound = _TURNED.get(bound, bound)
    sign = -1 if turn < 0 or only.sign == -1 else 1
    digits = only.quantity.digits * sign
    return Amount(
        float(only.number(sign)),
        printed_bounds(digits, only.scale, bound),
        bound,
        only.unit,
        only.quantity.decimals,
    )


def _check(only: _Figure) -> None:
    """Refuse a figure whose unit or kind would be a guess."""
    quantity, counts = only.quantity, only.unit in (None, Unit.COMPANIES)
    if only.unit is None and (quantity.scaled or quantity.decimals or only.sign):
        raise PhraseError(f"{only.text!r} names no currency, percent sign or unit: print it, or give an explicit value")
    if only.unit is None and only.text.isdigit() and len(only.text) == 4 and int(only.text) in _YEARS:
        raise PhraseError(f"{only.text!r} may be a year or a count: print what it counts, or the period in words")
    whole = only.number(1) == int(only.number(1))
    if counts and (not whole or only.sign):
        raise PhraseError(f"{only.text!r} is no count of companies: print a whole number without a sign")
    if only.unit is Unit.PERCENT and quantity.scaled:
        raise PhraseError(f"{only.text!r} percent has a scale word: print the percentage in digits")


def _direction(spelled: _Spelled, here: int, only: _Figure, language: Language) -> tuple[int, bool]:
    """-1 or 1 where words or a sign say fall or rise (0: neither), and whether a verb names the level reached."""
    turns: set[int] = set()
    reaches = False
    for place, term in spelled.at("d"):
        level = _names_level(spelled.letters, place, here)
        reaches = reaches or level
        if not level and isinstance(term.value, int):
            if term.value < 0:
                _check_fall(spelled.letters, place, here, only, language)
            turns.add(term.value)
    turns |= {term.value for _, term in _turns_after(spelled, here) if isinstance(term.value, int)}
    if len(turns) > 1 or (only.sign and turns and only.sign not in turns):
        raise PhraseError("its words and signs say both rise and fall: print one direction")
    return (turns.pop() if turns else 0), reaches


def _names_level(letters: str, place: int, here: int) -> bool:
    """Whether the verb is followed by what it reached: "rose to", "fell below", Kazakh "дейін төмендеді"."""
    if place > here:
        return re.fullmatch(r"Fl*ml*", letters[here:place]) is not None
    return re.search(r"[jmt][lbeqtcg]*$", letters[place + 1 : here]) is not None


def _check_fall(letters: str, place: int, here: int, only: _Figure, language: Language) -> None:
    """Refuse a fall that may belong to something else than the figure."""
    before = r"(?:[lbeqw]*l)?[beq]*" if only.unit is Unit.PERCENT else r"[lbeq]*"
    if place > here:
        clear = re.fullmatch(r"Fe*", letters[here:place]) is not None
    else:
        between = letters[place + 1 : here]
        clear = language is not Language.KK and re.fullmatch(before, between) is not None and between.count("w") <= 3
    if not clear or only.unit in (None, Unit.COMPANIES):
        raise PhraseError("the fall may belong to another figure: print the fall with its percentage only")


def _turns_after(spelled: _Spelled, here: int) -> list[tuple[int, Term]]:
    """Comparatives that say by how much after the figure: "20 % less", but not Kazakh "170-тен кем"."""
    found = [(place, term) for place, term in spelled.at("qt") if place > here and not term.ablative]
    for place, term in found:
        if term.value == -1 and re.fullmatch(r"Fe*", spelled.letters[here:place]) is None:
            raise PhraseError(f"{term.text!r} may belong to another figure: print only the words of one figure")
    return found


def _bounds_before(spelled: _Spelled, here: int, reaches: bool) -> set[Bound]:
    found = set()
    for place, term in spelled.at("beqtm"):
        if place > here:
            break
        adjacent = re.fullmatch(_NEAR, spelled.letters[place + 1 : here]) is not None
        if term.role is Role.LIMIT and (reaches or not adjacent):
            continue
        if not adjacent:
            raise PhraseError(f"{term.text!r} may belong to something else than the figure: print it next to it")
        found.add(_bound(term))
    return found


def _bounds_after(spelled: _Spelled, here: int, reaches: bool) -> set[Bound]:
    near = re.compile(r"F[le]*")
    return {
        _bound(term)
        for place, term in spelled.at("eqtm")
        if place > here
        and near.fullmatch(spelled.letters[here:place])
        and (term.role is Role.EITHER or (term.role is Role.LIMIT and not reaches) or term.ablative)
    }


def _bound(term: Term) -> Bound:
    if isinstance(term.value, Bound):
        return term.value
    return Bound.AT_LEAST if term.value == 1 else Bound.AT_MOST


def _range(spelled: _Spelled) -> Amount:
    match = _RANGE.search(spelled.letters)
    if match is None or len(spelled.figures) > 2:
        raise PhraseError(f"it holds {len(spelled.figures)} figures: give one figure a phrase")
    first, last = _alike(*spelled.figures)
    _check(first)
    _check(last)
    joint = match["joint"] or match["last"]
    _check_range(spelled, joint, first, last)
    low, high = first.number(first.sign or 1), last.number(last.sign or 1)
    if {term.value for _, term in spelled.at("d")} == {-1}:
        low, high = -high, -low
    if low >= high:
        raise PhraseError(f"the range from {first.text!r} to {last.text!r} does not rise: print the lower end first")
    decimals = max(first.quantity.decimals, last.quantity.decimals)
    return Amount(None, Interval(float(low), float(high)), Bound.RANGE, first.unit, decimals)


def _alike(first: _Figure, last: _Figure) -> tuple[_Figure, _Figure]:
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


def _check_range(spelled: _Spelled, joint: str, first: _Figure, last: _Figure) -> None:
    """Refuse two figures that are no range, and ranges with words that bound or move them."""
    opened, turns = "o" in spelled.letters, spelled.at("d")
    if joint == Role.AND and not opened and first.unit in (None, Unit.COMPANIES):
        raise PhraseError("it holds 2 figures: give one figure a phrase, or print 'between' before a range")
    if joint in (Role.TO, Role.LIMIT) and (turns or spelled.at("z")):
        raise PhraseError("a range and a change from one level to another cannot be told apart: give one figure")
    bounds = [t for _, t in spelled.at("beqt") if t.value is not Bound.ABOUT]
    limits = spelled.at("m")
    if bounds or len(limits) > (joint == Role.LIMIT):
        raise PhraseError("a range is bounded once more by its words: print the range alone")
    signed = {end.sign for end in (first, last)} - {None}
    if len({t.value for _, t in turns}) > 1 or (turns and signed) or (first.sign == -1 and last.sign is None):
        raise PhraseError("the signs of the range are not clear: print a sign at both ends and no word of fall")
