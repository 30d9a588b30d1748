"""Hand-kept files written to break the build: each is refused in one line with file, line and remedy, and in time."""

import subprocess
import sys
from pathlib import Path

import pytest

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.pipeline import outdated
from etl.sources.series import read_official
from etl.sources.statements import read_documents
from tests.world import PAGE, REPOSITORY, SPEECH, replace

TITLE = "title: A speech that was never held\n"
PUBLISHED = "published: '2023-11-01'\n"
BOMB = "title: x\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "a day that no calendar has": (PUBLISHED, "published: 2023-02-30\n", "2023-02-30 is no day of the calendar"),
    "a number of many digits": (PUBLISHED, f"published: {'9' * 5000}\n", "a number of 5000 digits"),
    "references within references": (TITLE, BOMB, "write it out"),
    "a merge of mappings": (TITLE, "title: &t x\nbase: &b {a: 1}\nother: {<<: *b}\n", "write it out"),
    "lists within lists": (TITLE, f"title: {'[' * 100_000}\n", "nested more than 20 deep"),
    "a key given twice": (TITLE, f"{TITLE}title: another\n", "title is given twice"),
    "a control character": (TITLE, 'title: "a\\u0007b"\n', "U+0007"),
    "a null character": (TITLE, 'title: "a\\0b"\n', "U+0000"),
    "a control character as such": (TITLE, "title: a\x07b\n", "holds the character U+0007"),
    "a reversing mark": (TITLE, "title: 'a\u202eb'\n", "U+202E"),
    "a private character": (TITLE, "title: 'a\ue000b'\n", "U+E000"),
    "a tag of a program": (TITLE, "title: !!python/object/apply:os.system [ls]\n", "has a tag"),
    "binary data": (TITLE, "title: !!binary aGVsbG8=\n", "has a tag"),
    "a file of a megabyte": (TITLE, f"title: {'x' * 1_100_000}\n", "longer than 1,000,000 characters"),
    "a title of a book": (TITLE, f"title: {'x' * 3000}\n", "at most 2000 characters"),
    "a number without end": ("as_stated: 10%\n", "as_stated: 10%\n    explicit: {value: .inf}\n", "finite"),
}
ADDRESSES = (
    "www.insee.fr",
    "javascript:alert(1)",
    "ftp://insee.fr/x",
    "//insee.fr",
    "http://",
    "data:text/html,x",
    "https:// x",
    "https:///insee.fr",
    "https://insee.fr@evil.example",
    "https://[::1",
)


def refused(paths: DataPaths) -> str:
    with pytest.raises(DataFileError) as fault:
        read_documents(paths)
    message = str(fault.value)
    assert "\n" not in message
    assert len(message) < 600
    assert message.startswith(f"data/statements/{SPEECH}.yaml")
    return message


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_document_is_refused_in_one_line(world: DataPaths, case: str) -> None:
    old, new, reason = HOSTILE[case]
    replace(world.statements / f"{SPEECH}.yaml", old, new)
    message = refused(world)
    assert reason in message
    assert ", line " in message or "longer than" in message


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_one_that_a_browser_opens(world: DataPaths, address: str) -> None:
    replace(world.statements / f"{SPEECH}.yaml", TITLE, f"{TITLE}url: '{address}'\n")
    assert "write it from http:// or https:// on" in refused(world)


def test_an_address_of_a_series_is_one_too(world: DataPaths) -> None:
    replace(world.official / "alp-annual.yaml", "https://alpland.example", "javascript:alert(1)")
    with pytest.raises(DataFileError, match=r"alp-annual\.yaml, line \d+: url: .* is no public address"):
        read_official(world)


def test_a_control_character_in_a_table_is_refused(world: DataPaths) -> None:
    replace(world.official / "alp-annual.csv", "ALP,BET,2021", "ALP,BET\x07,2021")
    with pytest.raises(DataFileError, match=r"alp-annual\.csv, line 2: holds the character U\+0007"):
        read_official(world)


@pytest.mark.parametrize("end", ["\\r", "\\n", "\\r\\n", "\\t", "\\u2028"])
def test_a_line_end_within_a_name_is_a_space(world: DataPaths, end: str) -> None:
    replace(world.statements / f"{SPEECH}.yaml", TITLE, f'title: "A speech{end}never held"\n')
    speech = next(document for document in read_documents(world) if document.document_id == SPEECH)
    assert speech.title == "A speech never held"


@pytest.mark.parametrize("name", ["official/alp-annual.csv", f"statements/{SPEECH}.yaml"])
@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_a_file_may_have_the_line_ends_of_any_system(world: DataPaths, name: str, end: bytes) -> None:
    before = read_official(world), read_documents(world)
    path = world.root / name
    path.write_bytes(path.read_bytes().replace(b"\n", end))
    assert (read_official(world), read_documents(world)) == before


def test_a_start_names_a_folder_in_place_of_a_file(world: DataPaths) -> None:
    (world.statements / "2024-folder.yaml").mkdir()
    with pytest.raises(DataFileError, match=r"^data/statements/2024-folder\.yaml: Is a directory: make it a file"):
        outdated(world)


def test_a_folder_in_place_of_a_file_is_refused(world: DataPaths) -> None:
    (world.statements / "2024-folder.yaml").mkdir()
    with pytest.raises(DataFileError, match=r"2024-folder\.yaml: Is a directory"):
        read_documents(world)


@pytest.mark.parametrize("case", ["lists within lists", "references within references"])
def test_a_hostile_document_ends_the_build_with_status_1(world: DataPaths, case: str) -> None:
    old, new, reason = HOSTILE[case]
    replace(world.statements / f"{PAGE}.yaml", "title: A page that was never printed\n", new)
    del old
    build = subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=REPOSITORY,
        env={"TRADE_DATA": str(world.root), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert build.returncode == 1
    assert reason in build.stderr.splitlines()[-1]
    assert not Path(world.tables).exists()
