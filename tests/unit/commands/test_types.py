"""``types``: what authors, programs and editors are told of content types."""

import json
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from cop_kb import cli
from cop_kb.load.content_types import read_type_files

LAB_VISIT = """
title: Lab visit
plural: Lab visits
folder: lab-visits
description: >-
  What happened when somebody used a document, told in so many words that they go over more than one line of a terminal.
prompts: [We tried it, "It went: well"]
audience: members
front_matter:
  required: [summary, worked]
  properties:
    worked: {enum: ['yes', 'no', unclear], description: Whether it worked.}
    visited_on: {type: string, format: date, description: The day.}
    levels: {type: array, items: {type: integer}}
    notes:
      type: array
      description: What was noted.
      items:
        type: object
        required: [by]
        properties: {by: {type: string, description: Who noted it.}, free: true}
    place: {type: [string, 'null']}
    known: {type: array, vocabulary: skill}
    free: true
sections:
  - {heading: What happened, required: true, asks: What did you see?, contains: {words: {min: 3}}}
  - {heading: Why, draft: true, asks: Why did you look?}
  - {heading: Then}
contains: {tables: {min: 0, max: 1}}
lifecycle: {states: [noted, told, kept], drafts: [noted], retired: [kept], review_in: 2 weeks, review_by_use: [worked], waits: {noted: a reader, told: {what: its end, since: visited_on}}}
evidence:
  - {level: idea}
  - {level: grounded, requires: {derived_from: 2, transitive: true}}
  - {level: proven, requires: {uses: 3, outcomes: [worked], teams: 2, within: 18 months, reviewed_by: others}}
relations:
  tried: {to: [playbook, lab-visit], inverse: tried_in, description: What was put to the test.}
  seen: {in: notes/*/by, trait: person, inverse: saw}
"""


@pytest.fixture
def types(monkeypatch, capsys, folder):
    folder.page("index.md").write("content_types/lab-visit.yaml", LAB_VISIT)

    def run(*arguments):
        monkeypatch.chdir(folder.root)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "types", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return run


def test_all_types_are_listed_those_that_are_off_last(types, folder):
    folder.configure("types: [playbook, member]")
    code, output, _ = types()
    assert code == 0
    on, off = output.split("\nSwitched off. To use one, add it to `types` in mkdocs.yml:\n\n")
    assert [line.split()[0] for line in on.splitlines() if line[0] != " "] == ["playbook", "member"]
    assert "\nlab-visit               What happened when somebody used a document" in off
    every = [line.split()[0] for line in (on + off).splitlines() if line[0] != " "]
    assert sorted(every) == sorted(read_type_files(folder.root / "content_types"))


def test_an_author_is_told_what_a_type_is_for_and_how_to_begin(types):
    code, output, _ = types("lab-visit")
    assert code == 0
    assert output.startswith(
        "Lab visit\n=========\n\nWhat happened when somebody used a document, told in so many words that they go\n"
        'over more than one line of a terminal.\n\nWrite one when you would say: "We tried it" or "It went: well".\n\n'
        "Begin\n"
        '  cop-kb new lab-visit "A title in a reader\'s words"\n'
        "  Each is a file of its own: lab-visits/<title>.md in the folder of the\n"
        "  community.\n"
        "  It is for members, unless its `audience` says otherwise.\n"
    )


def part(output, heading):
    """The lines below a heading of the page, without their common indentation."""
    text = output.split(f"\n\n{heading}\n")[1].split("\n\n")[0]
    return [line.removeprefix("  ") for line in text.splitlines()]


def test_sections_say_what_they_ask_and_when(types):
    _, output, _ = types("lab-visit")
    assert part(output, "Sections, in this order") == [
        "What happened (needed to publish; 3 words or more)",
        "  What did you see?",
        "Why (even in a first draft)",
        "  Why did you look?",
        "Then",
        "In all: 0 to 1 tables.",
    ]


