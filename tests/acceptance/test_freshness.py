"""What is overdue, what waits, and what reviewing and retiring change, on a knowledge base with a history.

``tests/cases/freshness`` is the knowledge base; beside its ``docs`` stands what the commands print about it. To write that
anew, run

    python -m tests.acceptance.test_freshness --write

and read it as whoever has an hour on Monday would.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from codecs import BOM_UTF8
from collections import Counter
from pathlib import Path

import pytest

from cop_kb.config import load_config
from cop_kb.editing.fields import set_fields
from cop_kb.errors import EditError
from cop_kb.load import load_knowledge_base
from cop_kb.load.source import parse_source

CASE = Path(__file__).parents[1] / "cases" / "freshness"
TODAY = "2026-11-21"
FORMATS = {"txt": "text", "md": "markdown", "json": "json"}
COMMANDS = {"stale": ("stale", "--within", "4 weeks"), "queue": ("queue",)}
GOLDEN = [(name, ending) for name in COMMANDS for ending in FORMATS]

# The day of the last change, where it is not that of the first commit.
BEGAN = "2025-01-10"
CHANGED = {
    "incidents/playbooks/rotate-a-key.md": "2025-11-30",
    "incidents/playbooks/update-customers.md": "2026-10-01",
    "incidents/playbooks/run-a-drill.md": "2026-08-12",
    "incidents/playbooks/write-a-status.md": "2026-11-12",
    "incidents/questions/who-may-declare.md": "2026-11-18",
    "incidents/offers/shadow-a-call.md": "2026-11-20",
    "incidents/case-rounds/an-hour-of-silence.md": "2026-03-02",
    "incidents/case-rounds/the-muted-phone.md": "2026-09-14",
}


def make_repository(folder: Path) -> Path:
    """Copy the knowledge base and commit each file on its day."""
    shutil.copytree(CASE / "docs", folder / "docs")
    shutil.copy(CASE / "mkdocs.yml", folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    later = [f"docs/{path}" for path in CHANGED]
    git(folder, "add", "--all", "--", ".", *(f":(exclude){path}" for path in later))
    commit(folder, BEGAN)
    for path, day in sorted(CHANGED.items(), key=lambda item: item[1]):
        git(folder, "add", "--", f"docs/{path}")
        commit(folder, day)
    return folder


def git(folder: Path, *arguments: str, **env: str) -> str:
    identity = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Ada Example")
    identity |= dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "ada@example.org")
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | identity | env,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def commit(folder: Path, day: str) -> None:
    at = f"{day}T12:00:00+00:00"
    git(folder, "commit", "--quiet", "-m", day, GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE=at)


@pytest.fixture
def kb(tmp_path):
    return make_repository(tmp_path / "kb")


@pytest.fixture
def call(run, kb):
    """Run a command in the knowledge base on the day that counts as today."""

    def command(*arguments, **env):
        return run(*arguments, cwd=kb, env={"COP_KB_TODAY": TODAY} | env)

    return command


@pytest.mark.parametrize(("name", "ending"), GOLDEN)
def test_a_report_reads_as_it_should(call, name, ending):
    done = call(*COMMANDS[name], "--format", FORMATS[ending])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (CASE / f"{name}.{ending}").read_text("utf-8")


def test_what_authors_wrote_stays_text_in_an_issue(call):
    told = call("stale", "--format", "markdown").stdout
    assert "<b>" not in told
    assert "@team" not in told


def test_a_report_goes_to_a_file_but_never_into_the_documents(call, kb):
    done = call("stale", "--format", "json", "--output", "stale.json")
    assert done.stdout == ""
    assert json.loads((kb / "stale.json").read_text("utf-8"))["schema_version"] == 1
    assert call("queue", "--output", "docs/about.md").returncode == 2


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--owner", "bo chen"], ["Roll back"]),
        (["--owner", "bo-chen", "--within", "4 weeks"], ["Roll back", "Rotate a key"]),
        (["--owner", "incidents/member/maya-okafor"], ["Roll back"]),
        (["--community", "Learning"], []),
        (["--community", "learning", "--within", "3 weeks"], ["Begin a pair"]),
    ],
)
def test_stale_tells_what_somebody_asks_for(call, options, titles):
    data = json.loads(call("stale", "--format", "json", *options).stdout)
    assert sorted({d["title"] for d in data["documents"]}) == sorted(titles)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--community", "learning"], {"draft"}),
        (["--for", "Bo Chen"], {"review", "state", "draft", "gap"}),
        (["--for", "Bo Chen", "--idle", "99 years"], {"review", "state", "gap"}),
        (["--for", "Maya Okafor"], {"error", "expired", "review", "state", "draft", "gap"}),
    ],
)
def test_the_queue_of_one_person_or_community(call, options, expected):
    data = json.loads(call("queue", "--format", "json", *options).stdout)
    assert {task["waiting"] for task in data["tasks"]} == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["stale", "--owner", "bo chan"], ["Nobody called 'bo chan'", "Did you mean 'Bo Chen'?"]),
        (["stale", "--within", "soon"], ["'soon' is no span of time", "4 weeks"]),
        (["queue", "--idle", "0 days"], ["--idle", "no span of time"]),
        (["queue", "--community", "nowhere"], ["There is no community 'nowhere'"]),
        (["review"], ["DOCUMENT"]),
        (["review", "rol-back"], ["There is no document 'rol-back'.", "Did you mean 'incidents/playbook/roll-back'?"]),
        (["review", "docs/about.md"], ["docs/about.md is a plain page"]),
        (["review", "roll-back", "--date", "2026-11-22"], ["2026-11-22 has not come yet"]),
        (["review", "roll-back", "--date", "yesterday"], ["'yesterday' is no day", "2026-05-31"]),
        (["review", "roll-back", "--date", "2025-06-01"], ["was reviewed later than 2025-06-01 already, on 2025-06-30"]),
        (["review", "roll-back", "--by", "may okafor"], ["There is no page of `may okafor`", "Did you mean `maya-okafor`?"]),
        (["review", "run-a-drill"], ["is still draft", "status: published"]),
        (["review", "page-everybody"], ["is retired"]),
        (["review", "roll-back", "nowhere"], ["There is no document 'nowhere'"]),
        (["retire", "page-everybody"], ["is retired already"]),
        (["retire", "field-notes.yaml", "--status", "gone"], ["There is no document"]),
        (["retire", "roll-back", "--status", "gone"], ["'gone' is no state", "retired"]),
        (["retire", "shadow-a-call"], ["in several ways", "--status: met, withdrawn"]),
        (["retire", "roll-back", "--superseded-by", "roll-back"], ["cannot take its own place"]),
        (["retire", "roll-back", "--superseded-by", "page-everybody"], ["is retired itself"]),
        (["retire", "update-customers", "--superseded-by", "nowhere"], ["There is no document 'nowhere'"]),
    ],
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing(call, kb, arguments, words):
    done = call(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert all(word in done.stderr for word in words), done.stderr
    assert git(kb, "status", "--short", "--", "docs") == ""


def test_what_git_does_not_know_is_added_first(call, kb):
    (kb / "docs/incidents/playbooks/roll-back.md").rename(kb / "docs/incidents/playbooks/new.md")
    done = call("review", "incidents/playbook/new")
    assert done.stdout.endswith(
        "Next:\n"
        "  git add -- docs/incidents/playbooks/new.md\n"
        "  git commit -m 'Review: Roll back' -- docs/incidents/playbooks/new.md\n"
    )


def test_a_review_changes_its_day_and_nothing_else(call, kb):
    done = call("review", "roll-back", "--by", "Maya Okafor")
    assert done.stdout == (
        "docs/incidents/playbooks/roll-back.md\n"
        "  last_reviewed_on: 2026-11-21\n"
        "  reviewed_by: [maya-okafor]\n"
        "\n"
        "Next:\n"
        "  git commit -m 'Review: Roll back' -- docs/incidents/playbooks/roll-back.md\n"
    )
    assert changed_lines(kb) == [
        '-last_reviewed_on: "2025-06-30" # in the round',
        "+reviewed_by: [maya-okafor]",
        '+last_reviewed_on: "2026-11-21" # in the round',
    ]
    assert call("validate", "docs/incidents/playbooks/roll-back.md").returncode == 0
    assert "Roll back" not in call("stale").stdout


def test_a_review_of_today_is_not_written_twice(call, kb):
    call("review", "docs/incidents/playbooks/roll-back.md", "--by", "maya-okafor", "--quiet")
    before = changed_lines(kb)
    again = call("review", "Roll back", "--by", "Maya Okafor", "--by", "bo-chen")
    assert "reviewed_by: [maya-okafor, bo-chen]" in again.stdout
    assert len(changed_lines(kb)) == len(before)
    said = call("review", "Roll back", "--by", "Maya Okafor")
    assert said.stdout == "docs/incidents/playbooks/roll-back.md\n  says so already\n"


def test_several_reviews_are_recorded_together(call, kb):
    done = call("review", "roll-back", "rotate-a-key", "roll-back", "--date", "2026-11-20")
    assert done.stdout.endswith(
        "  git commit -m 'Review: 2 documents' -- docs/incidents/playbooks/roll-back.md docs/incidents/playbooks/rotate-a-key.md\n"
    )
    assert len(changed_lines(kb)) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"---\nstatus: [published\n---\n# T\n", ["rotate-a-key.md:2:9: error:"]),
        (b"---\n{status: published}\n---\n# T\n", ["rotate-a-key.md:2:1: error:", "last_reviewed_on: 2026-11-21"]),
        (b"---\nstatus: published\n\ttags: []\n---\n# T\n", ["rotate-a-key.md:3:", "tab"]),
    ],
)  # fmt: skip
def test_when_one_file_cannot_be_changed_none_is(call, kb, content, words):
    path = kb / "docs/incidents/playbooks/rotate-a-key.md"
    path.write_bytes(content)
    before = (kb / "docs/incidents/playbooks/roll-back.md").read_bytes()
    done = call("review", "roll-back", "docs/incidents/playbooks/rotate-a-key.md")
    assert done.returncode == 2
    assert all(word in done.stderr for word in words), done.stderr
    assert (kb / "docs/incidents/playbooks/roll-back.md").read_bytes() == before
    assert path.read_bytes() == content


def test_retiring_keeps_the_page_and_tells_what_still_leads_to_it(call, kb):
    done = call("retire", "roll-back", "--superseded-by", "playbook/drain-a-zone")
    assert done.stdout == (
        "docs/incidents/playbooks/roll-back.md\n"
        "  status: retired\n"
        "  superseded_by: [playbook/drain-a-zone]\n"
        "\n"
        "Next:\n"
        "  git commit -m 'Retire: Roll back' -- docs/incidents/playbooks/roll-back.md\n"
        "\n"
        "These still lead to it. Name in its place what is advised now, or who takes over:\n"
        "  docs/about.md:3  a link\n"
        "  docs/incidents/questions/who-may-declare.md:11  a link\n"
    )
    assert changed_lines(kb) == [
        "-status: published",
        "+status: retired",
        "+superseded_by: [playbook/drain-a-zone]",
    ]
    back = call("retire", "drain-a-zone", "--superseded-by", "roll-back")
    assert "is retired itself" in back.stderr


def test_a_successor_may_not_lead_back(call, kb):
    path = kb / "docs/incidents/playbooks/rotate-a-key.md"
    path.write_text(
        path.read_text("utf-8").replace("\nowners", "\nsuperseded_by: roll-back\nowners"), "utf-8"
    )
    done = call("retire", "roll-back", "--superseded-by", "rotate-a-key")
    assert (
        "is superseded by incidents/playbook/roll-back, directly or through others" in done.stderr
    )


def test_a_shallow_clone_says_that_it_knows_no_ages(call, kb, run, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth=1", kb.as_uri(), "shallow")
    env = {"COP_KB_TODAY": TODAY}
    stale = run("stale", "--format", "json", cwd=tmp_path / "shallow", env=env)
    assert [d["title"] for d in json.loads(stale.stdout)["documents"]] == ["Roll back"]
    queue = run("queue", cwd=tmp_path / "shallow", env=env)
    assert "Nobody knows how long\n" in queue.stdout
    for done in (stale, queue):
        assert done.returncode == 0
        assert "shallow clone" in done.stderr


def test_nothing_to_do_is_said(run, tmp_path):
    env = {"COP_KB_TODAY": "2026-01-20"}
    assert run("init", "new", "--community", "Ours", cwd=tmp_path, env=env).returncode == 0
    for command, said in (
        ("stale", "No document is overdue for a review.\n"),
        ("queue", "Nothing waits.\n"),
    ):
        assert run(command, cwd=tmp_path / "new", env=env).stdout == said
        assert run(command, "--quiet", cwd=tmp_path / "new", env=env).stdout == ""


def test_real_files_get_their_line_and_keep_every_byte(shared, kb):
    config = load_config(kb / "mkdocs.yml")
    document = load_knowledge_base(config).find("roll-back")
    day, tried, refused = {"last_reviewed_on": TODAY}, 0, []
    for path in sorted((shared / "corpora").rglob("*.md")):
        before = path.read_bytes()
        try:
            after = set_fields(before, document, day)
        except EditError:
            refused.append(path)
            continue
        tried += 1
        was, now = before.splitlines(), after.splitlines()
        added = Counter(now) - Counter(was)
        assert added[f"last_reviewed_on: {TODAY}".encode()] == 1
        assert set(added) <= {f"last_reviewed_on: {TODAY}".encode(), b"---", b""}
        if parse_source(before).data:
            assert sum(added.values()) == 1
            assert set_fields(after, document, {"last_reviewed_on": None}) == before
        else:
            assert after.endswith(before.removeprefix(BOM_UTF8))
    assert tried > 1000
    assert all(parse_source(path.read_bytes()).findings for path in refused)


def changed_lines(kb):
    """Return what git shows as changed, without the names of the files."""
    lines = git(kb, "diff", "--unified=0").splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def write_reports():
    """Write what the commands print anew."""
    command = Path(sysconfig.get_path("scripts")) / "cop-kb"
    with tempfile.TemporaryDirectory() as scratch:
        folder = make_repository(Path(scratch, "kb"))
        for name, ending in GOLDEN:
            done = subprocess.run(
                [command, *COMMANDS[name], "--format", FORMATS[ending]],
                cwd=folder,
                env=os.environ | {"COP_KB_TODAY": TODAY},
                check=True,
                capture_output=True,
            )
            (CASE / f"{name}.{ending}").write_bytes(done.stdout)


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write_reports()
