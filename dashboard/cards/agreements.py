"""`agreements`: what was agreed when, by sector, each report a mark of its own; amounts are announcements, not sums."""

import re
import textwrap
from datetime import date
from typing import Any

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.charts.theme import base_figure
from dashboard.charts.timeline import Point, Timeline, draw_timeline
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.available import Available, available
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.translations import title_words, translate_columns, translate_parts, translate_text
from dashboard.statements.documents import documents_in_view, listed, partial_date, within_years
from dashboard.statements.figures import needed_decimals
from dashboard.text import formats, punctuation
from dashboard.text.chart_text import LINE, bold
from dashboard.text.messages import mark, translator

_BUSY = 5  # reports dated on one day that make it a day of its own


@card("agreements", page="companies", name=mark("Agreements"))
def agreements(view: View) -> Answer | NoAnswer:
    """A timeline with sectors as rows; marks that would touch stand in lanes below one another."""
    _ = view.translate
    frame = reported_agreements(view)
    if frame.empty:
        return NoAnswer(_why_empty(view), available(_years, view))
    busy = _busy_days(frame)
    frame = _in_language(frame, view)
    line = Timeline(_points(frame, view), tuple(busy.index), view.language)
    figure = base_figure(view.look, line.height(view.look) + 8)
    draw_timeline(figure, line, view.look, with_label=_("Amount announced"), without=_("No amount"))
    title, sentence = _title_and_sentence(frame, busy, view)
    subtitle = _(
        "Each mark is one agreement as one document reports it, by date and sector. Amounts are those announced, in "
        "their own unit; they are never added up."
    )
    return Answer(title, subtitle, figure, _table(frame, view), sentence, list(frame["source_id"]), oil=Oil.NO_TRADE)


def reported_agreements(view: View) -> pd.DataFrame:
    """Agreements of the years, sectors, companies and kinds of document selected, with `day` and their document.

    The year is that of the agreement, not of the document; a company is found by its names among title and parties.
    """
    documents = documents_in_view(view.of_all_years)
    about = documents[["document_id", "publisher", "published", "url"]].assign(document=documents["title"])
    frame = view.tables["agreements"]
    frame = frame.assign(day=[_middle(text) for text in frame["agreed"]])
    chosen = pd.Series([within_years(view, day.year) for day in frame["day"]], frame.index, dtype=bool)
    if view.selection.sectors:
        chosen &= frame["sector_id"].isin(view.selection.sectors)
    if view.selection.companies:
        wanted = _named(view)
        texts = frame["title"] + "; " + frame["parties"].fillna("")
        chosen &= texts.str.contains(wanted)
    return frame[chosen].merge(about, on="document_id").sort_values(["day", "agreement_id"], ignore_index=True)


def _in_language(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """The agreements with parties, notes, publishers and documents in the reader's language."""
    frame = translate_columns(view, frame, "note", "publisher")
    parties = [translate_parts(view, text) or None for text in frame["parties"]]
    titles = [title_words(view, title) for title in frame["document"]]
    return frame.assign(parties=pd.Series(parties, frame.index, dtype="object"), document=titles)


def amount_text(amount: float, unit: str, language: str) -> str:
    """An announced amount in its own unit: "€1.6bn", "1,000 MW", "36 documents"."""
    _ = translator(language)
    ngettext, number = _.ngettext, round(amount)
    shown = formats.number(amount, language)
    counted = {
        "documents": ngettext("{number} document", "{number} documents", number),
        "agreements": ngettext("{number} agreement", "{number} agreements", number),
        "locomotives": ngettext("{number} locomotive", "{number} locomotives", number),
    }
    if unit in counted:
        return counted[unit].format(number=shown)
    if unit in ("USD", "EUR"):
        return formats.money(amount, unit, language, needed_decimals(amount))
    return formats.quantity(amount, unit, language)


def _named(view: View) -> re.Pattern[str]:
    """A pattern that finds any name or alias of the selected companies as a whole word."""
    chosen = view.tables["companies"][view.tables["companies"]["company_id"].isin(view.selection.companies)]
    names = [*chosen["name"], *(alias for text in chosen["aliases"].dropna() for alias in text.split("; "))]
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))


