"""The workflows that may write: a pull request made of an issue, the list of overdue reviews, the published site."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.acceptance.workflows import (
    SCRIPTS,
    calls_in,
    commit,
    fake_program,
    git,
    run_script,
    script,
)

NOBODY = dict.fromkeys(
    [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
)
"""A runner has no identity of git."""

HOSTILE = '"; touch pwned; `touch pwned` $(touch pwned) ${{ github.token }} <b> @everybody'
STEPS = ("Save what was sent", "Make the document", "Check", "Open the pull request")


@pytest.fixture
def calls(tmp_path):
    """What the program of GitHub is called with."""
    return fake_program(tmp_path / "bin", "gh")


@pytest.fixture
def add(runner, workflows, tmp_path, calls):
    """Run the steps as the label starts them; return what failed, or the last step."""
    if shutil.which("jq") is None:
        pytest.skip("there is no jq, which the runners of GitHub have")

    def run_steps(title, body, number=7):
        event = {"issue": {"title": title, "body": body, "number": number}}
        (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")
        (tmp_path / "temporary").mkdir(exist_ok=True)
        for name in STEPS:
            done = run_script(
                script(workflows / "contribution.yml", name),
                runner,
                path=f"{tmp_path / 'bin'}:{SCRIPTS}",
                GITHUB_EVENT_PATH=str(tmp_path / "event.json"),
                RUNNER_TEMP=str(tmp_path / "temporary"),
                NUMBER=str(number),
                BASE="main",
                DOCS="docs",
                **NOBODY,
            )
            if done.returncode:
                return done
        return done

    return run_steps


def test_a_form_becomes_a_pull_request(add, calls, tmp_path):
    body = "### Kind of document\n\nPlaybook\n\n### Use when\n\nIt hangs.\n\n### Steps\n\n1. Restart it."
    done = add("Restart the gateway", body)

    assert done.returncode == 0, done.stderr
    branch = "contribution/issue-7"
    origin = tmp_path / "origin.git"
    added = git(origin, "diff", "--name-status", "main", branch)
    assert added == "A\tdocs/ours/playbooks/restart-the-gateway.md"
    text = git(origin, "show", f"{branch}:docs/ours/playbooks/restart-the-gateway.md")
    assert "status: draft" in text
    assert "## Steps\n\n1. Restart it." in text
    setup, create = calls_in(calls)
    assert setup == ["auth", "setup-git"]
    assert create[:6] == ["pr", "create", "--base", "main", "--head", branch]
    said = Path(create[create.index("--body-file") + 1]).read_text("utf-8")
    assert said.startswith("Closes #7. ")
    assert "    Made docs/ours/playbooks/restart-the-gateway.md\n" in said


def test_whatever_stands_in_it_stays_text(add, calls, runner, tmp_path):
    body = (
        f"### Kind of document\n\nQuestion\n\n### Question\n\n{HOSTILE}\n"
        "::set-output name=x::y\n<script>alert(1)</script>\n[here](javascript:alert(1))\n"
    )
    done = add(HOSTILE, body)

    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob("pwned"))
    assert HOSTILE[:20] not in json.dumps(calls_in(calls))
    (made,) = runner.glob("docs/ours/questions/*.md")
    text = made.read_text("utf-8")
    assert "<script>" not in text
    assert "](javascript" not in text
    assert re.fullmatch(r"[a-z0-9-]+", made.stem)


@pytest.mark.parametrize("kind", ["Community", "Case round", "Member"])
def test_a_text_cannot_pretend_to_be_a_form_that_is_not_given(kind, add, calls, runner):
    done = add("A trick", f"### Kind of document\n\n{kind}\n\n### Domain\n\nMine.")

    assert done.returncode == 2
    assert "of which there is no form" in done.stderr
    assert calls_in(calls) == []
    assert git(runner, "status", "--porcelain") == ""


def test_the_same_label_twice_changes_nothing(add, runner, tmp_path):
    body = "### Kind of document\n\nQuestion\n\n### Question\n\nWho may?"
    assert add("Who may?", body).returncode == 0
    git(runner, "switch", "--quiet", "main")
    tip = git(tmp_path / "origin.git", "rev-parse", "contribution/issue-7")
    done = add("Who may?", body)

    assert done.returncode == 1
    assert "::error::There is a branch contribution/issue-7 already." in done.stdout
    assert git(tmp_path / "origin.git", "rev-parse", "contribution/issue-7") == tip


def test_an_issue_that_is_no_form_says_what_is_missing(add, tmp_path):
    done = add("Something", "Some words.")

    assert done.returncode == 2
    assert "The content type is missing." in done.stderr
    assert git(tmp_path / "origin.git", "branch") == "* main"


LIST = "## Nobody\n\n- [ ] [A page](docs/a.md)\n"


@pytest.mark.parametrize(
    ("listed", "number", "expected"),
    [
        (LIST, "", ["issue", "create"]),
        (LIST, "12\n", ["issue", "edit", "12"]),
        ("Nothing is overdue.\n", "12\n", ["issue", "close", "12"]),
        ("Nothing is overdue.\n", "", ["issue", "list"]),
    ],
)
def test_the_issue_says_what_is_overdue(workflows, tmp_path, listed, number, expected):
    (tmp_path / "overdue.md").write_text(listed, "utf-8")
    calls = fake_program(tmp_path / "bin", "gh", number)
    text = script(workflows / "overdue.yml", "Bring the issue up to date")
    done = run_script(text, tmp_path, path=tmp_path / "bin", RUNNER_TEMP=str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert calls_in(calls)[-1][: len(expected)] == expected


@pytest.mark.parametrize(("day", "is_due"), [("2024-01-15", True), ("2026-01-15", False)])
def test_the_list_tells_the_workflow_whether_anything_is_overdue(
    runner, workflows, tmp_path, day, is_due
):
    page = "docs/ours/playbooks/restart.md"
    (runner / page).parent.mkdir()
    (runner / page).write_text(
        f"---\nstatus: published\nlast_reviewed_on: {day}\n---\n# Restart\n", "utf-8"
    )
    commit(runner, "A page")
    made = run_script(
        script(workflows / "overdue.yml", "List what is overdue"),
        runner,
        path=SCRIPTS,
        RUNNER_TEMP=str(tmp_path),
        COP_KB_TODAY="2026-06-01",
    )
    assert made.returncode == 0, made.stderr
    calls = fake_program(tmp_path / "bin", "gh")
    text = script(workflows / "overdue.yml", "Bring the issue up to date")
    run_script(text, runner, path=tmp_path / "bin", RUNNER_TEMP=str(tmp_path))

    assert (["issue", "create"] in [call[:2] for call in calls_in(calls)]) == is_due


def test_the_site_is_published_without_a_token_in_a_file(runner, workflows, tmp_path):
    calls = fake_program(tmp_path / "bin", "gh")
    done = run_script(
        script(workflows / "publish.yml", "Publish"),
        runner,
        path=f"{tmp_path / 'bin'}:{SCRIPTS}",
        GH_TOKEN="a-token",
        **NOBODY,
    )

    assert done.returncode == 0, done.stderr
    assert calls_in(calls) == [["auth", "setup-git"]]
    assert "index.html" in git(tmp_path / "origin.git", "ls-tree", "--name-only", "gh-pages")
    assert "a-token" not in (runner / ".git/config").read_text("utf-8")
