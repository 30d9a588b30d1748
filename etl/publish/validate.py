"""Frames checked against the schema before anything is written: every broken rule is named, with sample rows."""

from collections.abc import Callable, Mapping
from numbers import Real

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

from etl.model.codes import Frequency
from etl.model.errors import ValidationError
from etl.model.period import Period
from etl.model.schema import TABLES, WHOLE, Field, Table

_SAMPLES = 3
_POINTERS = (
    ("source_id", "sources"),
    ("exporter_source_id", "sources"),
    ("importer_source_id", "sources"),
    ("document_id", "documents"),
    ("sector_id", "sectors"),
)
_ORDERED = (("low", "value"), ("value", "high"), ("low", "high"), ("period_start", "period_end"))


def conform(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the table's columns, in order, null for absent nullable ones, sorted by its key."""
    table = TABLES[name]
    missing = [c for c in table.names if c not in frame and c not in table.nullable]
    if missing and not frame.empty:
        raise ValidationError(f"{name}: no column {', '.join(missing)}")
    shaped = frame.reindex(columns=table.names).sort_values(list(table.key), kind="stable", ignore_index=True)
    return shaped.astype("object").where(shaped.notna(), None)


def to_arrow(name: str, frame: pd.DataFrame) -> arrow.Table:
    """A conformed frame as an Arrow table of the schema's types."""
    try:
        return arrow.Table.from_pandas(frame, schema=TABLES[name].arrow(), preserve_index=False, safe=True)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, arrow.ArrowNotImplementedError) as fault:
        raise ValidationError(f"{name}: {fault}") from None


def validate(tables: Mapping[str, pd.DataFrame]) -> None:
    """Check every conformed frame; raise one ValidationError that lists every broken rule of every table."""
    faults = [fault for name, frame in tables.items() for fault in _table_faults(TABLES[name], frame)]
    faults += _reference_faults(tables)
    if faults:
        raise ValidationError(
            f"nothing was written: {'; '.join(faults)}: correct these rows and build again", rows=faults
        )


def _table_faults(table: Table, frame: pd.DataFrame) -> list[str]:
    columns = {field.name: _column(field, field.name in table.nullable) for field in table.fields}
    schema = pa.DataFrameSchema(columns, checks=_row_checks(table), unique=list(table.key), strict=True)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as fault:
        cases = fault.failure_cases
        cases["check"] = cases["check"].replace("multiple_fields_uniqueness", f"one row per {', '.join(table.key)}")
        # A check over whole rows is reported once per column; it is one fault of the rows.
        place = cases["column"].where(cases["schema_context"].eq("Column"), "rows")
        return [
            f"{table.name}: {column} breaks {check} ({group['index'].nunique()} rows, such as "
            f"{_examples(table, frame, group)})"
            for (column, check), group in cases.groupby([place, "check"], sort=True)
        ]
    return []


def _column(field: Field, nullable: bool) -> pa.Column:
    checks = [pa.Check.isin([str(term) for term in field.terms], error="the allowed terms")] if field.terms else []
    if field.type == WHOLE:
        checks.append(pa.Check(_is_whole, element_wise=True, error="a whole number"))
    return pa.Column(object, nullable=nullable, checks=checks)


def _is_whole(value: object) -> bool:
    return isinstance(value, Real) and float(value).is_integer()


def _row_checks(table: Table) -> list[pa.Check]:
    names = set(table.names)
    checks = [
        pa.Check(_in_order(low, high), error=f"{low} <= {high}") for low, high in _ORDERED if {low, high} <= names
    ]
    if table.name == "flows":
        checks.append(pa.Check(lambda f: _at_least_zero(f["value"]), error="value >= 0"))
        checks.append(pa.Check(lambda f: f["value"].isna() | f["currency"].notna(), error="a value has a currency"))
        checks.append(pa.Check(_fits_frequency, error="an annual row is a year, a monthly one a month"))
    return checks


def _in_order(low: str, high: str) -> Callable[[pd.DataFrame], pd.Series]:
    def check(frame: pd.DataFrame) -> pd.Series:
        pairs = zip(frame[low], frame[high], strict=True)
        return pd.Series([a is None or b is None or a <= b for a, b in pairs], index=frame.index, dtype=bool)

    return check


def _fits_frequency(frame: pd.DataFrame) -> pd.Series:
    rows = zip(frame["freq_code"], frame["period_start"], frame["period_end"], strict=True)
    fits = [_is_one(str(frequency), Period(start, end)) for frequency, start, end in rows]
    return pd.Series(fits, frame.index, dtype=bool)


def _is_one(frequency: str, period: Period) -> bool:
    return period.is_year if frequency == Frequency.ANNUAL else period.whole_months == 1


def _at_least_zero(column: pd.Series) -> pd.Series:
    return column.isna() | column.astype("float64").ge(0)


def _examples(table: Table, frame: pd.DataFrame, cases: pd.DataFrame) -> str:
    rows = [int(i) for i in cases["index"].dropna().unique()[:_SAMPLES]]
    return ", ".join(str(frame.at[i, table.key[0]]) for i in rows) or str(cases["failure_case"].iloc[0])


def _reference_faults(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Ids that point into another table must be found there."""
    faults = []
    for name, frame in tables.items():
        for column, target in _POINTERS:
            if column not in frame or name == target or target not in tables:
                continue
            lost = sorted(set(frame[column].dropna()) - set(tables[target][TABLES[target].key[0]]))
            if lost:
                faults.append(f"{name}: {column} not in {target}: {', '.join(lost[:_SAMPLES])}")
    return faults
