"""``types``: what authors, programs and editors are told of content types."""

import json
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from cop_kb import cli
from cop_kb.load.content_types import read_type_files

NOTE = """
title: Field note
plural: Field notes
folder: field-notes
description: What happened when somebody used a document.
front_matter:
  required: [worked]
  properties: {worked: {enum: ['yes', 'no'], description: Whether it worked.}, free: true}
sections:
  - {heading: What happened, required: true, asks: What did you see?, contains: {words: {min: 3}}}
  - {heading: Then}
contains: {tables: {min: 0, max: 1}}
lifecycle: {states: [noted], review_in: 2 weeks}
relations:
  tried: {to: [playbook, field-note], inverse: tried_in}
"""


@pytest.fixture
def types(monkeypatch, capsys, folder):
    folder.page("index.md").write("content_types/field-note.yaml", NOTE)

    def run(*arguments):
        monkeypatch.chdir(folder.root)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "types", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return run


def test_all_types_are_listed_in_their_order(types, folder):
    folder.configure("types: [playbook]")
    code, output, _ = types()
    assert code == 0
    lines = output.splitlines()
    assert len(lines) == len(read_type_files(folder.root / "content_types"))
    assert lines[-1].startswith("field-note (off) ")
    (playbook,) = (line for line in lines if line.startswith("playbook"))
    assert "(off)" not in playbook


def test_one_type_is_shown_with_all_that_an_author_needs(types):
    code, output, _ = types("field-note")
    assert code == 0
    for line in (
        "Field note\n==========\n",
        "Lives in: <community>/field-notes/<name>.md\n",
        "Review:   every 2 weeks\n",
        " * worked             Whether it worked.\n",
        " * What happened              What did you see?\n",
        "     needs at least 3 words\n",
        "   Then\n",
        "at least 0 and at most 1 tables\n",
    ):
        assert line in output


def test_relations_say_which_types_they_may_name(types):
    _, output, _ = types("field-note")
    lines = output.splitlines()
    for name, allowed in (
        ("owners", "member"),
        ("tried", "field-note, playbook"),
    ):
        (place,) = (n for n, line in enumerate(lines) if line.startswith(f"   {name} "))
        assert lines[place + 1] == f"     may name {allowed}"


def test_whether_further_headings_are_welcome_is_said(types, folder):
    welcome = "   Further headings are welcome.\n"
    assert welcome not in types("field-note")[1]
    folder.write("content_types/field-note.yaml", NOTE + "free_sections: true\n")
    assert welcome in types("field-note")[1]
    sections = NOTE[NOTE.index("sections:") : NOTE.index("contains: {tables")]
    folder.write("content_types/field-note.yaml", NOTE.replace(sections, ""))
    assert "Sections: any that the document needs\n" in types("field-note")[1]


@pytest.mark.parametrize("name", read_type_files(Path("nowhere")))
def test_every_type_can_be_shown(types, name):
    for form in ("text", "json", "json-schema"):
        code, output, _ = types(name, "--format", form)
        assert code == 0
        assert output.endswith("\n")


def test_programs_get_all_types(types):
    _, output, _ = types("--format", "json")
    data = {each["id"]: each for each in json.loads(output)}
    assert data["field-note"]["sections"][0]["asks"] == "What did you see?"
    assert data["field-note"]["on"]
    assert data["field-note"]["place"] == "field-notes/"


def test_editors_get_a_schema_that_holds(types):
    _, output, _ = types("field-note", "--format", "json-schema")
    schema = json.loads(output)
    assert schema["required"] == ["worked"]
    validator = jsonschema_rs.Draft202012Validator(schema)
    assert validator.is_valid({"worked": "yes", "title": "T", "free": 3})
    assert not validator.is_valid({"worked": "maybe"})
    _, output, _ = types("--format", "json-schema")
    assert json.loads(output)["field-note"] == schema


def test_an_unknown_type_has_a_hint(types):
    code, _, complaints = types("field-notes")
    assert code == 2
    assert "There is no content type 'field-notes'." in complaints
    assert "Did you mean 'field-note'?" in complaints
