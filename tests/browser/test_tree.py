"""A decision tree: question by question with the keyboard, without JavaScript, and on paper."""

import pytest

pytestmark = pytest.mark.browser

CONFIG = "site_name: Test\ntheme: material\nplugins:\n  - cop-kb:\n      types: all\n"
TREE = """\
title: Is this an incident?
nodes:
  - id: noticed
    question: Can a customer notice it now?
    answers:
      - {answer: "Yes", next: spreading}
      - {answer: I cannot tell, next: spreading}
      - {answer: "No", document: playbook/wait, note: Look again in ten minutes.}
  - id: spreading
    question: Is it still spreading?
    answers:
      - {answer: It spreads, next: alone}
      - {answer: It stands still, document: playbook/wait}
  - id: alone
    question: Are you alone with it, and has nobody been called in the last ten minutes?
    answers:
      - {answer: Alone, document: playbook/call}
      - {answer: Not alone, document: playbook/wait}
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/incidents/index.md": "---\ntype: community\n---\n# Incidents\n",
    "docs/incidents/playbooks/call.md": "# Run the call\n",
    "docs/incidents/playbooks/wait.md": "# Wait and watch\n",
    "docs/incidents/decision-trees/which.yaml": TREE,
}
PAGE = "incidents/decision-trees/which/"
LEAF = "Run the call"


@pytest.fixture(scope="module")
def address(tmp_path_factory, run, serve_folder) -> str:
    """A small site with one tree."""
    kb = tmp_path_factory.mktemp("tree")
    for name, text in FILES.items():
        path = kb / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built = run("build", cwd=kb)
    assert built.returncode == 0, built.stderr
    return serve_folder(kb / "site", "kb")


def open_with_keyboard(page, answer):
    page.locator("summary", has_text=answer).first.focus()
    page.keyboard.press("Enter")


def test_answers_open_by_keyboard_and_lead_to_a_document(page, address):
    page.goto(address + PAGE)
    link = page.locator(".kb-tree__questions").get_by_role("link", name=LEAF)
    assert not link.is_visible()
    open_with_keyboard(page, "Yes")
    open_with_keyboard(page, "It spreads")
    link.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(LEAF)


def test_an_answer_that_leads_back_opens_what_it_leads_to(page, address):
    page.goto(address + PAGE)
    second = page.locator("#question-2")
    assert not second.is_visible()
    page.get_by_role("link", name="question 2", exact=True).click()
    assert second.is_visible()


def test_it_works_without_javascript(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator("summary", has_text="Yes").click()
    page.locator("summary", has_text="It spreads").click()
    page.locator(".kb-tree__questions").get_by_role("link", name=LEAF).click()
    assert page.url.endswith("/playbooks/call/")
    context.close()


def test_paper_has_every_question_with_its_number_and_no_disclosure(page, address):
    page.goto(address + PAGE)
    page.emulate_media(media="print")
    paper = page.locator(".kb-tree__paper")
    assert paper.is_visible()
    assert not page.locator(".kb-tree__questions").is_visible()
    assert "It spreads: go to 3" in paper.inner_text()
    assert paper.get_by_role("link", name=LEAF).is_visible()


def test_the_diagram_fits_a_phone_by_scrolling(page, address):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(address + PAGE)
    page.get_by_text("The whole tree as a diagram").click()
    figure = page.locator(".kb-diagram figure")
    inner, outer = figure.evaluate("f => [f.scrollWidth, f.clientWidth]")
    assert inner > outer
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
