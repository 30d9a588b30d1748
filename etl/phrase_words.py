"""Vocabularies of printed figures in English, French, Russian and Kazakh: data only, the grammar is in `phrases`.

A lexicon maps a meaning (role and payload) to its printed forms, separated by bars. Forms are written as
`phrase_tokens.fold` leaves words: lower case, no Latin accents, е for ё. `*` at the end of a word stands for any
ending, and a form with a capital is compared as printed ("Mt" is not "mt").
"""

from enum import StrEnum

from etl.terms import Bound, Language, Unit


class Role(StrEnum):
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
    SIGN = "g"
    LINK = "l"
    BREAK = ","
    REFUSED = "x"
    SKIP = "_"
    WORD = "w"


Payload = Unit | Bound | int | str | tuple[Unit, int] | None
Lexicon = dict[tuple[Role, Payload], str]

MULTIPLE = "tells a multiple, a fraction or a vague number in words: give an explicit value"
OTHER_MONEY = "is in a currency that is not kept (only US dollars and euros are): give an explicit value"
POINTS = "counts percentage points, which are not a percentage: give an explicit value"
EQUIVALENT = "is in tonnes of oil equivalent, which are not tonnes: give an explicit value"
UNCLEAR = "may tell a fall or an inflow: print the figure without it, or give an explicit value"
RANK = "is no figure: give an explicit value, or leave it out of the phrase"
TONS = "may mean metric, short or long tons, or millions of tonnes: give an explicit value in tonnes"
SCALE_LETTERS = "has a scale that may mean thousands or millions, 10^12 or 10^18: give an explicit value"

_COMMON: Lexicon = {
    (Role.MONEY, Unit.USD): "$ | us $ | u s $ | $ us | usd",
    (Role.MONEY, Unit.EUR): "€ | eur",
    (Role.PERCENT, None): "%",
    (Role.MEASURE, (Unit.MW, -3)): "kw | квт",
    (Role.MEASURE, (Unit.MW, 0)): "mw | мвт",
    (Role.MEASURE, (Unit.MW, 3)): "gw | гвт",
    (Role.MEASURE, (Unit.TONNE, -3)): "kg | кг",
    (Role.MEASURE, (Unit.TONNE, 0)): "t",
    (Role.MEASURE, (Unit.TONNE, 3)): "kt | кт",
    (Role.MEASURE, (Unit.TONNE, 6)): "Mt | мт",
    (Role.BEFORE, Bound.AT_LEAST): "> | ≥",
    (Role.BEFORE, Bound.AT_MOST): "< | ≤",
    (Role.BEFORE, Bound.ABOUT): "~ | ≈",
    (Role.BREAK, None): ", | ; | :",
    (Role.REFUSED, OTHER_MONEY): "¤ | cad | aud | gbp | chf | rub | kzt | cny | rmb | jpy | yuan | tenge",
    (Role.REFUSED, MULTIPLE): "‰ | ±",
    (Role.REFUSED, RANK): "°",
    (Role.REFUSED, TONS): "mt",
}

