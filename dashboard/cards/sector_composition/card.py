"""`sector-composition`: what the trade of each span was made of, by sector and direction."""

from collections.abc import Iterable, Sequence

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.sector_composition.figure import (
    LEAST_SHARE,
    Piece,
    ShareBar,
    bars_table,
    rounding_words,
    share_chart,
    share_figure,
    share_words,
)
from dashboard.cards.sector_composition.sections import section_composition
from dashboard.queries.sector_goods import (
    Basket,
    GoodsSeries,
    basis_rows,
    flow_ids,
    leading_baskets,
    product_names,
    series,
)
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.look import Palette
from dashboard.sentences.available import available, dropped_caveats
from dashboard.sentences.caveats import basket_goods, data_caveats
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.oil_words import removed_share
from dashboard.sentences.sector_words import (
    left_out,
    no_products_reason,
    no_such_goods_reason,
    product_name,
    product_years,
)
from dashboard.sentences.words import basis_words, without_oil
from dashboard.text.messages import mark
from etl.model.codes import SourceKind
from etl.model.period import years

# The sectors that carry most goods have a colour of their own, in the palette's order.
_COLOURED = (
    *("energy", "aerospace", "transport", "agriculture", "chemicals"),
    *("consumer-goods", "mining-metals", "digital", "engineering"),
)
_SHOWN, _SHOWN_NARROW, _WORTH_A_PIECE = 7, 5, 1.0  # pieces of a bar; a smaller share in every bar joins the others
_NEARLY_ALL = 99.0  # percent not broken down from which this is the finding
_NAMED = 3  # products named on hover, sectors named in the sentence


@card("sector-composition", page="sectors", name=mark("What the trade is made of"))
def sector_composition(view: View) -> Answer | NoAnswer:
    """Shares of the sectors in the official total of the same months; what is not broken down stands last."""
    _ = view.translate
    if view.selection.source_kinds == (SourceKind.RECONCILED,):
        return section_composition(view)
    declared = series(view)
    found = leading_baskets(declared)
    if not found:
        reason = no_products_reason(view)
        return NoAnswer(reason, available(product_years, view))
    if view.selection.sectors and not any(
        basket.sectors.reindex(view.selection.sectors).gt(0).any() for basket in found
    ):
        return NoAnswer(no_such_goods_reason(view))
    bars = _bars(found, view)
    title, sentence = _title_and_sentence(bars, view)
    subtitle = _("Shares of the total in percent, goods, nominal. {basis}.").format(
        basis=basis_words(basis_rows(found), view)
    )
    subtitle += removed_share(basis_rows(found), view) + rounding_words(bars, view.language)
    return Answer(
        title,
        subtitle,
        share_figure(bars, view),
        bars_table(bars, view, _("Sector")),
        sentence,
        [source for basket in found for source in basket.source_ids],
        _caveats(declared, view) + data_caveats(view, basket_goods(found, view)),
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=share_chart(_bars(found, view.on_white), view),
        flow_ids=flow_ids(found, ()),
    )


def sector_colours(sectors: Sequence[str], palette: Palette) -> dict[str, str]:
    """A colour for each of up to nine sectors: its own where it has one, else the next that is free."""
    own = {sector: palette.sectors[_COLOURED.index(sector)] for sector in sectors if sector in _COLOURED}
    free = iter([colour for colour in palette.sectors if colour not in own.values()])
    return own | {sector: next(free, palette.rest) for sector in sectors if sector not in own}


def _bars(found: Sequence[Basket], view: View) -> list[ShareBar]:
    """One bar a basket; the sectors stand in the order of the bar's own direction."""
    shown = _sectors_shown(found, view)
    colours = sector_colours(shown, view.look.palette)
    bars = []
    for basket in found:
        order = [sector for sector in _ranked(b for b in found if b.exporter == basket.exporter) if sector in shown]
        bars.append(_bar(basket, {sector: colours[sector] for sector in order}, view, view.look.palette))
    return bars


def _sectors_shown(found: Sequence[Basket], view: View) -> list[str]:
    """Sectors with a piece of their own: those selected, or the largest by their highest share."""
    ranked = _ranked(found)
    if view.selection.sectors:
        return [sector for sector in ranked if sector in view.selection.sectors][: len(view.look.palette.sectors)]
    worth = [sector for sector, highest in ranked.items() if highest >= _WORTH_A_PIECE]
    return (worth or list(ranked))[: _SHOWN_NARROW if view.look.narrow else _SHOWN]


