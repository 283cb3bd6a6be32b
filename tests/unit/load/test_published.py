"""What was published last, as far as the repository knows, and which of its pages have gone."""

import json
import os
import shutil
import subprocess

import pytest

from cop_kb.errors import ConfigError


def git(folder, *arguments):
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture
def kb(folder):
    """A knowledge base whose main branch a remote has."""
    folder.page("index.md", "# Home\n").page("a.md", "# A\n").page("b/c.md", "# C\n").page(
        "b/d.png", b"d"
    )
    folder.write(".gitignore", ".cop-kb/\n")
    git(folder.root, "init", "-q", "--initial-branch=main")
    git(folder.root, "add", ".")
    git(folder.root, "commit", "-qm", "All")
    git(folder.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def publish(folder, files, ref="refs/remotes/origin/gh-pages"):
    """Put files into a branch without touching the work tree."""
    site = folder.root.parent / "site"
    for name, data in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(json.dumps(data), encoding="utf-8")
    work = ["--git-dir", str(folder.root / ".git"), "--work-tree", str(site)]
    environment = ["-c", "core.bare=false"]
    index = folder.root.parent / "index"
    tree = None
    for arguments in (["add", "--all", "."], ["write-tree"]):
        done = subprocess.run(
            ["git", *environment, *work, *arguments], cwd=site, env={**os.environ, "GIT_INDEX_FILE": str(index)},
            check=True, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        tree = done.stdout.strip()
    commit = git(folder.root, "commit-tree", "-m", "Site", tree)
    git(folder.root, "update-ref", ref, commit)
    shutil.rmtree(site)


def export(*documents, redirects=()):
    return {
        "documents": [{"src_uri": uri} for uri in documents],
        "redirects": [{"from": old, "to": "x.md"} for old in redirects],
    }


def gone(folder):
    return [d.message.split("`")[1] for d in folder.found("gone-page")]


def test_nothing_is_gone_where_nothing_changed_or_nothing_is_known(kb, folder):
    assert gone(kb) == []
    shutil.rmtree(kb.root / ".git")
    (kb.docs / "a.md").unlink()
    assert gone(kb) == []


def test_the_default_branch_counts_where_no_site_is_known(kb):
    git(kb.root, "mv", "docs/a.md", "docs/z.md")
    kb.page("b/d.png", b"new")
    assert gone(kb) == ["a.md"]
    git(kb.root, "commit", "-qm", "Renamed")
    assert gone(kb) == ["a.md"]
    kb.page("redirects.yml", "a.md: z.md\n")
    assert gone(kb) == []


def test_a_list_that_cannot_be_read_is_mended_first(kb):
    git(kb.root, "mv", "docs/a.md", "docs/z.md")
    kb.page("redirects.yml", "a.md: [z.md")
    assert kb.found("redirect")
    assert gone(kb) == []


def test_redirects_of_the_default_branch_go_on(kb):
    kb.page("redirects.yml", "old.md: a.md\nolder/: b/\n")
    git(kb.root, "add", ".")
    git(kb.root, "commit", "-qm", "Redirects")
    git(kb.root, "update-ref", "refs/remotes/origin/HEAD", "HEAD")
    (kb.docs / "redirects.yml").unlink()
    assert gone(kb) == ["old.md"]


@pytest.mark.parametrize("ref", ["refs/remotes/origin/gh-pages", "refs/heads/gh-pages"])
def test_the_export_of_the_site_counts_first(kb, ref):
    publish(kb, {"api/kb.json": export("index.md", "b/c.md", redirects=["old.md"])}, ref)
    (kb.docs / "a.md").unlink()  # never published
    kb.page("old.md", "# Old\n")
    git(kb.root, "add", ".")
    git(kb.root, "commit", "-qm", "Old")
    assert gone(kb) == []
    (kb.docs / "b/c.md").unlink()
    (kb.docs / "old.md").unlink()
    assert gone(kb) == ["b/c.md", "old.md"]


def test_what_others_have_published_since_is_not_gone(kb):
    publish(kb, {"api/kb.json": export("index.md", "theirs.md", "a.md")})
    assert gone(kb) == []
    (kb.docs / "a.md").unlink()
    assert gone(kb) == ["a.md"]


def test_any_number_of_pages_may_be_missing(kb):
    publish(kb, {"api/kb.json": export("a.md", *(f"theirs/{n}.md" for n in range(100_000)))})
    (kb.docs / "a.md").unlink()
    assert gone(kb) == ["a.md"]


def test_a_list_without_end_does_no_harm(kb):
    publish(kb, {"api/kb.json": []})
    (kb.root / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    kb.configure("rules: {gone-page: {published: deep.json}}")
    with pytest.raises(ConfigError, match=r"deep\.json cannot be read"):
        gone(kb)


def test_of_several_versions_the_latest_counts(kb):
    versions = [{"version": "3", "aliases": []}, {"version": "2", "aliases": ["latest"]}]
    old, new = export("a.md"), export("b/c.md")
    publish(kb, {"versions.json": versions, "3/api/kb.json": old, "2/api/kb.json": new})
    (kb.docs / "b/c.md").unlink()
    (kb.docs / "a.md").unlink()
    assert gone(kb) == ["b/c.md"]


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": "x"},
        {"api/kb.json": [1]},
        {
            "api/kb.json": export(
                "a\0.md", "\ud800.md", "x" * 100_000 + ".md", "../x.md", ":(top)x.md"
            )
        },
        {"versions.json": [{"version": "1\0", "aliases": ["latest"]}], "api/kb.json": {}},
        {"versions.json": [{"version": "\ud800", "aliases": 5}], "api/kb.json": {}},
        {"versions.json": [1, {}], "api/kb.json": {"documents": [1, {"src_uri": 2}]}},
    ],
)
def test_a_branch_that_holds_something_else_does_no_harm(kb, files):
    publish(kb, files)
    (kb.docs / "a.md").unlink()
    assert gone(kb) in (["a.md"], [])


def test_another_remote_and_branch_may_be_configured(kb):
    kb.write(
        "mkdocs.yml",
        "site_name: x\nremote_name: upstream\nremote_branch: pages\nplugins: [cop-kb]\n",
    )
    publish(kb, {"api/kb.json": export("b/c.md")}, "refs/remotes/upstream/pages")
    (kb.docs / "a.md").unlink()
    (kb.docs / "b/c.md").unlink()
    assert gone(kb) == ["b/c.md"]


def test_a_file_that_is_named_and_missing_is_told(kb):
    kb.configure("rules: {gone-page: {published: nothing.json}}")
    with pytest.raises(ConfigError) as refused:
        kb.check()
    assert "nothing.json cannot be read" in refused.value.message
    assert refused.value.line


def test_pages_of_data_and_introductions_are_pages(kb):
    kb.configure("types: all").community("team")
    tree = "nodes: [{id: a, question: Q, answers: [{answer: A, document: team}]}]\n"
    kb.page("team/decision-trees/t.yaml", tree).page("b/README.md", "# B\n").page(
        "b/data.yaml", "a: 1\n"
    )
    git(kb.root, "add", ".")
    git(kb.root, "commit", "-qm", "More")
    git(kb.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    for name in ("team/decision-trees/t.yaml", "b/README.md", "b/data.yaml"):
        (kb.docs / name).unlink()
    assert gone(kb) == ["b/README.md", "team/decision-trees/t.yaml"]
    kb.page("b/index.md", "# B\n").page("redirects.yml", "team/decision-trees/t.md: team/\n")
    assert gone(kb) == []
