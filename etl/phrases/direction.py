"""Whether a figure tells a rise, a fall or a level: verbs, nouns and signs, deficits, indices of the year before."""

from dataclasses import dataclass
from decimal import Decimal

from etl.model.codes import Language, Unit
from etl.model.errors import PhraseError
from etl.phrases.languages import words_of
from etl.phrases.spelling import FIGURE, PrintedFigure, Spelled, roles_pattern
from etl.phrases.terms import Term
from etl.phrases.tokens import fold
from etl.phrases.words import FALLEN_TIMES, WordRole

_CHANGES = (Unit.PERCENT, Unit.PERCENTAGE_POINTS)
_BY = ("by", "of", "de", "d", "на")
_HOW_MUCH = ("by", "на")  # "of" and "de" also stand before amounts that are no change
_WHOLE = Decimal(100)
_AFTER = roles_pattern("figure either*")
_NEAR_KAZAKH = roles_pattern("word? {before either equals}*")
_NEAR_CHANGE = roles_pattern("({link before either compare word equals}* {link equals})? {before either compare open}*")
_NEAR_AMOUNT = roles_pattern("{link before either compare equals}*")
_COMMA = roles_pattern("break link {before either compare}* figure")
_LIMITED = roles_pattern("figure link* limit link*")
_REACHED = roles_pattern("{to limit level} {link before either compare level money sign equals}* $")
_OF_DEFICIT = roles_pattern(
    "deficit {link before either compare level limit word direction to money equals}* colon? figure"
    " | figure {link either compare word equals}* deficit"
)
_INDEX = (Decimal(50), Decimal(200))  # in percent of the year before; growth itself is rarely as high


@dataclass(frozen=True)
class Direction:
    """-1 or 1 where words say fall or rise (0: neither), and whether a verb names the level reached."""

    turn: int
    reaches: bool


def direction(spelled: Spelled, figure: PrintedFigure, language: Language) -> Direction:
    """What the words around the only figure say of its direction; PhraseError where they may mean something else."""
    here = spelled.letters.index(FIGURE)
    turns: set[int] = set()
    reaches = False
    for place, term in spelled.at(WordRole.DIRECTION):
        level = _names_level(spelled.letters, place, here)
        reaches = reaches or level
        if not level and isinstance(term.value, int):
            if term.value < 0:
                check_fall(spelled, place, figure, language)
            turns.add(term.value)
    turns |= {term.value for _, term in _turns_after(spelled, here, figure) if isinstance(term.value, int)}
    if len(turns) > 1 or (figure.sign and turns and figure.sign not in turns):
        raise PhraseError("its words and signs say both rise and fall: print one direction")
    turn = turns.pop() if turns else 0
    if figure.unit is Unit.TIMES and reaches:
        raise PhraseError(f"{figure.text!r} may be a multiple or the limit of one: give an explicit value")
    if figure.unit is Unit.TIMES and (turn < 0 or figure.sign == -1 or _falls(spelled)):
        raise PhraseError(f"{figure.text!r} {FALLEN_TIMES}")
    return Direction(turn, reaches)


def check_fall(spelled: Spelled, place: int, figure: PrintedFigure, language: Language) -> None:
    """Refuse a fall, the term at `place`, that may belong to something else than the figure or figures."""
    letters, term = spelled.letters, spelled.terms[place]
    assert term is not None
    noun = fold(term.text) in words_of(language).FALL_NOUNS
    if place > letters.rindex(FIGURE):
        by_how_much = (
            noun
            or words_of(language).POSTPOSITIONS
            or _by(spelled, _HOW_MUCH)
            or (figure.unit in _CHANGES and _is_measured(term))
        )
        clear = by_how_much and _AFTER.fullmatch(letters[letters.rindex(FIGURE) : place]) is not None
    else:
        clear = _falls_before(letters, place, figure, language, noun=noun) or _is_apart(spelled, place, figure)
    if not clear or figure.unit in (None, Unit.COMPANIES):
        raise PhraseError("the fall may belong to another figure: print the fall with its percentage only")


def _is_measured(term: Term) -> bool:
    """Whether the words after a percentage say that it is a fall: "12 % down", "12 % de baisse"."""
    return fold(term.text).startswith(("down", "lower", "de ", "en "))