def _ranked(found: Iterable[Basket]) -> dict[str, float]:
    """Sector → its highest share in any basket, largest first."""
    highest: dict[str, float] = {}
    for basket in found:
        for sector, value in basket.sectors.items():
            highest[str(sector)] = max(highest.get(str(sector), 0.0), basket.share(value))
    return dict(sorted(highest.items(), key=lambda item: -item[1]))


def _bar(basket: Basket, colours: dict[str, str], view: View, palette: Palette) -> ShareBar:
    _ = view.translate
    names = view.names("sectors")
    values = basket.sectors
    pieces = [
        Piece(names[sector], values[sector], colours[sector], _products(basket, sector, view))
        for sector in colours
        if sector in values
    ]
    others = [str(sector) for sector in values.index if sector not in colours]
    if others:
        details = tuple(f"{names[sector]} {view.money(values[sector])}" for sector in others[:_NAMED])
        pieces.append(Piece(_("Other sectors"), float(values[others].sum()), palette.rest, details, named=False))
    pieces.append(Piece(_("Not broken down"), basket.remainder, palette.grid, named=False))
    label = view.period_label(basket.period)
    return ShareBar(basket.exporter, basket.importer, label, basket.period, basket.total, tuple(pieces))


def _products(basket: Basket, sector: str, view: View) -> tuple[str, ...]:
    """The largest products of a sector, named with their value."""
    names = product_names(view)
    rows = basket.parts[basket.parts["sector_id"].eq(sector)].nlargest(_NAMED, "value")
    return tuple(f"{product_name(names, row)} {view.money(row.value)}" for row in records(rows))


def _title_and_sentence(bars: Sequence[ShareBar], view: View) -> tuple[str, str]:
    """Title: the largest share in any direction's latest bar; sentence: the largest of each direction."""
    _ = view.translate
    latest = {bar.exporter: bar for bar in bars if _largest(bar)}
    leading = {exporter: _largest(bar)[0] for exporter, bar in latest.items()}
    first = max(leading, key=lambda exporter: latest[exporter].share(leading[exporter]))
    bar = latest[first]
    name = view.direction_name(bar.exporter, bar.importer)
    title = _("{sector} made up {share} of {direction} in {period}")
    if bar.share(bar.pieces[-1]) >= _NEARLY_ALL:
        title = _("Nearly all of {direction} in {period} is not broken down")
    title = title.format(
        sector=leading[first].name,
        share=share_words(bar.share(leading[first]), view.language),
        direction=without_oil(name, view.where(sectors=())),
        period=bar.label,
    )
    return title, " ".join(_sentence(bar, view) for bar in latest.values())


def _largest(bar: ShareBar) -> list[Piece]:
    """The sectors of a bar, without the others and the remainder, largest first."""
    return sorted((piece for piece in bar.pieces if piece.named and piece.value > 0), key=lambda piece: -piece.value)


def _sentence(bar: ShareBar, view: View) -> str:
    _ = view.translate
    ranked = _largest(bar)[:_NAMED]
    parts = ", ".join(f"{piece.name} {share_words(bar.share(piece), view.language)}" for piece in ranked)
    text = _("{direction}, {period}: {parts}; {rest} is not broken down.")
    if bar.share(bar.pieces[-1]) < LEAST_SHARE / 2:
        text = _("{direction}, {period}: {parts}.")
    return text.format(
        direction=view.direction_name(bar.exporter, bar.importer),
        period=bar.label,
        parts=parts,
        rest=share_words(bar.share(bar.pieces[-1]), view.language),
    )


def _caveats(declared: Sequence[GoodsSeries], view: View) -> tuple[str, ...]:
    """The products are a partial list; a part-year stays one; the other country's declarations are named."""
    _ = view.translate
    texts = [
        _("The product lists are partial: a sector's share is at least what is shown, never spread over the remainder.")
    ]
    spans = [basket.period for one in declared if one.leading for basket in one.baskets]
    partial = {view.period_label(span) for span in spans if not span.is_year}
    if partial:
        text = _("{periods} is part of a year and is compared by shares only.")
        texts.append(text.format(periods=", ".join(sorted(partial))))
    countries = view.names("countries")
    for one in declared:
        if not one.leading:
            first, last = one.baskets[0], one.baskets[-1]
            label = view.period_label(years(first.period.start.year, last.period.end.year))
            text = _("{direction} as declared by {country}, {years}, shows when only these years are selected.")
            name = view.direction_name(first.exporter, first.importer)
            texts.append(text.format(direction=name, country=countries[first.reporter], years=label))
    dropped = dropped_caveats({one.baskets[0].exporter for one in declared}, product_years, view)
    return (*texts, *dropped, *left_out(view))
