"""`partner-rank`: where one country stands among the other's customers and suppliers, year by year."""

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.partner_rank.data import Partner, partner_shares
from dashboard.cards.partner_rank.figure import partner_figure, ranks_fit
from dashboard.cards.partner_rank.native import partner_chart
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.available import Available, available, dropped_caveats
from dashboard.sentences.caveats import data_caveats, row_goods
from dashboard.sentences.translations import publisher_names
from dashboard.sentences.words import no_data_reason
from dashboard.statements.documents import listed
from dashboard.statements.figures import StatedFigure
from dashboard.text import formats
from dashboard.text.messages import mark
from dashboard.text.ordinals import ordinal
from dashboard.text.period_columns import whole_numbers
from etl.model.period import years


@card("partner-rank", page="", name=mark("Rank among partners"))
def partner_rank(view: View) -> Answer | NoAnswer:
    """A line a direction, the rank written at its points; stated shares as hollow marks; gaps as gaps."""
    _ = view.translate
    if view.selection.sectors:
        reason = _("Shares and ranks are of all goods, which no sector equals: clear the filter on sectors.")
        return NoAnswer(reason)
    partner = partner_shares(view)
    if not partner.exporters:
        reason = no_data_reason(view)
        return NoAnswer(reason, available(_years, view))
    names = view.names("countries")
    title, sentence = _title_and_sentence(partner, names, view)
    subtitle = _(
        "{partner} among the partners of {reporter}: share in percent, and rank, of all goods by value. "
        "As declared by {reporter}."
    )
    if partner.official.empty:
        subtitle = _(
            "{partner} among the partners of {reporter}: share of all goods in percent, as documents state it."
        )
    subtitle = subtitle.format(partner=names[partner.partner], reporter=names[partner.reporter])
    return Answer(
        title=title,
        subtitle=subtitle,
        figure=partner_figure(partner, view),
        table=_table(partner, view),
        sentence=sentence,
        source_ids=[*partner.official["source_id"], *_documents(partner)],
        caveats=_caveats(partner, names, view),
        follows_day=True,
        chart=partner_chart(partner, view),
    )


def _years(view: View) -> Available:
    partner = partner_shares(view)
    official = [(row.exporter_iso3, row.year) for row in records(partner.official)]
    return [*official, *((one.exporter or "", one.year) for one in partner.drawn if one.year is not None)]


def _title_and_sentence(partner: Partner, names: dict[str, str], view: View) -> tuple[str, str]:
    """Title: the latest share and rank of the first direction; sentence: every direction's, and its highest share."""
    _ = view.translate
    if partner.official.empty:
        number = len(partner.drawn)
        title = _.ngettext(
            "No official series, but {number} stated figure", "No official series, but {number} stated figures", number
        )
        return title.format(number=number), _("Documents state shares of all goods; no official share is selected.")
    drawn = [exporter for exporter in partner.exporters if not partner.rows(exporter).empty]
    parts = [_sentence(partner, exporter, view) for exporter in drawn]
    return _title(partner, drawn[0], names, view), " ".join(parts)


def _title(partner: Partner, exporter: str, names: dict[str, str], view: View) -> str:
    """The latest share and rank, against the earliest rank that the same source gives."""
    _ = view.translate
    rows = partner.rows(exporter)
    last = rows.iloc[-1]
    exports = exporter == partner.reporter
    share = (
        _("{partner} bought {share} of {reporter}’s exports in {year}")
        if exports
        else _("{partner} supplied {share} of {reporter}’s imports in {year}")
    ).format(
        partner=names[partner.partner],
        reporter=names[partner.reporter],
        share=view.percent(last["partner_share"], 1),
        year=last["year"],
    )
    if pd.isna(last["partner_rank"]):
        return share
    same = partner.compared(exporter).iloc[0]
    rank = _rank(last["partner_rank"], view)
    if same["year"] == last["year"]:
        text = _("{share}: {rank} customer") if exports else _("{share}: {rank} supplier")
    elif same["partner_rank"] == last["partner_rank"]:
        text = _("{share}: {rank} customer, as in {year}") if exports else _("{share}: {rank} supplier, as in {year}")
    else:
        text = (
            _("{share}: {rank} customer, {before} in {year}")
            if exports
            else _("{share}: {rank} supplier, {before} in {year}")
        )
    return text.format(share=share, rank=rank, before=_rank(same["partner_rank"], view), year=same["year"])


