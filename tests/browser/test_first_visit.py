"""A first visit to the example site: search, open, follow a relation round and back, narrow down."""

import pytest

pytestmark = pytest.mark.browser


def test_a_symptom_leads_to_a_playbook_to_its_case_and_back(page, address):
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("errors started after the release")
    page.keyboard.press("Enter")

    page.get_by_role("link", name="Roll back", exact=True).click()
    assert page.url == f"{address}incidents/playbooks/roll-back/"
    assert page.get_by_role("heading", level=1).inner_text().startswith("Roll back")

    about = page.get_by_role("region", name="About this page")
    about.get_by_role("link", name="Restored, not understood").click()
    assert page.url == f"{address}incidents/case-rounds/restored-not-understood/"

    about.get_by_role("link", name="Roll back").first.click()
    assert page.url == f"{address}incidents/playbooks/roll-back/"


def test_facets_narrow_a_search_down_and_the_address_keeps_it(page, address):
    page.goto(f"{address}search/?q=steward")
    results = page.locator("[data-kb-results] > li")
    results.first.wait_for()
    everything = int(page.get_by_role("status").inner_text().split()[0])

    page.get_by_role("checkbox", name="Checklist").check()
    page.wait_for_function(
        "before => parseInt(document.querySelector('[data-kb-status]').textContent) < before",
        arg=everything,
    )
    assert page.url.endswith("?q=steward&type=Checklist")
    kinds = {text.split()[0] for text in page.locator(".kb-entry__meta").all_inner_texts()}
    assert kinds == {"Checklist"}

    page.reload()
    results.first.wait_for()
    assert page.get_by_role("checkbox", name="Checklist").is_checked()


def test_facets_alone_list_what_they_name(page, address):
    page.goto(f"{address}search/")
    page.get_by_role("group", name="Community").get_by_role("checkbox", name="Incidents").check()

    page.locator("[data-kb-results] > li").first.wait_for()
    assert page.get_by_role("status").inner_text().endswith("pages")


def test_what_is_not_found_is_told(page, address):
    page.goto(f"{address}search/?q=zzzzqqqq")

    page.get_by_text("Nothing found for “zzzzqqqq”").wait_for()


def test_a_review_is_overdue_by_the_day_in_the_browser(page, address):
    page.clock.set_fixed_time("2040-01-01T12:00:00Z")
    page.goto(f"{address}stewarding/")

    page.get_by_text("are overdue").wait_for()
    assert page.locator(".kb-reviews .kb-badge--overdue").count() > 0

    page.clock.set_fixed_time("2026-11-20T12:00:00Z")
    page.reload()
    page.get_by_text("Nothing is overdue.").wait_for()


def test_a_task_is_named_by_its_text(page, address):
    page.goto(f"{address}incidents/checklists/first-five-minutes/")

    assert page.get_by_role("checkbox", name="Another person writes, and has repeated it").count()


@pytest.mark.parametrize("path", ["", "incidents/", "incidents/playbooks/roll-back/", "search/"])
def test_nothing_is_wider_than_a_small_phone(page, address, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_lists_lead_everywhere(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/")
    # A browser without scripts shows it; one whose scripts are switched off from outside keeps it folded.
    assert "Search needs JavaScript" in page.locator("noscript").text_content()
    page.goto(address)
    page.locator("main article").get_by_role("link", name="Playbooks", exact=True).click()
    page.get_by_role("link", name="Roll back", exact=True).click()
    page.get_by_text("Next review").wait_for()
    assert page.url == f"{address}incidents/playbooks/roll-back/"
    context.close()
