"""A view is one value: it goes into a URL and comes back unchanged, and no URL can break it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.selection import selection as view
from dashboard.selection.languages import available_languages
from dashboard.selection.selection import (
    Notice,
    RefusalReason,
    Selection,
    Vocabulary,
    default_selection,
    from_query,
    to_query,
)

KNOWN = Vocabulary(
    pairs=("DEU-KAZ", "FRA-KAZ"),
    first_year=2004,
    last_year=2023,
    sectors=("energy", "nuclear", "aerospace"),
    companies=("alstom", "orano", "vicat"),
    source_kinds=("customs", "press", "statement"),
)


def _subset(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(codes)).map(lambda chosen: tuple(code for code in codes if code in chosen))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    first, last = sorted(draw(st.tuples(*[st.integers(KNOWN.first_year, KNOWN.last_year)] * 2)))
    pair = draw(st.sampled_from(KNOWN.pairs))
    return Selection(
        pair=pair,
        first_year=first,
        last_year=last,
        direction=draw(st.sampled_from(("both", *view.directions(pair)))),
        sectors=draw(_subset(KNOWN.sectors)),
        companies=draw(_subset(KNOWN.companies)),
        source_kinds=draw(_subset(KNOWN.source_kinds)),
        currency=draw(st.sampled_from(view.CURRENCIES)),
        language=draw(st.sampled_from(available_languages())),
        known=draw(st.none() | st.dates()),
        without_oil=draw(st.booleans()),
    )


@given(selections(), st.sampled_from(available_languages()))
def test_a_view_comes_back_from_its_url_in_any_browser(selection: Selection, browser: str) -> None:
    assert from_query(to_query(selection, KNOWN), KNOWN, browser) == (selection, ())


@given(st.dictionaries(st.sampled_from(list(view._READERS)) | st.text(), st.text()), st.text())
def test_no_text_in_a_url_raises_and_what_comes_out_is_valid(query: dict[str, str], language: str) -> None:
    selection, notices = from_query(query, KNOWN, language)
    assert from_query(to_query(selection, KNOWN), KNOWN) == (selection, ())
    assert {notice.key for notice in notices} <= set(query)


def test_the_default_url_names_only_the_language() -> None:
    assert to_query(default_selection(KNOWN, "fr"), KNOWN) == {"lang": "fr"}


def test_the_default_pair_is_the_first_where_ours_is_absent() -> None:
    assert default_selection(replace(KNOWN, pairs=("DEU-KAZ", "ITA-KAZ"))).pair == "DEU-KAZ"
    assert default_selection(KNOWN).pair == "FRA-KAZ"


def test_the_url_holds_sorted_codes() -> None:
    chosen = replace(default_selection(KNOWN), first_year=2020, last_year=2020, sectors=("energy", "aerospace"))
    assert to_query(chosen, KNOWN) == {"years": "2020", "sectors": "aerospace,energy", "lang": "en"}


def test_the_day_of_the_figures_is_an_iso_date() -> None:
    chosen = replace(default_selection(KNOWN), known=date(2019, 12, 31))
    assert to_query(chosen, KNOWN) == {"known": "2019-12-31", "lang": "en"}
    assert from_query({"known": "2019-12-31"}, KNOWN) == (chosen, ())


def test_the_url_says_that_crude_oil_is_left_out() -> None:
    chosen = replace(default_selection(KNOWN), without_oil=True)
    assert to_query(chosen, KNOWN) == {"oil": "without", "lang": "en"}
    assert from_query({"oil": "without"}, KNOWN) == (chosen, ())


def test_sectors_take_the_order_of_the_vocabulary() -> None:
    selection, _ = from_query({"sectors": "aerospace,energy"}, KNOWN)
    assert selection.sectors == ("energy", "aerospace")


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("years", "2023-2018", RefusalReason.OUTSIDE),
        ("years", "1990-2020", RefusalReason.OUTSIDE),
        ("years", "last year", RefusalReason.NOT_YEARS),
        ("years", "٢٠٢٠", RefusalReason.NOT_YEARS),
        ("direction", "FRA-DEU", RefusalReason.UNKNOWN),
        ("sectors", "cheese", RefusalReason.UNKNOWN),
        ("kinds", "rumour", RefusalReason.UNKNOWN),
        ("oil", "with", RefusalReason.UNKNOWN),
        ("oil", "", RefusalReason.UNKNOWN),
        ("currency", "KZT", RefusalReason.UNKNOWN),
        ("lang", "xx", RefusalReason.UNKNOWN),
        ("known", "yesterday", RefusalReason.NOT_A_DAY),
        ("known", "2019-02-29", RefusalReason.NOT_A_DAY),
        ("known", "20191231", RefusalReason.NOT_A_DAY),
        ("known", "", RefusalReason.NOT_A_DAY),
        ("pair", "KAZ-FRA", RefusalReason.UNKNOWN),
    ],
)
def test_a_bad_value_gives_the_default_and_a_notice(key: str, value: str, reason: RefusalReason) -> None:
    selection, (notice,) = from_query({key: value, "embed": "true"}, KNOWN)
    assert selection == default_selection(KNOWN)
    assert (notice.key, notice.value, notice.reason) == (key, value, reason)
    assert notice.allowed


def test_one_bad_value_leaves_the_others_in_force() -> None:
    selection, notices = from_query({"years": "1066", "currency": "EUR"}, KNOWN)
    assert selection == replace(default_selection(KNOWN), currency="EUR")
    assert notices == (Notice("years", "1066", RefusalReason.OUTSIDE, ("2004-2023",)),)


@pytest.mark.parametrize(
    ("key", "value", "kept", "unknown"),
    [
        ("sectors", "energy,cheese,aerospace", ("energy", "aerospace"), "cheese"),
        ("sectors", "cheese,energy,gold,cheese", ("energy",), "cheese, gold"),
        ("companies", "ALSTOM,alstom", ("alstom",), "ALSTOM"),
        ("kinds", "rumour,press", ("press",), "rumour"),
    ],
)
def test_an_unknown_code_among_several_drops_only_itself(
    key: str, value: str, kept: tuple[str, ...], unknown: str
) -> None:
    selection, (notice,) = from_query({key: value}, KNOWN)
    field = {"kinds": "source_kinds"}.get(key, key)
    assert selection == replace(default_selection(KNOWN), **{field: kept})
    assert (notice.value, notice.reason) == (unknown, RefusalReason.LEFT_OUT)


def test_an_empty_code_among_several_is_no_code() -> None:
    assert from_query({"sectors": "energy,,nuclear,"}, KNOWN)[0].sectors == ("energy", "nuclear")


def test_a_notice_cuts_a_long_value_short() -> None:
    _, (notice,) = from_query({"sectors": "x" * 5000}, KNOWN)
    assert len(notice.value) == 60


def test_directions_are_those_of_the_pair_in_the_url() -> None:
    selection, notices = from_query({"direction": "KAZ-DEU", "pair": "DEU-KAZ"}, KNOWN)
    assert (selection.direction, notices) == ("KAZ-DEU", ())


def test_the_period_runs_from_the_first_to_the_last_day() -> None:
    shown = view.period(replace(default_selection(KNOWN), first_year=2018))
    assert (shown.start, shown.end) == (date(2018, 1, 1), date(2023, 12, 31))


def test_the_languages_of_a_selection_are_those_with_a_catalogue() -> None:
    assert available_languages() == ("en", "fr")
    _, (notice,) = from_query({"lang": "ru"}, KNOWN)
    assert notice.allowed == available_languages()
