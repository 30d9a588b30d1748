"""`sector-ranking`: which sectors, and within one sector which products, grew or shrank over equal months."""

from collections.abc import Sequence

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.sector_ranking.data import ChangePanel, GoodsChange, panels
from dashboard.cards.sector_ranking.figure import change_figure
from dashboard.cards.sector_ranking.native import change_chart
from dashboard.cards.sector_ranking.text import code_caveats, code_text
from dashboard.queries.sector_goods import basis_rows, flow_ids
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.available import available, dropped_caveats
from dashboard.sentences.caveats import basket_goods, data_caveats
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.oil_words import removed_share
from dashboard.sentences.sector_words import left_out, no_products_reason, no_such_goods_reason, product_years
from dashboard.sentences.words import RATE_DIGITS, TENFOLD, basis_words, sector_list
from dashboard.text.messages import mark, translator
from dashboard.text.period_columns import with_periods


@card("sector-ranking", page="sectors", name=mark("Which sectors grew"))
def sector_ranking(view: View) -> Answer | NoAnswer:
    """Two dots a row, the latest months and the same months before; each direction has its own scale."""
    _ = view.translate
    found = panels(view)
    if not found:
        reason = no_products_reason(view)
        if view.selection.sectors and panels(view.where(sectors=())):
            reason = no_such_goods_reason(view)
            return NoAnswer(reason)
        return NoAnswer(reason, available(product_years, view))
    title, sentence = _title_and_sentence(found, view)
    subtitle = _("Goods, {currency}, nominal. {basis}.")
    if len(found) > 1:
        subtitle = _("Goods, {currency}, nominal; each direction on its own scale. {basis}.")
    subtitle = subtitle.format(
        currency=view.currency,
        basis=basis_words(basis_rows([panel.basket for panel in found]), view),
    )
    subtitle += removed_share(basis_rows([panel.basket for panel in found]), view)
    everything = [basket for panel in found for basket in (panel.basket, panel.earlier) if basket]
    sources = [source for basket in everything for source in basket.source_ids]
    figure = change_figure(found, view)
    table = _table(found, view)
    return Answer(
        title,
        subtitle,
        figure,
        table,
        sentence,
        sources,
        _caveats(found, view),
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=change_chart(found, view),
        flow_ids=flow_ids(everything, view.selection.sectors),
    )


def _title_and_sentence(found: Sequence[ChangePanel], view: View) -> tuple[str, str]:
    """Title: the largest change in full units or, without one, the largest value; sentence: a count of changes."""
    panel, change = max(
        ((panel, change) for panel in found for change in panel.every),
        key=lambda item: (abs(item[1].difference), item[1].now),
    )
    sentences = [text for one in found if (text := _sentence(one, view))]
    return _title(panel, change, view), " ".join(sentences)


def _title(panel: ChangePanel, change: GoodsChange, view: View) -> str:
    """The verb says how the value stands to that of the same months a year before, where they are in the data."""
    _ = view.translate
    if not change.difference:
        text = _no_change_text(panel, change, view.language)
    elif change.growth is None:
        text = _("{sector}, {direction}: {amount} in {period}, none listed a year before")
    elif change.growth >= TENFOLD:
        text = _("{sector}, {direction}: up from {before} to {amount} in {period}")
    elif not change.now:
        text = _("{sector}, {direction}: none listed in {period}, {before} a year before")
    else:
        up, down = (
            _("{sector}, {direction}: up {rate} to {amount} in {period}"),
            _("{sector}, {direction}: down {rate} to {amount} in {period}"),
        )
        text = up if change.growth > 0 else down
    return text.format(
        sector=change.name,
        amount=view.money(change.now),
        before=view.money(change.before),
        period=view.period_label(panel.basket.period),
        rate=view.percent(abs(change.growth or 0.0), RATE_DIGITS),
        direction=view.direction_name(panel.basket.exporter, panel.basket.importer),
    )


def _no_change_text(panel: ChangePanel, change: GoodsChange, language: str) -> str:
    """The title where there is no value of a year before, none of the same goods, or an equal one."""
    _ = translator(language)
    if panel.earlier is None and len(panel.every) > 1:
        return _("{sector} is the largest listed part of {direction} in {period}: {amount}")
    if change.before is None or change.recoded:
        return _("{sector}, {direction}: {amount} in {period}")
    return _("{sector}, {direction}: {amount} in {period}, as much as a year before")


