"""Run sheets as a facilitator holds them: one sheet of paper each, and readable on a phone."""

import re
from pathlib import Path

import pytest

from cop_kb.resources import folder

pytestmark = pytest.mark.browser

CONFIG = """\
site_name: Formats
theme: {name: material}
plugins:
  - cop-kb: {types: [community, member, session], cache: false}
"""
NAMES = sorted(path.stem for path in (folder("content_schema") / "formats").glob("*.yaml"))
PAGE = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture(scope="module")
def address(tmp_path_factory, run, serve_folder) -> str:
    root: Path = tmp_path_factory.mktemp("formats")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "docs" / "a").mkdir(parents=True)
    (root / "docs" / "a" / "index.md").write_text("---\ntype: community\n---\n# A\n", "utf-8")
    made = run("build", "--no-strict", cwd=root)
    assert made.returncode in {0, 1}, made.stderr
    return serve_folder(root / "site", "kb")


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_one_sheet_of_paper(page, address, name):
    page.goto(f"{address}formats/{name}/")
    assert len(PAGE.findall(page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-sidebar--primary").is_visible()
    size = page.locator(".kb-sheet__steps p").first.evaluate(
        "element => parseFloat(getComputedStyle(element).fontSize)"
    )
    assert size >= 10, "8 points and more"


@pytest.mark.parametrize("name", ["ask-me-anything", "yearly-retrospective", "problem-clinic"])
def test_eight_slips_of_the_form_are_one_sheet_of_paper(page, address, name):
    page.goto(f"{address}formats/{name}/form/")
    assert page.locator(".kb-slip:visible").count() == 1
    assert len(PAGE.findall(page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    assert page.locator(".kb-slip:visible").count() == 8
    assert page.evaluate(
        "[...document.querySelectorAll('.kb-slip')].every(s => s.scrollHeight <= s.clientHeight)"
    )


@pytest.mark.parametrize("path", ["", "buddy/", "case-round/", "case-round/form/"])
def test_nothing_is_wider_than_a_phone(page, address, path):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{address}formats/{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_sheet_is_found_by_search(page, address):
    page.goto(f"{address}search/?q=conversation+rehearsed&type=Format")
    page.get_by_role("link", name="Role-play").click()
    assert page.url.startswith(f"{address}formats/role-play/")
