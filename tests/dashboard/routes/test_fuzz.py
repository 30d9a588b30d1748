"""A sample of requests nobody would write: no fault of the server but those it states."""

from tests.bench.fuzz import STATED, fuzz


def test_no_request_brings_a_fault(server: str) -> None:
    answers = fuzz(server, 200, 20231101)
    assert answers.total() >= 200
    assert min(answers[status] for status in (200, 400, 404)) > 10, answers
    assert sum(answers[status] for status in STATED) < 10, answers
