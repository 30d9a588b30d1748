"""Command line of the ETL: build the tables, read a phrase, list the checks, describe the tables.

Each verb imports what it alone needs, so that reading a phrase does not wait for the libraries of a build.
"""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from etl.model.codes import Language
from etl.model.errors import MissingTablesError, PhraseError, TradeError
from etl.model.paths import data_paths
from etl.phrases.languages import language_faults
from etl.phrases.reader import UNREAD, as_json, read_phrase
from etl.publish.editions import KEEP_DAYS, KEEP_LAST

if TYPE_CHECKING:
    import pandas as pd

    from etl.pipeline import Summary

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
out, err = Console(), Console(stderr=True)


@cli.command()
def build(
    as_json_lines: Annotated[bool, typer.Option("--json", help="Print steps and summary as lines of JSON")] = False,
) -> None:
    """Build every Parquet table from the hand-kept files."""
    from etl.pipeline import build as build_tables

    if as_json_lines:
        summary = build_tables(data_paths(), lambda step, share: _print_json({"step": step, "share": share}))
        _print_json({"rows": summary.rows, "remarks": summary.remarks, "seconds": round(summary.seconds, 1)})
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), console=err, transient=True) as bar:
        task = bar.add_task("Starting", total=1.0)
        summary = build_tables(data_paths(), lambda step, share: bar.update(task, description=step, completed=share))
    _print_summary(summary)


@cli.command()
def editions(
    prune: Annotated[bool, typer.Option("--prune", help="Remove what the rule below does not keep")] = False,
    days: Annotated[int, typer.Option(min=0, help="Keep what was used within so many days")] = KEEP_DAYS,
    last: Annotated[int, typer.Option(min=0, help="Keep so many of the last used")] = KEEP_LAST,
) -> None:
    """List the editions kept: the present one, and those it replaced, which older links and files name."""
    from etl.publish.editions import kept_editions
    from etl.publish.editions import prune as remove
    from etl.publish.lock import sole_writer

    paths = data_paths()
    if prune:
        with sole_writer(paths, err.print):
            removed = remove(paths.tables, datetime.now(), days, last)
        for edition in removed:
            out.print(f"removed {edition.data_hash[:12]}, last used {edition.used:%Y-%m-%d}", highlight=False)
    table = Table("edition", "published", "last used", "kB", "")
    for edition in kept_editions(paths.tables):
        days_text = (f"{edition.published:%Y-%m-%d %H:%M}", f"{edition.used:%Y-%m-%d %H:%M}")
        table.add_row(
            edition.data_hash[:12], *days_text, f"{edition.size / 1000:,.0f}", "present" if edition.present else ""
        )
    out.print(table)


