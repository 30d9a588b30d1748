"""The texts and tables of the method page: how bounds are made, what figures rest on, what is not done."""

from dataclasses import dataclass

import pandas as pd

from dashboard.panels.method.revisions import revisions_table, revisions_text
from dashboard.panels.method.terms import terms_table, terms_text
from dashboard.queries import frames
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.caveats import caveats_table
from dashboard.sentences.translations import citation_words, translate_text
from dashboard.sentences.words import kind_names
from dashboard.statements.bounds import read_bounds
from dashboard.statements.figures import needed_decimals
from dashboard.statements.levels import MONEY
from dashboard.text import formats
from dashboard.text.markdown import Markdown, by_line, plain
from dashboard.text.messages import translator
from dashboard.text.vocabulary import bound_names, rule_names, unit_names
from etl.model.codes import Unit
from etl.model.period import Period

_SEED = "2023-11-01-astana-visit"  # the document the examples are taken from
_EXAMPLES = ("trade-2022", "trade-2023-jan-aug", "growth-2022", "trade-decade", "export-share-decade", "companies")


@dataclass(frozen=True)
class MethodSection:
    """A part of the page: heading, text as Markdown, and a table or none, shown `whole` where its texts are to wrap."""

    title: str
    text: Markdown
    table: pd.DataFrame | None = None
    whole: bool = False


def how_figures_are_made(view: View) -> list[MethodSection]:
    """Bounds with worked examples, bases, and what is not done."""
    _ = view.translate
    return [
        MethodSection(
            _("From a printed phrase to bounds"), _bounds_text(view.language), bounds_examples(view), whole=True
        ),
        MethodSection(_("What the figures rest on"), _bases_text(view.language)),
        MethodSection(_("What is not done"), _limits_text(view.language)),
    ]


def what_there_is(view: View) -> list[MethodSection]:
    """Implied values, corrections, caveats, revisions, terms, sources, and the state of the data."""
    _ = view.translate
    return [
        MethodSection(_("Implied values"), _derived_text(view.language), derived_table(view)),
        MethodSection(_("Corrections"), _corrections_text(view.language), corrections_table(view), True),
        MethodSection(_("Revisions"), revisions_text(view), revisions_table(view), True),
        MethodSection(_("Caveats"), _caveats_text(view.language), caveats_table(view), True),
        MethodSection(_("What may be passed on"), terms_text(view.language), terms_table(view), True),
        MethodSection(_("Sources"), _sources_text(view), sources_table(view)),
        MethodSection(_("State of the data"), _state_text(view)),
    ]


def bounds_examples(view: View) -> pd.DataFrame:
    """Figures of one document: phrase as printed, how it limits the true value, period, value and both bounds."""
    _ = view.translate
    frame = view.tables["statements"]
    ids = [f"{_SEED}.{name}" for name in _EXAMPLES]
    rows = frame[frame["statement_id"].isin(ids)].set_index("statement_id")
    chosen = list(records(rows.loc[[statement for statement in ids if statement in rows.index]]))
    bounds = bound_names(view.language)
    return pd.DataFrame(
        {
            _("As printed"): [view.quoted(row.as_stated) for row in chosen],
            _("Read as"): [bounds[row.bound] for row in chosen],
            _("Period"): [view.period_label(Period(row.period_start, row.period_end)) for row in chosen],
            _("Value"): [
                formats.MISSING if (value := read_bounds(row).value) is None else _shown(value, row.unit, view.language)
                for row in chosen
            ],
            _("Low"): [_shown(row.low, row.unit, view.language) for row in chosen],
            _("High"): [_shown(row.high, row.unit, view.language) for row in chosen],
        }
    )


def derived_table(view: View) -> pd.DataFrame:
    """Implied values: period, value, bounds, formula and the statements that go in."""
    _ = view.translate
    rows = view.tables["derived"].sort_values(["period_start", "period_end", "derived_id"])
    rules = rule_names(view.language)
    return pd.DataFrame(
        {
            _("Period"): [view.period_label(Period(row.period_start, row.period_end)) for row in records(rows)],
            _("Rule"): rows["rule"].map(rules).fillna(rows["rule"]).to_numpy(),
            _("Value"): rows["value"].round(2).to_numpy(),
            _("Low"): rows["low"].round(2).to_numpy(),
            _("High"): rows["high"].round(2).to_numpy(),
            _("Unit"): rows["unit"].map(unit_names(view.language)).to_numpy(),
            _("Formula"): rows["formula"].to_numpy(),
            _("Inputs"): rows["inputs"].to_numpy(),
        }
    )


def corrections_table(view: View) -> pd.DataFrame:
    """Judgements on official rows: what was done, how many rows it met, why, and on what evidence."""
    _ = view.translate
    rows = view.tables["corrections"]
    actions = {"exclude": _("left out"), "flag": _("kept, marked doubtful, not in totals")}
    return pd.DataFrame(
        {
            _("Source"): rows["source_id"],
            _("Action"): rows["action"].map(actions).fillna(rows["action"]),
            _("Rows"): rows["matched"],
            _("Reason"): [translate_text(view, text) for text in rows["reason"]],
            _("Evidence"): [translate_text(view, text) for text in rows["evidence"]],
        }
    )