def test_whether_further_sections_are_welcome_is_said(types, folder):
    welcome = "  Other sections are welcome, wherever they fit.\n"
    assert welcome not in types("lab-visit")[1]
    folder.write("content_types/lab-visit.yaml", LAB_VISIT + "free_sections: true\n")
    assert welcome in types("lab-visit")[1]
    sections = LAB_VISIT[LAB_VISIT.index("sections:") : LAB_VISIT.index("contains: {tables")]
    folder.write("content_types/lab-visit.yaml", LAB_VISIT.replace(sections, ""))
    assert "  Any that the document needs.\n" in types("lab-visit")[1]


def test_fields_say_in_plain_words_what_may_stand_there(types):
    lines = part(types("lab-visit")[1], "Fields")
    for line in (
        "summary: text (needed to publish)",
        "worked: yes, no or unclear (needed to publish)",
        "  Whether it worked.",
        "visited_on: a day",
        "levels: a list, each a whole number",
        "notes: a list of groups",
        "  by: text (needed)",
        "    Who noted it.",
        "  free: anything",
        "place: text",
        "known: words from skills.yaml",
        "free: anything",
    ):
        assert line in lines
    assert not [line for line in lines if line.startswith(("tried", "title", "type"))]


def test_relations_are_told_from_both_ends(types, folder):
    folder.configure("types: [community, member, playbook, lab-visit]")
    _, output, _ = types("lab-visit")
    assert part(output, "What it names") == [
        "tried: playbooks and lab visits",
        "  What was put to the test.",
        "notes / by: members",
        "  Seen.",
    ]
    assert part(output, "What its page shows by itself") == [
        "Tried in: lab visits whose `tried` names it",
        "As on every page: Supersedes",
    ]
    shown = part(types("member")[1], "What its page shows by itself")
    assert "Owns: documents whose `owners` names it" in shown
    assert "Saw: lab visits whose `by` names it" in shown


def test_states_reviews_and_evidence_are_told_in_words(types, folder):
    folder.configure("types: [community, case-round, lab-visit]")
    _, output, _ = types("lab-visit")
    assert part(output, "States") == [
        "It is noted at first, then told or kept.",
        "While it is noted, what is missing is only hinted at.",
        "While it is noted, it waits for a reader.",
        "While it is told, it waits for its end from the day in `visited_on` on.",
        "Once it is kept, it is kept for the record only.",
        "A review holds for 2 weeks. So does a use with the outcome worked.",
    ]
    assert part(output, "Evidence") == [
        "idea: where each begins",
        "grounded: rests on 2 sources in `derived_from`, also through other documents",
        "proven: used 3 times with the outcome worked, in 2 teams, last within 18",
        "  months, reviewed by somebody other than its owners",
        "Sources are case rounds.",
        "Nobody writes it down: it is computed from these.",
    ]


def test_fields_that_every_document_may_have_come_last(types):
    lines = part(types("lab-visit")[1], "Fields that every document may have")
    assert lines[0] == "title: text"
    assert "status: noted, told or kept" in lines
    assert "  person: text (needed)" in lines
    assert not [line for line in lines if line.startswith("summary")]


def test_a_type_that_is_off_says_how_to_switch_it_on(types, folder):
    hint = "\nIt is switched off here. To switch it on, add lab-visit to `types` in\nmkdocs.yml.\n"
    assert hint not in types("lab-visit")[1]
    folder.configure("types: [playbook]")
    assert hint in types("lab-visit")[1]


@pytest.mark.parametrize("name", ["Lab visit", "lab visits", "LAB-VISIT"])
def test_a_type_may_be_called_as_people_call_it(types, name):
    assert types(name)[1].startswith("Lab visit\n")


def test_an_unknown_type_has_a_hint(types):
    code, _, complaints = types("lab-visitt")
    assert code == 2
    assert "There is no content type 'lab-visitt'." in complaints
    assert "Did you mean 'lab-visit'?" in complaints