def _sentence(partner: Partner, exporter: str, view: View) -> str:
    _ = view.translate
    rows = partner.rows(exporter)
    last, most = rows.iloc[-1], rows.nlargest(1, "partner_share").iloc[0]
    if exporter == partner.reporter:
        text = _("As a customer: {share} of exports in {year}, {rank}; the highest share here is {most} in {peak}.")
        if len(rows) == 1:
            text = _("As a customer: {share} of exports in {year}, {rank}.")
        elif last["partner_share"] == most["partner_share"]:
            text = _("As a customer: {share} of exports in {year}, {rank}, the highest share here.")
    else:
        text = _("As a supplier: {share} of imports in {year}, {rank}; the highest share here is {most} in {peak}.")
        if len(rows) == 1:
            text = _("As a supplier: {share} of imports in {year}, {rank}.")
        elif last["partner_share"] == most["partner_share"]:
            text = _("As a supplier: {share} of imports in {year}, {rank}, the highest share here.")
    return text.format(
        share=view.percent(last["partner_share"], 1),
        year=last["year"],
        rank=_rank(last["partner_rank"], view),
        most=view.percent(most["partner_share"], 1),
        peak=most["year"],
    )


def _rank(rank: float, view: View) -> str:
    return formats.MISSING if pd.isna(rank) else ordinal(int(rank), view.language)


def _caveats(partner: Partner, names: dict[str, str], view: View) -> tuple[str, ...]:
    """Whose count it is, which source covers which years, why there is a gap, and what has no year."""
    _ = view.translate
    texts = []
    if not partner.official.empty:
        text = _("Only {reporter} counts here: the data hold no share or rank from the statistics of {partner}.")
        texts.append(text.format(reporter=names[partner.reporter], partner=names[partner.partner]))
    if partner.official["source_id"].nunique() > 1:
        texts.append(_sources_words(partner, view))
    gaps = sorted({year for exporter in partner.exporters for year in partner.gaps(exporter)})
    if gaps:
        text = _("{years}: {partner} is not among the five leading customers that the source lists; a gap, not a zero.")
        label = view.period_label(years(gaps[0], gaps[-1]))
        texts.append(text.format(years=label, partner=names[partner.partner]))
    if partner.undated:
        quotes = [_quote(one, view) for one in partner.undated]
        text = _("Stated without a year, and so in the table only: {quotes}.")
        texts.append(text.format(quotes=listed(quotes, view.language)))
    if not partner.official.empty and not ranks_fit(partner, view.look):
        texts.append(_("The picture names the first, best and latest rank; the table has all."))
    dropped = dropped_caveats(partner.exporters, _years, view)
    return (*texts, *dropped, *data_caveats(view, row_goods(partner.official)))


def _documents(partner: Partner) -> list[str]:
    return [document for figure in partner.stated for document in figure.document_ids]


def _quote(figure: StatedFigure, view: View) -> str:
    way = view.direction_name(figure.exporter, figure.importer)
    return f"{view.quoted(figure.phrases[0])} ({way})"


def _sources_words(partner: Partner, view: View) -> str:
    """The years of each source, and what is done where two give one year."""
    _ = view.translate
    publishers = publisher_names(view)
    spans = partner.official.groupby("source_id")["year"].agg(["min", "max"]).sort_values("min")
    parts = [
        f"{view.period_label(years(int(first), int(last)))}, {publishers[source]}"
        for source, first, last in spans.itertuples(name=None)
    ]
    text = _("Two sources, never mixed in one year: {sources}. Where both have a year, the statistics office counts.")
    return text.format(sources=view.listed(parts))


def _table(partner: Partner, view: View) -> pd.DataFrame:
    """One row a share: year, kind, direction, share with its bounds, rank, phrase, source."""
    _ = view.translate
    header = [_("Year"), _("Kind"), _("Direction"), _("Share, %"), _("Low"), _("High"), _("Rank")]
    official = [
        (
            row.year,
            _("official"),
            view.direction_name(row.exporter_iso3, row.importer_iso3),
            *(row.partner_share, None, None, row.partner_rank, "", row.source_id),
        )
        for row in records(partner.official)
    ]
    stated = [
        (
            figure.year,
            _("stated"),
            view.direction_name(figure.exporter, figure.importer),
            *(
                figure.bounds.value,
                figure.bounds.low,
                figure.bounds.high,
                None,
                view.listed(figure.phrases),
                "; ".join(figure.document_ids),
            ),
        )
        for figure in partner.stated
    ]
    table = pd.DataFrame([*official, *stated], columns=[*header, _("As printed"), _("Source")])
    return table.assign(**{name: whole_numbers(table[name].tolist()) for name in (_("Year"), _("Rank"))})
