"""How much our work costs over the bare tool, measured in the same run: prints ratios, never fails on time.

Run `.venv/bin/python -m tests.bench.bench` after `python -m etl build`.
"""

import csv
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path

import plotly.graph_objects as go
import pyarrow.parquet as pq
import vl_convert
import yaml
from pptx import Presentation
from xlsxwriter import Workbook

from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import file_bytes
from dashboard.exports.office.chart import TYPES, chart_data
from dashboard.exports.picture.image import svg_bytes
from dashboard.exports.picture.renderer import svg
from dashboard.queries.editions import load_tables, read_package
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection
from etl.model.paths import DataPaths, data_paths
from etl.model.schema import TABLES
from etl.pipeline import build

_ROUNDS = 7


def median_ms(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Median duration in milliseconds, the first round left out as warming up."""
    spent = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent[1:])


def report(name: str, ours: float, bare: float, tool: str) -> None:
    print(f"{name:22} {ours:8.1f} ms {ours / bare:6.1f} x {tool} ({bare:.1f} ms)")


def bench_build(paths: DataPaths) -> None:
    """A whole build against only reading the same files."""

    def bare() -> None:
        for path in paths.statements.glob("*.yaml"):
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for path in paths.official.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                list(csv.reader(file))

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        root.mkdir()
        for room in ("statements", "official", "reference"):
            (root / room).symlink_to(paths.root / room)
        report("build", median_ms(lambda: build(DataPaths(root)), 2), median_ms(bare, 2), "PyYAML and csv")


def bench_cards(paths: DataPaths) -> None:
    """Each card, uncached, against plotly making a figure of the same specification."""
    tables = load_tables(paths.tables, read_package(paths.tables)["data_hash"])
    files = [paths.tables / f"{name}.parquet" for name in TABLES]
    report(
        "open tables",
        median_ms(lambda: load_tables(paths.tables, tables.data_hash)),
        median_ms(lambda: [pq.read_table(file) for file in files]),
        "pyarrow",
    )
    view = View(tables, replace(default_selection(tables.vocabulary), currency="EUR"))
    for card_id, builder in CARDS.items():
        card = builder(view)
        if card.figure is None:
            continue
        specification = card.figure.to_dict()
        ours = median_ms(lambda builder=builder: builder(view))  # type: ignore[misc]
        bare = median_ms(lambda specification=specification: go.Figure(specification))  # type: ignore[misc]
        report(card_id, ours, bare, "plotly")


def bench_files(paths: DataPaths) -> None:
    """Files of one card against the bare library making the same chart, table or picture of it."""
    tables = load_tables(paths.tables, read_package(paths.tables)["data_hash"])
    selection, turns = default_selection(tables.vocabulary), count()
    card = CARDS["direction-balance"](View(tables, selection))
    assert card.figure is not None
    assert card.chart is not None
    figure, data = card.figure, chart_data(card.chart)
    size = (card.look.width, round(figure.layout.height))
    drawing = svg_bytes(card).decode("utf-8")

    def bare_slide() -> None:
        deck = Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_chart(TYPES[card.chart.shape], 0, 0, deck.slide_width, deck.slide_height, data)
        deck.save(BytesIO())

    def bare_sheet() -> None:
        with Workbook(BytesIO(), {"in_memory": True}) as workbook:
            sheet = workbook.add_worksheet()
            for at, row in enumerate(card.table.itertuples(index=False)):
                sheet.write_row(at, 0, row)

    def own_svg() -> bytes:  # never the same twice, so that none is kept
        return svg_bytes(replace(card, figure=go.Figure(figure).update_layout(meta=next(turns))))

    report("pptx", median_ms(lambda: file_bytes(card, "pptx")), median_ms(bare_slide), "python-pptx")
    report("xlsx", median_ms(lambda: file_bytes(card, "xlsx")), median_ms(bare_sheet), "XlsxWriter")
    report("csv", median_ms(lambda: file_bytes(card, "csv")), median_ms(lambda: card.table.to_csv()), "pandas")
    report("svg", median_ms(own_svg), median_ms(lambda: svg(figure, *size, "en")), "warm kaleido")
    bare_png = median_ms(lambda: vl_convert.svg_to_png(drawing, scale=2))
    report("png of that svg", median_ms(lambda: file_bytes(card, "png")), bare_png, "vl-convert")


if __name__ == "__main__":
    bench_build(data_paths())
    bench_cards(data_paths())
    bench_files(data_paths())
