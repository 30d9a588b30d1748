"""What a word can do in a printed figure, why some are refused, and the signs all languages share: data only.

A lexicon maps a meaning (role and payload) to its printed forms, separated by bars. Forms are written as
`phrase_tokens.fold` leaves words: lower case, no Latin accents, е for ё. `*` at the end of a word stands for any
ending, the longest beginning wins, `0000` stands for a year number, and a form with a capital is compared as printed
("Mt" is not "mt"). The words of a language stand in its own module.
"""

from enum import StrEnum

from etl.model.codes import Bound, Unit


class WordRole(StrEnum):
    """What a word does in a figure; the letters spell the phrase for the grammar."""

    NUMBER = "n"
    NUMERAL = "v"  # a number word; runs of them become one NUMBER
    HALF = "h"  # adds a half: "deux milliards et demi"
    SCALE = "s"
    LONE_SCALE = "S"  # may stand for one of its kind: "более миллиарда"
    ARTICLE = "i"
    MONEY = "c"
    PERCENT = "p"
    MEASURE = "u"
    MULTIPLE = "X"  # a number of times in one word: "doubled"
    NOUN = "k"
    BEFORE = "b"  # a bound that only counts before its figure
    EITHER = "e"  # a bound before or after its figure
    COMPARE = "q"  # "more than 5 %" is a bound, "5 % more" a rise
    LEVEL = "t"  # as COMPARE, but after a verb it bounds the level reached: "fell below 5 %"
    LIMIT = "m"  # joins two ends, or bounds one figure from above: "до"
    TO = "j"
    AND = "a"
    DASH = "-"
    OPEN = "o"
    MOVED = "z"  # opens a change from one level to another
    DIRECTION = "d"
    DEFICIT = "D"  # makes its amount negative
    INDEX = "I"  # says that the percentage is of the year before: 108 is a rise by 8
    SIGN = "g"
    EQUALS = "="  # joins what is counted and its figure: "amounted to"
    LINK = "l"
    BREAK = ","
    REFUSED = "x"
    SKIP = "_"
    WORD = "w"  # a name of what is traded, counted or compared: without a meaning for the figure
    PLACE = "P"  # a country or its adjective: a WORD, but beside a currency it may name another one
    UNKNOWN = "?"


class Base(StrEnum):
    """What a figure is set against: its words are left out of the reading."""

    COMPARED = "compared"
    KEPT = "kept"  # its first word belongs to the figure: "5 % below last year's level"
    LEVEL = "level"  # a bare percentage may be of it: "108 % of last year's level"
    PART = "part"  # as LEVEL, and its first word is the percentage's own: "108 % of 2022"


LETTER = r"[^\W\d_]"  # as a pattern
Payload = Unit | Bound | int | str | tuple[Unit, int] | None
Lexicon = dict[tuple[WordRole, Payload], str]

MULTIPLE = "tells a multiple, a fraction or a vague number in words: give an explicit value"
OTHER_MONEY = "may be one of several currencies: print its ISO code, or give an explicit value"
NEGATED = "negates something: give an explicit value of what is said, or leave the figure out"
POSSIBLE = "tells a plan, a forecast or a possibility: give the figure's nature (target or forecast) in the document"
SUBJECT = "limits what the figure is about: print the figure without it, and say so in the document's fields"
RATE = "makes the figure a rate or a price: give an explicit value"
EQUIVALENT = "is in tonnes of oil equivalent, which are not tonnes: give an explicit value"
INFLOW = "may tell a fall or an inflow: print the figure without it, or give an explicit value"
UNCLEAR = "has no one direction or bound: print the figure without it, or give an explicit value"
RANK = "is no figure: give an explicit value, or leave it out of the phrase"
TONS = "may mean metric, short or long tons, or millions of tonnes: give an explicit value in tonnes"
SCALE_LETTERS = "has a scale that may mean thousands or millions, 10^12 or 10^18: give an explicit value"
FALLEN_TIMES = "tells a fall by a multiple: give an explicit value"

# Reasons that only matter where there is a figure or period for the word to change.
AROUND_FIGURES = (NEGATED, POSSIBLE, SUBJECT, RATE, UNCLEAR)

COMMON: Lexicon = {
    (WordRole.PERCENT, None): "%",
    (WordRole.MEASURE, (Unit.PERCENTAGE_POINTS, 0)): "pp",
    (WordRole.MEASURE, (Unit.MW, -3)): "kw | квт",
    (WordRole.MEASURE, (Unit.MW, 0)): "mw | мвт",
    (WordRole.MEASURE, (Unit.MW, 3)): "gw | гвт",
    (WordRole.MEASURE, (Unit.TONNE, -3)): "kg | кг",
    (WordRole.MEASURE, (Unit.TONNE, 0)): "t",
    (WordRole.MEASURE, (Unit.TONNE, 3)): "kt | кт",
    (WordRole.MEASURE, (Unit.TONNE, 6)): "Mt | мт",
    (WordRole.MEASURE, (Unit.BARREL, 0)): "bbl",
    (WordRole.BEFORE, Bound.AT_LEAST): "> | ≥",
    (WordRole.BEFORE, Bound.AT_MOST): "< | ≤",
    (WordRole.BEFORE, Bound.ABOUT): "~ | ≈",
    (WordRole.BREAK, None): ", | ; | :",
    (WordRole.SKIP, None): "! | … | • | *",
    (WordRole.REFUSED, MULTIPLE): "‰ | ±",
    (WordRole.REFUSED, RANK): "°",
    (WordRole.REFUSED, TONS): "mt",
}
