"""English words of printed figures, by what they do; words not listed here are refused."""

from etl.model.codes import Bound, Unit
from etl.phrases.words import (
    EQUIVALENT,
    FALLEN_TIMES,
    LETTER,
    MULTIPLE,
    NEGATED,
    POSSIBLE,
    RATE,
    SUBJECT,
    TONS,
    UNCLEAR,
    Base,
    Lexicon,
    WordRole,
)

WORDS: Lexicon = {
    (WordRole.SCALE, 3): "thousand | thousands | k",
    (WordRole.SCALE, 5): "lakh | lakhs",
    (WordRole.SCALE, 6): "million | millions | m | mn | mln | mio",
    (WordRole.SCALE, 7): "crore | crores | cr",
    (WordRole.SCALE, 9): "billion | billions | bn | b | bln | milliard | milliards",
    (WordRole.SCALE, 12): "trillion | trillions | tn | trn | lakh crore",
    (WordRole.ARTICLE, None): "a | an",
    (WordRole.HALF, None): "and a half",
    (WordRole.PERCENT, None): "percent | per cent | pct",
    (
        WordRole.MEASURE,
        (Unit.PERCENTAGE_POINTS, 0),
    ): "percentage point* | percent point* | % point* | per cent point* | pct point* | ppt | ppts | p p",
    (WordRole.MEASURE, (Unit.TIMES, 0)): "times | fold | times the | times as much as | times as many as",
    (WordRole.MEASURE, (Unit.MW, 0)): "megawatt | megawatts",
    (WordRole.MEASURE, (Unit.MW, 3)): "gigawatt | gigawatts",
    (WordRole.MEASURE, (Unit.TONNE, 0)): "tonne | tonnes | metric ton | metric tons | metric tonnes",
    (WordRole.MEASURE, (Unit.BARREL, 0)): "barrel | barrels",
    (WordRole.MULTIPLE, 2): "double | doubles | doubled | doubling | twice | twofold | two fold",
    (WordRole.MULTIPLE, 3): "triple | tripled | tripling | trebled | thrice | threefold",
    (WordRole.MULTIPLE, 4): "quadruple | quadrupled | quadrupling | fourfold",
    (WordRole.MULTIPLE, 5): "quintupled | fivefold",
    (WordRole.MULTIPLE, 6): "sixfold",
    (WordRole.MULTIPLE, 7): "sevenfold",
    (WordRole.MULTIPLE, 8): "eightfold",
    (WordRole.MULTIPLE, 10): "tenfold",
    (WordRole.NOUN, Unit.COMPANIES): "company | companies | enterprise | enterprises | firm | firms | business | "
    "businesses | corporation | corporations | joint venture | joint ventures | subsidiaries",
    (
        WordRole.BEFORE,
        Bound.AT_LEAST,
    ): "over | exceed | exceeds | exceeded | exceeding | in excess of | surpass | surpasses | "
    "surpassed | surpassing | topped | topping | tops | beyond | upwards of | upward of | north of | crossed the | "
    "crossed | passed the | broke the | breached the",
    (WordRole.BEFORE, Bound.AT_MOST): "under | south of | as much as | as many as | short of | "
    "fell short of | falls short of | fall short of | falling short of | fell just short of | falls just short of",
    (WordRole.LEVEL, 1): "above",
    (WordRole.LEVEL, -1): "below",
    (WordRole.COMPARE, 1): "more than | more | greater than | higher than | higher | larger than | better than",
    (WordRole.COMPARE, -1): "less than | less | fewer than | fewer | lower than | lower | smaller than",
    (
        WordRole.EITHER,
        Bound.AT_LEAST,
    ): "at least | no less than | not less than | no fewer than | not below | or more | "
    "a minimum of | and above | and more",
    (WordRole.EITHER, Bound.AT_MOST): "at most | no more than | not more than | up to | or less | not exceed* | "
    "a maximum of | did not exceed | not above",
    (
        WordRole.BEFORE,
        Bound.ABOUT,
    ): "about | around | approximately | approx | nearly | almost | some | roughly | circa | "
    "ca | close to | approaching | approached | an estimated | estimated | just shy of | shy of | fell shy of | "
    "fell just shy of | falls shy of | falls just shy of | in the region of | "
    "in the order of | on the order of | virtually",
    (WordRole.EITHER, Bound.ABOUT): "or so",
    (WordRole.TO, None): "to",
    (WordRole.AND, None): "and",
    (WordRole.OPEN, None): "from | between",
    (WordRole.MOVED, None): "went from | moved from",
    (
        WordRole.DIRECTION,
        1,
    ): "up | up by | rise | rises | rose | risen | rising | grew | grow | grows | growing | grown | "
    "growth | increase | increases | increased | increasing | gain | gains | gained | gaining | jump | jumps | "
    "jumped | "
    "jumping | climb | climbs | climbed | climbing | surge | surges | surged | surging | soar | soars | soared | "
    "soaring | leap | leapt | leaped | bounced back | bounce | rebound | rebounds | rebounded | rebounding | "
    "expand | expands | expanded | "
    "expanding | expansion | uptick | upturn | upswing | swelled | ballooned | rocketed | skyrocketed | advanced | "
    "edged up | crept up | inched up | ticked up | went up | shot up | picked up by | recovered by | spiked | spike | "
    "boost | boosted | higher by | widened by | accelerated by | appreciation",
    (
        WordRole.DIRECTION,
        -1,
    ): "down | down by | fell | fall | falls | fallen | falling | drop | drops | dropped | dropping | "
    "decreas* | declin* | shrank | shrunk | shrink | shrinks | shrinking | shrinkage | contracted | contracting | "
    "contraction | plummet* | plung* | slump* | slid | slide | slides | sliding | slip | slips | slipped | slipping | "
    "slippage | sank | sink | sinks | sinking | sunk | tumbl* | crash* | collaps* | nosediv* | dive | dived | dove | "
    "dip | dips | dipped | dipping | cut | cuts | cut by | lost | lose | loss | losses | losing | shed | shedding | "
    "eased | ease | eases | easing | reced* | retreat* | reduc* | diminish* | lessen* | dwindl* | waned | ebbed | "
    "sagged | weakened | weakening | softened | cratered | tanked | trimmed | slashed | pared | eroded | erosion | "
    "downturn | setback | edged down | crept down | inched down | ticked down | edged lower | went down | "
    "narrowed by | "
    "narrowed | minus | negative | negative growth | growth of minus | lower by | depreciat* | deteriorat* | "
    "halving by | squeezed | "
    "wilted | withered | nose dived | backslid | plunge | sell off | downtick | downswing | swooned | subsided | "
    "subsiding | decelerated by | tapered | tailed off | fell off | dropped off | backed off | gave up | shaved | "
    "chopped | depleted | depressed | dented | knocked off | skidded | toppled | cooled | crumbled | stumbled",
    (WordRole.DEFICIT, None): "deficit | deficits | trade gap | shortfall | negative balance",
    (
        WordRole.EQUALS,
        None,
    ): "flat at | steady at | make | makes | amounted to | amounts to | amounting to | totalled | totaled | "
    "totalling | totaling | totals | "
    "was | were | is | are | stood at | stands at | standing at | came to | came in at | come to | reached | "
    "reaching | "
    "reaches | hit | hitting | valued at | worth | accounted for | accounts for | accounting for | made up | "
    "makes up | "
    "represented | represents | representing | equalled | equaled | equals | equal to | equivalent to | has been | "
    "have been | had been | had reached | has reached | have reached | estimated at | recorded | posted | "
    "registered | "
    "comprised | constituted | averaged",
    (WordRole.LINK, None): "of | in | the | by | at | for | with | on | per | s | its | their | this | that of | "
    "slowed to | slowing to | slows to | accelerated to | deepened to | deepening to | limited to | moderated to | "
    "eased to | cooled to | picked up to | quickened to | widened to | into | within | during",
    (WordRole.SKIP, None): "year on year | year over year | yoy | y o y | annual | annually | a further | further | "
    "just | "
    "only | already | again | a little | little | slightly | well | far | even | sharply | steeply | modestly | "
    "significantly | strongly | markedly | considerably | substantially | rapidly | slowly | steadily | also | "
    "still | "
    "a record | record | a whopping | whopping | mere | a mere | massive | another | then | additional | "
    "the whole of | "
    "respectively by",
    (WordRole.REFUSED, EQUIVALENT): "tonnes of oil equivalent | tonnes oil equivalent | toe | mtoe | barrels of oil "
    "equivalent | boe",
    (WordRole.REFUSED, TONS): "ton | tons",
    (
        WordRole.REFUSED,
        MULTIPLE,
    ): "half of | third of | a third | two thirds | thirds | a quarter of | quarters | dozen | "
    "dozens | tens of | hundreds | hundreds of | several | a few | few | "
    "one in | in every | out of | every | each | a fifth | fifths | a tenth | a quarter | multiple | a couple of | "
    "half the | double digit | triple digit | many | most | much of | twice as | countless",
    (WordRole.REFUSED, FALLEN_TIMES): "halved | halving | halves",
    (
        WordRole.REFUSED,
        NEGATED,
    ): "not | no | never | none | without | fail* | neither | nor | cannot | unable | hardly | "
    "barely | scarcely | unchanged | missed | missing | short of target | refus* | didn t | doesn t | wasn t | "
    "weren t | isn t | hasn t | haven t | don t | won t | couldn t | aren t | far from | instead of | denied",
    (
        WordRole.REFUSED,
        POSSIBLE,
    ): "will | would | could | may | might | can | should | shall | must | expected | expect | "
    "expects | forecast* | predict* | project to | projected | target* | aim | aims | aimed | aiming | plan | plans | "
    "planned | planning | hope* | if | potential* | possible | possibly | likely | perhaps | goal | to reach | "
    "reach | "
    "to hit | to total | to top | to surpass | to exceed | to double | to triple | to increase | to grow | "
    "to rise | to raise | to fall | to bring | to boost | "
    "to cut | to reduce | intend* | seek* | ambition | supposed | due to reach | set to | outlook | proposed | "
    "allegedly | "
    "reportedly | claims | unless | whether",
    (
        WordRole.REFUSED,
        SUBJECT,
    ): "excluding | except | excluding oil | including | includes | included | of which | besides | "
    "apart from | other than | non | net of | minus oil | among them | alone",
    (WordRole.INDEX, None): "index | volume index",
    (
        WordRole.REFUSED,
        RATE,
    ): "a day | per day | daily | a month | per month | monthly | per capita | per head | per person | "
    "per barrel | per tonne | per ton | a barrel | a tonne | per inhabitant | an hour | hourly | a week | weekly | "
    "price | prices | priced",
    (
        WordRole.REFUSED,
        UNCLEAR,
    ): "plus | slowed | slowing | slowdown | accelerated | changed | change | varied | swung | moved | "
    "times more | times higher | times larger | times greater | times less | times lower | fold more",
}
NAMES = (
    "two countries | two sides | two nations | two states | pace | trade | export* | import* | turnover | "
    "shipment* | deliver* | supplies | supply | sale | sales | purchase* | "
    "goods | "
    "commodit* | product | products | production | output | merchandise | volume | volumes | value | values | level | "
    "levels | total | amount | amounts | figure | figures | share | shares | part | portion | proportion | "
    "bilateral | mutual | foreign | international | external | overall | commercial | economic | economy | market | "
    "markets | cooperation | exchange | exchanges | flow | flows | surplus | positive | balance | investment* | "
    "investors | "
    "invested | fdi | direct | inflow | inflows | stock | stocks | capital | fund | funds | loan* | credit* | "
    "project* | "
    "agreement* | contract | contracts | deal | deals | memorand* | capacity | gdp | revenue* | income | needs | "
    "demand | "
    "consumption | oil | crude | petroleum | gas | lng | uranium | nuclear | fuel | fuels | energy | coal | metal | "
    "metals | steel | iron | copper | zinc | aluminium | aluminum | ferroalloys | titanium | gold | silver | ore | "
    "ores | "
    "mineral* | chemical* | pharmaceutical* | medicine* | drugs | fertilizer* | fertiliser* | plastic* | rubber | "
    "grain* | "
    "wheat | barley | corn | flour | meat | beef | dairy | milk | cheese | wine* | spirits | sugar | food | "
    "foodstuff* | "
    "agricultur* | agri | farm | cotton | textile* | clothing | leather | wood | paper | machine* | machinery | "
    "equipment | electrical | electronic* | aircraft | planes | turbojet* | engine* | aerospace | aviation | "
    "satellite* | "
    "vehicle* | car | cars | automobile* | locomotive* | railway | rail | transport | cosmetic* | perfume* | luxury | "
    "consumer | industrial | industry | industries | sector | sectors | services | tourism | construction | it | "
    "wind | solar | power | plant | plants | water | raw | material* | country | countries | country s | republic | "
    "government | ministry | bank | central | customs | statistics | partner* | region* | world | global | group | "
    "capital | operate | operates | operating | work | working | present | established | exist | there | "
    "which | that | has | have | had | been | be | period | compared | against | according | data | year s | mark | "
    "mostly | "
    "mainly | largest | biggest | main | key | big | large | new | old | active | private | state | public | "
    "national | local | sums | "
    "between them | both | sides | side | all | we | our | it s | his | her | they | them | as | high"
)
PLACES = (
    "kazakh* | french | france | russia* | chin* | europe* | eu | german* | ital* | spain | spanish | british | "
    "britain | "
    "uk | united kingdom | england | us | usa | america* | united states | u s | turk* | uzbek* | kyrgyz* | tajik* | "
    "azerbaijan* | armenia* | georgia* | belarus* | ukrain* | poland | polish | netherlands | dutch | belgi* | "
    "swiss | "
    "switzerland | austria* | canad* | austral* | japan* | india* | pakistan* | iran* | iraq* | saudi | arab* | uae | "
    "emirat* | korea* | brazil* | mexic* | africa* | asia* | central asia* | eurasian | eaeu | cis | oecd | almaty | "
    "astana | paris | moscow | hong kong | singapore* | taiwan* | new zealand | namibia* | jamaica* | brunei* | "
    "liberia* | "
    "barbad* | bahama* | fiji* | trinidad* | belize* | guyan* | surinam* | egypt* | syria* | leban* | sudan* | "
    "gibraltar | "
    "falkland* | sri lanka* | nepal* | mauriti* | seychell* | indonesia* | morocc* | hungar* | czech* | swed* | "
    "norw* | "
    "danish | denmark | finland | finnish | greece | greek | romania* | bulgaria* | israel* | vietnam* | thai*"
)
FALL_NOUNS = (
    *("fall", "drop", "decrease", "decline", "dip", "slump", "plunge", "slide", "contraction", "reduction", "loss"),
    *("losses", "cut", "erosion", "downturn", "shrinkage", "collapse", "retreat", "setback", "downtick"),
)
ENDINGS: dict[str, tuple[str, ...]] = {}  # verbs are listed in full; "to" before one tells what is to come
# Printed periods: months, ordinals and the words of their grammar by the letters of `spans.Word`; an empty key holds
# fillers.
MONTHS = (
    "january | jan, february | feb, march | mar, april | apr, may, june | jun, july | jul, august | aug, "
    "september | sept | sep, october | oct, november | nov, december | dec"
)
ORDINALS = "first, second, third, fourth"
PERIODS: dict[str, str] = {
    "u": "month | months",
    "q": "quarter",
    "Q": "quarters",
    "h": "half | semester",
    "y": "year",
    "z": "years",
    "d": "decade",
    "t": "this | current",
    "l": "last",
    "L": "past",
    "S": "since",
    "F": "between | from",
    "J": "- | — | and | /",
    "T": "to | through | until | till | up to | ended | ending | ended on",
    "E": "by the end of | by end | to the end of | through the end of",
    "f": "fiscal year | financial year | fy",
    "i": "in | during | throughout | within",
    "A": "as of | as at",
    "I": "over | for | on | at",
    "x": "same period | previous year | year before | same months | same time | corresponding period | "
    "past year | a year earlier | season | marketing year | crop year | school year | next year | next month | "
    "coming years",
    "e": "by | before | after | end | beginning | start | early | late | mid | middle | week | day | spring | "
    "summer | autumn | winter",
    "B": "year to date | since the beginning of the year | since the start of the year | "
    "since the beginning of this year | since the start of this year",
    "": "the | period | of | s | full | calendar | ,",
}
# What a figure is only compared with.
BASES: dict[Base, str] = {
    Base.COMPARED: "compared | than in | than last | than a | than the | than during | than for | versus | vs | "
    "against | from last | on last | over last | from a year | on a year | from the previous | on the previous | "
    "over the previous | from the same | relative to | year earlier | than 0000 | on 0000 | from 0000 | "
    "over 0000 | "
    "from the 0000 | on the 0000 | from its 0000",
    Base.KEPT: "below last | above last | below the previous | above the previous | below the same | "
    "above the same | "
    "below the 0000 | above the 0000 | below 0000 | above 0000",
    Base.LEVEL: "of the level of | of last year s level | of the previous year s level | of the 0000 level | "
    "of its 0000 level | of their 0000 level",
    Base.PART: "% of 0000 | percent of 0000 | per cent of 0000 | % of last year | percent of last year | "
    "per cent of last year | % of the year before | percent of the year before | % of the previous year | "
    "percent of the previous year",
}
NUMERALS = (
    "1 one,2 two,3 three,4 four,5 five,6 six,7 seven,8 eight,9 nine,10 ten,11 eleven,12 twelve,"
    "13 thirteen,14 fourteen,15 fifteen,16 sixteen,17 seventeen,18 eighteen,19 nineteen,20 twenty,30 thirty,40 forty,"
    "50 fifty,60 sixty,70 seventy,80 eighty,90 ninety,100 hundred,100 a hundred,100 hundred and,0.5 half,"
    "0.5 half a,0.5 a half"
)
# Names of currencies, and those that several countries share.
CURRENCIES: dict[str, str] = {
    "USD": "dollar | dollars | us dollar* | u s dollar* | american dollar*",
    "EUR": "euro | euros",
    "GBP": "pound sterling | pounds sterling | british pound* | pound | pounds",
    "JPY": "yen | japanese yen",
    "CNY": "yuan | chinese yuan | renminbi | yuan renminbi",
    "CHF": "swiss franc*",
    "CAD": "canadian dollar*",
    "AUD": "australian dollar*",
    "NZD": "new zealand dollar*",
    "HKD": "hong kong dollar*",
    "SGD": "singapore dollar*",
    "TWD": "taiwan* dollar* | new taiwan dollar*",
    "KZT": "tenge | kazakh tenge | kazakhstani tenge",
    "RUB": "rouble* | ruble* | russian rouble* | russian ruble*",
    "INR": "rupee* | indian rupee*",
    "PKR": "pakistani rupee* | pakistan rupee*",
    "AED": "dirham* | uae dirham* | emirati dirham*",
    "MAD": "moroccan dirham*",
    "TRY": "lira* | turkish lira*",
    "UAH": "hryvnia*",
    "UZS": "uzbek sum* | uzbek soum* | sum* uzbek",
    "KGS": "kyrgyz som*",
    "AZN": "manat* azerbaijani | azerbaijani manat*",
    "KRW": "south korean won | korean won",
    "BRL": "brazilian real*",
    "SAR": "saudi riyal*",
    "QAR": "qatari riyal*",
    "SEK": "swedish kron*",
    "NOK": "norwegian kron*",
    "DKK": "danish kron*",
    "PLN": "zloty | zlotys | polish zloty*",
    "CZK": "czech korun* | czech crown*",
    "HUF": "forint*",
    "ZAR": "rand",
    "XOF": "cfa franc*",
    "ILS": "shekel*",
}
SHARED_CURRENCIES = (
    "franc | francs | dinar* | peso* | riyal* | rial* | krona | kronor | krone | kroner | crown | "
    "crowns | "
    "shilling* | won | sum | som | manat*"
)
# Spellings made uniform before words are looked up.
SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"(?i)\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1° "),
    (r"\b([0-9]{4})'?s\b", r"\1° "),
    (r"(?i)(?<![\w$€.,])([12])H([0-9]{2})\b", r" \1 пг 20\2 "),
    (rf"(?i)\bH([12])\b|\b([12])H(?!{LETTER})", r" \1\2 пг "),
)
# Words that tell what is to come, a deficit and a surplus, as patterns.
AHEAD = r"""
        will would shall should could might (?-i:may)(?!\s+\d)
        to\s+(?:reach|hit|exceed|surpass|double|triple|grow|rise|increase|attain|achieve|bring|raise|boost)
        aims? aimed aiming targets? targeted targeting goals? plans? planned planning
        expect(?:s|ed|ing|ation|ations)? forecast(?:s|ed|ing)? projected projections? predict(?:s|ed|ion|ions)?
        anticipate[sd]? hopes? hoped hoping intends? intended ambitions? envisage[sd]? set\s+to going\s+to
        (?:is|are)\s+to about\s+to likely soon prospects? potential outlook"""
DEFICIT = r"deficits? shortfalls?"
SURPLUS = r"surplus(?:es)?"
# How numbers and dates in digits are printed, and whether words that say what a noun is for stand after it.
DECIMAL_MARK, DAY_FIRST, POSTPOSITIONS = "point", False, False
ABLATIVE: tuple[str, ...] = ()  # endings of the case that says from where
