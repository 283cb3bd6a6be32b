"""Type files: those of the knowledge base win, and a mistake is a finding with its line."""

import os
import socket
import textwrap

import pytest

from cop_kb.load.content_types import read_type_files, select_types
from cop_kb.load.type_mistakes import find_mistakes
from cop_kb.model.content_type import Count

GOOD = "title: Field note\nplural: Field notes\nfolder: field-notes\ndescription: What happened.\n"


@pytest.fixture
def own(tmp_path):
    """Write type files of a knowledge base and read all there are."""

    def read(**contents):
        for name, text in contents.items():
            path = tmp_path / name.replace("__", ".").replace("_", "-")
            path.write_text(textwrap.dedent(text), encoding="utf-8")
        return read_type_files(tmp_path)

    return read


def places(file):
    return [
        (finding.line, finding.column, finding.message, finding.hint) for finding in file.findings
    ]


def test_the_types_that_cop_kb_brings_hold_together(tmp_path):
    files = read_type_files(tmp_path / "nothing")
    assert files
    assert all(file.type and not file.findings for file in files.values())
    assert list(files) == sorted(files)
    for file in files.values():
        asks = {section.heading for section in file.type.sections if not section.asks}
        assert not asks, "every section asks its author something"
        assert file.path.with_suffix(".md").is_file()


def test_a_type_may_leave_out_all_but_four_fields(own):
    note = own(field_note__yaml=GOOD)["field-note"].type
    assert note.lifecycle.states == ("draft", "published", "retired")
    assert (note.lifecycle.drafts, note.lifecycle.retired) == (("draft",), ("retired",))
    assert note.free_sections
    assert note.starter == "# {{ title }}\n"
    assert note.audience == "public"
    assert note.validator.is_valid({"title": "T", "owners": ["a"], "status": "published"})
    assert not note.validator.is_valid({"colour": "red"})
    assert "owners" in note.relations


def test_a_type_without_a_starter_gets_one_from_its_sections(own):
    sections = """
sections:
  - {heading: What happened, asks: What did you see?}
  - {heading: Then}
"""
    note = own(field_note__yaml=GOOD + sections)["field-note"].type
    assert note.starter == (
        "# {{ title }}\n\n## What happened\n\n<!-- What did you see? -->\n"
        "\n## Then\n\n<!-- What belongs here? -->\n"
    )
    assert not note.free_sections


def test_everything_that_a_type_file_says_is_read(own):
    note = own(
        field_note__yml=GOOD
        + """
icon: material/note
default: true
order: 7
traits: [steps]
audience: members
front_matter:
  required: [worked]
  ask: [worked]
  properties: {worked: {enum: ['yes', 'no']}}
sections: [{heading: A, aliases: [B], required: true, draft: true, contains: {words: {min: 3}}}]
free_sections: true
contains: {tables: {min: 1, max: 2}}
relations:
  about: {to: [playbook], inverse: noted_in, description: What was used.}
  seen_by: {trait: person, inverse: saw, title: Seen by, inverse_title: Has seen}
lifecycle:
  states: [open, done]
  drafts: [open]
  retired: [done]
  review_in: 2 weeks
  waits: {open: an answer, done: {what: a word, since: last_reviewed_on}}
""",
        field_note__md="# {{ title }}\n\nMine.\n",
    )["field-note"].type
    assert (note.icon, note.default, note.order, note.audience) == (
        "material/note",
        True,
        7,
        "members",
    )
    assert note.traits == {"steps"}
    assert (note.required_fields, note.asked_fields) == (("worked",), ("worked",))
    assert note.sections[0].contains == {"words": Count(3, None)}
    assert note.contains == {"tables": Count(1, 2)}
    assert note.relations["about"].inverse_title == "Noted in"
    assert note.relations["seen_by"].inverse_title == "Has seen"
    assert note.schema["properties"]["about"]["description"].startswith("About: ids of documents")
    assert note.lifecycle.review_in == "2 weeks"
    assert note.lifecycle.waits == {
        "open": ("an answer", ""),
        "done": ("a word", "last_reviewed_on"),
    }
    assert note.starter.endswith("Mine.\n")
    assert note.validator.is_valid({"worked": "yes", "about": "x", "seen_by": ["a"]})


