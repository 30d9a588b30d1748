"""`translations.csv`: texts of the data in other languages, each fault with its file and line."""

import pytest

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.translations import TextTranslation, read_translations

GOOD = 'text,language,en,fr\ncrude oil,en,,pétrole brut\n"Le vent, le sable",fr,"The wind, the sand",\nGazette,mul,,\n'


def written(world: DataPaths, text: str) -> DataPaths:
    (world.reference / "translations.csv").write_text(text, encoding="utf-8")
    return world


def test_rows_keep_texts_as_they_stand(world: DataPaths) -> None:
    file = read_translations(written(world, GOOD))
    assert file.languages == ("en", "fr")
    assert file.shown == "data/reference/translations.csv"
    assert file.rows == (
        TextTranslation("crude oil", "en", {"fr": "pétrole brut"}, 2),
        TextTranslation("Le vent, le sable", "fr", {"en": "The wind, the sand"}, 3),
        TextTranslation("Gazette", "mul", {}, 4),
    )


def test_a_further_language_is_a_further_column(world: DataPaths) -> None:
    file = read_translations(written(world, "text,language,en,fr,kk\ncrude oil,en,,pétrole brut,шикі мұнай\n"))
    assert file.languages == ("en", "fr", "kk")
    assert file.rows[0].translations["kk"] == "шикі мұнай"


def test_a_data_folder_may_have_no_translations(world: DataPaths) -> None:
    file = read_translations(world)
    assert (file.rows, file.languages) == ((), ())


FAULTS = {
    "a header that does not begin with text": ("language,text,en,fr\n", "line 1: columns must be text,language and"),
    "no language": ("text,language\n", "line 1: columns must be text,language and"),
    "an unknown column": ("text,language,en,xx\n", "each once, not xx: correct the header"),
    "a column twice": ("text,language,fr,fr\n", "each once, not fr: correct the header"),
    "an unknown language": ("text,language,en,fr\noil,eng,,pétrole\n", "line 2: unknown language 'eng': write one of"),
    "no own language": ("text,language,en,fr\noil,,,pétrole\n", "line 2: unknown language '': write one of"),
    "no text": ("text,language,en,fr\n,en,,pétrole\n", "line 2: no text: write it as it stands in the data"),
    "a text twice": (
        "text,language,en,fr\noil,en,,pétrole\ngas,en,,gaz\noil,en,,huile\n",
        "line 4: the text of line 2 again: keep one line",
    ),
    "its own language translated": (
        "text,language,en,fr\noil,en,crude,pétrole\n",
        "line 2: en is the text's own language: leave that column empty",
    ),
    "the same everywhere and translated": (
        "text,language,en,fr\nGazette,mul,,Journal\n",
        "line 2: mul says that the text is the same in every language: leave fr empty",
    ),
    "a control character": ("text,language,en,fr\noil,en,,pé\x07trole\n", "line 2: holds the character U+0007"),
    "a mark that reverses": ("text,language,en,fr\n\u202eoil,en,,pétrole\n", "line 2: holds the character U+202E"),
    "a field too many": ("text,language,en,fr\noil,en,,pétrole, brut\n", "line 2: 5 fields where the header has 4"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_name_file_and_line(world: DataPaths, case: str) -> None:
    text, words = FAULTS[case]
    with pytest.raises(DataFileError) as fault:
        read_translations(written(world, text))
    assert str(fault.value).startswith("data/reference/translations.csv, line ")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)
