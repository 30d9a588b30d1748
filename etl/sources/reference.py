"""Hand-kept code lists: countries, sectors, commodity codes, companies, with the judgements; unknown codes raise."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl.model.codes import ALL_GOODS
from etl.model.errors import DataFileError, UnknownCodeError
from etl.model.paths import DataPaths
from etl.sources.csv_file import read_csv
from etl.sources.judgements import (
    Allowance,
    AllowanceFile,
    Caveat,
    CaveatFile,
    Correction,
    CorrectionFile,
    Grouping,
    GroupingFile,
)
from etl.sources.yaml_file import Model, read_model

_LEVELS = {2: "chapter", 4: "heading", 6: "subheading", 8: "line"}
_FILES = {
    "sectors": ("sector_id", "name_en", "name_fr", "carries_goods", "position"),
    "hs_chapters": ("chapter", "sector_id", "name_en", "name_fr"),
    "hs_headings": ("prefix", "sector_id", "reason"),
    "commodities": ("classification", "commodity_code", "name_en", "name_fr"),
    "companies": ("company_id", "name", "aliases", "sector_id", "home_iso3", "note"),
    "countries": ("iso3", "comtrade_code", "name_en", "name_fr"),
}

_CODE_CHANGES = (
    *("from_revision", "from_code", "to_revision", "to_code"),
    *("effective_from", "code_change", "note", "evidence"),
)
_KEYS = {"classification": ["classification", "commodity_code"], "from_revision": list(_CODE_CHANGES[:4])}


@dataclass(frozen=True)
class Reference:
    """All code lists as text frames in the order of their files."""

    sectors: pd.DataFrame
    hs_chapters: pd.DataFrame
    hs_headings: pd.DataFrame
    commodities: pd.DataFrame
    companies: pd.DataFrame
    countries: pd.DataFrame
    corrections: tuple[Correction, ...]
    groupings: tuple[Grouping, ...]
    allowances: tuple[Allowance, ...]
    caveats: tuple[Caveat, ...]
    code_changes: pd.DataFrame

    @cached_property
    def sector_by_prefix(self) -> dict[str, str]:
        """Sector of each HS chapter and of each heading that leaves its chapter's sector."""
        chapters = dict(zip(self.hs_chapters["chapter"], self.hs_chapters["sector_id"], strict=True))
        return chapters | dict(zip(self.hs_headings["prefix"], self.hs_headings["sector_id"], strict=True))

    @cached_property
    def _codes(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(getattr(self, kind)[_FILES[kind][0]]) for kind in ("sectors", "companies", "countries")}

    def sector_of(self, classification: str, code: str) -> str | None:
        """Sector of a commodity code by its longest known prefix; None for totals and for codes not of the HS."""
        if not is_harmonized(classification) or code == ALL_GOODS:
            return None
        for length in range(len(code), 1, -1):
            if sector := self.sector_by_prefix.get(code[:length]):
                return sector
        raise UnknownCodeError(
            f"{classification} {code}: no such chapter: correct the code or add it to hs_chapters.csv"
        )

    def require(self, kind: str, code: str, where: str) -> str:
        """The code itself when the list `kind` (sectors, companies, countries) holds it, else UnknownCodeError."""
        column = _FILES[kind][0]
        if code not in self._codes[kind]:
            raise UnknownCodeError(
                f"{where}: unknown {column} {code!r}: add it to data/reference/{kind}.csv or correct it"
            )
        return code


def refuse_bad_code(classification: str, code: str, where: str) -> None:
    """Raise UnknownCodeError for a code of a length its classification has not: one that lost its leading zero.

    The HS and its revisions have chapters of 2 digits, headings of 4 and subheadings of 6, the CN lines of 8.
    """
    lengths = (8,) if classification == "CN" else (2, 4, 6) if is_harmonized(classification) else range(1, 10)
    if code != ALL_GOODS and not (code.isascii() and code.isdecimal() and len(code) in lengths):
        digits = " or ".join(str(length) for length in lengths)
        zero = f": write 0{code} if it lost its leading zero" if len(code) + 1 in lengths else ": correct it"
        expected = f"has codes of {digits} digits" if is_harmonized(classification) else "has codes of digits"
        raise UnknownCodeError(f"{where}: {classification} {code} is not a code: {classification} {expected}{zero}")