@cli.command()
def parse(
    phrase: Annotated[str | None, typer.Argument(help="A printed phrase; without it, lines come from stdin")] = None,
    language: Annotated[Language, typer.Option(help="Language of the phrase")] = Language.EN,
    published: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the document, for relative periods")
    ] = None,
    as_json_lines: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Read a printed phrase into kind, value, bounds, unit and period; stdin: language<TAB>date<TAB>phrase."""
    if phrase is not None:
        reading = as_json(read_phrase(phrase, language, published and published.date()))
        print(json.dumps(reading, ensure_ascii=False) if as_json_lines else _readable(reading))
        return
    failed = [_parse_line(number, line) for number, line in enumerate(sys.stdin, start=1) if line.strip()]
    if not all(failed):
        raise typer.Exit(1)


@cli.command()
def check(
    as_json_rows: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
    translations: Annotated[
        bool, typer.Option("--translations", help="List the texts of the data without a translation instead")
    ] = False,
) -> None:
    """Compare every stated figure; status 0 however much disagrees, 1 where the tables do not hold together.

    With --translations: status 1 where a text of the data has no translation.
    """
    from etl.analysis.report import agreements, sections

    if translations:
        _check_translations(as_json_rows)
        return
    checks = _consistent_checks()
    if as_json_rows:
        print(checks.to_json(orient="records", date_format="iso", force_ascii=False))
        return
    for section in sections(checks):
        table = Table(title=section.title, title_justify="left", title_style="bold", show_lines=True)
        table.add_column(section.mark, no_wrap=True)
        table.add_column("figure, what was found, and what it stands beside", overflow="fold")
        for mark, text in section.rows:
            table.add_row(Text(mark), Text(text))
        out.print(table if section.rows else Text(section.title, style="bold"))
        out.print()
    out.print(agreements(checks), markup=False, highlight=False)


@cli.command()
def describe() -> None:
    """Print the data dictionary as Markdown."""
    from etl.model.schema import dictionary

    print(dictionary(), end="")


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False), flush=True)


def _consistent_checks() -> "pd.DataFrame":
    """The table of checks, once all tables it rests on hold together."""
    from etl.publish.consistency import COLUMNS, require_consistent

    tables = _read_tables(COLUMNS | {"checks": None})
    require_consistent(tables)
    return tables["checks"]


def _read_tables(columns: Mapping[str, list[str] | None]) -> "dict[str, pd.DataFrame]":
    """These columns of published tables, all where None is named; MissingTablesError says what to run."""
    import pandas as pd

    folder = data_paths().tables
    if not (folder / "checks.parquet").exists():
        raise MissingTablesError("no tables yet: run `python -m etl build` first")
    try:
        return {name: pd.read_parquet(folder / f"{name}.parquet", columns=names) for name, names in columns.items()}
    except (OSError, ValueError) as fault:  # a damaged file, or one without the columns
        raise MissingTablesError(f"the tables cannot be read: run `python -m etl build` ({_one_line(fault)})") from None


def _check_translations(as_json_rows: bool) -> None:
    """Print each text without a translation under its language; exit with 1 where there is any."""
    from etl.transform.translations import READ_COLUMNS, missing_translations, places_words

    tables = _read_tables(READ_COLUMNS)
    missing = missing_translations(tables)
    if as_json_rows:
        print(missing.to_json(orient="records", force_ascii=False))
    elif missing.empty:
        languages = ", ".join(tables["translations"]["reader_language"].unique())
        print(f"Every text of the data has its translations: {languages}")
    else:
        for language, rows in missing.groupby("language"):
            print(f"{language}: {len(rows)} without a translation: add them to data/reference/translations.csv")
            for text, places in zip(rows["text"], rows["places"], strict=True):
                print(f"  {text}\n    {places_words(places)}")
    if not missing.empty:
        raise typer.Exit(1)


def _one_line(fault: Exception) -> str:
    return " ".join(str(fault).split())


def _parse_line(number: int, line: str) -> bool:
    """Print one line's JSON; whether it could be read."""
    fields = line.rstrip("\n").split("\t")
    try:
        if len(fields) != 3:
            raise PhraseError(f"line {number}: write language<TAB>date<TAB>phrase")
        language, published, phrase = fields
        result = as_json(read_phrase(phrase, Language(language), date.fromisoformat(published) if published else None))
    except (TradeError, ValueError) as fault:
        print(json.dumps(as_json(UNREAD) | {"error": str(fault)}, ensure_ascii=False))
        err.print(f"line {number}: {fault}", markup=False, highlight=False)
        return False
    print(json.dumps(result, ensure_ascii=False))
    return True


def _readable(reading: Mapping[str, object]) -> str:
    return "\n".join(f"{name:13}{value}" for name, value in reading.items() if value is not None)


def _print_summary(summary: "Summary") -> None:
    table = Table("table", "rows")
    for name, rows in summary.rows.items():
        table.add_row(name, f"{rows:,}")
    out.print(table)
    out.print(f"{len(summary.rejected)} rows rejected", highlight=False)
    for locator, reason in summary.rejected:
        out.print(f"  {locator}: {reason}", markup=False, highlight=False)
    for remark in summary.remarks:
        out.print(remark, markup=False, highlight=False)
    out.print(f"Built in {summary.seconds:.1f} s", highlight=False)


def main() -> None:
    """Run the command line; a stated failure ends with status 1 and one readable line."""
    for lacking in language_faults():
        print(f"warning: {lacking}", file=sys.stderr)
    try:
        cli()
    except TradeError as fault:
        print(f"error: {fault}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
