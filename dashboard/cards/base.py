"""The Card: figure, table, sentence, alt text and sources of one question, made together so they cannot disagree."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import frame
from dashboard.charts.native import Chart
from dashboard.queries.frames import named_sources
from dashboard.queries.rates import latest_rate
from dashboard.queries.series import observations
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.languages import SOURCE_LANGUAGE
from dashboard.selection.look import Look
from dashboard.selection.selection import to_link
from dashboard.sentences.available import Available, remedy, years_of
from dashboard.sentences.filters import view_words
from dashboard.sentences.known import as_known, as_of_today
from dashboard.sentences.oil_note import Oil, oil_caveat, oil_label
from dashboard.sentences.translations import citation_words, publisher_names, title_gloss, translate_text
from dashboard.text import punctuation
from dashboard.text.messages import translator
from dashboard.text.vocabulary import redistribution_names
from etl.model.codes import Redistribution


@dataclass(frozen=True)
class Source:
    """A source as a card names it."""

    source_id: str
    short: str
    citation: str
    url: str | None
    kind: str
    publisher: str
    title: str  # as the source has it
    published: str  # as precisely as it is known: "2023-11-01", "2023-11", "2023", "n.d." or words on editions
    accessed: date
    licence: str = ""  # terms of reuse as the publisher states them
    redistribution: str = ""  # what of it may be passed on
    title_gloss: str = ""  # the title in the reader's language, in brackets, or the name of its own language


@dataclass(frozen=True)
class Card:
    """One question answered. `figure` is None exactly when `empty` says why there is nothing and what would fill it."""

    id: str
    title: str
    subtitle: str
    figure: go.Figure | None
    table: pd.DataFrame
    sentence: str
    alt: str
    sources: tuple[Source, ...]
    data_hash: str
    caveats: tuple[str, ...] = ()
    empty: str | None = None
    available: tuple[int, ...] = ()  # of an empty card: the years it has with the other filters
    language: str = SOURCE_LANGUAGE
    filters: str = ""  # the selection as the query of a link to this view
    view: str = ""  # the same in words
    look: Look = field(default=Look())
    chart: Chart | None = None  # the figure as data for programs with charts of their own; None is a picture there
    flows: pd.DataFrame = field(default_factory=pd.DataFrame)  # the official observations drawn, as `series` gives them


RATES = "ecb-reference-rates"
_SHOWN = 4  # sources named inside the picture; the rest are counted there and listed below it


@dataclass(frozen=True)
class Answer:
    """What a card says, before it is framed: the texts, the bare figure, the table and the sources it rests on."""

    title: str
    subtitle: str
    figure: go.Figure
    table: pd.DataFrame
    sentence: str
    source_ids: list[str]
    caveats: tuple[str, ...] = field(default=())
    shows_money: bool = False  # amounts in the selected currency, converted where a source publishes in another
    follows_day: bool = False  # official figures of the day selected that are no amounts
    chart: Chart | None = None
    oil: Oil = Oil.INCLUDED
    flow_ids: tuple[str, ...] = ()  # the official observations that the figure adds up


@dataclass(frozen=True)
class NoAnswer:
    """Why a card has nothing to draw.

    `available` is what it has in other years, from which the reader learns what would fill it; None where the reason
    itself says so.
    """

    reason: str
    available: Available | None = None


@dataclass(frozen=True)
class CardDefinition:
    """A card as it is registered: its id, its page as the address says ("" is the first), its name in English.

    Called with a view it gives the Card.
    """

    id: str
    page: str
    name: str
    answer: Callable[[View], Answer | NoAnswer]

    def __call__(self, view: View) -> Card:
        answer = self.answer(view)
        return _empty(self, view, answer) if isinstance(answer, NoAnswer) else _framed(self.id, view, answer)


def card(card_id: str, *, page: str, name: str) -> Callable[[Callable[[View], Answer | NoAnswer]], CardDefinition]:
    """Define a card by the function that answers its question."""
    return partial(CardDefinition, card_id, page, name)


def _framed(card_id: str, view: View, answer: Answer) -> Card:
    """The Card of an answer: source line put into the picture, alt text from title, subtitle and sentence.

    Amounts that are not today's are said to be so in the subtitle, which leaves with every picture and download.
    """
    known = as_of_today(view)
    if answer.shows_money or answer.follows_day:
        known = as_known(view, answer.source_ids if answer.shows_money else ())
    converted = _converted(view, answer.source_ids) if answer.shows_money else ()
    sources = _sources(view, [*answer.source_ids, *known.source_ids, *([RATES] if converted else [])])
    subtitle = " ".join(filter(None, (answer.subtitle, oil_label(answer.oil, view), known.label)))
    line = source_line(sources, view.tables.data_hash, view.language)
    figure = frame(answer.figure, view.look, title=answer.title, subtitle=subtitle, source=line)
    return Card(
        id=card_id,
        title=answer.title,
        subtitle=subtitle,
        figure=figure,
        table=answer.table,
        sentence=answer.sentence,
        alt=" ".join((_stop(answer.title), _stop(subtitle), answer.sentence)),
        sources=sources,
        data_hash=view.tables.data_hash,
        caveats=(
            *answer.caveats,
            *oil_caveat(answer.oil, view),
            *known.caveats,
            *converted,
            *_reuse(sources, view.language),
        ),
        language=view.language,
        filters=to_link(view.selection, view.tables.vocabulary),
        view=view_words(view),
        look=view.look,
        chart=answer.chart,
        flows=_observed(view, answer),
    )


def _empty(definition: CardDefinition, view: View, answer: NoAnswer) -> Card:
    """A Card with nothing to draw, under its plain name."""
    reason = answer.reason
    if answer.available is not None:
        reason = f"{reason} {remedy(answer.available, view)}"
    return Card(
        id=definition.id,
        title=view.translate(definition.name),
        subtitle="",
        figure=None,
        table=pd.DataFrame(),
        sentence=reason,
        alt=reason,
        sources=(),
        data_hash=view.tables.data_hash,
        empty=reason,
        language=view.language,
        filters=to_link(view.selection, view.tables.vocabulary),
        view=view_words(view),
        available=years_of(answer.available or []),
    )


def source_line(sources: tuple[Source, ...], data_hash: str, language: str) -> str:
    """The line printed inside the picture: the sources by short name and the data's hash."""
    _ = translator(language)
    names = list(dict.fromkeys(source.short for source in sources))
    shown = names[:_SHOWN]
    if len(names) > _SHOWN:
        shown.append(_("and {number} more").format(number=len(names) - _SHOWN))
    return _("Sources: {names}. Data {hash}").format(names=punctuation.listed(shown, language), hash=data_hash[:8])


