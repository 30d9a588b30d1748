"""Every comparison of a stated figure: with the official series, within its document, between documents.

Each rule is a small function in a list of its module; each row of `checks` is one comparison with both intervals, a
verdict and a reason in words.
"""

from collections import defaultdict
from datetime import date

import pandas as pd

from etl.analysis import check_between, check_within
from etl.analysis.check_counts import own_counts
from etl.analysis.check_official import Archive, facing_levels, official_comparisons
from etl.analysis.comparison import Comparison
from etl.analysis.levels import official
from etl.analysis.stated import ComparableFigure, stated_facts, stated_figures
from etl.model.errors import DataFileError
from etl.model.rates import monthly_rates
from etl.model.schema import TABLES
from etl.sources.judgements import Grouping


def check_rows(
    statements: pd.DataFrame,
    flows: pd.DataFrame,
    sources: pd.DataFrame,
    rates: pd.DataFrame,
    groupings: tuple[Grouping, ...] = (),
    code_changes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """`checks`: one row a comparison, each once."""
    figures = stated_figures(statements)
    _refuse_idle(groupings, figures, flows)
    found = comparisons(stated_facts(statements), archive(flows, sources, rates, groupings, code_changes))
    origin = dict(zip(statements["statement_id"], statements["source_id"], strict=True))
    rows = [one.row(origin) for one in found]
    return pd.DataFrame(rows, columns=TABLES["checks"].names).drop_duplicates("check_id", ignore_index=True)


def _refuse_idle(groupings: tuple[Grouping, ...], figures: list[ComparableFigure], flows: pd.DataFrame) -> None:
    """A grouping has to meet a statement, and each of its codes an official row."""
    named, codes = {(figure.goods, figure.reporter) for figure in figures}, set(flows["commodity_code"])
    idle = [g.id for g in groupings if (g.commodity_label, g.reporter_iso3) not in named or not codes >= set(g.codes)]
    if idle:
        raise DataFileError(
            f"reference/groupings.yaml: {', '.join(idle)} met no statement or no official code: correct or delete it"
        )


def archive(
    flows: pd.DataFrame,
    sources: pd.DataFrame,
    rates: pd.DataFrame,
    groupings: tuple[Grouping, ...],
    code_changes: pd.DataFrame | None = None,
) -> Archive:
    """The official side of every comparison; without `code_changes` every code holds the same goods throughout."""
    kinds = dict(zip(sources["source_id"], sources["source_kind"].astype(str), strict=True))
    margins = sources.get("revision_margin", pd.Series(0.0, sources.index)).fillna(0.0).astype("float64")
    by_source = dict(zip(sources["source_id"], margins, strict=True))
    return Archive(official(flows, kinds, monthly_rates(rates)), by_source, groupings, _changed_codes(code_changes))


def _changed_codes(code_changes: pd.DataFrame | None) -> tuple[tuple[str, date], ...]:
    """The codes on both sides of each change, with the day it came into force."""
    rows = () if code_changes is None else code_changes.to_dict("records")
    return tuple((str(row[side]), row["effective_from"]) for row in rows for side in ("from_code", "to_code"))


def comparisons(figures: list[ComparableFigure], held: Archive) -> list[Comparison]:
    """Every comparison the rules make, the official ones first."""
    documents: dict[str, list[ComparableFigure]] = defaultdict(list)
    for figure in figures:
        documents[figure.document_id].append(figure)
    within = [one for group in documents.values() for one in check_within.within_document(group)]
    rates, facing = held.official.rates, facing_levels(figures, held)
    counts = {statement: country for (statement, _period), country in own_counts(facing).items()}
    between = [*check_between.contradictions(figures, rates, counts), *check_between.repeated_numbers(figures, rates)]
    return [*official_comparisons(facing), *within, *between]
