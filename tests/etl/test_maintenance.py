"""Ordinary maintenance of the data: a mistake ends in one message that names file, line and remedy, or does no harm."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from etl.model.codes import Language
from etl.model.errors import TradeError
from etl.model.paths import DataPaths
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.wording import word_ahead, word_of_deficit
from etl.pipeline import build
from etl.publish.validate import conform, validate
from etl.transform.flows import flow_key
from tests.world import PAGE, SPEECH, Built, edit, replace

SPEECH_FILE, PAGE_FILE = f"statements/{SPEECH}.yaml", f"statements/{PAGE}.yaml"
ANNUAL, PRODUCTS, MONTHLY = "official/alp-annual.csv", "official/bet-products.csv", "official/bet-monthly.csv"
Spoil = Callable[[DataPaths], None]


def changed(file: str, old: str, new: str) -> Spoil:
    return lambda paths: replace(paths.root / file, old, new)


def copied(file: str, name: str, *changes: tuple[str, str]) -> Spoil:
    """The document entered once more under another name."""

    def spoil(paths: DataPaths) -> None:
        text = (paths.root / file).read_text(encoding="utf-8")
        for old, new in (((paths.root / file).stem, name), *changes):
            assert old in text
            text = text.replace(old, new)
        (paths.statements / f"{name}.yaml").write_text(text, encoding="utf-8")

    return spoil


def with_code(code: str, classification: str = "HS") -> Spoil:
    return changed(PRODUCTS, "2022,8411,", f"2022,{code},") if classification == "HS" else with_line(code)


def with_line(code: str) -> Spoil:
    """One row of the products in the Combined Nomenclature."""

    def spoil(paths: DataPaths) -> None:
        replace(paths.official / "bet-products.yaml", ", classification: HS", "")
        edit(paths.root / PRODUCTS, lambda text: text.replace("\n2022,8411,", f"\n2022,{code},"))
        edit(paths.root / PRODUCTS, lambda text: text.replace("period,", "classification,period,"))
        rows = {f"\n{year},": f"\nHS,{year}," for year in (2021, 2022)}
        for old, new in rows.items():
            edit(paths.root / PRODUCTS, lambda text, old=old, new=new: text.replace(old, new))
        edit(paths.root / PRODUCTS, lambda text: text.replace(f"HS,2022,{code}", f"CN,2022,{code}"))

    return spoil


def stated(phrase: str, *fields: str, measure: str = "trade_value", period: str = "period: '2022'") -> Spoil:
    """The first figure of the undated French page with another phrase and further fields."""
    lines = "".join(f"\n    {field}" for field in fields)
    return changed(
        PAGE_FILE,
        "    as_stated: 3 millions de dollars\n    measure: trade_value\n    period: '2022'",
        f"    as_stated: {phrase}\n    measure: {measure}\n    {period}{lines}",
    )


EXPLICIT = "{value: 25, low: 20, high: 30, bound: about"
REFUSED: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "nine months in an annual series": (
        changed(ANNUAL, "ALP,BET,2022,", "ALP,BET,2022-01/2022-09,"),
        (f"{ANNUAL}, line 4: 2022-01/2022-09 is not a whole year", "leave the row out until the year is complete"),
    ),
    "a month in an annual series": (
        changed(ANNUAL, "ALP,BET,2022,", "ALP,BET,2022-03,"),
        (f"{ANNUAL}, line 4: 2022-03 is not a whole year",),
    ),
    "twelve months that are no calendar year": (
        changed(ANNUAL, "ALP,BET,2022,", "ALP,BET,2021-07/2022-06,"),
        (f"{ANNUAL}, line 4: 2021-07/2022-06 is not a whole year",),
    ),
    "two years in one row": (
        changed(ANNUAL, "ALP,BET,2022,", "ALP,BET,2022/2023,"),
        (f"{ANNUAL}, line 4: 2022/2023 is not a whole year",),
    ),
    "a quarter in a monthly series": (
        changed(MONTHLY, "2022-03,", "2022-01/2022-03,"),
        (f"{MONTHLY}, line 4: 2022-01/2022-03 is not a month", "give one row a month"),
    ),
    "a year in a monthly series": (changed(MONTHLY, "2022-03,", "2022,"), (f"{MONTHLY}, line 4: 2022 is not a month",)),
    "the same flow on two lines": (
        changed(ANNUAL, "ALP,BET,2022,", "ALP,BET,2021,"),
        (f"{ANNUAL}, line 4: the same flow as data/{ANNUAL}, line 2", "keep one of the two rows"),
    ),
    "a heading without its zero": (
        with_code("901"),
        (f"{PRODUCTS}, line 5: HS 901 is not a code", "2 or 4 or 6 digits", "write 0901 if it lost its leading zero"),
    ),
    "a chapter without its zero": (with_code("9"), (f"{PRODUCTS}, line 5: HS 9 is not a code", "write 09 if")),
    "a subheading without its zero": (with_code("90111"), (f"{PRODUCTS}, line 5: HS 90111 is not a code",)),
    "a code with a point": (with_code("84.11"), (f"{PRODUCTS}, line 5: HS 84.11 is not a code",)),
    "eight digits of the HS": (with_code("84118100"), (f"{PRODUCTS}, line 5: HS 84118100 is not a code", "correct it")),
    "a line without its zero": (
        with_line("1012100"),
        (f"{PRODUCTS}, line 5: CN 1012100 is not a code", "8 digits", "write 01012100 if it lost its leading zero"),
    ),
    "a code of a document": (
        changed(PAGE_FILE, "code: '2709'", "code: '709'"),
        (f"{PAGE_FILE}, line 24, figure imports-decade: commodity: HS 709 is not a code", "write 0709"),
    ),
    "a chapter of the list": (
        changed("reference/hs_chapters.csv", "27,energy", "7,energy"),
        ("reference/hs_chapters.csv, line 2: HS 7 is not a code", "write 07"),
    ),
    "a code of the list of names": (
        changed("reference/commodities.csv", "HS,8802", "HS,802"),
        ("reference/commodities.csv, line 4: HS 802 is not a code", "write 0802"),
    ),
    "a period against the phrase": (
        stated("3 millions de dollars en 2021"),
        (f"{PAGE_FILE}, line 11, figure trade-2022: ", "is about 2021, but the document gives 2022", "correct the one"),
    ),
    "a part of a year against the phrase": (
        changed(SPEECH_FILE, "1.65 million dollars", "1.65 million dollars in January-September 2022"),
        (f"{SPEECH_FILE}, line 12, figure trade-2022: ", "is about 2022-01/2022-09, but the document gives 2022"),
    ),
    "rounded without bounds": (
        changed(PAGE_FILE, EXPLICIT, "{value: 25, bound: rounded"),
        (f"{PAGE_FILE}, line 32: figures.imports-decade.explicit: rounded needs low and high",),
    ),
    "about with one bound": (
        changed(PAGE_FILE, EXPLICIT, "{value: 25, low: 20, bound: about"),
        (f"{PAGE_FILE}, line 32", "about needs low and high: give both ends"),
    ),
    "at least with both ends": (
        changed(PAGE_FILE, EXPLICIT, "{value: 25, low: 20, high: 30, bound: at_least"),
        (f"{PAGE_FILE}, line 32", "at_least limits one side: give low and leave the other out"),
    ),
    "at most without its end": (
        changed(PAGE_FILE, EXPLICIT, "{low: 20, bound: at_most"),
        (f"{PAGE_FILE}, line 32", "at_most limits one side: give high and leave the other out"),
    ),
    "exact with a width": (
        changed(PAGE_FILE, EXPLICIT, "{value: 25, low: 20, high: 30, bound: exact"),
        (f"{PAGE_FILE}, line 32", "exact has no other low and high than its value"),
    ),
    "a fall that is printed as one": (
        changed(SPEECH_FILE, "    as_stated: 10%\n", "    as_stated: -10%\n    fall: true\n"),
        (f"{SPEECH_FILE}, line 18, figure growth-2022: '-10%' reads as a fall already: leave fall out",),
    ),
    "a fall of a level": (
        changed(
            SPEECH_FILE,
            "    reporter: ALP\n    period_as_stated",
            "    reporter: ALP\n    fall: true\n    period_as_stated",
        ),
        (f"{SPEECH_FILE}, line 12: figures.trade-2022: fall turns the sign of a growth and this is a trade_value",),
    ),
    "a deficit as trade": (
        stated("un déficit de 3 millions de dollars"),
        (f"{PAGE_FILE}, line 11, figure trade-2022: ", "speaks of a déficit: its measure is balance"),
    ),
    "a deficit given above zero": (
        stated(
            "un déficit de trois millions",
            "explicit: {value: 3e+6, low: 2.5e+6, high: 3.5e+6, bound: rounded, unit: USD, reason: in words}",
            measure="balance",
        ),
        (f"{PAGE_FILE}, line 11", "names a déficit but explicit is above zero: give it below zero"),
    ),
    "a forecast as a fact": (
        changed(SPEECH_FILE, "1.65 million dollars", "will reach 1.65 million dollars"),
        (f"{SPEECH_FILE}, line 12, figure trade-2022: ", "what is to come ('will')", "give nature: target, forecast"),
    ),
    "a year that had not ended": (
        changed(SPEECH_FILE, "period_as_stated: last year", "period: '2023'"),
        (
            f"{SPEECH_FILE}, line 12, figure trade-2022: its period 2023 ends after the document (2023-11-01): ",
            "give nature: target, forecast, or fact where it is one",
        ),
    ),
    "the same page under another name": (
        copied(SPEECH_FILE, "2023-11-01-once-more"),
        (
            f"2023-11-01-once-more.yaml, line 11: the same publisher, date and figures as {SPEECH_FILE}",
            "delete one, or say in `edition`",
        ),
    ),
    "a key given twice": (
        changed(SPEECH_FILE, "    measure: growth\n", "    measure: growth\n    measure: share\n"),
        (f"{SPEECH_FILE}, line 21: measure is given twice",),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_mistake_is_refused_in_one_line(name: str, world: DataPaths) -> None:
    spoil, words = REFUSED[name]
    spoil(world)
    with pytest.raises(TradeError) as fault:
        build(world)
    message = str(fault.value)
    assert "\n" not in message
    assert [word for word in words if word not in message] == [], message
    assert not world.tables.exists()


def statement(world: DataPaths, name: str = f"{PAGE}.trade-2022") -> pd.Series:
    build(world)
    rows = pd.read_parquet(world.tables / "statements.parquet")
    return rows.set_index("statement_id").loc[name]


def test_a_phrase_that_prints_its_period_needs_no_other(world: DataPaths) -> None:
    stated("3 millions de dollars en 2021", period="note: its period is printed")(world)
    row = statement(world)
    assert (row["period_start"], row["period_end"]) == (date(2021, 1, 1), date(2021, 12, 31))


def test_a_phrase_and_a_document_that_agree_on_the_period_are_read(world: DataPaths) -> None:
    stated("3 millions de dollars en 2022")(world)
    assert statement(world)["period_start"] == date(2022, 1, 1)


@pytest.mark.parametrize("word", ["déficit", "deficit"])
def test_a_deficit_is_below_zero(word: str, world: DataPaths) -> None:
    stated(f"un {word} de 3 millions de dollars", measure="balance")(world)
    row = statement(world)
    assert (row["value"], row["low"], row["high"]) == (-3e6, -3.5e6, -2.5e6)


def test_a_deficit_printed_with_a_minus_is_below_zero_once(world: DataPaths) -> None:
    stated("un déficit de -3 millions de dollars", measure="balance")(world)
    assert statement(world)["value"] == -3e6


def test_a_deficit_of_more_than_an_amount_is_at_most_its_negative(world: DataPaths) -> None:
    stated("un déficit de plus de 3 millions de dollars", measure="balance")(world)
    row = statement(world)
    assert (row["bound"], row["high"]) == ("at_most", -3e6)
    assert pd.isna(row["low"])


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        (Language.EN, "a trade deficit of $3 million"),
        (Language.FR, "un solde déficitaire de 3 millions"),
        (Language.RU, "дефицит торговли"),
        (Language.KK, "сауда тапшылығы"),
        (Language.DE, "Handelsdefizit"),
        (Language.IT, "un disavanzo"),
        (Language.PL, "deficyt handlowy"),
        (Language.UK, "дефіцит"),
        (Language.UZ, "defitsit"),
        (Language.AZ, "kəsir"),
    ],
)
def test_a_deficit_is_known_in_every_language(language: Language, phrase: str) -> None:
    assert word_of_deficit(phrase, language)


def test_growth_over_several_years_has_no_base_unless_given(world: DataPaths) -> None:
    replace(
        world.statements / f"{SPEECH}.yaml",
        "    reporter: ALP\n    period: '2022'\n    locator: paragraph 1",
        ("    reporter: ALP\n    period: 2019/2022\n    locator: paragraph 1"),
    )
    assert pd.isna(statement(world, f"{SPEECH}.growth-2022")["base_period_start"])
    replace(world.statements / f"{SPEECH}.yaml", "period: 2019/2022", "period: 2019/2022\n    base_period: 2015/2018")
    assert statement(world, f"{SPEECH}.growth-2022")["base_period_start"] == date(2015, 1, 1)


def test_a_target_is_compared_with_nothing_and_implies_nothing(world: DataPaths) -> None:
    build(world)
    before = {name: pd.read_parquet(world.tables / f"{name}.parquet") for name in ("checks", "derived")}
    target = f"{SPEECH}.trade-2022"
    assert any(target in ids for ids in before["checks"]["subject_ids"])
    assert any(target in ids for ids in before["derived"]["inputs"])
    replace(
        world.statements / f"{SPEECH}.yaml",
        "    measure: trade_value\n",
        "    measure: trade_value\n    nature: target\n",
    )
    assert statement(world, target)["nature"] == "target"
    after = {name: pd.read_parquet(world.tables / f"{name}.parquet") for name in before}
    assert not any(target in ids for ids in after["checks"]["subject_ids"])
    assert not any(target in ids for ids in after["derived"]["inputs"])


AHEAD = {
    Language.EN: (
        *("to reach 10 billion by 2030", "expected to exceed $5 billion", "will amount to $4 billion", "could double"),
        *("a target of 10 billion", "set to grow by 5%", "planned 5 billion", "forecast at 5%"),
    ),
    Language.FR: (
        *("atteindra 10 milliards", "devrait atteindre 5 milliards", "objectif de 10 milliards", "va doubler"),
        *("d’ici à 2030, 10 milliards", "franchira 5 milliards", "une prévision de 5 %", "pour atteindre 10 milliards"),
    ),
    Language.RU: (
        *("составит к концу года 5 млрд", "достигнет 10 млрд", "планируется довести до 10 млрд", "вырастет на 5%"),
        *("ожидается 5 млрд", "прогноз 5 млрд", "увеличится на 5%", "может составить 5 млрд"),
    ),
    Language.KK: ("10 млрд долларға жетеді", "10 млрд долларға жеткізу", "5 пайызға артады", "болжам 5 млрд"),
    Language.DE: ("soll 10 Milliarden erreichen", "voraussichtlich 5 Mrd"),
    Language.IT: ("raggiungerà 10 miliardi", "entro il 2030"),
    Language.PL: ("ma osiągnąć 10 mld", "prognoza 5 mld"),
    Language.UK: ("досягне 10 млрд", "очікується 5 млрд"),
    Language.UZ: ("10 mlrd dollarga yetadi",),
    Language.AZ: ("10 milyarda çatacaq",),
}
BEHIND = {
    Language.EN: (
        "reached 4 billion",
        "up to $4 billion",
        "in May 2023",
        "rose to $4 billion",
        "amounted to $3 billion",
    ),
    Language.FR: ("a atteint 4 milliards", "ont dépassé 4 milliards", "s’élevait à 4 milliards", "par an", "soit 3 %"),
    Language.RU: ("составил 5 млрд", "достиг 4 млрд", "вырос на 5%", "увеличился", "превысил 5 млрд", "в целом 5 млрд"),
    Language.KK: ("5 млрд доллар болды", "5 млрд долларға жетті", "5 пайызға артты", "өсті", "құрады"),
}


@pytest.mark.parametrize("language", list(Language))
def test_words_of_what_is_to_come_are_known_in_every_language(language: Language) -> None:
    assert [phrase for phrase in AHEAD[language] if word_ahead(phrase, language) is None] == []


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_words_of_what_has_been_are_no_forecast(language: Language) -> None:
    assert [phrase for phrase in BEHIND[language] if word_ahead(phrase, language)] == []


def test_a_page_at_one_address_is_one_document_unless_its_editions_differ(world: DataPaths) -> None:
    address = "url: https://www.betaland.example/trade/"
    replace(world.statements / f"{PAGE}.yaml", "language: fr\n", f"language: fr\n{address}\n")
    other = ("3 millions de dollars", "4 millions de dollars")
    moved = (address, "url: http://betaland.example/trade?utm_source=mail#top")
    copied(PAGE_FILE, "undated-second-page", other, moved)(world)
    with pytest.raises(TradeError, match=r"line 8: the same address as statements/undated-betaland-page\.yaml"):
        build(world)
    for name, edition in ((PAGE, "2021"), ("undated-second-page", "2022")):
        replace(world.statements / f"{name}.yaml", "language: fr\n", f"language: fr\nedition: '{edition}'\n")
    assert build(world).rows["documents"] == 3


@pytest.mark.parametrize("file", [ANNUAL, SPEECH_FILE, "official/alp-annual.yaml", "reference/countries.csv"])
def test_a_byte_order_mark_is_skipped(file: str, world: DataPaths) -> None:
    path = world.root / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert build(world).rows["flows"] == 20


@pytest.mark.parametrize(
    ("given", "kept"), [("2023", "2023"), ("2023-06-01", "2023-06-01"), ("2019 to 2023", "2019 to 2023")]
)
def test_a_sidecar_is_published_on_a_bare_year_or_date(given: str, kept: str, world: DataPaths) -> None:
    edit(world.official / "alp-annual.yaml", lambda text: text.replace("'2023'", given))
    build(world)
    sources = pd.read_parquet(world.tables / "sources.parquet").set_index("source_id")
    assert sources.loc["alp-annual", "published"] == kept


def test_a_bare_year_in_a_judgement_or_a_constant_is_the_year(world: DataPaths) -> None:
    replace(world.reference / "corrections.yaml", "period: '2021'", "period: 2021")
    assert build(world).rejected == (
        ("data/official/bet-products.csv, line 2", "bet-2021-chapter-27: a thousand times too large"),
    )


def test_an_earlier_value_of_a_part_of_a_year_is_refused() -> None:
    with pytest.raises(TradeError, match="2022-01/2022-09 is not a whole year, and the series is annual"):
        flow_key("alp-annual:ALP:ALP-BET:HS-TOTAL:2022-01/2022-09", "data/reference/revisions.csv, line 2")


@pytest.mark.parametrize(
    "span", [("2022-01-01", "2022-09-30"), ("2021-07-01", "2022-06-30"), ("2022-03-01", "2022-03-31")]
)
def test_no_table_holds_an_annual_row_of_another_span(span: tuple[str, str], built_world: Built) -> None:
    frames = {name: conform(name, frame) for name, frame in built_world.tables.items()}
    annual = frames["flows"]["freq_code"].eq("A")
    start, end = (date.fromisoformat(day) for day in span)
    frames["flows"] = frames["flows"].assign(
        period_start=frames["flows"]["period_start"].mask(annual, start),
        period_end=frames["flows"]["period_end"].mask(annual, end),
    )
    with pytest.raises(TradeError, match="an annual row is a year, a monthly one a month"):
        validate(frames)
