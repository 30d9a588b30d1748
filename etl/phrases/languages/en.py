"""English words of printed figures, by what they do; words not listed here are refused."""

from etl.model.codes import Bound, Unit
from etl.phrases.words import (
    EQUIVALENT,
    FALLEN_TIMES,
    MULTIPLE,
    NEGATED,
    POSSIBLE,
    RATE,
    SUBJECT,
    TONS,
    UNCLEAR,
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
