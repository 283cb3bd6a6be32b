"""A content type that nobody foresaw: two data files, and everything works."""

import json
from pathlib import Path

import pytest

TYPE = """\
title: Field recording
plural: Field recordings
description: A sound that somebody caught outside, and what it teaches.
folder: field-recordings
icon: material/microphone
traits: [steps]
front_matter:
  required: [summary, recorder]
  properties:
    recorder: {type: string, minLength: 1, description: The device.}
    minutes: {type: integer, minimum: 1}
sections:
  - {heading: Heard, aliases: [What one hears], required: true, asks: What does one hear?}
  - {heading: Takes, required: true, contains: {list_items: {min: 2}}}
relations:
  inspired_by: {to: [field-recording, playbook], inverse: inspires, inverse_title: Inspired}
lifecycle: {states: [rough, mixed, withdrawn], drafts: [rough], retired: [withdrawn], review_in: 3 years}
"""
STARTER = """\
# {{ title }}

Recorded {{ today }} with {{ recorder }}.

## Heard

<!-- {{ asks["Heard"] }} -->

## Takes

<!-- Two at least. -->
"""
FINISHED = """\
---
summary: A blackbird before sunrise.
status: mixed
owners: [ada-example]
recorder: pocket recorder
minutes: 4
last_reviewed_on: 2026-11-01
inspired_by: [playbook/roll-back]
---
# Blackbird

## Heard

A blackbird, and far away a tram.

## Takes

1. Too close.
2. Just right.
"""
PLAYBOOK = """\
---
summary: How to go back.
owners: [ada-example]
---
# Roll back

## Use when

It burns. Listen to [the blackbird](../field-recordings/blackbird.md).
"""


@pytest.fixture
def kb(tmp_path: Path, run) -> Path:
    folder = tmp_path / "kb"
    made = run(
        "init", folder, "--name", "Sounds", "--community", "Outside", "--steward", "Ada Example"
    )
    assert made.returncode == 0, made.stderr
    types = folder / "content_types"
    types.mkdir()
    (types / "field-recording.yaml").write_text(TYPE, encoding="utf-8")
    (types / "field-recording.md").write_text(STARTER, encoding="utf-8")
    return folder


def test_it_is_listed(kb, run):
    result = run("types", "--format", "json", cwd=kb)

    names = [entry["id"] for entry in json.loads(result.stdout)]
    assert "field-recording" in names


def test_new_writes_a_draft_that_validates(kb, run):
    result = run("new", "field-recording", "Blackbird", "--set", "recorder=pocket recorder", cwd=kb)

    assert result.returncode == 0, result.stderr
    text = (kb / "docs/outside/field-recordings/blackbird.md").read_text(encoding="utf-8")
    assert "status: rough" in text
    assert "with pocket recorder." in text
    assert "<!-- What does one hear? -->" in text
    checked = run("validate", "--strict", cwd=kb)
    assert checked.returncode == 0, checked.stdout


def test_validate_knows_its_fields_and_sections(kb, run):
    page = kb / "docs/outside/field-recordings/blackbird.md"
    page.parent.mkdir()
    text = (
        FINISHED.replace("minutes: 4", "minutes: four")
        .replace("2. Just right.\n", "")
        .replace("## Heard", "## Hear")
    )
    page.write_text(text, encoding="utf-8")

    report = json.loads(run("validate", "--format", "json", cwd=kb).stdout)

    errors = {d["rule"]: d for d in report["diagnostics"] if d["severity"] == "error"}
    assert set(errors) == {"field-value", "missing-section", "section-contents", "broken-relation"}
    assert (errors["field-value"]["line"], errors["field-value"]["column"]) == (6, 10)
    unknown = next(d for d in report["diagnostics"] if d["rule"] == "unknown-section")
    assert "Heard" in unknown["hint"]


def test_build_makes_its_page_and_its_index(kb, run):
    for name, text in (
        ("field-recordings/blackbird.md", FINISHED),
        ("playbooks/roll-back.md", PLAYBOOK),
    ):
        path = kb / "docs/outside" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    result = run("build", "--strict", cwd=kb)

    assert result.returncode == 0, result.stderr
    page = (kb / "site/outside/field-recordings/blackbird/index.html").read_text(encoding="utf-8")
    assert "Field recording" in page
    assert "Inspired by" in page
    index = (kb / "site/types/field-recordings/index.html").read_text(encoding="utf-8")
    assert "Blackbird" in index
    other_end = (kb / "site/outside/playbooks/roll-back/index.html").read_text(encoding="utf-8")
    assert "Inspired" in other_end
    pages = json.loads((kb / "site/api/pages.json").read_text(encoding="utf-8"))["pages"]
    entry = next(entry for entry in pages if entry["id"] == "outside/field-recording/blackbird")
    assert entry["type"] == "field-recording"
    assert entry["review_due"] == "2029-11-01"


def test_a_mistake_in_its_file_is_a_finding_with_its_line(kb, run):
    path = kb / "content_types/field-recording.yaml"
    path.write_text(
        TYPE.replace("folder: field-recordings", "foldr: field-recordings"), encoding="utf-8"
    )

    result = run("validate", cwd=kb)

    assert result.returncode == 1
    assert (
        "content_types/field-recording.yaml:4:1: error: The field `foldr` is not known here."
        in result.stdout
    )
    assert "Did you mean `folder`?" in result.stdout
    assert run("new", "field-recording", "Blackbird", cwd=kb).returncode == 2