def _sentence(panel: ChangePanel, view: View) -> str:
    _ = view.translate
    basket = panel.basket
    name = view.direction_name(basket.exporter, basket.importer)
    label = view.period_label(basket.period)
    if panel.earlier is None:
        text = _("{direction}, {period}: the same months a year before are not in the data, so no growth is shown.")
        return text.format(direction=name, period=label)
    ranked = sorted(panel.every, key=lambda change: -abs(change.difference))
    parts = view.listed(_from_to(change, view) for change in ranked[:2] if change.difference)
    text = _("{direction}, {period} against {before}: {risen} up, {fallen} down. Most changed: {parts}.")
    if len(panel.every) == 1:
        text = _("{direction}, {period} against {before}: {parts}.")
    if not parts:
        text = _("{direction}, {period} against {before}: no listed goods changed.")
    return text.format(
        direction=name,
        period=label,
        before=view.period_label(panel.earlier.period),
        risen=sum(change.difference > 0 for change in panel.every),
        fallen=sum(change.difference < 0 for change in panel.every),
        parts=parts,
    )


def _from_to(change: GoodsChange, view: View) -> str:
    _ = view.translate
    text = _("{name} from {before} to {now}")
    before, now = (view.money_words(value) for value in (change.before, change.now))
    return text.format(name=change.name, before=before, now=now)


def _caveats(found: Sequence[ChangePanel], view: View) -> tuple[str, ...]:
    """How much of each total the rows cover, and the sectors that the product lists do not hold."""
    _ = view.translate
    texts = []
    for panel in found:
        name = view.direction_name(panel.basket.exporter, panel.basket.importer)
        share = view.percent(100 - panel.basket.share(panel.basket.remainder), 0)
        text = _("{direction}: listed products only, {share} of the total.").format(direction=name, share=share)
        held, missing = _held(panel, view)
        if len(missing) > len(held):
            listed = sector_list(view, held)
            text += " " + _("Listed is only: {sectors}.").format(sectors=listed)
        elif missing:
            listed = sector_list(view, missing)
            text += " " + _("Nothing listed for: {sectors}.").format(sectors=listed)
        texts.append(text)
    goods = basket_goods((panel.basket for panel in found), view)
    dropped = dropped_caveats({panel.basket.exporter for panel in found}, product_years, view)
    return (
        *texts,
        *code_caveats(found, view.language),
        *dropped,
        *left_out(view),
        *data_caveats(view, goods),
    )


def _held(panel: ChangePanel, view: View) -> tuple[list[str], list[str]]:
    """The sectors of goods, of those selected, with a product in either span, and those without."""
    frame = view.tables["sectors"]
    carrying = frame[frame["carries_goods"]].sort_values("position")["sector_id"]
    asked = [sector for sector in carrying if not view.selection.sectors or sector in view.selection.sectors]
    held = set(panel.products["sector_id"])
    return [sector for sector in asked if sector in held], [sector for sector in asked if sector not in held]


def _table(found: Sequence[ChangePanel], view: View) -> pd.DataFrame:
    """One row a product, largest first within a direction: names, code, both values, growth in percent."""
    _ = view.translate
    sectors = view.names("sectors")
    rows = []
    for panel in found:
        name = view.direction_name(panel.basket.exporter, panel.basket.importer)
        for row in records(panel.products):
            growth = (row.now / row.before - 1) * 100 if row.before and row.before > 0 and not row.recoded else None
            code = code_text(row, view.language)
            rows.append((name, sectors[row.sector_id], row.name, code, row.now, row.before, growth))
    spans = sorted({panel.basket.period for panel in found})
    now = ", ".join(view.period_label(span) for span in spans)
    before = ", ".join(view.period_label(span.year_before()) for span in spans)
    columns = [_("Direction"), _("Sector"), _("Product"), _("Code"), f"{now}, {view.currency}"]
    table = pd.DataFrame(rows, columns=[*columns, f"{before}, {view.currency}", _("Change, %")])
    of_rows = [panel.basket.period for panel in found for _row in range(len(panel.products))]
    return with_periods(table, of_rows, view.language)
