"""`sector-composition`: what the trade of each span was made of, by sector and direction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.cards.base import Card, Finding, empty_card, framed
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
from dashboard.queries import frames
from dashboard.queries.sector_goods import (
    Basket,
    GoodsSeries,
    basis_rows,
    flow_ids,
    leading_baskets,
    product_names,
    series,
)
from dashboard.queries.tables import Tables, records
from dashboard.selection.look import Look, Palette
from dashboard.selection.selection import Selection
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
from dashboard.sentences.words import basis_words, direction_name, without_oil
from dashboard.text import formats
from dashboard.text.messages import translator
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


def sector_composition(tables: Tables, selection: Selection, look: Look) -> Card:
    """Shares of the sectors in the official total of the same months; what is not broken down stands last."""
    _ = translator(selection.language)
    if selection.source_kinds == (SourceKind.RECONCILED,):
        return section_composition(tables, selection, look)
    declared = series(tables, selection)
    found = leading_baskets(declared)
    if not found:
        reason = no_products_reason(tables, selection)
        return empty_card("sector-composition", tables, selection, reason, available(product_years, tables, selection))
    if selection.sectors and not any(basket.sectors.reindex(selection.sectors).gt(0).any() for basket in found):
        return empty_card("sector-composition", tables, selection, no_such_goods_reason(tables, selection))
    bars = _bars(found, tables, selection, look)
    title, sentence = _finding(bars, tables, selection)
    subtitle = _("Shares of the total in percent, goods, nominal. {basis}.").format(
        basis=basis_words(basis_rows(found), tables, selection.language)
    )
    subtitle += removed_share(basis_rows(found), tables, selection) + rounding_words(bars, selection.language)
    return framed(
        "sector-composition",
        tables,
        selection,
        look,
        Finding(
            title,
            subtitle,
            share_figure(bars, tables, selection, look),
            bars_table(bars, tables, selection, _("Sector")),
            sentence,
            [source for basket in found for source in basket.source_ids],
            _caveats(declared, tables, selection)
            + data_caveats(tables, selection.language, basket_goods(found, selection)),
            shows_money=True,
            oil=Oil.LEFT_OUT,
            chart=share_chart(_bars(found, tables, selection, look.on_white), tables, selection),
            flow_ids=flow_ids(found, ()),
        ),
    )


def sector_colours(sectors: Sequence[str], palette: Palette) -> dict[str, str]:
    """A colour for each of up to nine sectors: its own where it has one, else the next that is free."""
    own = {sector: palette.sectors[_COLOURED.index(sector)] for sector in sectors if sector in _COLOURED}
    free = iter([colour for colour in palette.sectors if colour not in own.values()])
    return own | {sector: next(free, palette.rest) for sector in sectors if sector not in own}


def _bars(found: Sequence[Basket], tables: Tables, selection: Selection, look: Look) -> list[ShareBar]:
    """One bar a basket; the sectors stand in the order of the bar's own direction."""
    shown = _sectors_shown(found, selection, look)
    colours = sector_colours(shown, look.palette)
    bars = []
    for basket in found:
        order = [sector for sector in _ranked(b for b in found if b.exporter == basket.exporter) if sector in shown]
        bars.append(_bar(basket, {sector: colours[sector] for sector in order}, tables, selection, look.palette))
    return bars


def _sectors_shown(found: Sequence[Basket], selection: Selection, look: Look) -> list[str]:
    """Sectors with a piece of their own: those selected, or the largest by their highest share."""
    ranked = _ranked(found)
    if selection.sectors:
        return [sector for sector in ranked if sector in selection.sectors][: len(look.palette.sectors)]
    worth = [sector for sector, highest in ranked.items() if highest >= _WORTH_A_PIECE]
    return (worth or list(ranked))[: _SHOWN_NARROW if look.narrow else _SHOWN]


def _ranked(found: Iterable[Basket]) -> dict[str, float]:
    """Sector → its highest share in any basket, largest first."""
    highest: dict[str, float] = {}
    for basket in found:
        for sector, value in basket.sectors.items():
            highest[str(sector)] = max(highest.get(str(sector), 0.0), basket.share(value))
    return dict(sorted(highest.items(), key=lambda item: -item[1]))


