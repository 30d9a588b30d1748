"""Numbers of a phrase: digits in each language's style, number words, scales, and compounds of them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.model.codes import Language
from etl.model.errors import PhraseError

_NUMERALS: dict[Language, str] = {
    Language.EN: "1 one,2 two,3 three,4 four,5 five,6 six,7 seven,8 eight,9 nine,10 ten,11 eleven,12 twelve,"
    "13 thirteen,14 fourteen,15 fifteen,16 sixteen,17 seventeen,18 eighteen,19 nineteen,20 twenty,30 thirty,40 forty,"
    "50 fifty,60 sixty,70 seventy,80 eighty,90 ninety,100 hundred,100 a hundred,100 hundred and,0.5 half,"
    "0.5 half a,0.5 a half",
    Language.FR: "1 un,1 une,1 et un,1 et une,2 deux,3 trois,4 quatre,5 cinq,6 six,7 sept,8 huit,9 neuf,10 dix,11 onze,"
    "11 et onze,12 douze,13 treize,14 quatorze,15 quinze,16 seize,17 dix sept,18 dix huit,19 dix neuf,20 vingt,"
    "30 trente,40 quarante,50 cinquante,60 soixante,70 septante,80 quatre vingt,80 quatre vingts,90 nonante,100 cent,"
    "100 cents,0.5 demi,0.5 un demi",
    Language.RU: "1 один,1 одна,1 одно,1 одного,1 одной,2 два,2 две,2 двух,3 три,3 трех,4 четыре,4 четырех,5 пять,"
    "5 пяти,6 шесть,6 шести,7 семь,7 семи,8 восемь,8 восьми,9 девять,9 девяти,10 десять,10 десяти,11 одиннадцать,"
    "11 одиннадцати,12 двенадцать,12 двенадцати,13 тринадцать,13 тринадцати,14 четырнадцать,14 четырнадцати,"
    "15 пятнадцать,15 пятнадцати,16 шестнадцать,16 шестнадцати,17 семнадцать,17 семнадцати,18 восемнадцать,"
    "18 восемнадцати,19 девятнадцать,19 девятнадцати,20 двадцать,20 двадцати,30 тридцать,30 тридцати,40 сорок,"
    "40 сорока,50 пятьдесят,50 пятидесяти,60 шестьдесят,60 шестидесяти,70 семьдесят,70 семидесяти,80 восемьдесят,"
    "80 восьмидесяти,90 девяносто,90 девяноста,100 сто,100 ста,200 двести,200 двухсот,300 триста,300 трехсот,"
    "400 четыреста,400 четырехсот,500 пятьсот,500 пятисот,600 шестьсот,600 шестисот,700 семьсот,700 семисот,"
    "800 восемьсот,800 восьмисот,900 девятьсот,900 девятисот,0.5 пол,1.5 полтора,1.5 полторы,1.5 полутора",
    Language.KK: "1 бір,2 екі,3 үш,4 төрт,5 бес,6 алты,7 жеті,8 сегіз,9 тоғыз,10 он,20 жиырма,30 отыз,40 қырық,50 елу,"
    "60 алпыс,70 жетпіс,80 сексен,90 тоқсан,100 жүз,0.5 жарты,1 бірден,2 екіден,3 үштен,4 төрттен,5 бестен,6 алтыдан,"
    "7 жетіден,8 сегізден,9 тоғыздан,10 оннан,20 жиырмадан,30 отыздан,40 қырықтан,50 елуден,60 алпыстан,70 жетпістен,"
    "80 сексеннен,90 тоқсаннан,100 жүзден,10 онға,20 жиырмаға,30 отызға,40 қырыққа,50 елуге,60 алпысқа,70 жетпіске,"
    "80 сексенге,90 тоқсанға,100 жүзге",
}
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
    pairs = (entry.split(" ", 1) for entry in _NUMERALS[language].split(","))
    return [(words, Decimal(value)) for value, words in pairs]


def read_digits(text: str, language: Language) -> Decimal:
    """A number in digits, as its language prints it; PhraseError where grouping and decimals cannot be told apart."""
    styles = (_POINT_STYLE,) if language is Language.EN else (_COMMA_STYLE, _POINT_IN_COMMA_STYLE)
    for style in styles:
        if match := style.fullmatch(text):
            whole, part = re.sub(r"[ .,]", "", match["whole"]), match["part"]
            return Decimal(f"{whole}.{part}" if part else whole)
    mark = "point" if language is Language.EN else "comma"
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
