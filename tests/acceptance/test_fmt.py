"""``cop-kb fmt``: what a knowledge base looks like before and after it, and that real documents survive it.

``tests/cases/formatted/before`` is a knowledge base, ``after`` holds the files in it that change, ``expected.txt`` is what the
command says.
"""

import json
import os
import shutil
import stat
from collections import Counter
from pathlib import Path

import pytest

from cop_kb.cli import cli
from cop_kb.load.source import parse_source

CASE = Path(__file__).parents[1] / "cases" / "formatted"
CONFIG = "site_name: Real\nplugins:\n  - cop-kb:\n      types: all\n"
# Headings that real documents use, in an order that few of them have.
HEADINGS = [
    "References", "Resources", "Known Instances", "Goals", "Resulting Context", "Solutions", "Summary", "Context",
    "Contributors", "Forces", "Problem", "Meetings", "Leadership", "Contact", "Title", "Patlet", "Overview", "Timeline",
    "Lessons learnt", "What went well", "What went wrong", "Action items", "Impact", "Decision", "Consequences", "Status",
]  # fmt: skip


@pytest.fixture
def kb(tmp_path):
    shutil.copytree(CASE / "before", tmp_path / "kb")
    return tmp_path / "kb"


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cop-kb" not in path.parts
    }


def test_every_file_is_as_expected_and_stays_so(kb, run):
    before, changed = contents(kb), contents(CASE / "after")
    expected = (CASE / "expected.txt").read_text("utf-8").splitlines()

    looked = run("fmt", "--check", cwd=kb)
    assert looked.returncode == 1
    assert contents(kb) == before
    assert {f"Would change {path.as_posix()}" for path in changed} < set(looked.stdout.splitlines())

    done = run("fmt", cwd=kb)
    assert done.returncode == 0
    assert sorted(done.stdout.splitlines() + done.stderr.splitlines()) == sorted(expected)
    assert contents(kb) == before | changed

    again = run("fmt", "--check", cwd=kb)
    assert again.returncode == 0
    assert again.stdout == "Nothing to change in 14 documents.\n"
    assert contents(kb) == before | changed


def test_a_difference_is_shown_and_not_made(kb, run):
    before = contents(kb)
    page = "docs/team/charts/marked.yaml"
    shown = run("fmt", "--diff", page, cwd=kb)
    assert shown.returncode == 0
    assert shown.stdout.splitlines() == [
        f"--- {page}",
        f"+++ {page}",
        "@@ -1,4 +1,4 @@",
        " ---",
        "+title: Between marks",
        " unit: people",
        "-title: Between marks",
        " ...",
        "1 of 1 document would change.",
    ]
    assert run("fmt", "--diff", "--check", page, cwd=kb).returncode == 1
    assert contents(kb) == before


def test_only_what_is_named_is_written(kb, run):
    before = contents(kb)
    done = run("fmt", "--quiet", "docs/team/charts", "mkdocs.yml", cwd=kb)
    after = contents(kb)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path.parent.name for path in after if after[path] != before[path]} == {"charts"}

    missing = run("fmt", "docs/nowhere.md", cwd=kb)
    assert missing.returncode == 2
    assert "There is no file or folder docs/nowhere.md." in missing.stderr


def test_permissions_stay_and_links_are_left_alone(kb, run):
    guides = kb / "docs/team/guides"
    page = guides / "comments.md"
    page.chmod(0o640)
    outside = kb / "outside.md"
    outside.write_bytes(page.read_bytes())
    (guides / "linked.md").symlink_to(outside)

    done = run("fmt", cwd=kb)

    assert done.returncode == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert (guides / "linked.md").is_symlink()
    assert outside.read_bytes() == (CASE / "before/docs/team/guides/comments.md").read_bytes()
    assert not [path for path in guides.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root"
)
def test_a_protected_file_is_not_replaced(kb, run):
    page = kb / "docs/team/guides/comments.md"
    page.chmod(0o440)
    done = run("fmt", cwd=kb)
    assert done.returncode == 2
    assert "comments.md: error: This file cannot be written" in done.stderr


def test_real_documents_keep_every_line_and_every_field(shared, tmp_path, run):
    sections = "".join(f"  - {{heading: {heading}}}\n" for heading in HEADINGS)
    tags = "---\ntags: [real]\nsummary: Out of order\n# About the title\ntitle: Real\n---\n"
    docs = tmp_path / "docs/team"
    (docs / "papers").mkdir(parents=True)
    (tmp_path / "content_types").mkdir()
    (tmp_path / "content_types/paper.yaml").write_text(
        "title: Paper\nplural: Papers\nfolder: papers\ndescription: A real document.\n"
        f"free_sections: true\nsections:\n{sections}",
        "utf-8",
    )
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (docs / "index.md").write_text("---\ntype: community\n---\n\n# Team\n", "utf-8")
    for number, source in enumerate(sorted((shared / "corpora").rglob("*.md"))):
        content = source.read_bytes()
        own = b"" if parse_source(content).data else tags.encode()
        (docs / f"papers/{number}.md").write_bytes(own + content)
    before = contents(docs)

    done = run("fmt", cwd=tmp_path)
    after = contents(docs)

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert before.keys() == after.keys()
    moved = [path for path in before if before[path] != after[path]]
    assert len(moved) > 1000
    for path in moved:
        was, now = before[path], after[path]
        assert Counter(was.splitlines()) == Counter(now.splitlines())
        assert parse_source(was).data == parse_source(now).data
        assert parse_source(now).findings == ()
    refused = [line for line in done.stderr.splitlines() if "left as it is" in line]
    assert len(refused) < len(before) / 50
    assert run("fmt", "--check", cwd=tmp_path).returncode == 0


def test_what_new_writes_is_in_order(tmp_path, monkeypatch, capsys):
    def cop_kb(*arguments):
        code = cli.main(list(arguments), standalone_mode=False)
        return code, capsys.readouterr().out

    monkeypatch.chdir(tmp_path)
    cop_kb("init", ".", "--types", "all", "--community", "Team", "--steward", "Ada Example")
    fields = ("--set", "audience=members", "--set", "summary=S", "--set", "tags=[a]")
    for each in json.loads(cop_kb("types", "--format", "json")[1]):
        if each["id"] != "community":
            title = () if each["place"].endswith(".yaml") else ("A title",)
            cop_kb("new", each["id"], *title, "--owner", "Ada Example", *fields)

    code, output = cop_kb("fmt", "--check")
    assert code == 0
    assert output.startswith("Nothing to change in ")
