"""A phrase spelled as a word of role letters, for the grammar to match: each number with its own unit is one F."""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.model.codes import Unit
from etl.model.errors import PhraseError
from etl.phrases.numbers import Quantity
from etl.phrases.patterns import compile_pattern
from etl.phrases.terms import Term
from etl.phrases.words import WordRole

FIGURE = "F"
_LETTERS = {role.name.lower(): role.value for role in WordRole} | {"figure": FIGURE, "colon": ":"}
_BOUNDS = (WordRole.EITHER, WordRole.COMPARE, WordRole.LIMIT)  # between a number and its unit


def roles_pattern(text: str) -> re.Pattern[str]:
    """A pattern over the letters of a spelled phrase, with the names of roles, `figure` and `colon`."""
    return compile_pattern(text, _LETTERS)


_NUMBER_WITH_UNIT = roles_pattern(
    "(lead: money? sign? money?) number"
    " (tail: {link either compare limit}* {money percent measure} | {link either compare limit}* word? word? noun)?"
)


@dataclass(frozen=True)
class PrintedFigure:
    """A number with what is printed next to it; `factor` is the power of ten that its unit adds (GW in MW: 3)."""

    quantity: Quantity
    sign: int | None
    unit: Unit | None
    factor: int
    text: str

    @property
    def scale(self) -> Decimal:
        """What its printed digits are multiplied by."""
        return Decimal(1).scaleb(self.quantity.exponent + self.factor)

    def number(self, sign: int) -> Decimal:
        """Its value in full units."""
        return self.quantity.digits * self.scale * sign


@dataclass(frozen=True)
class Spelled:
    """A phrase as a word of role letters, one term a letter; figures in order of their F."""

    letters: str
    terms: tuple[Term | None, ...]
    figures: tuple[PrintedFigure, ...]

    def at(self, *roles: WordRole) -> list[tuple[int, Term]]:
        """The terms that have one of these roles, each with its place in `letters`."""
        return [(i, term) for i, term in enumerate(self.terms) if term is not None and term.role in roles]


def spell(terms: list[Term]) -> Spelled:
    """The terms as letters; PhraseError where a number has two units or counts what is not kept."""
    word = "".join(term.role.value for term in terms)
    letters, kept, figures, at = "", [], [], 0
    for match in _NUMBER_WITH_UNIT.finditer(word):
        start, end = match.span()
        own = terms[start:end]
        bounds = [t for t in own if t.role in _BOUNDS]
        letters += word[at:start] + FIGURE + "".join(t.role.value for t in bounds)
        kept += [*terms[at:start], None, *bounds]
        figures.append(_figure(own, terms[end:]))
        at = end
    return Spelled(letters + word[at:], (*kept, *terms[at:]), tuple(figures))


def _figure(own: list[Term], after: list[Term]) -> PrintedFigure:
    number = next(t for t in own if t.role is WordRole.NUMBER)
    sign = next((t.value for t in own if t.role is WordRole.SIGN), None)
    unit, factor = _unit(own)
    if (
        after
        and after[0].role is WordRole.WORD
        and (unit is None or (own[-1] is number and not number.quantity.scaled))
    ):
        text = f"{number.text} {after[0].text}"
        raise PhraseError(f"{text!r} is no amount, percentage or count of companies: give an explicit value")
    return PrintedFigure(number.quantity, sign if isinstance(sign, int) else None, unit, factor, number.text)


def _unit(own: list[Term]) -> tuple[Unit | None, int]:
    found: dict[Unit, int] = {}
    for term in own:
        if term.role is WordRole.PERCENT:
            found[Unit.PERCENT] = 0
        elif term.role is WordRole.MEASURE and isinstance(term.value, tuple):
            found[term.value[0]] = term.value[1]
        elif term.role in (WordRole.MONEY, WordRole.NOUN) and isinstance(term.value, Unit):
            found[term.value] = 0
    if len(found) > 1:
        raise PhraseError(f"one number has the units {' and '.join(found)}: print one")
    return next(iter(found.items()), (None, 0))
