"""One action of a reader is one entry of the browser's history, and going back shows what was there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_dashboard import open_page, settle, titles

pytestmark = pytest.mark.browser

DEEP = "years=2018-2022&direction=KAZ-FRA&sectors=aerospace,energy&currency=EUR&lang=en"


def entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def choose_euro(page: Page) -> None:
    page.get_by_text("euro", exact=True).click()
    page.wait_for_url("**currency=EUR**")


def choose_dollar(page: Page) -> None:
    page.get_by_text("US dollar", exact=True).click()
    page.wait_for_url(lambda url: "currency" not in url)


def choose_direction(page: Page) -> None:
    page.locator(".st-key-w_direction").get_by_text("France → Kazakhstan", exact=True).click()
    page.wait_for_url("**direction=FRA-KAZ**")


def choose_sector(page: Page) -> None:
    box = page.locator(".st-key-w_sectors").get_by_role("combobox")
    box.fill("Aerospace")
    expect(page.get_by_role("option", name="Aerospace")).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**sectors=aerospace**")


def leave_out_oil(page: Page) -> None:
    page.get_by_text("Without crude oil", exact=True).click()
    page.wait_for_url("**oil=without**")


def clear(page: Page) -> None:
    page.get_by_role("button", name="Clear all filters").click()
    page.wait_for_url(lambda url: "years" not in url)


def go_to_sectors(page: Page) -> None:
    page.get_by_role("link", name="Sectors", exact=True).click()
    page.wait_for_url("**/sectors?**")


ACTIONS: tuple[Callable[[Page], None], ...] = (
    choose_euro,
    choose_direction,
    choose_sector,
    leave_out_oil,
    clear,
    go_to_sectors,
)


@pytest.mark.parametrize("act", ACTIONS, ids=lambda act: act.__name__)
def test_one_action_is_one_entry_and_back_undoes_it(page: Page, server: str, act: Callable[[Page], None]) -> None:
    address = f"{server}/?years=2018-2022&lang=en"
    open_page(page, address)
    before, shown = entries(page), titles(page)
    act(page)
    settle(page)
    after, changed = page.url, titles(page)
    assert entries(page) == before + 1
    assert changed != shown
    page.go_back()
    settle(page)
    assert (page.url, titles(page)) == (address, shown)
    page.go_forward()
    settle(page)
    assert (page.url, titles(page)) == (after, changed)
    assert entries(page) == before + 1


def test_back_and_forward_walk_through_a_shared_link(page: Page, server: str) -> None:
    page.goto(f"{server}/sectors?{DEEP}")
    settle(page)
    seen = [(page.url, titles(page))]
    for act in (choose_dollar, leave_out_oil, go_to_overview, choose_euro):
        act(page)
        settle(page)
        seen.append((page.url, titles(page)))
    length = entries(page)
    for address, shown in reversed(seen[:-1]):
        page.go_back()
        settle(page)
        assert (page.url, titles(page)) == (address, shown)
    for address, shown in seen[1:]:
        page.go_forward()
        settle(page)
        assert (page.url, titles(page)) == (address, shown)
    assert entries(page) == length


def go_to_overview(page: Page) -> None:
    page.get_by_role("link", name="Overview", exact=True).click()
    page.wait_for_url(lambda url: "/sectors" not in url)


def test_a_link_that_is_opened_adds_no_entry(page: Page, server: str) -> None:
    for query in (DEEP, "years=2021&amp;lang=en", "year=2021&lang=en", ""):
        page.goto("about:blank")
        before = entries(page)
        open_page(page, f"{server}/?{query}" if query else server)
        assert entries(page) == before + 1
        assert page.url.removeprefix(f"{server}/") in (f"?{query}", "")


def test_a_link_to_a_page_opens_it_elsewhere_with_the_view(page: Page, server: str) -> None:
    open_page(page, f"{server}/?{DEEP}")
    address = page.get_by_role("link", name="Sectors", exact=True).get_attribute("href")
    assert address is not None
    assert "currency=EUR" in address
    assert "years=2018-2022" in address


def test_a_slip_in_a_link_is_told(page: Page, server: str) -> None:
    open_page(page, f"{server}/?year=2021&sectors=energy,cheese&amp;lang=en")
    expect(page.get_by_text("Did you mean “years”?", exact=False)).to_be_visible()
    expect(page.get_by_text("“cheese”", exact=False)).to_be_visible()


def test_an_empty_card_offers_the_years_it_has(page: Page, server: str) -> None:
    page.goto(f"{server}/?years=1991&lang=en")
    card = page.locator(".st-key-card-monthly-trade")
    expect(card.get_by_text("This card has 2019–2024.", exact=False)).to_be_visible(timeout=30_000)
    before = entries(page)
    card.get_by_role("button", name="Show 2019–2024").click()
    page.wait_for_url("**years=2019-2024**")
    settle(page)
    expect(card.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert entries(page) == before + 1