def _middle(text: str) -> date:
    """The middle of the day, month or year an agreement is dated with."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 7, 1)
    return date(parts[0], parts[1], parts[2] if len(parts) == 3 else 15)


def _points(frame: pd.DataFrame, view: View) -> tuple[Point, ...]:
    names = view.names("sectors")
    order = {code: at for at, code in enumerate(view.tables.vocabulary.sectors)}
    rows = sorted(records(frame), key=lambda row: (order[row.sector_id], row.day, pd.notna(row.amount)))
    return tuple(
        Point(names[row.sector_id], row.day, _amount(row, view.language), _hover(row, names, view.language))
        for row in rows
    )


def _amount(row: Any, language: str) -> str:
    return amount_text(row.amount, row.amount_unit, language) if pd.notna(row.amount) else ""


def _hover(row: Any, names: dict[str, str], language: str) -> str:
    _ = translator(language)
    lines = [f"{partial_date(row.agreed, language)}, {names[row.sector_id]}"]
    lines += [row.parties] if isinstance(row.parties, str) else []
    lines += [text for text in (_amount(row, language),) if text]
    lines.append(_("reported by {publisher}").format(publisher=row.publisher))
    wrapped = [part for line in lines for part in textwrap.wrap(line, 60)]
    head = LINE.join(bold(part) for part in textwrap.wrap(_title(row, language), 54))
    return LINE.join([head, *wrapped])


def _title(row: Any, language: str) -> str:
    return punctuation.typeset(str(getattr(row, f"title_{language}", row.title)), language)


def _busy_days(frame: pd.DataFrame) -> pd.Series:
    """Days that at least `_BUSY` reports give, with their number, in order."""
    exact = frame[frame["agreed"].str.len().eq(10)]
    counts = exact["day"].value_counts()
    return counts[counts.ge(_BUSY)].sort_index()


def _title_and_sentence(frame: pd.DataFrame, busy: pd.Series, view: View) -> tuple[str, str]:
    """Title: how many reports fall on the busiest days; sentence: those days, and what a mark counts."""
    _ = view.translate
    ngettext = _.ngettext
    number, first, last = len(frame), frame["day"].min().year, frame["day"].max().year
    text = ngettext("{number} agreement reported, {years}", "{number} agreements reported, {years}", number)
    title = text.format(number=number, years=first if first == last else f"{first}–{last}")
    sentence = _("An agreement that several documents report has a mark for each of them, with what each says.")
    if busy.empty:
        return title, sentence
    text = ngettext(
        "{part} of {number} reported agreements fall on {days} day",
        "{part} of {number} reported agreements fall on {days} days",
        len(busy),
    )
    title = text.format(part=int(busy.sum()), number=number, days=len(busy))
    named = [f"{view.date_label(day)} ({count})" for day, count in zip(busy.index, busy, strict=True)]
    return title, _("The days with most reports: {days}.").format(days=listed(named, view.language)) + " " + sentence


def _table(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row a report: date, sector, agreement, parties, amount and unit as announced, document and its address."""
    _ = view.translate
    names = view.names("sectors")
    return pd.DataFrame(
        {
            _("Date"): frame["agreed"],
            _("Sector"): frame["sector_id"].map(names),
            _("Agreement"): [_title(row, view.language) for row in records(frame)],
            _("Parties"): frame["parties"].fillna(""),
            _("Amount announced"): frame["amount"],
            _("Unit"): [translate_text(view, unit) for unit in frame["amount_unit"]],
            _("Note"): frame["note"].fillna(""),
            _("Document"): frame["document"],
            _("Publisher"): frame["publisher"],
            _("Published"): frame["published"],
            _("Address"): frame["url"].fillna(""),
        }
    )


def _why_empty(view: View) -> str:
    _ = view.translate
    return _("No document in this selection reports an agreement.")


def _years(view: View) -> Available:
    return [("", day.year) for day in reported_agreements(view)["day"] if isinstance(day, date)]