_EN: Lexicon = {
    (Role.SCALE, 3): "thousand | thousands | k",
    (Role.SCALE, 6): "million | millions | m | mn | mln",
    (Role.SCALE, 9): "billion | billions | bn | b | bln | milliard | milliards",
    (Role.SCALE, 12): "trillion | trillions | tn | trn",
    (Role.ARTICLE, None): "a | an",
    (Role.HALF, None): "and a half",
    (Role.MONEY, Unit.USD): "dollar | dollars | us dollar* | u s dollar* | american dollar*",
    (Role.MONEY, Unit.EUR): "euro | euros",
    (Role.PERCENT, None): "percent | per cent | pct",
    (Role.MEASURE, (Unit.MW, 0)): "megawatt | megawatts",
    (Role.MEASURE, (Unit.MW, 3)): "gigawatt | gigawatts",
    (Role.MEASURE, (Unit.TONNE, 0)): "tonne | tonnes | metric ton | metric tons | metric tonnes",
    (Role.NOUN, Unit.COMPANIES): "company | companies | enterprise | enterprises | firm | firms | business | "
    "businesses | corporation | corporations | joint venture | joint ventures | subsidiaries",
    (Role.BEFORE, Bound.AT_LEAST): "over | exceed* | in excess of | surpass* | topped | topping | beyond",
    (Role.BEFORE, Bound.AT_MOST): "under",
    (Role.LEVEL, 1): "above",
    (Role.LEVEL, -1): "below",
    (Role.COMPARE, 1): "more than | more | greater than | higher than | higher",
    (Role.COMPARE, -1): "less than | less | fewer than | fewer | lower than | lower",
    (Role.EITHER, Bound.AT_LEAST): "at least | no less than | not less than | no fewer than | not below | or more | "
    "a minimum of",
    (Role.EITHER, Bound.AT_MOST): "at most | no more than | not more than | up to | or less | not exceed* | "
    "a maximum of",
    (Role.BEFORE, Bound.ABOUT): "about | around | approximately | approx | nearly | almost | some | roughly | circa | "
    "ca | close to | approaching | approached | an estimated | estimated",
    (Role.TO, None): "to",
    (Role.AND, None): "and",
    (Role.OPEN, None): "from | between",
    (Role.MOVED, None): "went from | moved from",
    (Role.DIRECTION, 1): "up | rise | rises | rose | risen | grew | grow | grown | growth | increase | increased | "
    "increasing | gain | gained | jumped | climbed | higher by",
    (
        Role.DIRECTION,
        -1,
    ): "down | fell | fall | falls | fallen | falling | drop* | decreas* | declin* | shrank | shrunk | "
    "shrinking | contracted | contracting | contraction | reduced | reduction | plung* | slump* | slid | sank | "
    "tumbl* | cut | lost | minus | negative | negative growth | lower by",
    (Role.LINK, None): "of | in | the | by | at | for | with | on | per | worth | to a | s",
    (Role.SKIP, None): "year on year | year over year | yoy | annual | annually",
    (Role.REFUSED, OTHER_MONEY): "canadian | australian | canadian dollar* | australian dollar* | hong kong dollar* | "
    "singapore dollar* | taiwan* dollar* | new zealand dollar* | "
    "pound | pounds | rouble* | ruble* | yen | franc | francs | dirham* | lira* | rupee*",
    (Role.REFUSED, POINTS): "percentage point* | percent point* | % point* | pp",
    (Role.REFUSED, EQUIVALENT): "tonnes of oil equivalent | tonnes oil equivalent | toe | mtoe",
    (Role.REFUSED, TONS): "ton | tons",
    (Role.REFUSED, MULTIPLE): "half of | third of | a third | two thirds | thirds | a quarter of | quarters | doubl* | "
    "tripl* | quadrupl* | twice | thrice | times | fold | twofold | threefold | fourfold | fivefold | sixfold | "
    "sevenfold | eightfold | tenfold | dozen | dozens | tens of | hundreds",
}

_FR: Lexicon = {
    (Role.SCALE, 3): "k | milliers",
    (Role.LONE_SCALE, 3): "mille",
    (Role.SCALE, 6): "million | millions | M | mln | mio",
    (Role.SCALE, 9): "milliard | milliards | md | mds | mrd | mrds",
    (Role.SCALE, 12): "billion | billions",
    (Role.HALF, None): "et demi | et demie",
    (Role.MONEY, Unit.USD): "dollar | dollars | dollars us | dollars americains | dollar americain | "
    "dollars des etats unis",
    (Role.MONEY, Unit.EUR): "euro | euros",
    (Role.PERCENT, None): "pour cent | pourcent | pourcents",
    (Role.MEASURE, (Unit.MW, 0)): "megawatt | megawatts",
    (Role.MEASURE, (Unit.MW, 3)): "gigawatt | gigawatts",
    (Role.MEASURE, (Unit.TONNE, 0)): "tonne | tonnes",
    (Role.NOUN, Unit.COMPANIES): "entreprise | entreprises | societe | societes | compagnie | compagnies | firme | "
    "firmes | coentreprises | co entreprises | filiales | joint ventures",
    (Role.BEFORE, Bound.AT_LEAST): "depass* | excede* | excedant | superieur* a | au dela de | au dela des",
    (Role.BEFORE, Bound.AT_MOST): "inferieur* a | jusqu a | jusqu au | n a pas depasse | ne depasse pas | "
    "ne depassant pas",
    (Role.LEVEL, 1): "au dessus de | au dessus des",
    (Role.LEVEL, -1): "en dessous de | au dessous de | sous | sous la barre de | sous la barre des",
    (Role.COMPARE, 1): "plus de | plus d | de plus",
    (Role.COMPARE, -1): "moins de | moins d | de moins",
    (Role.EITHER, Bound.AT_LEAST): "au moins | pas moins de | au minimum | ou plus | a minima",
    (Role.EITHER, Bound.AT_MOST): "au plus | pas plus de | tout au plus | au maximum",
    (Role.EITHER, Bound.ABOUT): "environ | a peu pres | approximativement",
    (
        Role.BEFORE,
        Bound.ABOUT,
    ): "pres de | pres d | quelque | presque | quasiment | avoisin* | approch* | frol* | proche* de | "
    "autour de | de l ordre de | aux alentours de",
    (Role.TO, None): "a | au",
    (Role.AND, None): "et",
    (Role.OPEN, None): "entre",
    (Role.MOVED, None): "passe de | passee de | passes de | passees de",
    (Role.DIRECTION, 1): "hausse | hausses | augment* | progress* | croissance | cru | bond | bondi | accru | "
    "accrus | de hausse | en hausse | en plus | superieur* de",
    (
        Role.DIRECTION,
        -1,
    ): "baiss* | recul* | chut* | diminu* | redui* | reduction | repli* | contraction | contracte* | "
    "tomb* | flech* | plong* | effondr* | regress* | decrois* | decru | perdu | de baisse | de recul | de repli | "
    "de diminution | en baisse | en recul | en moins | inferieur* de | croissance negative",
    (Role.LINK, None): "de | d | des | du | en | le | la | les | l | par | au total | dans | sur | chez | avec",
    (Role.SKIP, None): "sur un an | en glissement annuel | par an",
    (Role.REFUSED, OTHER_MONEY): "dollars canadiens | dollars australiens | canadiens | australiens | hongkongais | "
    "dollars de hong kong | dollars de singapour | singapouriens | taiwanais | "
    "neo zelandais | livre | livres | rouble* | tenges | yens | francs | dirham*",
    (Role.REFUSED, POINTS): "point de pourcentage | points de pourcentage | point de % | points de % | pp | "
    "points de pour cent",
    (Role.REFUSED, EQUIVALENT): "tonnes d equivalent petrole | tonnes equivalent petrole | tep | ktep | mtep",
    (Role.REFUSED, TONS): "tonneaux",
    (Role.REFUSED, SCALE_LETTERS): "m | trillion | trillions",
    (Role.REFUSED, MULTIPLE): "fois | moitie | tiers | quart | quarts | doubl* | tripl* | quadrupl* | dizaine* | "
    "douzaine* | vingtaine* | trentaine* | quarantaine* | cinquantaine* | centaine* | millier",
}

