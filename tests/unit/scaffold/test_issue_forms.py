"""Which types have a form, what it asks, and how forms are brought up to date."""

import dataclasses
from pathlib import Path

import pytest
import yaml

from cop_kb.errors import ContentTypeError, CopKbError
from cop_kb.load.content_types import read_type_files
from cop_kb.scaffold.issue_forms import form_files, has_form, write_forms
from cop_kb.scaffold.questions import questions

NONE = Path("none")
STORY = """
title: 'Story: "ours" <b>'
plural: Stories
folder: stories
description: "What happened: to us -- & others # really"
front_matter:
  required: [summary, told_on, place, kind]
  ask: [kind, told_on]
  properties:
    told_on: {type: string, format: date, description: The day.}
    kind: {enum: [short, 'yes', "it's: long"], title: Length}
    shade: {enum: [dark, light]}
    place: {type: [string, integer]}
    people: {type: array, items: {type: object}}
    background: {title: Begin, type: string}
sections:
  - {heading: "Begin", aliases: [Summary], asks: "Where -- and when?"}
  - {heading: Then, draft: true}
  - {heading: Answer, later: true, asks: What helped?}
relations:
  told_by: {trait: person, inverse: told}
lifecycle: {states: [draft, published]}
"""


@pytest.fixture
def story(folder):
    """A knowledge base with a type whose file needs care."""
    folder.configure("types: [community, member, story, playbook]").community("one")
    return folder.write("content_types/story.yaml", STORY)


def forms_of(kb_folder, host="github", communities=("One",)):
    config = kb_folder.config
    types = kb_folder.load().types.values()
    return form_files(host, types, communities, config.content_types_dir)


def changed(content_type, **changes):
    return dataclasses.replace(content_type, **changes)


def test_what_is_private_a_list_or_about_a_person_has_no_form():
    types = [file.type for file in read_type_files(NONE).values()]
    assert any(map(has_form, types))
    for kind in types:
        private = {"source", "person", "container"} & kind.traits or kind.audience != "public"
        assert has_form(kind) == (not private and bool(kind.folder) and kind.ending == "md")


def test_a_knowledge_base_decides_by_its_own_types(story):
    assert set(forms_of(story)) == {"story.yml", "playbook.yml"}
    story.write("content_types/story.yaml", f"{STORY}audience: members\n")
    assert set(forms_of(story)) == {"playbook.yml"}
    story.write("content_types/story.yaml", f"{STORY}traits: [source]\n")
    assert set(forms_of(story)) == {"playbook.yml"}
    assert forms_of(story, host="none") == {}


def test_it_asks_for_early_fields_and_those_with_few_values_then_for_sections(story):
    asked = questions(story.load().types["story"], NONE)

    assert [(q.label, q.control, q.required) for q in asked] == [
        ("Summary", "input", False),
        ("Told on", "input", True),
        ("Length", "dropdown", True),
        ("Shade", "dropdown", False),
        ("Place", "input", False),
        ("Begin", "textarea", False),
        ("Then", "textarea", True),
    ]
    assert asked[2].options == ("short", "yes", "it's: long")
    assert asked[5].asks == "Where -- and when?"


def test_a_form_cannot_come_back_empty(story):
    kind = changed(
        story.load().types["story"],
        sections=tuple(changed(s, draft=False) for s in story.load().types["story"].sections),
    )
    assert [q.label for q in questions(kind, NONE) if q.required and q.control == "textarea"] == [
        "Begin"
    ]


def test_examples_and_sections_that_are_free_come_from_the_starter():
    kinds = {name: file.type for name, file in read_type_files(NONE).items()}
    by_label = {q.label: q for q in questions(kinds["playbook"], NONE)}
    assert by_label["Use when"].example.startswith("For example: ")
    assert by_label["Use when"].asks not in by_label["Use when"].example
    free = {q.label for q in questions(kinds["checklist"], NONE)}
    assert free - {s.heading for s in kinds["checklist"].sections} == {"Summary", "Items"}


def test_any_words_of_a_type_are_words_in_its_form(story):
    form = yaml.safe_load(forms_of(story)["story.yml"])

    assert form["name"] == 'Story: "ours" <b>'
    assert form["description"] == "What happened: to us -- & others # really"
    length = next(p for p in form["body"] if p["attributes"].get("label") == "Length")
    assert length["attributes"]["options"] == ["short", "yes", "it's: long"]
    text = forms_of(story, "gitlab")["story.md"]
    assert "<!-- Where – and when? -->" in text  # noqa: RUF001 - two dashes could end the comment


def test_what_github_would_refuse_is_left_out(story):
    """It shows no form that has a long description, an answer called none, or a label twice."""
    long = STORY.replace("# really", "# really " + "and so on " * 30)
    long = long.replace("[dark, light]", "[None, light]")
    long = long.replace("title: Length", "title: Told on")
    form = yaml.safe_load(forms_of(story.write("content_types/story.yaml", long))["story.yml"])

    assert len(form["description"]) <= 200
    assert form["description"].endswith("and so…")
    labels = [part["attributes"].get("label") for part in form["body"]]
    assert len(labels) == len(set(labels))
    shade = next(p for p in form["body"] if p["attributes"].get("label") == "Shade")
    assert shade == {
        "type": "input",
        "attributes": {"label": "Shade", "placeholder": "None, light"},
    }


@pytest.mark.parametrize(("communities", "asks"), [(("One",), False), (("One", "A: b"), True)])
def test_the_community_is_asked_for_where_there_are_several(story, communities, asks):
    form = yaml.safe_load(forms_of(story, communities=communities)["story.yml"])
    listed = [p["attributes"]["options"] for p in form["body"] if p["type"] == "dropdown"]
    assert ([*communities] in listed) == asks


def test_forms_are_brought_up_to_date_and_others_stay(story):
    target = story.root / "forms"
    assert write_forms("github", story.config, target) == (2, 2, ())
    assert write_forms("github", story.config, target) == (2, 0, ())

    (target / "own.yml").write_text("name: Ours\n", "utf-8")
    (target / "playbook.yml").write_text("name: Ours, too\n", "utf-8")
    story.configure("types: [community, playbook]")
    kept = (target / "playbook.yml",)
    assert write_forms("github", story.config, target) == (1, 1, kept)
    assert sorted(path.name for path in target.iterdir()) == ["own.yml", "playbook.yml"]
    assert (target / "playbook.yml").read_text("utf-8") == "name: Ours, too\n"


def test_a_folder_that_cannot_be_written_to_is_named(story):
    story.write("forms", "a file")
    with pytest.raises(CopKbError, match="cannot be written"):
        write_forms("github", story.config, story.root / "forms")


def test_a_mistake_in_a_starter_is_named(story):
    story.write("content_types/story.md", "# {{ title }}\n\n## {{ nothing_of_that_name }}\n")
    with pytest.raises(ContentTypeError, match="nothing_of_that_name"):
        forms_of(story)