@pytest.mark.parametrize("name", read_type_files(Path("nowhere")))
def test_every_type_can_be_shown(types, name):
    for form in ("text", "json", "json-schema"):
        code, output, _ = types(name, "--format", form)
        assert code == 0
        assert output.endswith("\n")
    text = types(name)[1]
    assert [line for line in text.splitlines() if len(line) > 80 or line != line.rstrip()] == []


def test_programs_get_all_types(types):
    _, output, _ = types("--format", "json")
    data = {each["id"]: each for each in json.loads(output)}
    visit = data["lab-visit"]
    assert visit["sections"][0]["asks"] == "What did you see?"
    assert visit["on"]
    assert visit["place"] == "lab-visits/"
    assert visit["prompts"] == ["We tried it", "It went: well"]
    assert visit["relations"]["seen"]["in"] == "notes/*/by"
    assert visit["evidence"][2]["teams"] == 2


def test_editors_get_a_schema_that_holds(types):
    _, output, _ = types("lab-visit", "--format", "json-schema")
    schema = json.loads(output)
    assert schema["required"] == ["summary", "worked"]
    validator = jsonschema_rs.Draft202012Validator(schema)
    good = {"summary": "S", "worked": "yes", "title": "T", "free": 3}
    assert validator.is_valid(good)
    assert not validator.is_valid(good | {"worked": "maybe"})
    assert not validator.is_valid({"worked": "yes"})
    assert not validator.is_valid(good | {"unknown": 1})
    _, output, _ = types("--format", "json-schema")
    assert json.loads(output)["lab-visit"] == schema


def test_schemas_for_editors_are_written_into_a_folder(types, folder):
    target = folder.root / "schemas" / "deep"
    code, output, _ = types("--format", "json-schema", "--output", "schemas/deep")
    written = sorted(path.name for path in target.iterdir())
    assert code == 0
    assert (
        output
        == f"{len(written)} schemas in schemas/deep, {len(written)} of them new or changed.\n"
    )
    assert {"lab-visit.schema.json", "known.schema.json", "type.schema.json"} < set(written)
    _, output, _ = types("--format", "json-schema", "--output", "schemas/deep")
    assert output.endswith(" 0 of them new or changed.\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--output", "schemas"], "cop-kb types --format json-schema --output schemas"),
        (["playbook", "--format", "json-schema", "--output", "schemas"], "of all types"),
        (["--format", "json-schema", "--output", "mkdocs.yml"], "This folder cannot be made"),
    ],
)
def test_what_cannot_be_written_is_refused(types, folder, arguments, complaint):
    before = (folder.root / "mkdocs.yml").read_bytes()
    code, output, complaints = types(*arguments)
    assert (code, output) == (2, "")
    assert complaint in complaints
    assert (folder.root / "mkdocs.yml").read_bytes() == before
    assert not (folder.root / "schemas").exists()


def test_forms_are_written_to_a_folder(types, folder):
    folder.community("one")
    code, output, _ = types("--format", "github-forms", "--output", "forms")
    assert (code, output) == (0, "3 forms in forms, 3 of them new, changed or removed.\n")
    (folder.root / "forms/question.yml").write_text("name: Ours\n", "utf-8")
    _, output, _ = types("--format", "github-forms", "--output", "forms")
    assert output.endswith("Left as it is, since it was not made here: forms/question.yml\n")
    assert types("--format", "gitlab-forms", "--output", "forms", "--quiet")[1] == ""
    assert (folder.root / "forms/question.md").is_file()


@pytest.mark.parametrize("arguments", [(), ("playbook", "--output", "forms")])
def test_forms_without_a_folder_or_of_one_type_are_refused(types, arguments):
    code, _, complaints = types("--format", "gitlab-forms", *arguments)
    assert code == 2
    assert "cop-kb types --format gitlab-forms --output DIR" in complaints
