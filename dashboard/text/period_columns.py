"""The days a row of a table is about, as dates beside its period in words; every table with periods has them last."""

from collections.abc import Sequence

import pandas as pd

from dashboard.text.messages import translator
from etl.model.period import Period


def with_periods(table: pd.DataFrame, periods: Sequence[Period | None], language: str) -> pd.DataFrame:
    """The table with the first and last day of each row's period, both included; none where no period is stated."""
    _ = translator(language)
    first = [None if period is None else period.start for period in periods]
    last = [None if period is None else period.end for period in periods]
    days = {_("Period start"): first, _("Period end"): last}
    return table.assign(**{name: pd.Series(column, index=table.index, dtype=object) for name, column in days.items()})


def whole_numbers(values: Sequence[float | None]) -> pd.Series:
    """Years or ranks as whole numbers, some of which may be missing."""
    return pd.Series([pd.NA if pd.isna(value) else int(value) for value in values], dtype="Int64")
