"""Numbers of a phrase: digits in each language's style, number words, scales, and compounds of them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.model.codes import Language
from etl.model.errors import PhraseError
from etl.phrases.languages import words_of

_GROUPED = r"[0-9]{1,3}(?: [0-9]{3})+"
_POINT_STYLE = re.compile(rf"(?P<whole>[0-9]+|{_GROUPED}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)(?:\.(?P<part>[0-9]+))?")
_COMMA_STYLE = re.compile(
    rf"(?P<whole>[0-9]+|{_GROUPED}|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}}){{2,}}|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+(?=,))"
    r"(?:,(?P<part>[0-9]+))?"
)
_POINT_IN_COMMA_STYLE = re.compile(
    rf"(?P<whole>0|[0-9]+(?!\.[0-9]{{3}}$)|{_GROUPED}(?!\.[0-9]{{3}}$))\.(?P<part>[0-9]+)"
)


@dataclass(frozen=True)
class Quantity:
    """A printed number: `digits` with the precision of print, times ten to the power of `exponent`."""

    digits: Decimal
    exponent: int = 0
    scaled: bool = False
    spelled: bool = False

    @property
    def decimals(self) -> int:
        """How many decimals are printed (compounds: down to their last unit)."""
        return max(0, -int(self.digits.as_tuple().exponent))


def numerals(language: Language) -> list[tuple[str, Decimal]]:
    """Number words of a language with their value; 0.5 and 1.5 for words of halves."""
    pairs = (entry.split(" ", 1) for entry in words_of(language).NUMERALS.split(","))
    return [(words, Decimal(value)) for value, words in pairs]


def read_digits(text: str, language: Language) -> Decimal:
    """A number in digits, as its language prints it; PhraseError where grouping and decimals cannot be told apart."""
    mark = words_of(language).DECIMAL_MARK
    styles = (_POINT_STYLE,) if mark == "point" else (_COMMA_STYLE, _POINT_IN_COMMA_STYLE)
    for style in styles:
        if match := style.fullmatch(text):
            whole, part = re.sub(r"[ .,]", "", match["whole"]), match["part"]
            return Decimal(f"{whole}.{part}" if part else whole)
    raise PhraseError(f"the number {text!r} has no one reading in {language}: print it with a decimal {mark}")


def spelled_out(values: list[Decimal]) -> list[Quantity]:
    """Runs of number words as quantities: twenty, five is 25; words that do not add up stay apart."""
    found: list[Decimal] = []
    for value in values:
        total = _joined(found[-1], value) if found else None
        found = [*found, value] if total is None else [*found[:-1], total]
    return [Quantity(value, spelled=True) for value in found]


def scaled(quantity: Quantity, exponents: list[int]) -> Quantity:
    """A quantity with its scale words; several must rise, as in "thousand million"."""
    if exponents != sorted(set(exponents)):
        raise PhraseError("the scale words do not fit each other: print one scale")
    return Quantity(quantity.digits, sum(exponents), scaled=bool(exponents), spelled=quantity.spelled)


def with_half(quantity: Quantity) -> Quantity:
    """The quantity and a half of its own scale: "deux milliards et demi"."""
    if quantity.decimals:
        raise PhraseError("a half is added to a number with decimals: print the sum")
    return Quantity(quantity.digits + Decimal("0.5"), quantity.exponent, quantity.scaled, quantity.spelled)


def compound(first: Quantity, second: Quantity) -> Quantity | None:
    """One number printed in two scales ("6 млрд 100 млн"), or None when the two are not one number."""
    falls = first.scaled and second.exponent < first.exponent and (second.scaled or second.spelled)
    if not falls or first.decimals or second.digits.scaleb(second.exponent) >= Decimal(1).scaleb(first.exponent):
        return None
    total = first.digits.scaleb(first.exponent) + second.digits.scaleb(second.exponent)
    if not second.scaled:
        return Quantity(total.quantize(Decimal(1)), spelled=True)
    return Quantity(total.scaleb(-first.exponent), first.exponent, scaled=True, spelled=second.spelled)


def _joined(total: Decimal, value: Decimal) -> Decimal | None:
    """The number words read so far followed by one more, or None where no number is spelled so."""
    if total != int(total) or value != int(value):
        return None
    if value == 100 and 0 < total < 10:
        return total * 100
    below_hundred = total % 100
    tens = below_hundred >= 20 and below_hundred % 10 == 0 and value < 10
    vigesimal = below_hundred in (60, 80) and 10 <= value < 20
    hundreds = total >= 100 and below_hundred == 0 and value < 100
    return total + value if tens or vigesimal or hundreds else None
