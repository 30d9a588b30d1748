"""What a link asks of a chart's look."""

import pytest

from dashboard.cards.registry import CARDS
from dashboard.links.look_query import SIZES, BadParameterError, look_of, look_query
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import default_selection


def test_nothing_asked_is_as_high_as_needed_on_light() -> None:
    assert look_of({}) == Look(900, Mode.LIGHT)
    assert look_of({"years": "2019"}, Mode.DARK) == Look(900, Mode.DARK)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", Mode)
def test_what_is_asked_comes_back(size: str, mode: Mode) -> None:
    width, height = SIZES[size]
    assert look_of(look_query(size, mode)) == Look(width, mode, height)


def test_a_width_of_its_own_has_no_proportion() -> None:
    assert look_of({"size": "square", "width": "320"}) == Look(320)


@pytest.mark.parametrize(
    ("name", "value"),
    [("size", "huge"), ("theme", "sepia"), *(("width", text) for text in ("", "279", "1601", "٣٢٠", "9" * 999, "1e3"))],
)
def test_what_cannot_be_had_is_named_with_what_can(name: str, value: str) -> None:
    with pytest.raises(BadParameterError, match=f"parameter {name}=.*: give ") as caught:
        look_of({name: value})
    assert caught.value.name == name
    assert len(str(caught.value)) < 200


def test_a_least_height_makes_room_without_moving_the_frame(tables: Tables) -> None:
    selection = default_selection(tables.vocabulary)
    natural = CARDS["trade-trend"](View(tables, selection, Look(960)))
    high = CARDS["trade-trend"](View(tables, selection, Look(960, height=720)))
    assert natural.figure is not None
    assert high.figure is not None
    assert natural.figure.layout.height < 720 == high.figure.layout.height
    assert high.figure.layout.margin == natural.figure.layout.margin
    assert high.look.height == 720