def _falls_before(letters: str, place: int, figure: PrintedFigure, language: Language, *, noun: bool) -> bool:
    between = letters[place + 1 : letters.index(FIGURE)]
    if words_of(language).POSTPOSITIONS:
        return noun and _NEAR_KAZAKH.fullmatch(between) is not None
    near = _NEAR_CHANGE if figure.unit in _CHANGES else _NEAR_AMOUNT
    counted = noun or WordRole.EQUALS not in between  # "the fall was 5 %", but not "falling exports were 5 %"
    return counted and near.fullmatch(between) is not None and between.count(WordRole.WORD) <= 3


def _is_apart(spelled: Spelled, place: int, figure: PrintedFigure) -> bool:
    """Whether only a comma and "by" stand between a fall and its percentage: "en baisse, de 12,6 %"."""
    between = spelled.terms[place + 1 : spelled.letters.index(FIGURE)]
    comma = _COMMA.match(spelled.letters[place + 1 :]) is not None
    by = comma and between[1] is not None and fold(between[1].text) in _BY
    return by and between[0] is not None and between[0].text == "," and figure.unit in _CHANGES


def _falls(spelled: Spelled) -> bool:
    return any(term.value == -1 for _, term in spelled.at(WordRole.DIRECTION))


def _names_level(letters: str, place: int, here: int) -> bool:
    """Whether the verb is followed by what it reached: "rose to", "fell below", Kazakh "дейін төмендеді"."""
    if place > here:
        return _LIMITED.fullmatch(letters[here:place]) is not None
    return _REACHED.search(letters[place + 1 : here]) is not None


def _turns_after(spelled: Spelled, here: int, figure: PrintedFigure) -> list[tuple[int, Term]]:
    """Comparatives that say by how much after the figure: "20 % less", but not Kazakh "170-тен кем"."""
    turns_after = [
        (place, term)
        for place, term in spelled.at(WordRole.COMPARE, WordRole.LEVEL)
        if place > here and not term.ablative
    ]
    for place, term in turns_after:
        if figure.unit not in _CHANGES or _AFTER.fullmatch(spelled.letters[here:place]) is None:
            raise PhraseError(f"{term.text!r} may belong to another figure: print only the words of one figure")
    return turns_after


def is_deficit(spelled: Spelled, figure: PrintedFigure, found: Direction) -> bool:
    """Whether the figure is the amount of a deficit; PhraseError where it may be another amount, or its change."""
    if WordRole.DEFICIT not in spelled.letters:
        return False
    if figure.unit in (*_CHANGES, Unit.TIMES):
        if found.turn or figure.sign:
            return False
        raise PhraseError("a deficit is told in percent without a direction: give an explicit value")
    letters = "".join(
        ":" if term and term.text == ":" else letter
        for letter, term in zip(spelled.letters, spelled.terms, strict=True)
    )
    joined = _OF_DEFICIT.search(letters) is not None
    if not joined or (found.turn and not found.reaches):
        raise PhraseError("the figure may be a deficit or its change: print it with a minus sign, or without the word")
    return True


def index_base(spelled: Spelled, figure: PrintedFigure, way: Direction, *, of_level: bool) -> Decimal:
    """What is taken off a percentage of the year before to give its growth: 100 from 108.7, 0 where it is no index.

    `of_level` says that the phrase compares with a level: "108.7 % of the level of 2021". PhraseError where a figure
    may be either.
    """
    rates = [
        term.value == 1 for _, term in spelled.at(WordRole.INDEX)
    ]  # True for "темп роста", which is growth or an index
    moves = bool(way.turn or figure.sign)
    if rates and (figure.unit is not Unit.PERCENT or (moves and any(rates))):
        raise PhraseError("the phrase names an index or a rate beside the figure: print only the figure")
    if figure.unit is not Unit.PERCENT or not (rates or of_level):
        return Decimal(0)
    low, high = _INDEX
    digits = figure.quantity.digits
    if moves:
        clear = digits < _WHOLE or digits > high or figure.sign is not None or way.reaches or _by(spelled, _BY)
    else:
        clear = low <= digits <= high or (digits < low and any(rates))
    if not clear:
        raise PhraseError(
            f"{figure.text!r} percent may be growth or an index of the year before: give an explicit value"
        )
    return Decimal(0) if moves or digits < low else _WHOLE


def _by(spelled: Spelled, words: tuple[str, ...]) -> bool:
    """Whether "by" stands before the figure: what follows is growth, not an index."""
    before = spelled.terms[spelled.letters.index(FIGURE) - 1] if spelled.letters.index(FIGURE) else None
    return before is not None and fold(before.text) in words