def _bar(basket: Basket, colours: dict[str, str], tables: Tables, selection: Selection, palette: Palette) -> ShareBar:
    _ = translator(selection.language)
    names = frames.names(tables, "sectors", selection.language)
    values = basket.sectors
    pieces = [
        Piece(names[sector], values[sector], colours[sector], _products(basket, sector, tables, selection))
        for sector in colours
        if sector in values
    ]
    others = [str(sector) for sector in values.index if sector not in colours]
    if others:
        details = tuple(
            f"{names[sector]} {formats.money(values[sector], selection.currency, selection.language)}"
            for sector in others[:_NAMED]
        )
        pieces.append(Piece(_("Other sectors"), float(values[others].sum()), palette.rest, details, named=False))
    pieces.append(Piece(_("Not broken down"), basket.remainder, palette.grid, named=False))
    label = formats.period_label(basket.period, selection.language)
    return ShareBar(basket.exporter, basket.importer, label, basket.period, basket.total, tuple(pieces))


def _products(basket: Basket, sector: str, tables: Tables, selection: Selection) -> tuple[str, ...]:
    """The largest products of a sector, named with their value."""
    names = product_names(tables, selection.language)
    rows = basket.parts[basket.parts["sector_id"].eq(sector)].nlargest(_NAMED, "value")
    return tuple(
        f"{product_name(names, row)} {formats.money(row.value, selection.currency, selection.language)}"
        for row in records(rows)
    )


def _finding(bars: Sequence[ShareBar], tables: Tables, selection: Selection) -> tuple[str, str]:
    """Title: the largest share in any direction's latest bar; sentence: the largest of each direction."""
    _ = translator(selection.language)
    language = selection.language
    latest = {bar.exporter: bar for bar in bars if _largest(bar)}
    leading = {exporter: _largest(bar)[0] for exporter, bar in latest.items()}
    first = max(leading, key=lambda exporter: latest[exporter].share(leading[exporter]))
    bar = latest[first]
    name = direction_name(tables, language, bar.exporter, bar.importer)
    title = _("{sector} made up {share} of {direction} in {period}")
    if bar.share(bar.pieces[-1]) >= _NEARLY_ALL:
        title = _("Nearly all of {direction} in {period} is not broken down")
    title = title.format(
        sector=leading[first].name,
        share=share_words(bar.share(leading[first]), language),
        direction=without_oil(name, tables, replace(selection, sectors=())),
        period=bar.label,
    )
    return title, " ".join(_sentence(bar, tables, selection) for bar in latest.values())


def _largest(bar: ShareBar) -> list[Piece]:
    """The sectors of a bar, without the others and the remainder, largest first."""
    return sorted((piece for piece in bar.pieces if piece.named and piece.value > 0), key=lambda piece: -piece.value)


def _sentence(bar: ShareBar, tables: Tables, selection: Selection) -> str:
    _ = translator(selection.language)
    language = selection.language
    ranked = _largest(bar)[:_NAMED]
    parts = ", ".join(f"{piece.name} {share_words(bar.share(piece), language)}" for piece in ranked)
    text = _("{direction}, {period}: {parts}; {rest} is not broken down.")
    if bar.share(bar.pieces[-1]) < LEAST_SHARE / 2:
        text = _("{direction}, {period}: {parts}.")
    return text.format(
        direction=direction_name(tables, language, bar.exporter, bar.importer),
        period=bar.label,
        parts=parts,
        rest=share_words(bar.share(bar.pieces[-1]), language),
    )


def _caveats(declared: Sequence[GoodsSeries], tables: Tables, selection: Selection) -> tuple[str, ...]:
    """The products are a partial list; a part-year stays one; the other country's declarations are named."""
    _ = translator(selection.language)
    texts = [
        _("The product lists are partial: a sector's share is at least what is shown, never spread over the remainder.")
    ]
    spans = [basket.period for one in declared if one.leading for basket in one.baskets]
    partial = {formats.period_label(span, selection.language) for span in spans if not span.is_year}
    if partial:
        text = _("{periods} is part of a year and is compared by shares only.")
        texts.append(text.format(periods=", ".join(sorted(partial))))
    countries = frames.names(tables, "countries", selection.language)
    for one in declared:
        if not one.leading:
            first, last = one.baskets[0], one.baskets[-1]
            label = formats.period_label(years(first.period.start.year, last.period.end.year), selection.language)
            text = _("{direction} as declared by {country}, {years}, shows when only these years are selected.")
            name = direction_name(tables, selection.language, first.exporter, first.importer)
            texts.append(text.format(direction=name, country=countries[first.reporter], years=label))
    dropped = dropped_caveats({one.baskets[0].exporter for one in declared}, product_years, tables, selection)
    return (*texts, *dropped, *left_out(tables, selection))