def is_harmonized(classification: str) -> bool:
    """Whether codes of this classification begin with an HS chapter (HS, its revisions H0…H6, CN)."""
    return classification in ("HS", "CN") or (len(classification) == 2 and classification[0] == "H")


def commodity_level(classification: str, code: str) -> str:
    """total, section, chapter, heading, subheading or line."""
    if code == ALL_GOODS:
        return "total"
    return _LEVELS.get(len(code), "line") if is_harmonized(classification) else "section" if len(code) == 1 else "line"


def pair_of(first: str, second: str) -> str:
    """Two ISO3 codes in alphabetical order: FRA-KAZ."""
    return "-".join(sorted((first, second)))


def read_reference(paths: DataPaths) -> Reference:
    """Every list below `reference/`, checked for its columns, duplicate codes and references to sectors."""
    frames = {name: _read_list(paths.reference / f"{name}.csv", paths, columns) for name, columns in _FILES.items()}
    reference = Reference(
        **frames,
        corrections=_read_yaml(CorrectionFile, "corrections", paths).corrections,
        groupings=_read_yaml(GroupingFile, "groupings", paths).groupings,
        allowances=_read_yaml(AllowanceFile, "allowances", paths).allowances,
        caveats=_read_yaml(CaveatFile, "caveats", paths).caveats,
        code_changes=_read_code_changes(paths),
    )
    for name in ("hs_chapters", "hs_headings", "companies"):
        for sector in frames[name]["sector_id"].unique():
            reference.require("sectors", sector, f"{name}.csv")
    _check_caveats(reference)
    return reference


def _read_yaml(model: type[Model], name: str, paths: DataPaths) -> Model:
    path = paths.reference / f"{name}.yaml"
    return read_model(model, path, paths.shown(path))


def _read_code_changes(paths: DataPaths) -> pd.DataFrame:
    """The codes that revisions of the HS changed; no rows where the data folder keeps no such list."""
    path = paths.reference / "code_changes.csv"
    return _read_list(path, paths, _CODE_CHANGES) if path.exists() else pd.DataFrame(columns=list(_CODE_CHANGES))


def _check_caveats(reference: Reference) -> None:
    """Each id once; sectors and countries that are known."""
    shown = "reference/caveats.yaml"
    ids = [caveat.id for caveat in reference.caveats]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise DataFileError(f"{shown}: {', '.join(twice)} listed twice: keep one entry each")
    for caveat in reference.caveats:
        where = f"{shown}, {caveat.id}"
        for sector in caveat.match.sectors:
            reference.require("sectors", sector, where)
        for country in filter(None, (caveat.match.exporter, caveat.match.importer)):
            reference.require("countries", country, where)


def _check_codes(frame: pd.DataFrame, places: list[str]) -> None:
    """Every commodity code of a list, in its classification or that of the HS; spreadsheets take zeros from them."""
    columns = {"chapter", "prefix", "commodity_code", "from_code", "to_code"} & set(frame.columns)
    for column in columns:
        classes = frame["classification"] if "classification" in frame else ["HS"] * len(frame)
        for classification, code, place in zip(classes, frame[column], places, strict=True):
            refuse_bad_code(classification, code, place)


def _read_list(path: Path, paths: DataPaths, columns: tuple[str, ...]) -> pd.DataFrame:
    shown = paths.shown(path)
    if not path.exists():
        raise DataFileError(f"{shown} does not exist: restore it with columns {', '.join(columns)}")
    header, rows = read_csv(path, shown)
    if header != columns:
        raise DataFileError(f"{shown}, line 1: columns must be {','.join(columns)}")
    frame = pd.DataFrame([fields for _, fields in rows], columns=list(columns), dtype="str")
    _check_codes(frame, [f"{shown}, line {line}" for line, _ in rows])
    key = _KEYS.get(columns[0], [columns[0]])
    twice = frame.loc[frame.duplicated(key), key[-1]]
    if not twice.empty:
        raise DataFileError(f"{shown}: {', '.join(twice)} listed twice: keep one line each")
    return frame
