"""The build, as explicit ordered steps from the hand-kept files to the published tables."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from etl.analysis import checks, derive, mirror
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.publish import editions
from etl.publish.lock import sole_writer
from etl.publish.parquet import publish, published_inputs, up_to_date
from etl.sources.duplicates import refuse_twice
from etl.sources.provenance import bytes_hash, combined_hash, tree_hashes
from etl.sources.reference import Reference, commodity_level, read_reference
from etl.sources.series import OfficialSeries, read_official
from etl.sources.statements import Document, read_documents
from etl.sources.translations import TranslationFile, read_translations
from etl.transform import (
    caveats,
    code_changes,
    exchange_rates,
    flows,
    revision_log,
    revisions,
    statements,
    translations,
)

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Summary:
    """What a build did: rows per table, rows left out as (locator, reason), seconds, remarks on official values."""

    rows: dict[str, int]
    rejected: tuple[tuple[str, str], ...]
    seconds: float
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """All that was read, before any of it is normalized."""

    documents: tuple[Document, ...]
    series: tuple[OfficialSeries, ...]
    reference: Reference
    earlier: tuple[revision_log.Earlier, ...]
    translations: TranslationFile

    @property
    def accessed(self) -> dict[str, date]:
        """The day each official series was carried over."""
        return {one.sidecar.source_id: one.sidecar.accessed for one in self.series}


def inputs_hash(paths: DataPaths) -> str:
    """One hash over the hand-kept files and the code that reads them."""
    return combined_hash(_input_hashes(paths))


def outdated(paths: DataPaths) -> bool:
    """Whether the tables are missing or were built from other inputs."""
    return not up_to_date(paths.tables, inputs_hash(paths))


def build(paths: DataPaths, progress: Progress = lambda _step, _share: None) -> Summary:
    """Build and publish every table, as the only writer; `progress` hears each step and the share done.

    Errors leave the old tables: TradeError where a hand-kept file, a code list or the disk is at fault.
    """
    started = time.perf_counter()
    with sole_writer(paths, lambda text: progress(text, 0.0)):
        try:
            editions.sweep(paths.tables)
            revision_log.settle_pending(paths, published_inputs(paths.tables))
            summary = _build(paths, progress)
            editions.prune(paths.tables, datetime.now())
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise DataFileError(f"{_place(fault, paths)}: {reason}: mend that and build again") from None
    return replace(summary, seconds=time.perf_counter() - started)


def _build(paths: DataPaths, progress: Progress) -> Summary:
    progress("Reading documents and series", 0.0)
    hashes = _input_hashes(paths)
    inputs = Inputs(
        read_documents(paths),
        read_official(paths),
        read_reference(paths),
        revision_log.read_history(paths),
        read_translations(paths),
    )
    refuse_twice(inputs.documents)
    progress("Averaging exchange rates", 0.2)
    rates = exchange_rates.average_rates()
    progress("Normalizing", 0.3)
    official = flows.official_flows(inputs.series, inputs.reference, rates)
    changes = _changes(inputs, official.flows, paths)
    frames = _frames(inputs, official, rates)
    frames["revisions"] = revisions.revision_rows((*inputs.earlier, *changes.new), official.flows, rates)
    frames["caveats"] = caveats.caveat_rows(inputs.reference, official.flows, frames["statements"])
    frames["code_changes"] = code_changes.code_change_rows(inputs.reference, official.flows)
    frames["translations"] = translations.translation_rows(inputs.translations, frames)
    progress("Deriving and checking", 0.6)
    frames["derived"] = derive.derived_rows(frames["statements"])
    official_side = (official.flows, frames["sources"], rates)
    judged = (inputs.reference.groupings, frames["code_changes"])
    frames["checks"] = checks.check_rows(frames["statements"], *official_side, *judged)
    frames["mirrors"] = mirror.mirror_rows(official.flows, frames["sources"], rates, inputs.reference.allowances)
    progress("Validating and writing", 0.8)
    rows = _publish(frames, paths, changes.new, hashes)
    progress("Done", 1.0)
    remarks = changes.remarks(paths.shown(revision_log.history_file(paths)))
    return Summary(rows, official.rejected, 0.0, remarks)


def _input_hashes(paths: DataPaths) -> dict[str, str]:
    code = Path(__file__).parent
    try:
        return tree_hashes((paths.statements, paths.official, paths.reference, code), (".yaml", ".csv", ".py"))
    except OSError as fault:
        named = paths.shown(Path(fault.filename)) if fault.filename else "the data folder"
        raise DataFileError(f"{named}: {fault.strerror}: make it a file that can be read") from None


def _publish(
    frames: Mapping[str, pd.DataFrame], paths: DataPaths, new: tuple[revision_log.Earlier, ...], hashes: dict[str, str]
) -> dict[str, int]:
    """Publish the tables, and with them the earlier values that this build found: both, or neither."""
    if not new:
        return publish(frames, paths.tables, combined_hash(hashes))
    grown = revision_log.grown_file(paths, new)
    name = revision_log.history_file(paths).relative_to(paths.root).as_posix()
    digest = combined_hash(hashes | {name: bytes_hash(grown)})
    revision_log.write_pending(paths, grown, digest)
    try:
        return publish(frames, paths.tables, digest)
    finally:
        revision_log.settle_pending(paths, published_inputs(paths.tables))


def _place(fault: OSError, paths: DataPaths) -> str:
    """The file or folder that the system names, else the data folder."""
    return paths.shown(Path(fault.filename)) if isinstance(fault.filename, str) else paths.shown(paths.root)


def _changes(inputs: Inputs, official: pd.DataFrame, paths: DataPaths) -> revisions.RevisionChanges:
    """What differs from the published values, provided that the whole history then fits the flows."""
    published = revisions.published_values(paths.tables)
    changes = revisions.compare(published, official, inputs.accessed, inputs.earlier)
    everything = (*inputs.earlier, *changes.new)
    revision_log.refuse_unknown(everything, set(official["flow_id"]), inputs.accessed)
    revision_log.refuse_overlaps(everything)
    return changes


def _frames(inputs: Inputs, official: flows.Flows, rates: pd.DataFrame) -> dict[str, pd.DataFrame]:
    reference, documents = inputs.reference, inputs.documents
    accessed = max(document.accessed for document in documents)
    return {
        "statements": statements.statement_rows(documents, reference),
        "flows": official.flows,
        "corrections": official.corrections,
        "documents": statements.document_rows(documents),
        "sources": _sources(inputs, accessed),
        "mentions": statements.mention_rows(documents, reference),
        "agreements": statements.agreement_rows(documents, reference),
        "exchange_rates": rates,
        "sectors": _sectors(reference),
        "commodities": _commodities(reference),
        "countries": reference.countries,
        "companies": reference.companies.replace("", None),
    }


def _sources(inputs: Inputs, accessed: date) -> pd.DataFrame:
    rows = statements.document_sources(inputs.documents) + flows.official_sources(inputs.series)
    return pd.DataFrame([*rows, exchange_rates.source_row(accessed)])


def _sectors(reference: Reference) -> pd.DataFrame:
    carries = set(reference.sector_by_prefix.values())
    frame = reference.sectors
    return frame.assign(carries_goods=frame["sector_id"].isin(carries), position=frame["position"].astype(int))


def _commodities(reference: Reference) -> pd.DataFrame:
    """Named codes, and the chapters under the HS."""
    chapters = reference.hs_chapters.rename(columns={"chapter": "commodity_code"}).assign(classification="HS")
    named = reference.commodities
    listed = set(zip(named["classification"], named["commodity_code"], strict=True))
    new = [("HS", code) not in listed for code in chapters["commodity_code"]]
    frame = pd.concat([named, chapters.loc[new].drop(columns="sector_id")], ignore_index=True)
    pairs = list(zip(frame["classification"], frame["commodity_code"], strict=True))
    sectors: list[Any] = [reference.sector_of(*pair) for pair in pairs]
    return frame.assign(commodity_level=[commodity_level(*pair) for pair in pairs], sector_id=sectors)
