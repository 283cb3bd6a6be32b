"""Formats of sessions on a built site: each has a sheet that says all of it, and a form of its question."""

import html
import re

import pytest

from cop_kb.load.session_formats import read_format_files
from cop_kb.resources import folder

CONFIG = """\
site_name: Formats
theme: {name: material}
plugins:
  - cop-kb: {types: [community, member, session], search: false, cache: false}
"""
SESSION = (
    "---\nstatus: draft\naudience: public\nformat: %s\n---\n# %s\n\n## What came of it\n\nMuch.\n"
)
TAG = re.compile("<[^>]*>")
NAMES = sorted(path.stem for path in (folder("content_schema") / "formats").glob("*.yaml"))
ODD = """\
title: A <b>bold</b> way
purpose: "To try <script>alert(1)</script> & more."
good_for: Tests.
group: {min: 2, max: 3}
minutes: 5
roles: [{role: "<i>Host</i>", does: Waits.}]
steps: [{title: Go, minutes: 5, do: "{{ config.site_name }} **stays**."}]
recorded: [Nothing.]
never_recorded: [Everything.]
recordable: false
remote: No.
asynchronous: No.
feedback: {question: "1 < 2?", kind: choice, choices: ["Yes & no", "<No>"]}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, run):
    root = tmp_path_factory.mktemp("formats")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "formats").mkdir()
    (root / "formats" / "odd-way.yaml").write_text(ODD, encoding="utf-8")
    sessions = root / "docs" / "a" / "sessions"
    sessions.mkdir(parents=True)
    (root / "docs" / "a" / "index.md").write_text("---\ntype: community\n---\n# A\n", "utf-8")
    for name in ("problem-clinic", "odd-way"):
        (sessions / f"{name}.md").write_text(SESSION % (name, f"One {name}"), encoding="utf-8")
    made = run("build", "--no-strict", cwd=root)
    assert made.returncode in {0, 1}, made.stderr
    return root


def words(path):
    """Return the text of a page as a reader sees it, on one line."""
    body = path.read_text(encoding="utf-8").partition("<article")[2].partition("</main>")[0]
    return " ".join(html.unescape(TAG.sub(" ", body)).split())


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_says_all_that_its_file_says(built, name):
    sheet = read_format_files(built / "formats")[name].format
    shown = words(built / "site" / "formats" / name / "index.html")
    said = [sheet.title, sheet.purpose, sheet.good_for, sheet.duration, sheet.group.in_words]
    said += [sheet.remote, sheet.asynchronous, sheet.feedback.question, sheet.origin]
    said += [*sheet.before, *sheet.materials, *sheet.recorded, *sheet.never_recorded]
    said += [f"{part.name} {part.does}" for part in sheet.parts]
    for meeting in sheet.meetings:
        said += [meeting.title, meeting.between]
        for clock, step in meeting.clock:
            said += [f"{clock} {step.minutes} min {step.title} {step.who} {step.does}"]
            said += step.prompts
    assert [text for text in said if text not in shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_form_asks_one_question(built, name):
    sheet = read_format_files(built / "formats")[name].format
    shown = words(built / "site" / "formats" / name / "form" / "index.html")
    assert shown.count(sheet.feedback.question) == 8
    assert all(choice in shown for choice in sheet.feedback.choices)


def test_all_are_listed(built):
    page = (built / "site" / "formats" / "index.html").read_text(encoding="utf-8")
    for name in (*NAMES, "odd-way"):
        assert f'href="{name}/"' in page


def test_a_document_and_its_sheet_lead_to_each_other(built):
    site = built / "site"
    document = (site / "a" / "sessions" / "problem-clinic" / "index.html").read_text("utf-8")
    assert 'href="../../../formats/problem-clinic/"' in document
    sheet = (site / "formats" / "problem-clinic" / "index.html").read_text("utf-8")
    assert 'href="../../a/sessions/problem-clinic/"' in sheet


def test_what_a_format_says_is_text_and_no_code(built):
    for page in ("index.html", "odd-way/index.html", "odd-way/form/index.html"):
        text = (built / "site" / "formats" / page).read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<b>bold" not in text
        assert "<No>" not in text
    shown = words(built / "site" / "formats" / "odd-way" / "index.html")
    assert "{{ config.site_name }} **stays**." in shown
    assert "None, see below" in shown
