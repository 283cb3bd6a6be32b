"""What speaks for a document, in a browser: levels that lapse on their day, and facets of levels and words."""

import pytest

pytestmark = pytest.mark.browser

PROVEN = "incidents/playbooks/roll-back/"


def level(page):
    return page.locator(".kb-kicker .kb-kicker__level").inner_text().strip()


def test_a_level_lapses_by_the_day_in_the_browser(page, address):
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")
    page.goto(address + PROVEN)
    assert level(page) == "Proven"
    until = page.locator(".kb-evidence__level [data-kb-until]").get_attribute("data-kb-until")

    page.clock.set_fixed_time(f"{until}T12:00:00Z")
    page.reload()
    assert level(page) == "Proven"

    page.clock.set_fixed_time("2040-01-01T12:00:00Z")
    page.reload()
    page.get_by_text("was proven, and has not been used lately").wait_for()
    assert level(page) == "Tried"


def test_failures_show_beside_what_worked(page, address):
    page.goto(address + "incidents/field-notes/")
    outcomes = set(page.locator(".kb-use").all_inner_texts())
    assert {"worked", "did not"} <= outcomes


def test_levels_and_words_are_facets(page, address):
    page.goto(f"{address}search/")
    page.get_by_role("group", name="Maturity").get_by_role("checkbox", name="Proven").check()
    page.locator("[data-kb-results] > li").first.wait_for()
    page.get_by_role("group", name="Skill").get_by_role("checkbox").first.check()
    page.wait_for_url(lambda url: "maturity=Proven" in url and "Skill=" in url)
    page.reload()
    page.locator("[data-kb-results] > li").first.wait_for()
    assert page.get_by_role("checkbox", name="Proven").is_checked()


def test_a_word_leads_to_what_is_said_of_it_and_back_to_who_uses_it(page, address):
    page.goto(address + "stewarding/rituals/stewards-round/")
    page.get_by_role("link", name="case telling", exact=True).click()
    assert page.url == f"{address}stewarding/skills/#case-telling"
    entry = page.locator(".kb-entries > div", has=page.locator("#case-telling"))
    assert entry.get_by_role("link", name="Stewards' round").count()
    page.get_by_role("link", name="more").first.click()
    page.locator("[data-kb-results] > li").first.wait_for()
    assert page.locator("fieldset", has_text="Skill").locator("input:checked").count() == 1
