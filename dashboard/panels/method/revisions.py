"""The revisions on the method page: each earlier official value with what replaced it, and until when it stood."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.translations import publisher_names, translate_text
from dashboard.text import formats
from dashboard.text.markdown import Markdown
from dashboard.text.messages import translator
from dashboard.text.vocabulary import unit_names
from etl.model.codes import ALL_GOODS, Change
from etl.model.period import Period


def revisions_text(view: View) -> Markdown:
    """What is kept when a source changes a figure, or that none has changed so far."""
    _ = view.translate
    text = _(
        "Where a source prints another figure than before, the earlier one is kept with the days it stood. “Figures as "
        "known”, on this page, shows the official values of such a day."
    )
    if view.tables["revisions"].empty:
        return Markdown(text + " " + _("No official value has been revised since it was first carried over."))
    return Markdown(text)


def revisions_table(view: View) -> pd.DataFrame | None:
    """One row a figure that changed, the latest change first; None where there is none."""
    _ = view.translate
    rows = view.tables["revisions"].sort_values(["valid_to", "revision_id"], ascending=[False, True])
    header = [_("Figure"), _("Earlier value"), _("Replaced by"), _("Change"), _("Valid"), _("Source"), _("Note")]
    found = [line for row in records(rows) for line in _lines(row, view)]
    return pd.DataFrame(found, columns=header) if found else None


def _lines(row: Any, view: View) -> Iterator[tuple[str, ...]]:
    """The value and the weight of an observation, each where it changed."""
    publishers = publisher_names(view)
    before = publishers[row.source_id]
    money = unit_names(view.language).get(row.currency, row.currency)
    pairs = ((row.value, row.replaced_by, money), (row.net_weight_kg, row.replaced_by_kg, "kg"))
    for old, new, unit in pairs:
        if pd.isna(old) or old == new:
            continue
        figure = f"{_figure(row, view)}, {unit}"
        values = (
            view.number(old),
            _replacement(row, new, view.language),
            _change(old, new, view.language),
        )
        yield figure, *values, _valid(row, view.language), before, translate_text(view, row.note)


def _figure(row: Any, view: View) -> str:
    """The observation in words: direction, goods, period and the country whose declarations it is."""
    _ = view.translate
    goods = _("all goods") if row.commodity_code == ALL_GOODS else f"{row.classification} {row.commodity_code}"
    period = view.period_label(Period(row.period_start, row.period_end))
    direction = view.direction_name(row.exporter_iso3, row.importer_iso3)
    text = f"{direction}, {goods}, {period}"
    if pd.isna(row.reporter_iso3):
        return text
    country = view.names("countries")[row.reporter_iso3]
    return _("{figure}, as declared by {country}").format(figure=text, country=country)


def _replacement(row: Any, new: float, language: str) -> str:
    _ = translator(language)
    if row.change == Change.WITHDRAWN:
        return _("withdrawn")
    return _("no longer published") if pd.isna(new) else formats.number(new, language)


def _change(old: float, new: float, language: str) -> str:
    """The change in percent; two digits, because revisions are small."""
    if pd.isna(new) or not old:
        return formats.MISSING
    return formats.percent((new / old - 1) * 100, language, 2, signed=True)


def _valid(row: Any, language: str) -> str:
    """The days the earlier value stood, both included; the first only where it is known."""
    _ = translator(language)
    last = formats.date_label(row.valid_to - timedelta(days=1), language)
    if pd.isna(row.valid_from):
        return _("until {date}").format(date=last)
    return _("{first} to {last}").format(first=formats.date_label(row.valid_from, language), last=last)