_RU: Lexicon = {
    (Role.SCALE, 3): "тыс | тысяч | тысячи | тысячами",
    (Role.LONE_SCALE, 3): "тысяча | тысячу",
    (Role.SCALE, 6): "млн | миллион*",
    (Role.LONE_SCALE, 6): "миллион | миллиона",
    (Role.SCALE, 9): "млрд | миллиард*",
    (Role.LONE_SCALE, 9): "миллиард | миллиарда",
    (Role.SCALE, 12): "трлн | триллион*",
    (Role.HALF, None): "с половиной",
    (Role.MONEY, Unit.USD): "доллар* | долл | долл сша | доллар* сша | американск* доллар*",
    (Role.MONEY, Unit.EUR): "евро",
    (Role.PERCENT, None): "процент* | проц | процентн*",
    (Role.MEASURE, (Unit.MW, 0)): "мегаватт | мегаватта | мегаваттов",
    (Role.MEASURE, (Unit.MW, 3)): "гигаватт | гигаватта | гигаваттов",
    (Role.MEASURE, (Unit.TONNE, 0)): "тонн | тонна | тонны | тонну | т",
    (Role.NOUN, Unit.COMPANIES): "компани* | предприяти* | фирм | фирма | фирмы | юридических лиц | сп",
    (Role.BEFORE, Bound.AT_LEAST): "свыше | превы*",
    (Role.BEFORE, Bound.AT_MOST): "не превы*",
    (Role.LEVEL, 1): "выше",
    (Role.LEVEL, -1): "ниже",
    (Role.COMPARE, 1): "более чем | более | больше чем | больше",
    (Role.COMPARE, -1): "менее чем | менее | меньше чем | меньше",
    (Role.EITHER, Bound.AT_LEAST): "не менее чем | не менее | не меньше | не ниже | по меньшей мере | "
    "как минимум | и более | или более",
    (Role.EITHER, Bound.AT_MOST): "не более чем | не более | не больше | не выше | максимум",
    (Role.BEFORE, Bound.ABOUT): "около | примерно | почти | порядка | приблизительно | близк* к | "
    "в районе | без малого",
    (Role.LIMIT, None): "до",
    (Role.AND, None): "и",
    (Role.OPEN, None): "от | между",
    (Role.MOVED, None): "с | со",
    (Role.DIRECTION, 1): "вырос* | рост | роста | ростом | возрос* | увелич* | прирост* | повыс* | повыш* | плюс | "
    "выше на | больше на",
    (
        Role.DIRECTION,
        -1,
    ): "сниз* | сниж* | упал* | упав* | упад* | паден* | сократ* | сокращ* | уменьш* | спад | спада | "
    "просе* | рухну* | обвал* | потерял* | убыл* | отрицательн* | минус | ниже на | меньше на",
    (Role.LINK, None): "на | в | во | из | по | за | у | к | для | при | ти | х | и х | ный",
    (Role.SKIP, None): "в годовом выражении | год к году",
    (Role.REFUSED, OTHER_MONEY): "тенге | рубл* | руб | юан* | иен* | фунт* | франк* | канадск* | "
    "австралийск* | новозеландск* доллар* | тайваньск* доллар* | гонконгск* доллар* | "
    "сингапурск* доллар* | доллар* канады",
    (Role.REFUSED, POINTS): "процентн* пункт* | процент* пункт* | п п | пп",
    (Role.REFUSED, EQUIVALENT): "тонн нефтяного эквивалента | тонн условного топлива | тнэ | т н э",
    (Role.REFUSED, MULTIPLE): "раз | раза | вдвое | втрое | вчетверо | половин* | треть | трети | четверть | "
    "четверти | удво* | утро* | десятк* | сотни | сотен",
}

