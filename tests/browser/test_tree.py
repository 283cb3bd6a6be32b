"""A decision tree: question by question with the keyboard, without JavaScript, and on paper."""

import pytest

pytestmark = pytest.mark.browser

TREE = "stewarding/decision-trees/which-document/"
LEAF = "Invite people singly"


def open_with_keyboard(page, answer):
    page.locator("summary", has_text=answer).first.focus()
    page.keyboard.press("Enter")


def test_answers_open_by_keyboard_and_lead_to_a_document(page, address):
    page.goto(address + TREE)
    link = page.locator(".kb-tree__questions").get_by_role("link", name=LEAF)
    assert not link.is_visible()
    open_with_keyboard(page, "Yes, and they have agreed")
    open_with_keyboard(page, "It comes back")
    link.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(LEAF)


def test_an_answer_that_leads_back_opens_what_it_leads_to(page, address):
    page.goto(address + TREE)
    second = page.locator("#question-2")
    assert not second.is_visible()
    page.get_by_role("link", name="question 2", exact=True).click()
    assert second.is_visible()


def test_it_works_without_javascript(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TREE)
    page.get_by_text("Yes, and they have agreed").first.click()
    page.get_by_text("It comes back").first.click()
    page.locator(".kb-tree__questions").get_by_role("link", name=LEAF).click()
    assert page.url.endswith("/heuristics/invite-people-singly/")
    context.close()


def test_paper_has_every_question_with_its_number_and_no_disclosure(page, address):
    page.goto(address + TREE)
    page.emulate_media(media="print")
    paper = page.locator(".kb-tree__paper")
    assert paper.is_visible()
    assert not page.locator(".kb-tree__questions").is_visible()
    assert "It comes back: go to 4" in paper.inner_text()
    assert paper.get_by_role("link", name=LEAF).is_visible()


def test_the_diagram_fits_a_phone_by_scrolling(page, address):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(address + TREE)
    page.get_by_text("The whole tree as a diagram").click()
    figure = page.locator(".kb-diagram figure")
    inner, outer = figure.evaluate("f => [f.scrollWidth, f.clientWidth]")
    assert inner > outer
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
