"""Real collections, unedited, as plain pages: all of them load, are checked and become a site."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

PLAYBOOK = "code-with-engineering-playbook"
KUBERNETES = "kubernetes-community"
COLLECTIONS = (
    PLAYBOOK,
    "incident-response-plan-template",
    "innersource-patterns",
    KUBERNETES,
    "moj-cloud-platform",
    "mybinder-docs",
)
CONFIG = "site_name: Collection\ntheme: material\nplugins: [cop-kb]\n"


@pytest.fixture(scope="module", params=COLLECTIONS)
def collection(request, shared, tmp_path_factory) -> Path:
    return scratch(request.param, shared, tmp_path_factory.mktemp("collection"))


def scratch(name: str, shared: Path, folder: Path) -> Path:
    """Make a scratch knowledge base of a collection; where it has a folder docs, that is what it published."""
    source = shared / "corpora" / name
    if (source / "docs").is_dir() and (source / "mkdocs.yml").is_file():
        source /= "docs"
    shutil.copytree(source, folder / "docs", copy_function=shutil.copyfile)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return folder


def sources_of(folder: Path) -> list[Path]:
    """Markdown files, those in hidden folders left out as the site leaves them out."""
    docs = folder / "docs"
    return [
        path
        for path in docs.glob("**/*.md")
        if not any(part.startswith(".") for part in path.relative_to(docs).parts)
    ]


def test_every_finding_says_where_what_and_what_to_do(collection, run):
    result = run("validate", "--format", "json", cwd=collection)

    assert result.returncode in (0, 1), result.stderr
    assert "Traceback" not in result.stderr
    report = json.loads(result.stdout)
    assert report["summary"]["documents"] == len(sources_of(collection))
    for finding in report["diagnostics"]:
        assert (collection / finding["path"]).is_file()
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        assert finding["rule"]
        assert finding["message"]
        assert finding["hint"], finding


def test_it_becomes_a_site_whatever_was_found(collection, run):
    result = run("build", "--no-strict", cwd=collection)

    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    pages = {
        path.parent.relative_to(collection / "site")
        for path in collection.glob("site/**/index.html")
    }
    sources = sources_of(collection)
    folders = {path.parent for path in sources if path.stem.lower() in ("index", "readme")}
    names = [path for path in sources if path.stem.lower() not in ("index", "readme")]
    assert len(pages) >= len(folders) + len(names)


def findings(folder: Path, run, rule: str) -> list[dict[str, object]]:
    report = json.loads(run("validate", "--format", "json", cwd=folder).stdout)
    return [finding for finding in report["diagnostics"] if finding["rule"] == rule]


def test_the_broken_links_of_the_playbook_are_found_and_no_others(shared, tmp_path, run):
    """One file is missing, and ten links go to folders without a page.

    An eleventh link goes to a folder (from agile-development/ceremonies.md to ../design/design-reviews) whose README is
    its page: other generators leave the address as it is, and a reader gets nothing; this site leads to the page.
    """
    folder = scratch(PLAYBOOK, shared, tmp_path)
    found = findings(folder, run, "broken-link")

    kinds = Counter(
        "folder" if "a folder that has no page" in str(f["message"]) else f["message"]
        for f in found
    )
    assert kinds == {
        "folder": 10,
        "The link goes to `../../privacy/README.md`, which does not exist.": 1,
    }
    run("build", "--no-strict", cwd=folder)
    page = (folder / "site/agile-development/ceremonies/index.html").read_text(encoding="utf-8")
    assert 'href="../../design/design-reviews/"' in page


def test_titles_that_pages_of_the_playbook_share_are_found(shared, tmp_path, run):
    found = findings(scratch(PLAYBOOK, shared, tmp_path), run, "duplicate-title")

    assert sorted(str(f["path"]) for f in found) == [
        "docs/design/design-reviews/decision-log/examples/memory/decision-log.md",
        "docs/documentation/guidance/pull-requests.md",
    ]


def test_dash_rules_that_imitate_front_matter_are_plain_text(shared, tmp_path):
    from cop_kb.config import load_config
    from cop_kb.load import load_knowledge_base

    folder = scratch(KUBERNETES, shared, tmp_path)
    kb = load_knowledge_base(load_config(folder / "mkdocs.yml"))
    ruled = [
        document
        for document in kb.documents
        if (folder / "docs" / document.src_uri).read_bytes().startswith(b"----")
    ]
    assert len(ruled) == 79
    assert [
        document.src_uri for document in ruled if document.data or document.record.troubled
    ] == []
    assert all(document.record.body_line == 1 for document in ruled)
