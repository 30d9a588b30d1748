"""Vocabularies of printed periods in English, French, Russian and Kazakh; the grammar is in `phrase_spans`.

The letters are those of `phrase_spans.Word`; an empty key holds fillers. Forms are written as in `phrase_words`.
"""

from enum import StrEnum

from etl.model.codes import Language

_MONTHS: dict[Language, str] = {
    Language.EN: "january | jan, february | feb, march | mar, april | apr, may, june | jun, july | jul, august | aug, "
    "september | sept | sep, october | oct, november | nov, december | dec",
    Language.FR: "janvier | janv, fevrier | fevr | fev, mars, avril | avr, mai, juin, juillet | juil, aout, "
    "septembre, octobre | oct, novembre | nov, decembre | dec",
    Language.RU: "январ* | янв, феврал* | фев, март*, апрел* | апр, май | мая | мае | маю | маем, июн*, июл*, "
    "август* | авг, сентябр* | сен | сент, октябр* | окт, ноябр* | ноя, декабр* | дек",
    Language.KK: "қаңтар*, ақпан*, наурыз*, сәуір*, мамыр*, маусым*, шілде*, тамыз*, қыркүйе*, қазан | қазанда | "
    "қазандағы | қазаны | қазанның | қазаннан | қазанға | қазанында, қараша*, желтоқсан*",
}
_ORDINALS: dict[Language, str] = {
    Language.EN: "first, second, third, fourth",
    Language.FR: "premier | premiers | premiere | premieres, deuxieme | second | seconde, troisieme, quatrieme",
    Language.RU: "перв*, втор*, трет*, четверт*",
    Language.KK: "бірінші* | алғашқы, екінші*, үшінші*, төртінші*",
}
_ROMAN = "i | і, ii | іі, iii | ііі, iv | іv"
_LETTERS: dict[Language, dict[str, str]] = {
    Language.EN: {
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
    },
    Language.FR: {
        "u": "mois",
        "q": "trimestre",
        "Q": "trimestres",
        "h": "semestre | moitie",
        "y": "an | annee",
        "z": "ans | annees",
        "d": "decennie",
        "t": "cette | cet | ce | en cours | courante",
        "l": "dernier | derniere | dernieres | derniers | passe | passee | passees | ecoulee | ecoulees",
        "S": "depuis",
        "F": "entre",
        "J": "- | — | et | /",
        "T": "a | jusqu a | jusqu en | jusqu au",
        "E": "a fin | a la fin de | a la fin du mois de",
        "f": "exercice | exercice budgetaire | exercice fiscal | annee fiscale | annee budgetaire",
        "i": "en | pendant | durant | au cours de | au cours du | au cours des | au titre de",
        "I": "au | aux | sur | pour | dans",
        "x": "meme periode | mois precedents | periode correspondante | annee precedente | memes mois | campagne | "
        "saison | "
        "annee scolaire | annee prochaine | mois prochain | prochaines annees",
        "B": "depuis le debut de l annee | depuis le debut de cette annee",
        "e": "d ici | d ici a | avant | apres | fin | debut | mi | milieu | partir | des | automne | hiver | printemps",
        "": "le | la | periode | l | les | de | du | d | des | ces | ,",
    },
    Language.RU: {
        "u": "месяц* | мес",
        "q": "квартал | квартале | кв",
        "Q": "квартала | кварталов | кварталам",
        "h": "полугоди* | половин*",
        "y": "год | года | году | годом | г",
        "z": "годы | годах | годов | лет | гг",
        "d": "десятилетие | десятилетия | десятилетии",
        "t": "этого | этом | этот | текущ* | нынешн*",
        "l": "прошл*",
        "L": "последн* | минувш* | прошедш*",
        "S": "с | со | начиная с",
        "F": "между",
        "J": "- | — | и | /",
        "T": "по | до",
        "i": "в | во | в течение | в период",
        "Z": "за | по итогам",
        "A": "по состоянию на",
        "f": "финансов* год | финансов* года | финансов* году",
        "I": "на",
        "x": "аналогичн* период* | тот же период | тем же периодом | того же периода | соответствующ* период* | "
        "предыдущ* год* | последние десятилетия | последних десятилетий | годом ранее | маркетингов* | сельхозгод* | "
        "сезон* | учебн* | следующ*",
        "B": "с начала года | с начала этого года | с начала текущего года",
        "e": "к | ко | после | накануне | конец | конц* | начал* | середин* | осен* | летом | лета | зимой | зимы | "
        "весн* | недел* | рубеж*",
        "": "период | ,",
    },
    Language.KK: {
        "u": "ай | айдың | айы | айлар* | айлық | айлығы*",
        "U": "айда | айында | айдағы | айындағы",
        "q": "тоқсан*",
        "h": "жартыжылдық* | жартыжылдығы* | жартысы*",
        "y": "жыл | жылы | жылғы | жылдың | жылдан | жылға | жылда | жылдағы | жылмен",
        "z": "жылдар*",
        "d": "онжылдық* | онжылдығы* | он жылдық* | он жылдығы*",
        "t": "осы | ағымдағы | үстіміздегі",
        "ty": "биыл | биылғы | биылғы жыл*",
        "l": "өткен",
        "ly": "былтыр | былтырғы | былтырғы жыл*",
        "L": "соңғы",
        "S": "бері | бастап",
        "F": "аралығында | арасында",
        "J": "- | — | және | мен | пен | бен | /",
        "T": "дейін | дейінгі",
        "x": "сол кезең* | сәйкес кезең* | ұқсас кезең* | тиісті кезең* | алдыңғы жыл* | маркетингтік | келесі | "
        "алдағы",
        "A": "жағдай | жағдайы",
        "f": "қаржы жылы | қаржы жылында",
        "B": "жыл басынан бері | жыл басынан бастап | жыл басынан",
        "e": "кейін | соңы* | басы* | ортасы* | қысы | қысында | қыста | күзі | күзінде | күзде | жазы | "
        "жазында | жазда | көктем*",
        "": "ішінде | бойынша | қорытындысы | барысында | ,",
    },
}
_PRINTED_SHORT = {"u": "мес", "q": "кв", "h": "пг"}  # 9M, Q3 and H1 reach the vocabularies as these
# The first month of the fiscal year of countries that count it from another month than January.
_FISCAL = {
    4: "india* | indian | inde | indien* | инди* | үнді* | japan* | japon* | япон* | жапон* | uk | british | "
    "britanni* | "
    "britain | британ* | canada* | canadi* | канад*",
    7: "pakistan* | пакистан* | пәкістан* | australia* | austral* | австрал* | egypt* | египет* | bangladesh*",
    10: "us | u s | american | united states | etats unis | сша | ақш",
}


