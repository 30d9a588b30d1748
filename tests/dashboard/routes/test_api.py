"""Lists, tables, editions and oEmbed over real HTTP."""

import csv
import json
import re
import shutil
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS
from dashboard.queries.tables import Tables
from dashboard.text.formats import date_label
from etl.model.paths import PACKAGE
from etl.model.schema import TABLES
from etl.sources.provenance import file_hash
from tests.dashboard.routes.asking import ask, check_refusal


def test_cards_are_listed_with_their_titles_and_files(server: str, published: Tables) -> None:
    content = ask(server, "/api/cards?lang=fr&years=2019").json
    assert content["data_hash"] == published.data_hash
    assert [card["id"] for card in content["cards"]] == list(CARDS)
    first = content["cards"][0]
    assert first["embed"] == f"{server}/embed/trade-trend?years=2019&lang=fr"
    assert first["title"] in ask(server, first["embed"].removeprefix(server)).text
    assert set(first["files"]) == {made.ending for made in KINDS.values()}
    assert ask(server, first["files"]["csv"].removeprefix(server)).status == 200


def test_tables_come_as_they_were_published(server: str, published: Tables, data_root: Path) -> None:
    listed = ask(server, "/api/tables").json["tables"]
    assert [table["name"] for table in listed] == list(TABLES)
    for table in listed:
        frame = published[table["name"]]
        assert (table["rows"], table["columns"]) == (len(frame), list(frame.columns))
        parquet = ask(server, table["files"]["parquet"].removeprefix(server))
        published_file = (data_root / "tables" / f"{table['name']}.parquet").read_bytes()
        assert sha256(parquet.body).digest() == sha256(published_file).digest()
        assert pq.read_table(BytesIO(parquet.body)).num_rows == table["rows"]
        text = ask(server, table["files"]["csv"].removeprefix(server)).body.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(text)))
        assert (rows[0], len(rows) - 1) == (table["columns"], table["rows"])


@pytest.fixture
def edition(data_root: Path, published: Tables) -> str:
    """The hash of an edition kept beside the served tables, in which every flow was twice as large."""
    data_hash = "0dd" + published.data_hash[3:]
    folder = data_root / "editions" / data_hash[:12]
    if not folder.exists():
        shutil.copytree(data_root / "tables", folder)
        flows = pq.read_table(folder / "flows.parquet")
        for name in ("value", "value_usd", "value_eur"):
            at = flows.schema.get_field_index(name)
            flows = flows.set_column(at, flows.schema.field(at), pc.multiply(flows[name], pa.scalar(2.0)))
        pq.write_table(flows, folder / "flows.parquet")
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        (listed,) = [item for item in package["resources"] if item["name"] == "flows"]
        listed["hash"] = f"sha256:{file_hash(folder / 'flows.parquet')}"
        (folder / PACKAGE).write_text(json.dumps(package | {"data_hash": data_hash}), encoding="utf-8")
    return data_hash


def test_a_link_says_by_how_much_its_data_have_changed(server: str, published: Tables, edition: str) -> None:
    told = ask(server, f"/embed/direction-balance.figure.json?asof={edition[:12]}&lang=en").json["changed"]
    assert f"from {edition[:8]} to {published.data_hash[:8]}" in told
    assert re.search(r"In this view: (\d+) of \1 figures differ, the largest by 50\.0% \(", told)
    page = ask(server, f"/embed/direction-balance?asof={edition}&lang=en")
    assert f'<p id="changed">{told}</p>' in page.text
    caveats = ask(server, f"/embed/direction-balance.json?asof={edition[:8]}&lang=en").json["caveats"]
    assert caveats[0] == told


def test_a_link_to_todays_data_says_nothing(server: str, published: Tables) -> None:
    for asof in (published.data_hash, published.data_hash[:8]):
        assert ask(server, f"/embed/direction-balance.figure.json?asof={asof}").json["changed"] is None
        assert 'id="changed"' not in ask(server, f"/embed/direction-balance?asof={asof}").text


def test_a_link_to_data_not_kept_says_only_that_they_changed(server: str, published: Tables) -> None:
    told = ask(server, "/embed/coverage.figure.json?asof=aaaaaaaa&lang=en").json["changed"]
    new = published.data_hash[:8]
    today = date_label(date.today(), "en")
    assert told == (
        f"The data have changed since this view was cited: from aaaaaaaa to {new}, published here on {today}."
    )


@pytest.mark.parametrize(("bound", "width"), [("", 900), ("&maxwidth=320", 320), ("&maxwidth=5000", 900)])
def test_oembed_frames_an_embed_at_the_size_it_needs(server: str, bound: str, width: int) -> None:
    embed = f"{server}/embed/trade-trend?years=2015-2020&lang=fr"
    content = ask(server, f"/api/oembed?url={quote(embed, safe='')}{bound}&format=json").json
    assert (content["version"], content["type"], content["width"]) == ("1.0", "rich", width)
    assert content["provider_url"] == f"{server}/"
    assert embed.replace("&", "&amp;") in content["html"]
    assert f"max-width:{width}px" in content["html"]
    assert f"height:{content['height']}px" in content["html"] or f"max({content['height']}px," in content["html"]
    assert 'sandbox="allow-scripts ' in content["html"]
    low = ask(server, f"/api/oembed?url={quote(embed, safe='')}{bound}&maxheight=300").json
    assert low["height"] == 300 < content["height"]
    assert "max-height:300px" in low["html"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/embed/trade-trend",
        "//example.org/embed/trade-trend",
        "/embed/trade-trend",
        "javascript:alert(1)",
        "file:///embed/trade-trend",
        "http://[::1",
        "http://example.org\\@{host}/embed/trade-trend",
        "http://{host}@example.org/embed/trade-trend",
        "http://example.org@{host}/embed/trade-trend",
        "http://{host}.example.org/embed/trade-trend",
        "http://{host}:80/embed/trade-trend",
        "http://127.0.0.1:1/embed/trade-trend",
        "http://{host}\t/embed/trade-trend",
        "http://{host}/embed/nope",
        "http://{host}/embed/trade-trend.csv",
        "http://{host}/embed/../embed/trade-trend",
        "http://{host}/",
    ],
)
def test_oembed_answers_for_no_other_address(server: str, url: str) -> None:
    given = quote(url.replace("{host}", server.removeprefix("http://")), safe="")
    check_refusal(ask(server, f"/api/oembed?url={given}"), 404)


def test_oembed_says_what_it_cannot_do(server: str) -> None:
    embed = quote(f"{server}/embed/trade-trend", safe="")
    check_refusal(ask(server, "/api/oembed"), 400, "parameter url")
    check_refusal(ask(server, f"/api/oembed?url={embed}&format=xml"), 501, "format=json")
    check_refusal(ask(server, f"/api/oembed?url={embed}&maxwidth=100"), 400, "maxwidth", "280")
    check_refusal(ask(server, f"/api/oembed?url={embed}&maxheight=x"), 400, "maxheight")
    check_refusal(ask(server, f"/api/oembed?url={embed}%3Fyears%3D9"), 400, "years")
