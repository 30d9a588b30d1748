"""The table of translations: every text that readers see, in every language, and what stands nowhere is refused."""

import pandas as pd
import pytest

from etl.model.codes import EVERY_LANGUAGE
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.pipeline import build
from etl.sources.translations import TextTranslation, TranslationFile
from etl.transform.translations import data_texts, missing_translations, translation_rows
from tests.world import PAGE, SPEECH, Built

PLACE = f"data/statements/{PAGE}.yaml, commodity_label of {PAGE}.imports-decade"


def rows(built: Built, *listed: TextTranslation, languages: tuple[str, ...] = ("en", "fr")) -> pd.DataFrame:
    return translation_rows(TranslationFile(listed, languages, "data/reference/translations.csv"), built.tables)


def cell(table: pd.DataFrame, text: str, reader: str) -> tuple[str | None, str | None]:
    (row,) = table[table["text"].eq(text) & table["reader_language"].eq(reader)].to_dict("records")
    return row["text_language"], row["translation"]


def test_every_text_has_a_row_a_language(built_world: Built) -> None:
    table = rows(built_world)
    assert {found.text for found in data_texts(built_world.tables)} == set(table["text"])
    assert len(table) == 2 * table["text"].nunique()
    assert not table.duplicated(["text", "reader_language"]).any()


def test_what_readers_see_is_there_and_codes_and_dates_are_not(built_world: Built) -> None:
    texts = {found.text for found in data_texts(built_world.tables)}
    assert {"crude oil", "A. Speaker", "line 1", "wind park", "State Grid", "Alpland", "Betaland"} <= texts
    assert {"A page that was never printed", "Synthetic Customs of Betaland", "the weight of the same row"} <= texts
    assert not {"Alpland; Betaland", "2023", "n.d.", "windy", "A school"} & texts


def test_a_text_is_read_in_its_own_language_and_in_those_it_was_translated_into(built_world: Built) -> None:
    listed = (
        TextTranslation("crude oil", "en", {"fr": "pétrole brut"}, 2),
        TextTranslation("A page that was never printed", "de", {"en": "translated"}, 3),
        TextTranslation("Synthetic Ministry", EVERY_LANGUAGE, {}, 4),
    )
    table = rows(built_world, *listed)
    assert [cell(table, "crude oil", reader) for reader in ("en", "fr")] == [
        ("en", "crude oil"),
        ("en", "pétrole brut"),
    ]
    title = "A page that was never printed"
    assert [cell(table, title, reader) for reader in ("en", "fr")] == [("de", "translated"), ("de", None)]
    assert {cell(table, "Synthetic Ministry", reader)[1] for reader in ("en", "fr")} == {"Synthetic Ministry"}


def test_the_language_of_an_unlisted_text_is_told_where_the_data_tell_it(built_world: Built) -> None:
    table = rows(built_world)
    assert cell(table, "crude oil", "fr") == ("en", None)  # the editors write English
    assert cell(table, "A speech that was never held", "fr") == ("en", None)  # an English document
    assert cell(table, "A page that was never printed", "fr") == (None, None)  # in English or as printed in French


def test_a_further_language_has_rows_too(built_world: Built) -> None:
    table = rows(built_world, languages=("en", "fr", "kk"))
    assert set(table["reader_language"]) == {"en", "fr", "kk"}


def test_a_text_that_stands_nowhere_is_refused_with_its_line(world: DataPaths) -> None:
    text = "text,language,en,fr\ncrude oil,en,,pétrole brut\ncrude oils,en,,pétroles bruts\n"
    (world.reference / "translations.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as fault:
        build(world)
    assert str(fault.value) == (
        "data/reference/translations.csv, line 3: 'crude oils' stands nowhere in the data: correct it to the text it "
        "translates, or delete the line"
    )
    assert not world.tables.exists()


def test_what_is_missing_is_listed_by_language_with_its_places(built_world: Built) -> None:
    listed = (TextTranslation("A. Speaker", "mul", {}, 2), TextTranslation("crude oil", "fr", {}, 3))
    missing = missing_translations(built_world.tables | {"translations": rows(built_world, *listed)})
    assert missing.columns.tolist() == ["language", "text", "places"]
    assert list(zip(missing["language"], missing["text"], strict=True)) == sorted(
        zip(missing["language"], missing["text"], strict=True)
    )
    places = {(row.language, row.text): row.places for row in missing.itertuples()}
    assert places["en", "crude oil"] == [PLACE]
    assert ("fr", "crude oil") not in places
    assert "A. Speaker" not in set(missing["text"])
    assert places["fr", "Alpland"] == [f"data/statements/{SPEECH}.yaml, parties of {SPEECH}.school-2023"]
    title = "Trade of Alpland by partner (synthetic)"
    assert places["fr", title] == ["data/official/alp-annual.yaml, title of alp-annual"]


def test_places_in_the_reference_lists_and_in_the_program(built_world: Built) -> None:
    places = {found.place.partition(",")[0] for found in data_texts(built_world.tables)}
    assert {"data/reference/corrections.yaml", "data/reference/caveats.yaml"} <= places
    assert {"etl/transform/exchange_rates.py", "etl/transform/statements.py"} <= places


def test_the_table_is_published_whole(real: Built) -> None:
    table = real.tables["translations"]
    assert table["translation"].notna().all()
    assert missing_translations(real.tables).empty
    french = table[table["reader_language"].eq("fr")].set_index("text")["translation"]
    assert french["crude oil"] == "pétrole brut"
    assert french["Astana Times"] == "Astana Times"
