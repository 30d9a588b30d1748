"""Every statement of a selection as one row of a table that can be searched."""

from typing import Any

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.translations import translate_text
from dashboard.statements.bounds import read_bounds
from dashboard.statements.documents import naming_companies
from dashboard.text.period_columns import with_periods
from dashboard.text.vocabulary import (
    basis_names,
    bound_names,
    measure_names,
    nature_names,
    share_names,
    unit_names,
)
from etl.model.period import Period


def statement_table(view: View) -> pd.DataFrame:
    """One row a statement, the latest period first: phrase, nature, value, bounds, unit, period, who, where."""
    _ = view.translate
    frame = frames.statements(view)
    naming = naming_companies(view)
    if naming is not None:
        frame = frame[frame["document_id"].isin(naming)]
    frame = frame.sort_values(["period_end", "period_start", "statement_id"], ascending=[False, False, True])
    documents = view.tables["documents"].set_index("document_id").loc[frame["document_id"]]
    table = pd.DataFrame(
        {
            _("As printed"): frame["as_stated"].to_numpy(),
            _("Measure"): frame["measure"].map(measure_names(view.language)).to_numpy(),
            _("Nature"): frame["nature"].map(nature_names(view.language)).to_numpy(),
            _("Value"): [read_bounds(row).value for row in records(frame)],
            _("Low"): frame["low"].to_numpy(),
            _("High"): frame["high"].to_numpy(),
            _("Unit"): frame["unit"].map(unit_names(view.language)).to_numpy(),
            _("Bound"): frame["bound"].map(bound_names(view.language)).to_numpy(),
            _("Period"): [view.period_label(_span(row)) for row in records(frame)],
            _("Subject"): [_subject(row, view) for row in records(frame)],
            _("Speaker"): [translate_text(view, text) for text in frame["speaker"]],
            _("Publisher"): [translate_text(view, text) for text in documents["publisher"]],
            _("Published"): documents["published"].to_numpy(),
            _("Where in the document"): [translate_text(view, text) for text in frame["locator"]],
            _("Authority"): frame["basis"].map(basis_names(view.language)).to_numpy(),
            _("Address"): documents["url"].fillna("").to_numpy(),
        }
    )
    return with_periods(table, [_span(row) for row in records(frame)], view.language)


def matching(table: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows that hold every word somewhere, whatever its case."""
    wanted = words.casefold().split()
    texts = (" ".join(map(str, row)).casefold() for row in table.itertuples(index=False))
    return table[[all(word in text for word in wanted) for text in texts]]


def _span(row: Any) -> Period | None:
    return None if row.period_start is None else Period(row.period_start, row.period_end)


def _subject(row: Any, view: View) -> str:
    """Direction, goods and, for a share, what it is of."""
    exporter, importer, share = row.exporter_iso3, row.importer_iso3, row.share_of
    known = isinstance(exporter, str)
    parts = [
        translate_text(view, row.commodity_label),
        share_names(view.language)[share] if isinstance(share, str) else "",
        view.direction_name(exporter if known else None, importer if known else None),
    ]
    return ", ".join(part for part in parts if part)
