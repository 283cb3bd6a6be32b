"""``cop-kb diff`` and ``cop-kb changelog``, on a repository in which everything happens that they can tell.

``tests/acceptance/changes.py`` makes the repository. ``tests/cases/difference`` holds what the two commands print; after a
change of their words:

    python -m tests.acceptance.test_diff --write

and read what changed in the files.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema_rs
import pytest

from cop_kb.resources import folder
from tests.acceptance.changes import (
    BASE,
    CHANGE,
    TAG,
    case,
    change,
    commit,
    git,
    make_repository,
    playbook,
)

CASES = Path(__file__).parents[1] / "cases" / "difference"
TODAY = {"COP_KB_TODAY": "2026-11-21"}
COMMENT = 65_536  # characters that GitHub lets a comment have
OUTPUTS = {
    "diff-stewards.txt": ("diff", BASE, "--audience", "stewards"),
    "diff-stewards.md": ("diff", BASE, "--audience", "stewards", "--format", "markdown"),
    "diff-stewards.json": ("diff", BASE, "--audience", "stewards", "--format", "json"),
    "diff-public.txt": ("diff", BASE),
    "changelog-public.txt": ("changelog",),
    "changelog-public.md": ("changelog", "--format", "markdown"),
    "changelog-members.json": ("changelog", TAG, "--audience", "members", "--format", "json"),
}
FRONT = "---\ntype: community\nsummary: s\nstatus: published\n---\n\n# C\n"
CONFIG = "site_name: K\nplugins:\n  - cop-kb: {types: all, cache: false}\n"


def told(run, root, *arguments, **environment):
    """Return what the command prints; commits are called by one name."""
    done = run(*arguments, cwd=root, env=TODAY | environment)
    assert done.returncode == 0, done.stderr
    return re.sub(r"\b[0-9a-f]{40}\b", "COMMIT", done.stdout)


def validator(name):
    """Return what checks data by a schema of ours."""
    text = (folder("content_schema") / name).read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(json.loads(text))


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    root = tmp_path_factory.mktemp("change") / "kb"
    make_repository(root)
    return root


@pytest.fixture
def small(tmp_path):
    """A community of one playbook, committed on ``main``; returns a function that writes a file below docs."""
    root = tmp_path / "kb"
    root.mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return Small(root)


class Small:
    """A small knowledge base in a repository of its own."""

    def __init__(self, root):
        self.root = root
        git(root, "init", "--quiet", "--initial-branch=main")
        self.write("c/index.md", FRONT).write("c/playbooks/one.md", playbook("One"))
        self.commit("2026-01-01")

    def write(self, src_uri, text):
        path = self.root / "docs" / src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def commit(self, day="2026-02-01", author="Ben Sample"):
        commit(self.root, day, author)
        return self


@pytest.mark.parametrize("name", OUTPUTS)
def test_everything_is_told(name, repository, run):
    assert told(run, repository, *OUTPUTS[name]) == (CASES / name).read_text(encoding="utf-8")


def test_no_expectation_is_left_over():
    assert {path.name for path in CASES.iterdir()} == set(OUTPUTS)


@pytest.mark.parametrize("seed", ["0", "7"])
def test_the_same_change_is_told_the_same_way(seed, repository, run):
    for name in ("diff-stewards.json", "changelog-members.json"):
        expected = (CASES / name).read_text(encoding="utf-8")
        assert told(run, repository, *OUTPUTS[name], PYTHONHASHSEED=seed) == expected


def test_files_that_are_not_committed_are_compared_as_well(tmp_path, repository, run):
    root = tmp_path / "kb"
    git(tmp_path, "clone", "--quiet", "--branch", BASE, str(repository), str(root))
    change(root)
    git(root, "add", "--all")
    work = json.loads(told(run, root, "diff", "HEAD", "--audience", "stewards", "--format", "json"))
    done = json.loads((CASES / "diff-stewards.json").read_text(encoding="utf-8"))
    kinds = ("change", "after", "fields", "sections", "entries")
    assert [[d[k] for k in kinds] for d in work["documents"]] == [
        [d[k] for k in kinds] for d in done["documents"]
    ]
    assert work["communities_moved"] == done["communities_moved"]


@pytest.mark.parametrize("audience", ["public", "members", "stewards"])
def test_the_data_fit_their_schema(audience, repository, run):
    printed = told(
        run, repository, "diff", BASE, CHANGE, "--audience", audience, "--format", "json"
    )
    validator("diff.schema.json").validate(json.loads(printed))
    assert json.loads(printed)["documents"]


def test_what_is_for_others_is_not_told(repository, run):
    for arguments in (("diff", BASE), ("diff", BASE, "--format", "json"), ("changelog",)):
        printed = told(run, repository, *arguments)
        for secret in (
            "ransom",
            "Two responders",
            "two-responders",
            "Ben Sample",
            "press",
            "example.org",
        ):
            assert secret not in printed


def test_nothing_has_changed(repository, run):
    assert told(run, repository, "diff", CHANGE) == "Nothing that readers notice has changed.\n"
    assert (
        told(run, repository, "changelog", CHANGE)
        == f"Nothing is new for members since {CHANGE}.\n"
    )


def test_what_came_to_the_base_since_is_left_out(small, run):
    git(small.root, "switch", "--quiet", "--create", "change")
    small.write("c/playbooks/two.md", playbook("Two")).commit()
    git(small.root, "switch", "--quiet", "main")
    small.write("c/playbooks/three.md", playbook("Three")).commit()
    printed = told(run, small.root, "diff", "main", "change")
    assert "Two" in printed
    assert "Three" not in printed


def test_the_wrong_way_round_is_said(repository, run):
    done = run("diff", CHANGE, BASE, cwd=repository, env=TODAY)

    assert done.returncode == 0
    assert f"cop-kb diff {BASE} {CHANGE}" in done.stderr
    assert run("diff", BASE, CHANGE, cwd=repository, env=TODAY).stderr == ""


def test_without_a_knowledge_base_before_it_is_short(small, run):
    git(small.root, "checkout", "--quiet", "--orphan", "fresh")
    git(small.root, "rm", "-rq", "--cached", ".")
    (small.root / "mkdocs.yml").unlink()
    git(small.root, "clean", "-fdq")
    (small.root / "README").write_text("Soon.", encoding="utf-8")
    commit(small.root, "2026-03-01")
    git(small.root, "checkout", "--quiet", "main", "--", ".")
    printed = told(run, small.root, "diff", "fresh")
    assert printed.startswith("There was no knowledge base before, so everything is new.\n")
    assert "1 Playbook\n" in printed


def test_a_base_that_cannot_be_read_is_said(small, run):
    config = small.root / "mkdocs.yml"
    config.write_text("site_name: [", encoding="utf-8")
    small.commit("2026-02-01")
    git(small.root, "tag", "broken")
    config.write_text(CONFIG, encoding="utf-8")
    done = run("diff", "broken", cwd=small.root, env=TODAY)
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
    assert tempfile.gettempdir() + "/cop-kb" not in done.stderr


def test_a_head_without_a_knowledge_base_is_said(small, run):
    git(small.root, "rm", "-rq", "--cached", "docs")
    subprocess.run(["git", "commit", "--quiet", "--message=x"], cwd=small.root, check=True)
    done = run("diff", "HEAD~1", "HEAD", cwd=small.root, env=TODAY)
    assert done.returncode == 2
    assert "cannot be read: The folder of the documents, docs, does not exist." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("diff", "nowhere"), "no commit 'nowhere'"),
        (("diff", "--help"), ""),
        (("changelog", "someday"), "no day, no span of time, and no commit"),
        (("changelog", "2026-02-31"), "no day of the calendar"),
        (("changelog", "2030-01-01"), "lies in the future"),
        (("changelog", "--until", "2020-01-01"), "no commit yet"),
        (("changelog", "999 years"), ""),
        (("changelog", "--community", "nobody"), "no community 'nobody'"),
        (("diff", "main", "--output", "docs/a.md"), "belongs to the knowledge base"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, says, small, run):
    done = run(*arguments, cwd=small.root, env=TODAY)
    assert done.returncode == (2 if says else 0)
    assert says in done.stderr


def test_news_do_not_run_backwards(small, run):
    subprocess.run(
        ["git", "commit", "--quiet", "--allow-empty", "--message=x"], cwd=small.root, check=True
    )
    done = run("changelog", "HEAD", "--until", "HEAD~1", cwd=small.root, env=TODAY)
    assert done.returncode == 2
    assert "HEAD is later than the commit to end with" in done.stderr


def test_outside_of_a_repository(tmp_path, run):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs/a.md").write_text("# A\n", encoding="utf-8")
    for arguments in (("diff", "main"), ("changelog",), ("changelog", "2026-01-01")):
        done = run(
            *arguments, cwd=tmp_path, env=TODAY | {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
        )
        assert done.returncode == 2
        assert "in no git repository" in done.stderr


def test_a_shallow_clone_says_what_it_lacks(tmp_path, repository, run):
    root = tmp_path / "kb"
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--depth=1",
        "--branch",
        CHANGE,
        repository.as_uri(),
        str(root),
    )
    for arguments in (("diff", BASE), ("changelog", "2026-07-01"), ("changelog", TAG)):
        done = run(*arguments, cwd=root, env=TODAY)
        assert done.returncode == 2
        assert "shallow clone" in done.stderr


def test_what_authors_write_stays_text_in_markdown(small, run):
    title = "@ada <img src=x onerror=alert(1)> | [x](http://evil.example) `a` #12 **b** </details>"
    small.write("c/playbooks/two.md", playbook("Two").replace("# Two", f"# {title}"))
    small.write("c/playbooks/one.md", playbook("One", f"tags: ['{title}']\n"))
    printed = told(run, small.root, "diff", "main", "--format", "markdown")
    assert "onerror" in printed
    for active in ("@ada", "<img", "[x](", "http://", " #12", "</details>\\", "`a`"):
        assert active not in printed.replace("\\[x\\]\\(", "")


def test_a_large_change_fits_a_comment(small, run):
    for number in range(900):
        small.write(
            f"c/playbooks/number-{number}.md", playbook(f"Number {number} " + "of many " * 10)
        )
    printed = told(run, small.root, "diff", "main", "--format", "markdown")
    assert len(printed) <= COMMENT
    assert len(printed) > COMMENT // 2
    assert re.search(r"… and \d+ more", printed)
    assert printed.startswith("## What this change does\n\n**900 documents added")


def test_a_community_that_moves_is_one_line(small, run):
    for number in range(50):
        small.write(f"c/playbooks/number-{number}.md", playbook(f"Number {number}"))
    small.commit()
    (small.root / "docs/c").rename(small.root / "docs/d")
    printed = told(run, small.root, "diff", "main")
    assert "Moved: from c/ to d/ with 52 documents" in printed
    assert "Number 7" not in printed


def test_a_document_that_was_moved_and_rewritten_is_one_document(small, run):
    (small.root / "docs/c/playbooks/one.md").rename(small.root / "docs/c/playbooks/first.md")
    text = playbook("One").replace("Press the button", "Pull the lever")
    small.write("c/playbooks/first.md", text)
    printed = told(run, small.root, "diff", "main")
    assert printed.startswith("1 document moved")
    assert "Section Steps: 2 words added, 2 words removed" in printed


def test_two_documents_from_one_starter_are_two(small, run):
    (small.root / "docs/c/playbooks/one.md").unlink()
    other = playbook(
        "Another thing", body="\n## Use when\n\nIt rains, and nobody has an umbrella.\n"
    )
    small.write("c/playbooks/other.md", other)
    assert told(run, small.root, "diff", "main").startswith("1 document added, 1 removed")


def test_a_document_that_cannot_be_read_does_no_harm(small, run):
    small.write("c/playbooks/one.md", "---\ntitle: [\n---\n\n# One\n")
    printed = told(run, small.root, "diff", "main", "--audience", "stewards")
    assert "Changed: Playbook One" in printed
    assert "1 new error" in printed
    small.commit()
    small.write("c/playbooks/one.md", playbook("One"))
    assert "mended" in told(run, small.root, "diff", "HEAD", "--audience", "stewards")


def test_a_knowledge_base_in_a_sub_folder(tmp_path, run):
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    root = tmp_path / "docs" / "kb"
    for uri, text in (("index.md", FRONT), ("playbooks/one.md", playbook("One"))):
        path = root / "docs/c" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    commit(tmp_path, "2026-01-01")
    (root / "docs/c/playbooks/one.md").rename(root / "docs/c/playbooks/zwei-ä.md")
    assert "Moved: Playbook One (c/playbook/zwei-ä)" in told(run, root, "diff", "main")


def test_the_file_gets_it_instead_of_the_terminal(small, run):
    assert (
        told(run, small.root, "diff", "main", "--output", "comment.md", "--format", "markdown")
        == ""
    )
    assert "Nothing that readers notice" in (small.root / "comment.md").read_text(encoding="utf-8")


def test_a_withdrawn_consent_is_not_told(small, run):
    consent = "consent:\n- {{person: x, scope: public{}}}\naudience: public\n"
    story = case("A case of somebody", consent.format(""))
    small.write("c/case-rounds/story.md", story).commit()
    gone = case("A case of somebody", consent.format(", withdrawn: 2026-11-01"))
    small.write("c/case-rounds/story.md", gone)
    for arguments in (("diff", "HEAD"), ("changelog", "HEAD")):
        assert "somebody" not in told(run, small.root, *arguments)
    assert told(run, small.root, "diff", "HEAD").startswith(
        "1 document no longer shown to these readers"
    )
    (small.root / "docs/c/case-rounds/story.md").unlink()
    assert "somebody" not in told(run, small.root, "changelog", "HEAD")


def test_a_day_counts_from_its_beginning(small, run):
    small.write("c/playbooks/two.md", playbook("Two")).commit("2026-02-10")
    small.write("c/playbooks/three.md", playbook("Three")).commit("2026-03-10")
    assert "Two" in told(run, small.root, "changelog", "2026-02-10")
    later = told(run, small.root, "changelog", "2026-02-11")
    assert "Two" not in later
    assert "Three" in later
    between = told(run, small.root, "changelog", "2026-02-01", "--until", "2026-02-10")
    assert "Two" in between
    assert "Three" not in between
    assert "New community: C" in told(run, small.root, "changelog", "2025-01-01")


def test_the_last_version_is_where_it_begins(small, run):
    small.write("c/playbooks/two.md", playbook("Two")).commit("2026-02-10")
    assert told(run, small.root, "changelog") == "Nothing is new for members since 2026-10-24.\n"
    git(small.root, "tag", "v1")
    small.write("c/playbooks/three.md", playbook("Three")).commit("2026-03-10")
    for _ in ("before the tag", "at it"):
        printed = told(run, small.root, "changelog")
        assert printed.startswith("Since v1: 1 new page.")
        assert "Three" in printed
        git(small.root, "tag", "--force", "v2")


def write_expectations():
    """Write what the commands print anew."""
    import sysconfig

    command = Path(sysconfig.get_path("scripts")) / "cop-kb"

    def run(*arguments, cwd, env):
        return subprocess.run(
            [command, *arguments],
            cwd=cwd,
            env=os.environ | env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "kb"
        make_repository(root)
        for name, arguments in OUTPUTS.items():
            (CASES / name).write_text(told(run, root, *arguments), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.acceptance.test_diff --write")
    write_expectations()
