"""The words of `mirror-gap`: the finding, whose declarations stand side by side, and why they may differ."""

from dashboard.cards.mirror_gap.data import MirrorPanel, Pair, goods_name
from dashboard.queries.view import View
from dashboard.sentences.words import RATE_DIGITS
from dashboard.text import formats
from dashboard.text.formats import Scale
from dashboard.text.messages import translator
from etl.model.codes import ALL_GOODS, Valuation, Verdict

_PLAIN_RATIOS = (0.1, 3.0)  # between these a difference reads well in percent
_OIL = (ALL_GOODS, "27")


def ratio_text(ratio: float | None, language: str) -> str:
    """A ratio with two decimals, fewer from ten on and one more below a tenth."""
    decimals = 2 if ratio is None or 0.1 <= ratio < 10 else 0 if ratio >= 10 else 3
    return formats.number(ratio, language, decimals)


def title(panel: MirrorPanel, view: View) -> str:
    """How far the importer's declaration stands from the exporter's in the panel's first and last year."""
    _ = view.translate
    first, last = panel.drawn[0], panel.drawn[-1]
    names = _names(panel, view)
    goods = "" if panel.commodity == ALL_GOODS else goods_name(view, panel.commodity)
    if not _reads_in_percent(last):
        text = _("{importer} recorded {imported} from {exporter} in {year}, {exporter} recorded {exported}").format(
            imported=view.money(last.imported),
            exported=view.money(last.exported),
            year=last.year,
            **names,
        )
    elif first is last or not _reads_in_percent(first):
        text = _(
            "{importer} recorded {change} in imports from {exporter} in {year} than {exporter} recorded in exports"
        ).format(change=_change(last, view), year=last.year, **names)
    else:
        text = _(
            "{importer} recorded {change} in imports from {exporter} in {year} than {exporter} recorded in exports; "
            "{later} in {last}"
        ).format(
            change=_change(first, view),
            later=_change(last, view),
            year=first.year,
            last=last.year,
            **names,
        )
    return _("{goods}: {finding}").format(goods=goods, finding=text) if goods else text


def subtitle(panels: list[MirrorPanel], view: View) -> str:
    """Unit, valuation, whose declarations, and that neither stands in for the other."""
    _ = view.translate
    rows = [pair.row for panel in panels for pair in panel.drawn]
    exports, imports = (
        _basis({str(getattr(row, f"{side}_valuation")) for row in rows}) for side in ("exporter", "importer")
    )
    return _(
        "{unit} a year, nominal: exports{fob} as the exporter declares them, imports{cif} as the importer does. "
        "Ratios are imports divided by exports. Nothing is mirrored: no declaration replaces the other."
    ).format(unit=_capital(view.unit_words(Scale(0))), fob=exports, cif=imports)


def sentence(panels: list[MirrorPanel], view: View) -> str:
    """The latest year of each panel in full."""
    return " ".join(_latest(panel, view) for panel in panels)


def caveats(panels: list[MirrorPanel], view: View) -> tuple[str, ...]:
    """Which rate, what the allowance is, what is left out, and how oil is declared."""
    _ = view.translate
    found = [_allowance_caveat(panels, view)]
    if any(pair.rate is not None for panel in panels for pair in panel.drawn):
        found.append(
            _(
                "Amounts in another currency are added up as published and converted once, at the average of the "
                "ECB’s daily rates over exactly the year; another rate would shift the ratio. The table gives each "
                "rate."
            )
        )
    if any(panel.commodity in _OIL for panel in panels):
        found.append(
            _(
                "Oil weighs most: exporters often declare it by the destination first known, importers by its origin, "
                "and the two counts differ by large amounts without either being wrong."
            )
        )
    found.append(_("Only calendar years that both countries declare in full are compared; no part-year is scaled up."))
    lost = sorted({pair.year for panel in panels for pair in panel.pairs if not pair.drawn})
    if lost:
        found.append(
            _("No exchange rate covers {years}: the table keeps these years as published.").format(
                years=", ".join(str(year) for year in lost)
            )
        )
    return tuple(text for text in found if text)


def verdict_text(pair: Pair, language: str) -> str:
    """Whether the ratio lies within what valuation explains."""
    _ = translator(language)
    return {
        Verdict.AGREES: _("within the allowance"),
        Verdict.DISAGREES: _("outside the allowance"),
        Verdict.CANNOT_TELL: _("cannot tell"),
    }[pair.verdict]


def _names(panel: MirrorPanel, view: View) -> dict[str, str]:
    countries = view.names("countries")
    return {"exporter": countries[panel.exporter], "importer": countries[panel.importer]}


def _reads_in_percent(pair: Pair) -> bool:
    return pair.ratio is not None and _PLAIN_RATIOS[0] <= pair.ratio <= _PLAIN_RATIOS[1]


def _change(pair: Pair, view: View) -> str:
    _ = view.translate
    percent = ((pair.ratio or 0.0) - 1) * 100
    text = _("{percent} more") if percent >= 0 else _("{percent} less")
    return text.format(percent=view.percent(abs(percent), RATE_DIGITS))


def _basis(valuations: set[str]) -> str:
    """“ (FOB)”, or nothing where the valuation is not stated."""
    stated = sorted(valuations - {Valuation.NOT_STATED})
    return f" ({', '.join(stated)})" if stated else ""


def _latest(panel: MirrorPanel, view: View) -> str:
    _ = view.translate
    pair = panel.drawn[-1]
    return _(
        "{direction}, {goods}, {year}: {exporter} declares {exported}, {importer} {imported}; ratio {ratio}, gap {gap} "
        "({verdict})."
    ).format(
        direction=view.direction_name(panel.exporter, panel.importer),
        goods=_small(goods_name(view, panel.commodity)),
        year=pair.year,
        exported=view.money_words(pair.exported),
        imported=view.money_words(pair.imported),
        ratio=ratio_text(pair.ratio, view.language),
        gap=view.money_words(pair.gap),
        verdict=verdict_text(pair, view.language),
        **_names(panel, view),
    )


def _allowance_caveat(panels: list[MirrorPanel], view: View) -> str:
    _ = view.translate
    highest = [pair.allowance[1] for panel in panels for pair in panel.drawn if pair.allowance]
    if not highest:
        return ""
    return _(
        "Imports CIF hold freight and insurance that exports FOB do not: up to {percent} is allowed for them, a factor "
        "the IMF long used and has since lowered to 6%. Other gaps have other causes: timing, the country named as "
        "origin or destination, goods kept confidential."
    ).format(percent=view.percent((max(highest) - 1) * 100, 0))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
