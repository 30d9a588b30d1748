"""What is wrong in a link is told, and what can be understood of it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.links.link import alike, parameters, read_link, repaired
from dashboard.links.look_query import BadParameterError
from dashboard.routes.request import view_of
from dashboard.selection.selection import KEYS, Notice, RefusalReason, from_query
from tests.dashboard.selection.test_selection import KNOWN

SLIPS = {
    "year": "years",
    "Years": "years",
    "YEARS": "years",
    "yeras": "years",
    "sector": "sectors",
    "company": "companies",
    "curency": "currency",
    "langue": "lang",
    "language": "lang",
    "dir": "direction",
    "kind": "kinds",
    "Oil": "oil",
}


@pytest.mark.parametrize(("written", "meant"), SLIPS.items())
def test_a_slip_of_a_parameter_is_told_on_pages_and_refused_elsewhere(written: str, meant: str) -> None:
    _selection, (notice,) = read_link({written: "2020"}, KNOWN)
    assert (notice.key, notice.reason, notice.allowed[0]) == (written, RefusalReason.PARAMETER, meant)
    with pytest.raises(BadParameterError, match=f"{written}=.*{meant}"):
        view_of({written: "2020"}, KNOWN, "en")


@pytest.mark.parametrize("foreign", ["utm_source", "fbclid", "gclid", "mc_cid", "_ga", "ref"])
def test_parameters_that_others_add_are_left_alone(foreign: str) -> None:
    assert read_link({foreign: "x", "currency": "EUR"}, KNOWN)[1] == ()
    assert view_of({foreign: "x"}, KNOWN, "en").selection.currency == "USD"


def test_a_parameter_like_none_of_ours_is_left_alone_in_links_and_refused_in_queries() -> None:
    assert read_link({"quux": "1"}, KNOWN)[1] == (Notice("quux", "1", RefusalReason.PARAMETER, ()),)
    assert view_of({"quux": "1"}, KNOWN, "en").selection == from_query({}, KNOWN)[0]
    with pytest.raises(BadParameterError, match="only pair, years"):
        parameters("quux=1")


def test_no_parameter_of_ours_is_taken_for_a_slip() -> None:
    own = (
        *KEYS,
        "size",
        "width",
        "theme",
        "asof",
        "embed",
        "embed_options",
        "cards",
        "title",
        "notes",
        "note.coverage",
    )
    notices = read_link(dict.fromkeys(own, "x"), KNOWN)[1]
    assert [notice for notice in notices if notice.reason == RefusalReason.PARAMETER] == []
    assert all(alike(key)[0] == key for key in KEYS)


@given(st.dictionaries(st.sampled_from(KEYS), st.text(st.characters(codec="ascii", categories=["L", "N"]))))
def test_an_ampersand_written_for_html_is_read_as_one(query: dict[str, str]) -> None:
    assert repaired({f"amp;{key}": text for key, text in query.items()}) == query
    assert repaired({f"amp;amp;{key}": text for key, text in query.items()}) == query
    assert repaired(query) == query


def test_a_link_pasted_from_html_shows_its_view() -> None:
    asked = parameters("http://host/sectors?years=2018-2022&amp;currency=EUR&amp;lang=fr")
    assert asked == {"years": "2018-2022", "currency": "EUR", "lang": "fr"}
    view = view_of({"years": "2018-2022", "amp;currency": "EUR", "amp;lang": "fr", "amp;theme": "dark"}, KNOWN, "en")
    assert (view.selection.currency, view.selection.language, view.theme) == ("EUR", "fr", "dark")
