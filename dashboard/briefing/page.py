"""A briefing as one page of HTML: no script, nothing fetched, laid out for screens and for A4 paper."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from io import BytesIO

from dashboard.briefing.pack import Briefing, PackSection, all_sources
from dashboard.briefing.style import page_style
from dashboard.cards.base import Card
from dashboard.cards.registry import card_names
from dashboard.exports.citation import source_citation
from dashboard.exports.picture.fonts import FontStyle, embedded_faces
from dashboard.exports.picture.image import inline_svg
from dashboard.exports.picture.renderer import NoBrowserError, print_pdf
from dashboard.exports.web.page import POLICY, table_html
from dashboard.text import formats
from dashboard.text.messages import Translator, translator

_PLATE = 0.5  # width by height below which a chart fills the height of a printed page, its words beside it
_ROOM = 20_000  # bytes of a table that stands in for a chart


def page_html(briefing: Briefing) -> str:
    """The whole page; a chart that no browser is there to draw is replaced by its table and the reason."""
    _ = translator(briefing.language)
    numbers = {source.source_id: at for at, source in enumerate(all_sources(briefing), start=1)}
    body = "".join(
        (
            _cover(briefing, _),
            *(_section(section, at, numbers, _) for at, section in enumerate(briefing.sections, start=1)),
            _sources(briefing, _),
            _about(briefing, _),
        )
    )
    return (
        f'<!doctype html>\n<html lang="{briefing.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(briefing.title)}</title>\n"
        f"<style>{_fonts(body)}{page_style(briefing)}</style>\n"
        f"</head>\n<body>\n{body}</body>\n</html>\n"
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


def _cover(briefing: Briefing, _: Translator) -> str:
    names = card_names(briefing.language)
    kicker, heading, nothing = _("Briefing"), _("Contents"), _("no data")
    contents = "".join(
        f'<li><a href="#{section.name}"><b>{escape(names[section.card.id])}</b> '
        f"<span>{escape(section.card.title if section.card.empty is None else nothing)}</span></a></li>"
        for section in briefing.sections
    )
    return (
        f'<header><p class="kicker">{escape(kicker)}</p><h1>{escape(briefing.title)}</h1>'
        f'<p class="made">{escape(_made(briefing, _))}</p><div class="notes">{_paragraphs(briefing.notes)}</div>'
        f"<nav><h2>{escape(heading)}</h2><ol>{contents}</ol></nav></header>\n"
    )


def _made(briefing: Briefing, _: Translator) -> str:
    day = formats.date_label(briefing.made, briefing.language)
    data = _("Data {hash}").format(hash=briefing.data_hash[:8])
    return f"{day} · {data}"


def _section(section: PackSection, number: int, numbers: Mapping[str, int], _: Translator) -> str:
    card = section.card
    name = card_names(_.language)[card.id]
    note = f'<div class="note">{_paragraphs(section.note)}</div>' if section.note else ""
    head = f'<h2><span class="number">{number}</span> {escape(name)}</h2>'
    if card.empty is not None:
        return f'<section id="{section.name}">{head}<p class="empty">{escape(card.empty)}</p>{note}</section>\n'
    sources = escape(_("Sources: {links}"))
    items = "".join(f"<li>{escape(caveat)}</li>" for caveat in card.caveats)
    caveats = f'<ul class="caveats">{items}</ul>' if items else ""
    cited = _cited([numbers[source.source_id] for source in card.sources])
    return (
        f'<section id="{section.name}"><div class="lead">{head}{_figure(section, _)}</div>{note}'
        f'<p class="sentence">{escape(card.sentence)}</p>{caveats}'
        f'<p class="cited">{sources.format(links=cited)}</p></section>\n'
    )


def _cited(numbers: list[int]) -> str:
    """Numbers of sources as links; three or more in a row as the first and the last."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    links = (
        "–".join(map(_source_link, (run[0], run[-1]))) if len(run) > 2 else ", ".join(map(_source_link, run))
        for run in runs
    )
    return ", ".join(links)


def _source_link(number: int) -> str:
    return f'<a href="#source-{number}">{number}</a>'


def _figure(section: PackSection, _: Translator) -> str:
    """The chart, or in its place why it is missing and the first rows of its table."""
    card = section.card
    assert card.figure is not None
    try:
        drawing = inline_svg(_distinct(section))
    except NoBrowserError as fault:
        return (
            f'<h3>{escape(card.title)}</h3><p class="empty">{escape(_missing(fault, _))}</p>{table_html(card, _ROOM)}'
        )
    share = card.look.width / card.figure.layout.height
    plate = ' class="plate"' if share < _PLATE else ""
    return f'<figure{plate} style="--share:{share:.4f}">{drawing}</figure>'


def _distinct(section: PackSection) -> Card:
    """The card under a name of its own, as a page may show one card twice."""
    return replace(section.card, id=f"card-{section.name}")


def _missing(fault: NoBrowserError, _: Translator) -> str:
    return _("The chart is missing here: {reason}").format(reason=fault)


def _sources(briefing: Briefing, _: Translator) -> str:
    heading = _("Sources")
    items = "".join(
        f'<li id="source-{at}">{escape(source_citation(source, briefing.language))}</li>'
        for at, source in enumerate(all_sources(briefing), start=1)
    )
    return f'<section id="sources" class="list"><h2>{escape(heading)}</h2><ol>{items}</ol></section>\n'


def _about(briefing: Briefing, _: Translator) -> str:
    """What the briefing is made of: its data, its day, and the filters of each card."""
    names = card_names(briefing.language)
    heading, made, card, filters = _("About this briefing"), _("File made on"), _("Card"), _("Filters")
    data = _("Data {hash}").format(hash=briefing.data_hash)
    rows = "".join(
        f"<tr><td>{at}</td><td>{escape(names[section.card.id])}</td><td>{escape(section.card.view)}</td></tr>"
        for at, section in enumerate(briefing.sections, start=1)
    )
    return (
        f'<section id="about" class="list"><h2>{escape(heading)}</h2>'
        f"<p>{escape(made)} {escape(formats.date_label(briefing.made, briefing.language))}. {escape(data)}</p>"
        f"<table><thead><tr><th></th><th>{escape(card)}</th><th>{escape(filters)}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></section>\n"
    )


def _paragraphs(text: str) -> str:
    """Plain text as paragraphs: an empty line parts them."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return "".join(f"<p>{'<br>'.join(escape(line) for line in block.splitlines())}</p>" for block in blocks)


def _fonts(body: str) -> str:
    """The chart fonts with the characters of the page, its charts included."""
    shown = unescape(body)
    return embedded_faces(dict.fromkeys((FontStyle.TEXT, FontStyle.STRONG, FontStyle.HEADING), shown))
