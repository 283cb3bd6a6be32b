"""From a fresh page to an overdue one to a retired one, in a knowledge base whose repository has a host."""

import re
from datetime import date

import pytest

from tests.browser.conftest import visit

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
CONFIG = """\
site_name: Test
repo_url: https://github.com/example/kb
theme: {name: material}
plugins:
  - cop-kb:
      cache: false
      types: all
"""
PLAYBOOK = """\
---
summary: About the lamp.
status: {status}
{more}---
# {title}

## Steps

1. Light the lamp.
"""
FILES = {
    "lamps/index.md": "---\ntype: community\nsummary: About light.\nstatus: published\n---\n# Lamps\n",
    "lamps/playbooks/reviewed.md": PLAYBOOK.format(
        title="A new lamp", status="published", more="last_reviewed_on: 2026-03-01\n"
    ),
    "lamps/playbooks/never.md": PLAYBOOK.format(title="Any lamp", status="published", more=""),
    "lamps/playbooks/draft.md": PLAYBOOK.format(title="A lamp to be", status="draft", more=""),
    "lamps/playbooks/old.md": PLAYBOOK.format(
        title="The old lamp", status="retired", more="superseded_by: [playbook/older]\n"
    ),
    "lamps/playbooks/older.md": PLAYBOOK.format(
        title="The older lamp", status="retired", more="superseded_by: [playbook/reviewed]\n"
    ),
    "lamps/playbooks/torch.md": PLAYBOOK.format(title="The torch", status="retired", more=""),
    "lamps/skills.yaml": "status: published\nentries: [{name: Lighting lamps, meaning: To light one.}]\n",
}
EDIT = "https://github.com/example/kb/edit/main/docs/lamps/"


@pytest.fixture(scope="module")
def lamps(tmp_path_factory, run, serve_folder) -> str:
    """The site, served."""
    folder = tmp_path_factory.mktemp("lamps")
    for name, text in FILES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    built = run("build", "--no-strict", cwd=folder)
    assert built.returncode == 0, built.stderr
    return serve_folder(folder / "site", "kb")


@pytest.fixture
def screen(browser, lamps):
    """A page on a wide screen; a request to any other host fails the test."""
    permissions = ["clipboard-read", "clipboard-write"]
    with visit(browser, lamps, viewport=WIDE, permissions=permissions) as page:
        yield page


def test_a_repository_at_a_host_is_asked_for_nothing(screen, lamps):
    for path in ("", "lamps/", "lamps/playbooks/reviewed/", "search/"):
        screen.goto(lamps + path)
        screen.wait_for_load_state("networkidle")

    assert screen.locator(".md-header .md-source").get_attribute("href") == (
        "https://github.com/example/kb"
    )


@pytest.mark.parametrize(("today", "overdue"), [("2027-03-01", False), ("2027-03-02", True)])
def test_a_page_says_on_its_day_that_its_review_is_overdue(screen, lamps, today, overdue):
    screen.clock.set_fixed_time(f"{today}T12:00:00Z")
    screen.goto(f"{lamps}lamps/playbooks/reviewed/")

    assert screen.get_by_role("link", name="Review overdue").is_visible() is overdue
    assert screen.locator("#kb-review .kb-badge--overdue").count() == overdue


def test_the_note_of_an_overdue_review_leads_to_its_day(screen, lamps):
    screen.clock.set_fixed_time("2030-01-01T12:00:00Z")
    screen.goto(f"{lamps}lamps/playbooks/reviewed/")
    screen.get_by_role("link", name="Review overdue").click()

    assert screen.url.endswith("#kb-review")


@pytest.mark.parametrize(
    ("page", "file", "words"),
    [
        ("playbooks/reviewed/", "playbooks/reviewed.md", "change one line"),
        ("playbooks/never/", "playbooks/never.md", "add one line"),
        ("skills/", "skills.yaml", "add one line"),
    ],
)
def test_still_right_is_one_line(screen, lamps, page, file, words):
    screen.clock.set_fixed_time("2026-12-24T12:00:00Z")
    screen.goto(f"{lamps}lamps/{page}")

    assert screen.get_by_role("link", name=words).get_attribute("href") == EDIT + file
    in_front_matter = "between the two lines" in screen.locator(".kb-still").inner_text()
    assert in_front_matter is file.endswith(".md")
    screen.get_by_role("button", name="Copy").click()
    screen.get_by_role("button", name="Copied").wait_for()
    assert screen.evaluate("navigator.clipboard.readText()") == "last_reviewed_on: 2026-12-24"


