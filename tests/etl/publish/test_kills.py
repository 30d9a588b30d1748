"""Builds that are killed: nothing torn, nothing left behind, no value kept twice or lost, no repair by hand."""

from tests.bench.kills import run


def test_a_killed_build_is_finished_or_forgotten_by_the_next() -> None:
    # The last changes of a build are those around the switch of the edition.
    tally = run(random_kills=0, chosen_kills=6, seed=1, served=False)
    assert tally.faults == []
    assert tally.seen["builds after a kill"] == 6
    assert tally.seen["killed before the switch"] > 0
    assert tally.seen["killed after the switch"] > 0
    assert tally.seen["readings of the files"] > 0