_KK: Lexicon = {
    (Role.LONE_SCALE, 3): "мың | мыңнан | мыңға | мыңды | мыңның",
    (Role.LONE_SCALE, 6): "миллион*",
    (Role.LONE_SCALE, 9): "миллиард*",
    (Role.SCALE, 6): "млн",
    (Role.SCALE, 9): "млрд",
    (Role.SCALE, 12): "трлн | триллион*",
    (Role.HALF, None): "жарым",
    (Role.MONEY, Unit.USD): "доллар* | долл | ақш доллар* | америка* доллар*",
    (Role.MONEY, Unit.EUR): "еуро | еуродан | еуроға | еуроны | еуроның | еуромен | евро | евродан | евроға",
    (Role.PERCENT, None): "пайыз* | процент*",
    (Role.MEASURE, (Unit.MW, 0)): "мегаватт | мегаваттан | мегаватқа | мегаваттық",
    (Role.MEASURE, (Unit.MW, 3)): "гигаватт | гигаваттан | гигаватқа | гигаваттық",
    (Role.MEASURE, (Unit.TONNE, 0)): "тонна | тоннадан | тоннаға | тонналық | тоннаны | т",
    (Role.NOUN, Unit.COMPANIES): "компани* | кәсіпоры* | кәсіпорн* | фирма | фирмалар | фирмасы",
    (Role.LEVEL, 1): "жоғары",
    (Role.LEVEL, -1): "төмен",
    (Role.COMPARE, 1): "артық | көп",
    (Role.COMPARE, -1): "кем | аз",
    (Role.EITHER, Bound.AT_LEAST): "астам* | кем дегенде | кемінде | кем емес | аз емес | асты | асатын | асқан | "
    "асып | асады",
    (Role.EITHER, Bound.AT_MOST): "аспай* | аспаған | аспады | артық емес | көп емес | ең көбі | көп дегенде",
    (Role.EITHER, Bound.ABOUT): "шамамен | жуық* | таяу | таман | шамасында | тай | тей | дай | дей",
    (Role.LIMIT, None): "дейін*",
    (Role.AND, None): "және | мен | пен | бен",
    (Role.OPEN, None): "аралығында | арасында",
    (Role.DIRECTION, 1): "өс* | арт* | ұлғай* | көбей*",
    (Role.DIRECTION, -1): "төменде* | азай* | қысқар* | кемі* | құлдыра* | төмен түс*",
    (Role.REFUSED, UNCLEAR): "түсті | түскен | түсіп | түседі",
    (Role.SKIP, None): "тан | тен | дан | ден | нан | нен | ға | ге | қа | ке | на | не | ның | нің | дың | дің | "
    "тың | тің | да | де | та | те | ды | ді | ты | ті | ы | і | сы | сі | дық | дік | тық | тік",
    (Role.REFUSED, OTHER_MONEY): "теңге* | тенге* | рубл* | юан* | иен* | фунт* | франк* | канада доллар* | "
    "австралия доллар* | гонконг доллар* | сингапур доллар*",
    (Role.REFUSED, POINTS): "пайыздық тармақ* | пайыздық пункт* | процент* пункт* | процент* тармақ* | "
    "пайыз* тармақ* | пайыз* пункт*",
    (Role.REFUSED, EQUIVALENT): "тонна мұнай эквивалент* | тонна мұнай балама*",
    (Role.REFUSED, MULTIPLE): "есе | есеге | жартысы* | үштен бір* | төрттен бір* | ондаған | жүздеген | мыңдаған | "
    "миллиондаған | миллиардтаған | еселен*",
}

FIGURE_WORDS: dict[Language, Lexicon] = {Language.EN: _EN, Language.FR: _FR, Language.RU: _RU, Language.KK: _KK}
COMMON_WORDS = _COMMON
ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")  # Kazakh "170-тен артық" bounds, "20 пайызға артық" does not