def sources_table(view: View) -> pd.DataFrame:
    """Every source, official series first: kind, citation, dates, licence and address."""
    _ = view.translate
    rows = view.tables["sources"]
    rows = rows.assign(_stated=rows["source_kind"].isin(frames.STATED_KINDS))
    rows = rows.sort_values(["_stated", "publisher", "source_id"])
    return pd.DataFrame(
        {
            _("Kind"): rows["source_kind"].map(kind_names(view.language)).to_numpy(),
            _("Publisher"): [translate_text(view, text) for text in rows["publisher"]],
            _("Citation"): [citation_words(view, row) for row in records(rows)],
            _("Published"): [translate_text(view, text) for text in rows["published"]],
            _("Carried over"): [str(day) for day in rows["accessed"]],
            _("Licence"): [translate_text(view, text) for text in rows["licence"]],
            _("Address"): rows["url"].fillna("").to_numpy(),
        }
    )


def _shown(value: float, unit: str, language: str) -> str:
    """A bound in short form; an open side is said to be open."""
    _ = translator(language)
    if pd.isna(value):
        return _("open")
    if unit == Unit.COMPANIES:
        return formats.number(value, language)
    return formats.quantity(value, unit, language, needed_decimals(value) if unit in MONEY else None)


def _bounds_text(language: str) -> Markdown:
    _ = translator(language)
    return by_line(
        _("A document prints a figure; nobody knows more of it than its last digit. Every figure here has bounds:"),
        "",
        _("- **Rounded**: half a unit of the last printed digit to either side. 2.7 billion is 2.65 to 2.75."),
        _("- **About**, **nearly**, **almost**: a whole unit of the last digit that is not zero, to either side."),
        _("- **More than**, **at least**: the printed figure is the lower bound; the upper side is open."),
        _("- **Up to**, **less than**: the printed figure is the upper bound; the lower side is open."),
        _("- **Range**: both ends as printed; there is no value between them to prefer."),
        "",
        _("Periods follow the document’s date: “last year”, in a text of November 2023, is 2022. Examples:"),
    )


def _bases_text(language: str) -> Markdown:
    _ = translator(language)
    return by_line(
        _(
            "- **Who counts.** Both countries record the same goods, and their figures differ: in time, in the "
            "country named as origin or destination, in goods kept confidential. Each series says whose it is; "
            "none is put in the place of the other."
        ),
        _(
            "- **FOB and CIF.** Exports are usually valued at the exporter’s border (FOB), imports with freight "
            "and insurance to the importer’s (CIF): the same goods tend to be worth more as imports."
        ),
        _(
            "- **Oil.** Crude from Kazakhstan reaches France by pipelines and ports of other countries. Kazakhstan "
            "often declares another destination, France the origin: the French figures are often the higher ones."
        ),
        _(
            "- **Without crude oil.** The switch takes HS 2709 out of the total of the same reporter, direction, "
            "months and kind of source, and says which share that is. Chapter 27 never stands in for it; where no "
            "list names crude oil, totals stay only if all fuel of unknown heading is at most 1% of a year’s "
            "total. Other years are left out. Stated figures include oil and are not drawn beside these."
        ),
        _(
            "- **Currencies.** Values are nominal. Amounts in another currency are converted at the European "
            "Central Bank’s reference rate, averaged over the trading days of their period; where a period has no "
            "rate they are not converted and stay in the tables in their own currency."
        ),
        _(
            "- **Statements.** A figure said by a president, a ministry or a newspaper stays what was said. Beside "
            "it stands on whose authority: named statistics, an official text or speech, or the press alone."
        ),
    )


def _limits_text(language: str) -> Markdown:
    _ = translator(language)
    return by_line(
        _("- Part of a year is never called a year and never scaled up to one; growth is for equal months only."),
        _("- Two kinds of source are never added to one another, and a line inside a heading is not added to it."),
        _("- What the parts leave of a total is shown as not broken down; it is never spread over the parts."),
        _("- A missing value is a gap with its reason, not a zero. Monthly oil kept confidential is missing."),
        _("- A company that is named is present, no more: names are never drawn as an amount of trade."),
        _("- Amounts of agreements are announcements, each as one document reports it; they are not added up."),
    )


def _derived_text(language: str) -> Markdown:
    _ = translator(language)
    text = _(
        "Values that nobody printed but that follow from printed ones, with their bounds carried through the "
        "arithmetic. Each shows its formula and the statements that go in; charts draw them dotted."
    )
    return Markdown(text)


def _corrections_text(language: str) -> Markdown:
    _ = translator(language)
    text = _("Judgements on official figures, kept as data with their evidence and applied in every build.")
    return Markdown(text)


def _caveats_text(language: str) -> Markdown:
    _ = translator(language)
    text = _("Rules kept as data: every card that draws such figures shows the caveat below them.")
    return Markdown(text)


def _sources_text(view: View) -> Markdown:
    _ = view.translate
    rows = view.tables["sources"]
    stated = int(rows["source_kind"].isin(frames.STATED_KINDS).sum())
    text = _(
        "{official} official series and {stated} documents. “Carried over” is the day a source’s figures were taken "
        "into these data."
    )
    counted = text.format(official=len(rows) - stated, stated=stated)
    return Markdown(counted)


def _state_text(view: View) -> Markdown:
    _ = view.translate
    text = _(
        "{flows} official values, {statements} statements (a figure that several documents print is one statement of "
        "each), {derived} implied values, {checks} comparisons. Data hash "
        "`{hash}`: the same files always give the same hash, and every download and picture carries it."
    )
    counted = text.format(
        flows=view.number(len(view.tables["flows"])),
        statements=view.number(len(view.tables["statements"])),
        derived=view.number(len(view.tables["derived"])),
        checks=view.number(len(view.tables["checks"])),
        hash=plain(view.tables.data_hash),
    )
    return Markdown(counted)
