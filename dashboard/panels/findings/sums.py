"""The official side of a finding laid open: the sums its share, growth or cover is the quotient of."""

import pandas as pd

from dashboard.panels.findings.numbers import CheckedFigure, money_decimals
from dashboard.queries.tables import ids_in
from dashboard.queries.view import View
from dashboard.statements.figure_words import amount
from dashboard.statements.figures import StatedFigure
from etl.model.codes import ALL_GOODS, Measure


def official_sums(checked: CheckedFigure, view: View) -> str:
    """“$1.86bn of $2.81bn”, “$3.99bn against $3.06bn”, or the headings added up; "" where one value says it all."""
    named = set(ids_in(checked.row.subject_ids))
    rows = view.tables["flows"].iloc[
        sorted(view.tables.flow_positions[name] for name in named if name in view.tables.flow_positions)
    ]
    if rows.empty or rows["currency"].nunique() != 1:
        return ""
    _ = view.translate
    figure = checked.figure
    if figure.first.measure == Measure.GROWTH and figure.period and figure.base:
        before = rows["period_end"].le(figure.base.end) & rows["period_start"].ge(figure.base.start)
        return _("{now} against {before}").format(
            now=_sum(rows[~before], view.language), before=_sum(rows[before], view.language)
        )
    if figure.first.measure == Measure.RATIO:
        own = rows["exporter_iso3"].eq(figure.first.exporter_iso3)
        return _("{part} of {whole}").format(part=_sum(rows[own], view.language), whole=_sum(rows[~own], view.language))
    if figure.first.measure == Measure.SHARE:
        whole = rows[rows["commodity_code"].eq(ALL_GOODS)]
        return _("{part} of {whole}").format(
            part=_sum(_part(rows, figure), view.language), whole=_sum(whole, view.language)
        )
    codes = rows.groupby("commodity_code", sort=False)
    parts = [f"{_sum(group, view.language)} (HS {code})" for code, group in codes]
    return " + ".join(parts) if len(parts) > 1 else ""


def _part(rows: pd.DataFrame, figure: StatedFigure) -> pd.DataFrame:
    """The rows of the goods and direction that a share is the share of."""
    code = figure.first.commodity_code if isinstance(figure.first.commodity_code, str) else ALL_GOODS
    return rows[rows["exporter_iso3"].eq(figure.first.exporter_iso3) & rows["commodity_code"].eq(code)]


def _sum(rows: pd.DataFrame, language: str) -> str:
    total = float(rows["value"].sum())
    return amount(total, str(rows["currency"].iloc[0]), language, decimals=money_decimals(total))
