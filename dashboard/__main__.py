"""Command line of the dashboard: list the cards, write one as a file, make a briefing pack.

Each verb imports what it alone needs, and nothing here imports Streamlit.
"""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.model.errors import TradeError
from etl.model.paths import data_paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.cards.base import Card
    from dashboard.queries.tables import Tables

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
out = Console()
STDOUT = "-"

Query = Annotated[str, typer.Option(help="Filters as in a link: years=2018-2022&currency=EUR&lang=fr; or the link")]
Output = Annotated[
    str | None, typer.Option(help="File to write, replacing it; - is stdout; without it a new file in this folder")
]

Template = Annotated[
    Path | None,
    typer.Option(help="Your own .pptx or .docx, whose style is taken", exists=True, dir_okay=False, readable=True),
]


class OutputError(TradeError):
    """A file that cannot be written; the message says where it could."""


@cli.command()
def cards(
    query: Query = "",
    as_json_list: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """List the cards with their titles in a view, and the formats they come in."""
    from dashboard.cards.registry import CARDS
    from dashboard.exports.kinds import KINDS, offered
    from dashboard.links.link import asked_selection, parameters
    from dashboard.queries.view import View

    tables = _tables()
    selection = asked_selection(parameters(query), tables.vocabulary)
    found = [build(View(tables, selection)) for build in CARDS.values()]
    if as_json_list:
        listed = [
            {"id": one.id, "title": one.title, "empty": one.empty, "formats": list(offered(one))} for one in found
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    table = Table("card", "title in this view", box=None, pad_edge=False)
    for one in found:
        table.add_row(one.id, Text(one.title if one.empty is None else f"{one.title}: {one.empty}"))
    out.print(table)
    out.print(Text(f"\nformats: {', '.join(KINDS)}"))


@cli.command()
def export(
    card: Annotated[str, typer.Argument(help="Card, as `cards` lists it")],
    kind: Annotated[str, typer.Option("--format", help="Format, as `cards` lists it")],
    query: Query = "",
    size: Annotated[str | None, typer.Option(help="natural, wide (16:9), classic (4:3) or square")] = None,
    theme: Annotated[str | None, typer.Option(help="light, dark or print")] = None,
    template: Template = None,
    output: Output = None,
) -> None:
    """Write one card as a file."""
    from dashboard.cards.registry import CARDS
    from dashboard.exports.kinds import KINDS, file_bytes, file_name
    from dashboard.links.link import asked_selection, parameters
    from dashboard.links.look_query import SIZES, look_of
    from dashboard.queries.view import View
    from dashboard.selection.look import Mode

    _require("CARD", card, CARDS)
    _require("--format", kind, KINDS)
    _require("--size", size, SIZES)
    _require("--theme", theme, tuple(Mode))
    _require_styled(kind, template)
    asked = parameters(query)
    look = look_of(asked | {key: text for key, text in (("size", size), ("theme", theme)) if text})
    tables = _tables()
    built = CARDS[card](View(tables, asked_selection(asked, tables.vocabulary), look))
    content = file_bytes(built, kind) if template is None else _styled(built, kind, _template(template, kind))
    _write(content, output, file_name(built, kind))


@cli.command()
def pack(
    file: Annotated[Path, typer.Argument(help="YAML file with title and cards", exists=True, dir_okay=False)],
    kind: Annotated[
        str | None,
        typer.Option("--format", help="pptx, docx, html, pdf or zip; else what --output ends with, or zip"),
    ] = None,
    template: Template = None,
    output: Output = None,
) -> None:
    """Write a whole briefing: the cards a YAML file names, with title and notes."""
    from dashboard.briefing.kinds import PACK_KINDS, pack_name
    from dashboard.briefing.pack import briefing_of
    from dashboard.briefing.yaml_file import read_pack
    from dashboard.cards.registry import CARDS
    from dashboard.queries.view import View

    ending = Path(output or "").suffix.removeprefix(".")
    chosen = kind or (ending if ending in PACK_KINDS else "zip")
    _require("--format", chosen, PACK_KINDS)
    _require_styled(chosen, template)
    tables = _tables()
    asked = read_pack(file, tables.vocabulary)
    with Console(stderr=True).status(f"Making {PACK_KINDS[chosen].name} of {len(asked.entries)} charts"):
        briefing = briefing_of(
            asked,
            lambda card, selection, look: CARDS[card](View(tables, selection, look)),
            tables.data_hash,
            date.today(),
        )
        briefing = replace(briefing, template=_template(template, chosen) if template else None)
        content = PACK_KINDS[chosen].make(briefing)
    _write(content, output, pack_name(asked.title, tables.data_hash, chosen))


def _tables() -> "Tables":
    from dashboard.languages import language_faults
    from dashboard.queries.editions import load_tables, read_package

    for fault in language_faults():
        print(f"warning: {fault}", file=sys.stderr)
    folder = data_paths().tables.resolve()
    return load_tables(folder, read_package(folder)["data_hash"])


def _require(name: str, text: str | None, known: "Iterable[str]") -> None:
    if text is not None and text not in known:
        raise typer.BadParameter(f"{text!r}: give one of {', '.join(known)}", param_hint=name)


def _require_styled(kind: str, template: Path | None) -> None:
    from dashboard.exports.kinds import STYLED

    if template is not None and kind not in STYLED:
        raise typer.BadParameter(f"only {' and '.join(STYLED)} take one, not {kind}", param_hint="--template")


def _template(file: Path, kind: str) -> bytes:
    """A reader's own file, cleaned; what was taken out of it is said on standard error."""
    from dashboard.exports.office.template import clean_template

    content = file.read_bytes()
    for line in clean_template(content, kind).removed:
        print(f"taken out of the template: {line}", file=sys.stderr)
    return content


def _styled(card: "Card", kind: str, template: bytes) -> bytes:
    """The card in the style of a reader's own file."""
    from dashboard.exports.docx.document import document_bytes
    from dashboard.exports.kinds import EmptyCardError
    from dashboard.exports.pptx.slides import slides_bytes

    if card.empty is not None:
        raise EmptyCardError(card.empty)
    make = slides_bytes if kind == "pptx" else document_bytes
    return make(card, template=template)


def _write(content: bytes, output: str | None, default: str) -> None:
    """Write where asked; a name of our own making never replaces a file that is there."""
    if output == STDOUT:
        sys.stdout.buffer.write(content)
        return
    path = Path(output or default)
    try:
        with path.open("wb" if output else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise OutputError(f"{path} is there already: remove it, or name a file with --output") from None
    except OSError as fault:
        raise OutputError(f"{path} cannot be written ({fault.strerror}): name another file with --output") from None
    print(path)


def main() -> None:
    """Run the command line; a stated failure ends with status 1 and one readable line."""
    try:
        cli()
    except TradeError as fault:
        print(f"error: {fault}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
