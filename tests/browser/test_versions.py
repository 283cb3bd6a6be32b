"""Versions side by side in a real browser: which one this is, the others, and a note on what is old."""

import subprocess

import pytest

from tests.browser.conftest import visit

pytestmark = pytest.mark.browser

CONFIG = """\
site_name: Handbook
site_url: https://example.org/handbook/
theme: material
plugins:
  - cop-kb:
      search: false
"""


def _git(folder, *arguments):
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory, run, serve_folder) -> str:
    """Two published versions, served below a path; only the second has the page ``new``."""
    root = tmp_path_factory.mktemp("versions")
    docs = root / "wt" / "docs"
    docs.mkdir(parents=True)
    (root / "wt" / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _git(root, "init", "--quiet", "--bare", "remote.git")
    _git(root / "wt", "init", "--quiet", "--initial-branch=main")
    _git(root / "wt", "remote", "add", "origin", "../remote.git")
    for version, title, page in (("1", "Spring", "plan"), ("2", "Autumn & winter", "new")):
        (docs / f"{page}.md").write_text(f"# The {page}\n", encoding="utf-8")
        done = run("publish", "--version", version, "--title", title, cwd=root / "wt")
        assert done.returncode == 0, done.stderr
    _git(root, "clone", "--quiet", "--branch=gh-pages", "remote.git", "tree")
    return serve_folder(root / "tree", "handbook")


@pytest.fixture
def page(browser, published):
    with visit(browser, published, viewport={"width": 360, "height": 640}) as page:
        yield page


def test_the_root_leads_to_the_latest_version(page, published):
    page.goto(published)
    page.wait_for_url(f"{published}latest/")
    assert page.locator(".md-version__current").inner_text() == "Autumn & winter"
    assert page.locator("[data-md-component=outdated]").is_hidden()


def test_a_page_of_an_older_version_says_so_and_the_selector_leads_to_its_successor(
    page, published
):
    page.goto(f"{published}1/plan/")
    note = page.locator("[data-md-component=outdated]")
    note.wait_for()
    assert "older version" in note.inner_text()
    page.locator(".md-version__current").focus()
    links = page.locator(".md-version__link")
    assert links.all_inner_texts() == ["Autumn & winter", "Spring"]
    links.first.click()
    page.wait_for_url(f"{published}2/plan/")
    page.locator(".md-version__current").wait_for()
    assert note.is_hidden()


def test_the_note_leads_to_the_latest_version(page, published):
    page.goto(f"{published}1/plan/")
    page.get_by_role("link", name="Go to the latest version").click()
    page.wait_for_url(f"{published}latest/")
