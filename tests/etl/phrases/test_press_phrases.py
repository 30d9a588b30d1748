"""Press phrases that were written down before the lists of words grew: none is misread, few are refused.

`press_phrases.csv` has the columns of `phrase_set.csv`; its `error` says in a word why a phrase must be refused. Of
each language every fourth row is held back: lists are not grown for it, so that it tells the rate on unseen phrases.
`press_idioms.csv` was written after the lists, to try them: it tells what is refused of the idioms of the press.
"""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from etl.model.codes import Language
from etl.model.errors import PhraseError
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.reader import as_json, read_phrase


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()))


ROWS, IDIOMS = _rows("press_phrases.csv"), _rows("press_idioms.csv")
_HELD_BACK = 4
_NUMBERS = ("value", "low", "high")


def outcome(row: dict[str, str]) -> str:
    """exact, refused (though it has a reading), rightly refused, or wrong; telling nothing counts as a refusal."""
    try:
        found: dict[str, str | float | int | None] = as_json(
            read_phrase(row["phrase"], Language(row["language"]), date.fromisoformat(row["published"]))
        )
    except PhraseError:
        found = {"kind": "none"}
    if found["kind"] == "none":
        return "rightly refused" if row["error"] else "refused"
    if row["error"]:
        return "wrong"
    numbers = all(found[name] == (pytest.approx(float(row[name])) if row[name] else None) for name in _NUMBERS)
    codes = all(str(found[name] or "") == row[name] for name in found if name not in (*_NUMBERS, "decimals"))
    decimals = "" if found["decimals"] is None else str(found["decimals"])
    return "exact" if numbers and codes and decimals == row["decimals"] else "wrong"


def held_back(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Every fourth row of each language."""
    by_language: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_language[row["language"]].append(row)
    return [row for part in by_language.values() for row in part[_HELD_BACK - 1 :: _HELD_BACK]]


@pytest.mark.parametrize("row", [*ROWS, *IDIOMS], ids=lambda row: f"{row['language']}-{row['phrase']}")
def test_press_phrase_is_never_misread(row: dict[str, str]) -> None:
    assert outcome(row) != "wrong"


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_few_press_phrases_are_refused(language: Language) -> None:
    rows = [row for row in ROWS if row["language"] == language]
    assert len(rows) >= 100
    for part in (rows, held_back(rows)):
        counts = Counter(map(outcome, part))
        assert counts["refused"] <= 0.05 * len(part), counts


def test_most_idioms_are_read() -> None:
    counts = Counter(map(outcome, IDIOMS))
    assert counts["refused"] <= 0.1 * len(IDIOMS), counts


def test_refusals_are_named_by_kind() -> None:
    kinds = {row["error"] for row in ROWS if row["error"]}
    assert {"negation", "forecast", "target", "vague", "a fraction", "a season", "a subject"} <= kinds