class Base(StrEnum):
    """What a figure is set against: its words are left out of the reading."""

    COMPARED = "compared"
    KEPT = "kept"  # its first word belongs to the figure: "5 % below last year's level"
    LEVEL = "level"  # a bare percentage may be of it: "108 % of last year's level"
    PART = "part"  # as LEVEL, and its first word is the percentage's own: "108 % of 2022"


# What follows (in Kazakh: precedes) is only compared with.
BASES: dict[Language, dict[Base, str]] = {
    Language.EN: {
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
    },
    Language.FR: {
        Base.COMPARED: "par rapport | compare a | comparee a | comparativement | contre | que l | qu en | "
        "que pendant | "
        "que durant | que les | que sur | vis a vis",
        Base.LEVEL: "du niveau de | du niveau d | de leur niveau de | de son niveau de | du niveau | de leur niveau",
        Base.PART: "% de 0000 | % de l annee derniere | % de l annee precedente | % de l an dernier | % de celui de | "
        "% de celles de | % de ceux de",
    },
    Language.RU: {
        Base.COMPARED: "по сравнению | чем в | чем за | чем годом | против | относительно | в сравнении",
        Base.KEPT: "выше прошл* | ниже прошл* | выше уровня | ниже уровня | больше показател* | меньше показател* | "
        "выше показател* | ниже показател* | больше уровня | меньше уровня | больше прошл* | меньше прошл* | "
        "выше аналогичн* | ниже аналогичн* | больше аналогичн* | меньше аналогичн*",
        Base.LEVEL: "к уровню | от уровня | к аналогичн* | к прошл* | к соответствующ* | к показател* | "
        "от показател* | "
        "к предыдущ* | к 0000 | к январ* | к феврал* | к март* | к апрел* | к маю | к июн* | к июл* | к август* | "
        "к сентябр* | к октябр* | к ноябр* | к декабр*",
        Base.PART: "% прошл* | процент* прошл* | % 0000 года | процент* 0000 года | % предыдущ* | "
        "процент* предыдущ* | "
        "% соответствующ* | процент* соответствующ* | % аналогичн* | процент* аналогичн*",
    },
    Language.KK: {
        Base.COMPARED: "салыстырғанда | қарағанда | қатысты | деңгейден | деңгейінен | көрсеткіштен | көрсеткішінен",
        Base.LEVEL: "деңгейдің | деңгейінің | көрсеткіштің | көрсеткішінің | былтырғының | өткен жылғының",
    },
}


def _numbered(forms: str, letter: str) -> list[tuple[str, tuple[str, int]]]:
    return [(form.strip(), (letter, number)) for number, form in enumerate(forms.split(","), start=1)]


PERIOD_WORDS: dict[Language, list[tuple[str, tuple[str, int]]]] = {
    language: [
        *_numbered(_MONTHS[language], "M"),
        *_numbered(_ORDINALS[language], "O"),
        *_numbered(_ROMAN, "O"),
        *((form, ("c", first_month)) for first_month, form in _FISCAL.items()),
        *((form, (letters, 0)) for letters, form in (*_LETTERS[language].items(), *_PRINTED_SHORT.items())),
    ]
    for language in _LETTERS
}
