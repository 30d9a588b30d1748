"""The reader of documents: what it gives, and how it refuses a faulty file."""

import pytest

from etl.model.codes import Bound, Measure, Per, Role, Unit
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.statements import read_documents
from tests.world import PAGE, SPEECH, replace


def refused(paths: DataPaths) -> str:
    with pytest.raises(DataFileError) as fault:
        read_documents(paths)
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_documents_as_written(world: DataPaths) -> None:
    speech, page = read_documents(world)
    assert (speech.document_id, page.document_id) == (SPEECH, PAGE)
    assert [f.id for f in speech.figures] == ["trade-2022", "growth-2022", "export-share-2022", "companies"]
    assert speech.figures[0].measure is Measure.TRADE_VALUE
    assert speech.figures[0].per is Per.PERIOD
    assert [m.role for m in speech.sectors] == [Role.EXISTING, Role.PRIORITY]
    assert speech.agreements[0].parties == ("Alpland", "Betaland")
    assert page.published == "n.d."
    given = page.figures[2].explicit
    assert given is not None
    assert (given.value, given.low, given.high, given.bound, given.unit) == (25, 20, 30, Bound.ABOUT, Unit.PERCENT)


def test_malformed_yaml_names_the_line(world: DataPaths) -> None:
    replace(world.statements / f"{SPEECH}.yaml", "language: en\n", "language: en\n  speaker: [\n")
    message = refused(world)
    assert message.startswith(f"data/statements/{SPEECH}.yaml, line ")
    assert message.endswith(": correct the YAML there")


def test_every_fault_of_a_file_is_named_at_once(world: DataPaths) -> None:
    path = world.statements / f"{SPEECH}.yaml"
    replace(path, "measure: count", "measure: heads")
    replace(path, "basis: official_speech\n", "")
    message = refused(world)
    assert message.startswith(
        f"data/statements/{SPEECH}.yaml, line 1: basis: Field required; line 34: figures.companies.measure: "
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (SPEECH, "id: growth-2022", "id: trade-2022", "duplicate figure id trade-2022: make each unique"),
        (SPEECH, "document_id: 2023-11-01-alpland-speech", "document_id: other", "'other' is not the file's name"),
        (SPEECH, "    importer: BET\n", "", "figures.export-share-2022: give exporter and importer together"),
        (SPEECH, "    share_of: pair_trade\n", "", "figures.export-share-2022: a share or ratio needs share_of"),
        (
            SPEECH,
            "    period_as_stated: last year\n",
            "    period_as_stated: last year\n    period: '2022'\n",
            "not both",
        ),
        (SPEECH, "    as_stated: 1.65 million dollars\n", "", "figures.trade-2022.as_stated: Field required"),
        (
            SPEECH,
            "    as_stated: 10%\n    measure",
            "    as_stated: 10%\n    colour: red\n    measure",
            "growth-2022.colour",
        ),
        (SPEECH, "source_kind: statement", "source_kind: customs", "source_kind of a document is statement or press"),
        (SPEECH, "published: '2023-11-01'", "published: yesterday", "published: "),
        (SPEECH, "pair: ALP-BET", "pair: Alpland", "pair: "),
        (PAGE, "language: fr", "language: xx", "language: "),
        (PAGE, "{value: 25, low: 20, high: 30, bound: about", "{bound: about", "needs value, low or high"),
        (PAGE, "{value: 25, low: 20, high: 30, bound: about", "{low: 20, bound: range", "range needs low and high"),
        (PAGE, "low: 20, high: 30", "low: 30, high: 20", "explicit: low 30.0, value 25.0, high 20.0 are not in order"),
        (PAGE, "value: 25, low: 20", "value: 35, low: 20", "low 20.0, value 35.0, high 30.0 are not in order"),
    ],
)
def test_faults_name_file_and_field(world: DataPaths, name: str, old: str, new: str, words: str) -> None:
    replace(world.statements / f"{name}.yaml", old, new)
    message = refused(world)
    assert message.startswith(f"data/statements/{name}.yaml")
    assert words in message


def test_a_file_in_another_encoding(world: DataPaths) -> None:
    path = world.statements / f"{SPEECH}.yaml"
    path.write_bytes(path.read_bytes() + b"note: \xe9t\xe9\n")
    assert "is not UTF-8: save the file as UTF-8" in refused(world)


def test_no_documents(world: DataPaths) -> None:
    for path in world.statements.iterdir():
        path.unlink()
    assert refused(world) == "data/statements: no document found: add one YAML file per document"
