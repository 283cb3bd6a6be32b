"""The theme over a built site: what authors write is escaped, nothing foreign is asked for, pages stay small."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EVIL = "<script>alert(1)</script>\" onload='x' & so on"
FOREIGN = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"?(?:https?:)?//[^\">]+")

CONFIG = """\
site_name: Test
site_description: 'Words "quoted" <i>here</i>'
repo_url: https://github.com/example/example
theme: {name: material}
plugins: [cop-kb]
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, run) -> Path:
    """A site whose every field tries to be more than text."""
    evil = quoted(EVIL)
    document = f"---\ntitle: {evil}\nsummary: {evil}\ntags: [{evil}]\nsymptoms: [{evil}]\nowners: [{evil}]\naudience: public\n"
    kb = write(
        tmp_path_factory.mktemp("hostile"),
        {
            "mkdocs.yml": CONFIG,
            "docs/a/index.md": f"---\ntype: community\ntitle: {evil}\nsummary: {evil}\nmeeting: {evil}\n"
            f"channels: [{{name: {evil}, purpose: {evil}}}]\nstewards: [p]\n---\nText.\n",
            "docs/a/members/p.md": f"{document}consent: [{{person: {evil}, scope: public}}]\n---\nText.\n",
            "docs/a/playbooks/x.md": f"{document}last_reviewed_on: 2026-01-01\n---\nText.\n",
            "docs/a/checklists/y.md": f"{document}derived_from: [playbook/x]\n---\nText.\n",
            "docs/plain.md": f"---\ntitle: {evil}\n---\nSee [it](a/playbooks/x.md).\n",
        },
    )
    result = run("build", "--no-strict", cwd=kb)
    assert result.returncode == 0, result.stderr
    return kb / "site"


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def test_whatever_an_author_writes_is_text(hostile):
    found = pages(hostile)

    assert len(found) > 15
    assert [name for name, html in found.items() if "<script>alert" in html] == []
    assert [name for name, html in found.items() if EVIL[-24:] in html] == []
    assert "&lt;script&gt;alert(1)" in found["a/playbooks/x/index.html"]


def test_no_page_asks_another_host(hostile):
    assert {name: FOREIGN.findall(html) for name, html in pages(hostile).items()} == {
        name: [] for name in pages(hostile)
    }


def test_the_theme_does_not_ask_the_host_of_the_repository(hostile):
    assert 'data-md-component="source"' not in (hostile / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory, run) -> Path:
    site = tmp_path_factory.mktemp("example") / "site"
    result = run("build", "--config-file", ROOT / "mkdocs.yml", "--site-dir", site, "--no-cache")
    assert result.returncode == 0, result.stderr
    return site


def test_pages_are_small(example):
    # A plain page and a list of words are as long as their authors like; the front page of a community has the beginnings
    # of all its lists.
    found = pages(example).items()
    typed = {name: h for name, h in found if "kb-kicker" in h and 'class="kb-entries"' not in h}
    fronts = {name for name in typed if name.count("/") == 1}

    assert len(typed) > len(fronts) > 1
    assert [n for n, html in typed.items() if len(html.encode()) > 36_000 and n not in fronts] == []
    assert [n for n in fronts if len(typed[n].encode()) > 56_000] == []


def test_the_search_box_is_a_form_that_works_by_itself(example):
    page = pages(example)["incidents/playbooks/roll-back/index.html"]

    assert 'role="search" action="../../../search/"' in page


def test_addresses_without_folders_work_as_well(tmp_path, run):
    kb = write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: T\nuse_directory_urls: false\ntheme: {name: material}\nplugins: [cop-kb]\n",
            "docs/a/index.md": "---\ntype: community\nsummary: S\n---\n# A\n",
            "docs/a/playbooks/x.md": "---\nsummary: S\n---\n# X\n",
        },
    )
    assert run("build", "--no-strict", cwd=kb).returncode == 0

    page = (kb / "site/a/playbooks/x.html").read_text(encoding="utf-8")
    assert 'action="../../search/index.html"' in page
    assert 'href="../index.html"' in page
    assert (kb / "site/types/playbooks/index.html").exists()


def test_without_search_there_is_no_box(tmp_path, run):
    kb = write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: T\ntheme: {name: material}\nplugins:\n  - cop-kb: {search: false}\n",
            "docs/a.md": "# A\n",
        },
    )
    assert run("build", cwd=kb).returncode == 0

    assert 'role="search"' not in (kb / "site/a/index.html").read_text(encoding="utf-8")