@pytest.mark.parametrize("page", ["draft", "old"])
def test_nobody_is_asked_whether_a_draft_or_what_is_retired_is_right(screen, lamps, page):
    screen.goto(f"{lamps}lamps/playbooks/{page}/")

    assert screen.locator(".kb-still").count() == 0
    assert screen.get_by_role("link", name="History").count() == 1


def test_on_paper_nobody_is_asked(screen, lamps):
    screen.goto(f"{lamps}lamps/playbooks/reviewed/")
    screen.emulate_media(media="print")

    assert not screen.locator(".kb-still").is_visible()
    assert not screen.get_by_role("link", name="History").is_visible()


def test_without_javascript_the_line_and_the_day_are_there(browser, lamps):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{lamps}lamps/playbooks/reviewed/")

        line = "last_reviewed_on: today\N{RIGHT SINGLE QUOTATION MARK}s date"
        assert page.locator(".kb-still__line").inner_text() == line
        assert page.locator("#kb-review time").inner_text() == "2027-03-01"
        assert not page.get_by_role("button", name="Copy").is_visible()
        assert not page.get_by_text("Review overdue").is_visible()


def test_what_is_retired_leads_to_what_holds_now(screen, lamps):
    screen.goto(f"{lamps}lamps/playbooks/old/")
    note = screen.get_by_role("note")

    assert note.inner_text() == "Retired. Read instead: A new lamp."
    note.get_by_role("link").click()
    assert screen.url == f"{lamps}lamps/playbooks/reviewed/"


def test_what_is_retired_without_a_successor_says_so(screen, lamps):
    screen.goto(f"{lamps}lamps/playbooks/torch/")

    assert screen.get_by_role("note").inner_text() == (
        "Retired. Kept for the record. Nothing on this site takes its place."
    )


def search(page, lamps, query):
    page.goto(f"{lamps}search/?{query}")
    page.locator("[data-kb-results] > li").first.wait_for()


def found(page):
    return [text.split("\n")[0] for text in page.locator(".kb-entry__title").all_inner_texts()]


def test_search_leaves_out_what_is_retired_unless_it_is_wanted(screen, lamps):
    search(screen, lamps, "q=light+lamp")
    current = found(screen)
    assert set(current) >= {"A new lamp", "Any lamp", "A lamp to be"}
    assert not {"The old lamp", "The older lamp", "The torch"} & {*current}

    box = screen.get_by_role("checkbox", name="Include 3 retired pages")
    box.check()
    screen.get_by_role("link", name="The torch").wait_for()
    assert found(screen)[: len(current)] == current
    assert {*found(screen)[len(current) :]} == {"The old lamp", "The older lamp", "The torch"}
    assert re.search(r"[?&]retired=yes\b", screen.url)

    screen.reload()
    screen.get_by_role("link", name="The torch").wait_for()
    assert box.is_checked()
    box.uncheck()
    screen.get_by_role("link", name="The torch").wait_for(state="detached")
    assert "retired" not in screen.url


def test_a_status_that_is_chosen_is_wanted(screen, lamps):
    search(screen, lamps, "q=lamp")
    status = screen.get_by_role("group", name="Status")
    assert status.get_by_text("Retired 3").is_visible()

    status.get_by_role("checkbox", name="Retired").check()
    screen.get_by_role("link", name="The torch").wait_for()
    assert {*found(screen)} == {"The old lamp", "The older lamp", "The torch"}
    assert not screen.get_by_role("checkbox", name="Include").is_visible()


def test_where_only_what_is_retired_matches_search_says_so(screen, lamps):
    screen.goto(f"{lamps}search/?q=torch")

    screen.get_by_role("checkbox", name="Include one retired page").wait_for()
    assert found(screen) == []
    assert "Only what is retired matches." in screen.get_by_role("status").inner_text()


def test_nothing_about_retired_pages_is_said_before_anything_is_asked(screen, lamps):
    screen.goto(f"{lamps}search/")
    screen.get_by_text("Type a word or two").wait_for()

    assert not screen.locator("[data-kb-retired]").is_visible()


@pytest.mark.parametrize("page", ["playbooks/reviewed/", "playbooks/old/"])
def test_nothing_is_wider_than_a_small_phone(screen, lamps, page):
    screen.set_viewport_size({"width": 320, "height": 640})
    screen.clock.set_fixed_time(date(2030, 1, 1).isoformat())
    screen.goto(f"{lamps}lamps/{page}")

    assert screen.evaluate("document.documentElement.scrollWidth") <= 320
