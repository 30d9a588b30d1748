"""Words of a printed phrase that make a figure a target or a forecast, or turn its sign: what fields have to say too.

Lists of words alone; the number itself is read by `reader`. A word that can also stand beside a fact ("to reach" after
"grew") is listed all the same: the document then says `nature: fact`, which costs a word, not trust.
"""

import re
from functools import cache

from etl.model.codes import Language

_AHEAD: dict[Language, str] = {
    Language.EN: r"""
        will would shall should could might (?-i:may)(?!\s+\d)
        to\s+(?:reach|hit|exceed|surpass|double|triple|grow|rise|increase|attain|achieve|bring|raise|boost)
        aims? aimed aiming targets? targeted targeting goals? plans? planned planning
        expect(?:s|ed|ing|ation|ations)? forecast(?:s|ed|ing)? projected projections? predict(?:s|ed|ion|ions)?
        anticipate[sd]? hopes? hoped hoping intends? intended ambitions? envisage[sd]? set\s+to going\s+to
        (?:is|are)\s+to about\s+to likely soon prospects? potential outlook""",
    Language.FR: r"""
        \w+(?:era|eront|ira|iront|dra|dront) aura auront fera feront pourra pourront devra devront
        devrai(?:t|ent) pourrai(?:t|ent) serai(?:t|ent) objectifs? cibles? visée?s? vise visent viser
        prévoi[rt] prévoient prévue?s? prévisions? prévisionnel(?:le)?s? attendue?s? attend(?:ent)? escompt\w+
        envisag\w+ projections? ambition(?:ne|nent|s)? espèrent espère espérée?s? d['’]ici bientôt horizon
        perspectives? potentiel(?:le)?s? (?:pour|à|d['’]|vers|afin\s+d['’])\s*atteindre
        (?:doit|doivent|va|vont|devant|allant|veut|veulent)\s+\w+(?:er|ir|re)
        (?:souhaite|souhaitent|compte|comptent|entend|entendent)\s+\w+(?:er|ir|re)""",
    Language.RU: r"""
        буд(?:ет|ут) состав[ия]т достигн(?:ет|ут) выраст(?:ет|ут) возраст(?:ет|ут) увелич[ия]т(?:ся)? превыс[ия]т
        сократ[ия]т(?:ся)? сниз[ия]т(?:ся)? упад[её]т удво[ия]т(?:ся)? утро[ия]т(?:ся)? дойд[её]т поднимется
        повыс[ия]т(?:ся)?
        довести довед[её]т доведут достич[ьи] достигнуть нарастить увеличить удвоить прогноз\w* ожида[ею]\w* ожидани\w*
        план\w* запланирован\w* цел(?:ь|и|ью|ей|ям|ями|ях|ев\w*) намерен\w* рассчитыва\w* предполага\w* предусм\w+
        намечен\w* (?:может|могут|должн\w+|смож(?:ет|ут))\s+\w+ перспектив\w* потенциал\w*""",
    Language.KK: r"""
        жетеді жетпек жеткіз\w+ жетуі? болады болмақ болжам\w* болжан\w* жоспар\w* мақсат\w* күтіл\w+ көзде\w+
        ұлғаяды артады өседі арттыр\w+ ұлғайт\w+ межеле\w+ меже\w* әлеует\w* тиіс мүмкін""",
    Language.DE: r"""
        wird werden würden? soll(?:en|te|ten)? will wollen könnten? ziel\w* prognos\w+ erwart\w+ geplant\w*
        plan(?:en|t)? voraussichtlich\w* anvisiert\w* vorgesehen\w* dürften? potenzial\w* potential\w*""",
    Language.IT: r"""
        \w+(?:erà|irà|eranno|iranno|rrà|rranno) sarà saranno avrà avranno entro previst[oaie] prevision[ei] obiettiv[oi]
        dovrebbe(?:ro)? potrebbe(?:ro)? attes[oaie] punta(?:no)? mira(?:no)?""",
    Language.PL: r"""
        będzie będą wyniesie wyniosą osiągnie osiągną wzrośnie wzrosną przekroczy przekroczą prognoz\w* plan\w*
        celem cel oczekuj\w+ oczekiwan\w+ spodziewan\w+ ma(?:ją)?\s+\w+(?:ć|c)""",
    Language.UK: r"""
        буде будуть складе складуть досягне досягнуть зросте зростуть перевищить перевищать прогноз\w* очіку\w+ план\w*
        мет[аиіою]+ довести збільшить\w*""",
    Language.UZ: r"yetadi yetkaz\w+ bo['‘’ʻ]ladi prognoz\w* reja\w* maqsad\w* kutil\w+ oshadi",
    Language.AZ: r"çatacaq çatdır\w+ olacaq proqnoz\w* plan\w* hədəf\w* gözlən\w+ məqsəd\w*",
}
_DEFICIT: dict[Language, str] = {
    Language.EN: r"deficits? shortfalls?",
    Language.FR: r"déficits? deficits? déficitaires?",
    Language.RU: r"дефицит\w*",
    Language.KK: r"тапшылы[ғқ]\w* дефицит\w*",
    Language.DE: r"\w*defizit\w*",
    Language.IT: r"deficit disavanz[oi]",
    Language.PL: r"deficyt\w*",
    Language.UK: r"дефіцит\w*",
    Language.UZ: r"taqchillig\w* taqchillik defitsit\w*",
    Language.AZ: r"kəsir\w* defisit\w*",
}
_SURPLUS: dict[Language, str] = {
    Language.EN: r"surplus(?:es)?",
    Language.FR: r"excédent(?:s|aires?)? excedent(?:s|aires?)? surplus",
    Language.RU: r"профицит\w*",
    Language.KK: r"профицит\w*",
    Language.DE: r"\w*überschuss\w* \w*überschüsse\w*",
    Language.IT: r"avanz[oi] surplus",
    Language.PL: r"nadwyżk\w*",
    Language.UK: r"профіцит\w*",
    Language.UZ: r"profitsit\w*",
    Language.AZ: r"profisit\w*",
}


def word_ahead(phrase: str, language: Language) -> str | None:
    """The first word by which a phrase speaks of what is to come, as printed; None where it has none."""
    return _first(_AHEAD, phrase, language)


def word_of_deficit(phrase: str, language: Language) -> str | None:
    """The word by which a phrase calls its amount a deficit, as printed; None where it has none."""
    return _first(_DEFICIT, phrase, language)


def word_of_surplus(phrase: str, language: Language) -> str | None:
    """The word by which a phrase calls its amount a surplus, as printed; None where it has none."""
    return _first(_SURPLUS, phrase, language)


def _first(words: dict[Language, str], phrase: str, language: Language) -> str | None:
    found = _pattern(words[language]).search(phrase)
    return found.group() if found else None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE)
