"""Transcribed official series: one tidy CSV with the figures, one YAML sidecar with everything said about them.

The sidecar's `columns` hold what is the same in every row; a CSV column overrides. Values stand in full units.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from etl.model.codes import Flow, Frequency, Redistribution, SourceKind, Valuation
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.csv_file import read_csv
from etl.sources.statements import Address, Slug
from etl.sources.yaml_file import Strict, Text, as_typed, read_model, with_typed_period

COLUMNS = (
    "reporter_iso3",
    "exporter_iso3",
    "importer_iso3",
    "period",
    "classification",
    "commodity_code",
    "value",
    "net_weight_kg",
    "partner_share",
    "partner_rank",
    "status",
)


class Control(Strict):
    """Control totals that a truncated or mistyped CSV cannot meet."""

    rows: Annotated[int, Field(gt=0)]
    value: float | None = None
    net_weight_kg: float | None = None


class Revision(Strict):
    """How far later editions of a series have moved its values, and how that is known."""

    margin: Annotated[float, Field(ge=0, lt=20)]
    reason: Text


class Sidecar(Strict):
    """What is known of one official series.

    `redistribution` says whether its figures may be passed on; `re_exports_en` and `re_exports_fr` say in one sentence
    whether they hold goods that are only exported again.
    """

    source_id: Slug
    source_kind: SourceKind
    producer: Text
    title: Text
    citation: Text
    url: Address
    copy_url: Address | None = None
    published: Annotated[Text, BeforeValidator(as_typed)]
    accessed: date
    licence: Text
    redistribution: Redistribution
    re_exports_en: Text
    re_exports_fr: Text
    freq_code: Frequency
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    valuation: dict[Flow, Valuation] = Field(default_factory=dict)
    revision: Revision | None = None
    trust: tuple[Text, ...] = ()
    columns: Annotated[dict[str, str], BeforeValidator(with_typed_period)] = Field(default_factory=dict)
    control: Control

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        unknown = sorted(set(self.columns) - set(COLUMNS))
        if unknown:
            raise ValueError(f"unknown columns {', '.join(unknown)}: use {', '.join(COLUMNS)}")
        return self


@dataclass(frozen=True)
class OfficialSeries:
    """One series: its sidecar, and its rows as text keyed by column, each with the CSV line it stands on."""

    sidecar: Sidecar
    shown: str
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_official(paths: DataPaths) -> tuple[OfficialSeries, ...]:
    """Every transcribed series below `official/`, ordered by id."""
    files = sorted(paths.official.glob("*.csv"))
    orphans = {p.stem for p in paths.official.glob("*.yaml")} - {p.stem for p in files}
    if orphans:
        raise DataFileError(f"{paths.shown(paths.official)}: sidecar without a CSV: {', '.join(sorted(orphans))}.yaml")
    if not files:
        raise DataFileError(f"{paths.shown(paths.official)}: no series found: add one CSV with its sidecar per series")
    return tuple(_read_series(path, paths) for path in files)


def _read_series(path: Path, paths: DataPaths) -> OfficialSeries:
    side = path.with_suffix(".yaml")
    if not side.exists():
        raise DataFileError(f"{paths.shown(path)} has no sidecar: add {side.name} with producer, citation and url")
    sidecar = read_model(Sidecar, side, paths.shown(side))
    if sidecar.source_id != path.stem:
        raise DataFileError(f"{paths.shown(side)}: source_id {sidecar.source_id!r} is not the file's name")
    rows = _read_rows(path, paths.shown(path), sidecar.columns)
    _check_control(rows, sidecar.control, paths.shown(path))
    return OfficialSeries(sidecar, paths.shown(path), rows)


def _read_rows(path: Path, shown: str, constants: dict[str, str]) -> tuple[tuple[int, dict[str, str]], ...]:
    header, rows = read_csv(path, shown)
    if not header:
        raise DataFileError(f"{shown} is empty: restore its header and rows")
    unknown = sorted(set(header) - set(COLUMNS))
    if unknown:
        raise DataFileError(f"{shown}, line 1: unknown column {', '.join(unknown)}: use {', '.join(COLUMNS)}")
    return tuple((line, {**constants, **dict(zip(header, fields, strict=True))}) for line, fields in rows)


def _check_control(rows: tuple[tuple[int, dict[str, str]], ...], control: Control, shown: str) -> None:
    if len(rows) != control.rows:
        raise DataFileError(
            f"{shown}: {len(rows)} rows where the sidecar's control says {control.rows}: restore the file, or correct "
            "control.rows after a deliberate change"
        )
    for column in ("value", "net_weight_kg"):
        expected = getattr(control, column)
        if expected is None:
            continue
        total = sum(parse_number(row.get(column, ""), shown, line, column) or 0.0 for line, row in rows)
        if abs(total - expected) > 0.005 * max(1, len(rows)):
            raise DataFileError(
                f"{shown}: {column} sums to {total:.2f} where the sidecar's control says {expected:.2f}: restore the "
                "file, or correct the control after a deliberate change"
            )


def parse_number(text: str, shown: str, line: int, column: str) -> float | None:
    """A plain decimal number, or None for an empty cell."""
    if not text:
        return None
    with suppress(ValueError):
        if isfinite(number := float(text)):
            return number
    raise DataFileError(f"{shown}, line {line}: {column} {text!r} is not a number: correct it")