def test_a_knowledge_base_replaces_a_type_whole(own):
    recipe = "title: Recipe\nplural: Recipes\nfolder: recipes\ndescription: How we do it.\n"
    playbook = own(playbook__yaml=recipe)["playbook"].type
    assert (playbook.title, playbook.folder, playbook.sections) == ("Recipe", "recipes", ())


MISTAKES = {
    "an unknown key": (GOOD + "sectoins: []\n", 5, 1, "The field `sectoins` is not known here."),
    "a missing key": (GOOD.replace("plural: Field notes\n", ""), 1, 1, "`plural` is missing"),
    "neither folder nor file": (GOOD.replace("folder: field-notes\n", ""), 1, 1, "exactly one of"),
    "folder and file": (GOOD + "file: a.md\n", 1, 1, "exactly one of `folder` and `file`"),
    "a bad folder": (GOOD.replace("field-notes", "../out"), 3, 9, "`folder` is not written"),
    "an unknown trait": (GOOD + "traits: [step]\n", 5, 10, "must be one of"),
    "an unknown trait to relate to": (
        GOOD + "relations: {by: {trait: persn, inverse: did}}\n",
        5,
        25,
        "must be one of",
    ),
    "text for a list": (GOOD + "sections: What\n", 5, 11, "`sections` must be a list"),
    "a state that is none": (
        GOOD + "lifecycle:\n  states: [a]\n  retired: [b]\n",
        7,
        13,
        "`b` is not one of the states: a.",
    ),
    "a state in which nothing can wait": (
        GOOD + "lifecycle:\n  states: [a]\n  waits: {b: an answer}\n",
        7,
        14,
        "`b` is not one of the states: a.",
    ),
    "a day in a field that is none": (
        GOOD + "lifecycle:\n  waits:\n    draft: {what: a word, since: begin}\n",
        7,
        34,
        "There is no field `begin`.",
    ),
    "a required field that is none": (
        GOOD + "front_matter: {required: [sumary]}\n",
        5,
        27,
        "There is no field `sumary`.",
    ),
    "a question for a field that is none": (
        GOOD + "front_matter:\n  ask: [summary, zzz]\n",
        6,
        18,
        "There is no field `zzz`.",
    ),
    "a schema that is none": (
        GOOD + "front_matter: {properties: {a: {minLength: -1}}}\n",
        5,
        44,
        "The schema of the field `a` does not hold together: the number -1",
    ),
    "a pattern that is none": (
        GOOD + "front_matter: {properties: {a: {pattern: '('}}}\n",
        5,
        42,
        "does not hold together",
    ),
    "a reference": (
        GOOD + "front_matter: {properties: {a: {items: [{$ref: '#/x'}]}}}\n",
        5,
        42,
        "`$ref` is refused",
    ),
    "broken YAML": (GOOD + "icon: a: b\n", 5, 8, "colon"),
    "a YAML tag": (GOOD + "icon: !!python/name:os.system x\n", 5, 7, "tag"),
    "a list": ("- a\n", 1, 1, "The file must be a group of fields, found a list."),
    "nothing": ("", 1, 1, "The file must be a group of fields, found nothing."),
    "a relation to no type": (
        GOOD + "relations: {about: {to: [playbok], inverse: noted}}\n",
        5,
        26,
        "There is no content type `playbok`.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_type_file_is_told_with_its_place(own, mistake):
    content, line, column, message = MISTAKES[mistake]
    file = own(field_note__yaml=content)["field-note"]
    assert file.type is None
    first = places(file)[0]
    assert first[:2] == (line, column)
    assert message in first[2]
    assert first[3], "there is a hint"


def test_all_mistakes_are_told_at_once(own):
    file = own(field_note__yaml="title: 3\nfolder: Field Notes\ncolour: red\n")["field-note"]
    assert len(file.findings) == 5


def test_a_type_may_relate_to_itself_and_to_others_of_the_knowledge_base(own):
    other = GOOD.replace("field-notes", "others")
    files = own(
        field_note__yaml=GOOD + "relations: {about: {to: [field-note, other], inverse: n}}\n",
        other__yaml=other,
    )
    assert files["field-note"].type
    assert not files["field-note"].findings


@pytest.mark.parametrize("name", ["Field_Note", "field note", "-x", "č"])
def test_the_name_of_a_type_is_an_identifier(tmp_path, name):
    path = tmp_path / f"{name}.yaml"
    path.write_text(GOOD, encoding="utf-8")
    file = read_type_files(tmp_path)[name]
    assert file.type is None
    assert "cannot be the name" in file.findings[0].message


def test_a_property_may_be_a_plain_yes(folder):
    folder.write(
        "content_types/field-note.yaml",
        GOOD
        + "front_matter: {required: [any], properties: {any: true}}\nlifecycle: {states: [x]}\n",
    )
    folder.community("c").page("c/field-notes/a.md", "# T\n")
    (found,) = [d for d in folder.found("missing-field") if d.path.endswith("a.md")]
    assert found.hint == "Add `any:`."


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    (tmp_path / "note.yaml").write_bytes(b"title: caf\xe9\n")
    (finding,) = read_type_files(tmp_path)["note"].findings
    assert finding.message == "`note.yaml` cannot be read: it is not UTF-8."


@pytest.mark.parametrize("name", ["note.yaml", "note.md"])
def test_links_and_pipes_are_not_followed(tmp_path, name):
    (tmp_path / "note.yaml").write_text(GOOD, encoding="utf-8")
    for make in (lambda path: path.symlink_to("/etc/passwd"), os.mkfifo):
        (tmp_path / name).unlink(missing_ok=True)
        make(tmp_path / name)
        file = read_type_files(tmp_path)["note"]
        assert file.type is None
        assert file.findings[0].message.startswith(f"`{name}` is not a regular file")


def test_no_address_is_asked_for_a_schema(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/schema"
        for keyword in ("$ref", "$dynamicRef", "$schema", "$id"):
            data = {
                "title": "T",
                "plural": "T",
                "folder": "t",
                "description": "T",
                "front_matter": {"properties": {"a": {"allOf": [{keyword: address}]}}},
            }
            (mistake,) = find_mistakes(tmp_path / "t.yaml", data)
            assert mistake.pointer == f"/front_matter/properties/a/allOf/0/{keyword}"
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_types_are_on_by_default_by_list_or_all(own, tmp_path):
    files = own(field_note__yaml=GOOD)
    default = [name for name, file in files.items() if file.type.default]
    assert sorted(select_types(files, None, tmp_path)) == sorted([*default, "field-note"])
    assert list(select_types(files, ("playbook", "community"), tmp_path)) == [
        "community",
        "playbook",
    ]
    assert set(select_types(files, ("all",), tmp_path)) == set(files)
    assert select_types(files, (), tmp_path) == {}


def test_two_types_cannot_have_one_place(folder):
    runbook = GOOD.replace("field-notes", "playbooks")
    folder.write("content_types/runbook.yaml", runbook).page("index.md")
    (found,) = folder.found("type-file")
    assert (found.path, found.line, found.column) == ("content_types/runbook.yaml", 3, 9)
    assert "the content type `playbook` already" in found.message
    folder.configure("types: [community, runbook]")
    assert folder.found("type-file") == []


def test_an_unknown_type_in_the_configuration_stops_with_a_hint(folder):
    folder.configure("types: [community, playbok]").page("index.md")
    with pytest.raises(Exception, match="'playbok', which does not exist") as error:
        folder.load()
    assert error.value.hint == "Did you mean 'playbook'?"
    assert error.value.line == 4


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "front_matter: {properties: {runs: {items: {properties: {document: {type: string}}}}}}\n"
            "relations: {tests: {in: run/*/document, to: [playbook], inverse: tested_by}}\n",
            "`run/*/document` leads to no field: there is no `run`.",
            "Did you mean `runs`?",
        ),
        (
            "front_matter: {properties: {zones: {type: array, vocabulary: skills}}}\n",
            "There is no content type `skills`.",
            "Did you mean `skill`?",
        ),
        (
            "traits: [tree]\n",
            "The trait `tree` needs the field `nodes`.",
            "Add it to `properties` below `front_matter`.",
        ),
    ],
)
def test_what_leads_to_nothing_is_told(own, text, message, hint):
    file = own(visit__yaml=GOOD + text)["visit"]
    assert file.type is None
    assert [(f.message, f.hint) for f in file.findings] == [(message, hint)]
