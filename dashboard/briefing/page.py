"""A briefing as one page of HTML: no script, nothing fetched, laid out for screens and for A4 paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from markupsafe import Markup

from dashboard.briefing.pack import Briefing, PackSection, all_sources
from dashboard.briefing.style import page_style
from dashboard.cards.base import Card
from dashboard.cards.registry import card_names
from dashboard.exports.citation import source_citation
from dashboard.exports.picture.renderer import NoBrowserError, print_pdf
from dashboard.exports.web.page import POLICY, drawing_html, font_css, table_html
from dashboard.exports.web.templates import render
from dashboard.text import formats
from dashboard.text.fonts import FontStyle
from dashboard.text.messages import Translator, translator

_PLATE = 0.5  # width by height below which a chart fills the height of a printed page, its words beside it
_ROOM = 20_000  # bytes of a table that stands in for a chart


@dataclass(frozen=True)
class PageChart:
    """The chart of a section and how it is set; or, where it is missing, why, and the first rows of its table."""

    drawing: Markup | None = None
    share: str = ""  # its width by its height
    is_plate: bool = False  # whether it fills the height of a printed page
    missing: str = ""
    table: Markup | None = None


@dataclass(frozen=True)
class PageSection:
    """A card on the page; an empty one has no chart. `cited` are numbers of sources, or the first and last of many."""

    anchor: str
    name: str
    card: Card
    note: list[list[str]]
    chart: PageChart | None
    cited: list[tuple[int, ...]]


def page_html(briefing: Briefing) -> str:
    """The whole page; a chart that no browser is there to draw is replaced by its table and the reason."""
    body = _body(briefing)
    return str(
        render(
            "briefing.html",
            briefing=briefing,
            policy=POLICY,
            fonts=_fonts(body),
            rules=page_style(briefing),
            body=body,
        )
    )


def page_bytes(briefing: Briefing) -> bytes:
    """The page as a file."""
    return page_html(briefing).encode("utf-8")


def paper_bytes(briefing: Briefing) -> bytes:
    """The page printed as PDF on A4, dated by the briefing; NoBrowserError where there is no browser to print it."""
    from pypdf import PdfWriter

    day = f"D:{briefing.made:%Y%m%d}000000Z"
    pdf = PdfWriter(clone_from=BytesIO(print_pdf(page_html(briefing))))
    pdf.add_metadata({"/Subject": f"Data {briefing.data_hash}", "/CreationDate": day, "/ModDate": day})
    file = BytesIO()
    pdf.write(file)
    return file.getvalue()


def _body(briefing: Briefing) -> Markup:
    _ = translator(briefing.language)
    sources = all_sources(briefing)
    numbers = {source.source_id: at for at, source in enumerate(sources, start=1)}
    return render(
        "briefing_body.html",
        briefing=briefing,
        notes=_paragraphs(briefing.notes),
        sections=[_section(section, numbers, _) for section in briefing.sections],
        citations=[source_citation(source, briefing.language) for source in sources],
        day=formats.date_label(briefing.made, briefing.language),
        data=_("Data {hash}").format(hash=briefing.data_hash),
        short_data=_("Data {hash}").format(hash=briefing.data_hash[:8]),
        texts=_texts(_),
    )


def _texts(_: Translator) -> dict[str, str]:
    """The texts that every briefing has, by their names in the template."""
    before_links, _links, after_links = _("Sources: {links}").partition("{links}")
    return {
        "kicker": _("Briefing"),
        "contents": _("Contents"),
        "no_data": _("no data"),
        "before_links": before_links,
        "after_links": after_links,
        "sources": _("Sources"),
        "about": _("About this briefing"),
        "made_on": _("File made on"),
        "card": _("Card"),
        "filters": _("Filters"),
    }


def _section(section: PackSection, numbers: Mapping[str, int], _: Translator) -> PageSection:
    card = section.card
    return PageSection(
        anchor=section.name,
        name=card_names(_.language)[card.id],
        card=card,
        note=_paragraphs(section.note),
        chart=None if card.figure is None else _chart(section, _),
        cited=_ranges([numbers[source.source_id] for source in card.sources]),
    )


def _ranges(numbers: list[int]) -> list[tuple[int, ...]]:
    """Numbers of sources in their order; three or more in a row as the first and the last."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    ranges: list[tuple[int, ...]] = []
    for run in runs:
        ranges += [(run[0], run[-1])] if len(run) > 2 else [(number,) for number in run]
    return ranges


def _chart(section: PackSection, _: Translator) -> PageChart:
    """The chart, or in its place why it is missing and the first rows of its table."""
    card = section.card
    assert card.figure is not None
    try:
        drawing = drawing_html(_distinct(section))
    except NoBrowserError as fault:
        reason = _("The chart is missing here: {reason}").format(reason=fault)
        return PageChart(missing=reason, table=table_html(card, _ROOM))
    share = card.look.width / card.figure.layout.height
    return PageChart(drawing=drawing, share=f"{share:.4f}", is_plate=share < _PLATE)


def _distinct(section: PackSection) -> Card:
    """The card under a name of its own, as a page may show one card twice."""
    return replace(section.card, id=f"card-{section.name}")


def _paragraphs(text: str) -> list[list[str]]:
    """Plain text as the lines of each paragraph: an empty line parts them."""
    return [block.strip().splitlines() for block in text.split("\n\n") if block.strip()]


def _fonts(body: Markup) -> Markup:
    """The chart fonts with the characters of the page, its charts included."""
    return font_css(dict.fromkeys((FontStyle.TEXT, FontStyle.STRONG, FontStyle.HEADING), body.unescape()))
