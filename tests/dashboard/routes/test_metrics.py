"""The numbers a server gives of itself, in the format that Prometheus reads."""

import os
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dashboard.routes.work import Work
from tests.bench.readers import serving
from tests.dashboard.routes.asking import ask
from tests.world import Built

Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture(scope="module")
def measured(built_world: Built) -> Iterator[str]:
    """A server that gives its numbers."""
    with serving(built_world.paths.root, environment=os.environ | {"TRADE_METRICS": "on"}) as server:
        yield server


def numbers_of(server: str) -> Numbers:
    families = text_string_to_metric_families(ask(server, "/api/metrics").text)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value for kind in families for sample in kind.samples
    }


def answers(numbers: Numbers, kind: str, method: str, status: int) -> float:
    labels = {"kind": kind, "method": method, "status": str(status)}
    return numbers.get(("trade_answer_seconds_count", frozenset(labels.items())), 0)


@pytest.mark.parametrize(
    ("path", "method", "kind", "status"),
    [
        ("/embed/coverage?lang=en", "GET", "embed", 200),
        ("/embed/nope", "GET", "embed", 404),
        ("/embed/nope", "DELETE", "embed", 405),
        ("/api/tables", "HEAD", "api", 200),
        ("/findings", "GET", "page", 200),
        ("/_stcore/health", "GET", "streamlit", 200),
    ],
)
def test_each_answer_is_counted_once(measured: str, path: str, method: str, kind: str, status: int) -> None:
    before = answers(numbers_of(measured), kind, method, status)
    assert ask(measured, path, method).status == status
    assert answers(numbers_of(measured), kind, method, status) == before + 1


def test_strangers_add_no_names(measured: str) -> None:
    for method in ("BREW", "BREW2"):
        ask(measured, "/api/cards", method)
    methods = {dict(labels).get("method") for _name, labels in numbers_of(measured)}
    assert "other" in methods
    assert not methods & {"BREW", "BREW2"}


def test_work_edition_and_fault_are_told(measured: str) -> None:
    numbers = numbers_of(measured)
    edition = ask(measured, "/api/ready").json["data_hash"]
    assert {
        work: numbers["trade_requests_waiting", frozenset({("work", work.value)})] for work in Work
    } == dict.fromkeys(Work, 0)
    assert numbers["trade_edition", frozenset({("data_hash", edition)})] == 1
    assert numbers["trade_build_fault", frozenset()] == 0
    assert numbers["process_resident_memory_bytes", frozenset()] > 10**7
