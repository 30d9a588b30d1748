"""A language to read is one module, found by its name; what it lacks is named when the command line starts."""

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from etl import __main__ as command_line
from etl import phrases
from etl.model.codes import Language
from etl.phrases import languages
from etl.phrases.languages import READ_LANGUAGES, language_faults, wording_of
from etl.phrases.wording import word_ahead


def test_every_language_has_its_module_and_four_are_read_whole() -> None:
    assert language_faults() == []
    assert READ_LANGUAGES == (Language.EN, Language.FR, Language.RU, Language.KK)
    assert all(wording_of(language) for language in Language)


def test_what_a_module_lacks_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(languages._PIECES, "fr", languages._PIECES["fr"] - {"MONTHS", "BASES"})
    monkeypatch.setitem(languages._PIECES, "de", {"AHEAD"})
    monkeypatch.setitem(languages._PIECES, "xx", {"AHEAD", "DEFICIT", "SURPLUS"})
    monkeypatch.delitem(languages._PIECES, "az")
    faults = language_faults()
    assert faults[0].endswith("has no az.py")
    assert any("fr.py lacks BASES, MONTHS: its phrases are not read" in fault for fault in faults)
    assert any("de.py lacks DEFICIT, SURPLUS" in fault for fault in faults)
    assert any("xx.py is of no code of Language" in fault for fault in faults)
    assert word_ahead("wird steigen", Language.DE) is None
    monkeypatch.setattr(command_line, "cli", lambda: None)
    command_line.main()
    assert capsys.readouterr().err.splitlines() == [f"warning: {fault}" for fault in faults]


def modules() -> list[ModuleType]:
    names = sorted(path.stem for path in Path(phrases.__path__[0]).glob("*.py") if path.stem != "__init__")
    return [import_module(f"etl.phrases.{name}") for name in names]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_no_table_of_the_reader_is_keyed_by_language(module: ModuleType) -> None:
    keyed = [name for name, value in vars(module).items() if isinstance(value, dict) and set(value) & {*Language}]
    assert keyed == []
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert set(re.findall(r"Language\.([A-Z]{2})\b", source)) <= {"EN", "FR"}  # English infinitives, French billions