def _observed(view: View, answer: Answer) -> pd.DataFrame:
    """The official observations of an answer, of the day it is drawn for: one that shows no money follows no day."""
    if not answer.flow_ids:
        return pd.DataFrame()
    return observations(view if answer.shows_money else view.where(known=None), answer.flow_ids)


def _converted(view: View, source_ids: list[str]) -> tuple[str, ...]:
    """The caveat that values are converted, with the rate of the latest whole year, where any source's are."""
    published = {currency for source in set(source_ids) for currency in view.tables.currencies.get(source, ())}
    others = sorted(published - {view.currency})
    rate = latest_rate(view.tables, view.selection.last_year)
    if not others or rate is None:
        return ()
    number, span = rate
    _ = view.translate
    text = _(
        "Values published in {currency} are converted at the average of the ECB's daily rates over each period "
        "({rate} US dollars a euro in {year})."
    )
    shown = view.number(number, 4)
    return (text.format(currency=", ".join(others), rate=shown, year=span.start.year),)


def _reuse(sources: tuple[Source, ...], language: str) -> tuple[str, ...]:
    """The caveat that names sources whose figures may not be passed on in bulk; it leaves with every file."""
    bound = dict.fromkeys(source.publisher for source in sources if source.redistribution == Redistribution.NOT_IN_BULK)
    terms = redistribution_names(language)[Redistribution.NOT_IN_BULK]
    return (f"{terms} ({', '.join(bound)})",) if bound else ()


def _sources(view: View, source_ids: list[str]) -> tuple[Source, ...]:
    rows = named_sources(view.tables, source_ids)
    publishers = publisher_names(view)
    return tuple(
        Source(
            source_id=row.source_id,
            short=_short(publishers[row.source_id], row.published),
            citation=citation_words(view, row),
            url=row.url if isinstance(row.url, str) else None,
            kind=row.source_kind,
            publisher=publishers[row.source_id],
            title=row.title,
            published=translate_text(view, row.published),
            accessed=row.accessed,
            licence=row.licence,
            redistribution=row.redistribution,
            title_gloss=title_gloss(view, row.title),
        )
        for row in records(rows)
    )


def _short(publisher: str, published: str) -> str:
    dated = f", {published}" if published[:4].isdigit() and len(published) <= 10 else ""
    return f"{publisher}{dated}"


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
