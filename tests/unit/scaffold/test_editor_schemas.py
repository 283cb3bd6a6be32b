"""What editors are told: the schemas hold, offer what is there to name, and lie where the settings look for them."""

import json
from fnmatch import fnmatch
from pathlib import Path

import jsonschema_rs
import pytest

from cop_kb.config import load_config
from cop_kb.load.content_types import read_type_files
from cop_kb.scaffold.editor_schemas import KNOWN, file_patterns, schema_files, write_schemas
from cop_kb.scaffold.knowledge_base import make_knowledge_base
from cop_kb.scaffold.lookup import read_knowledge_base

CONFIG = "types: all\ntags: [onboarding]\n"
PLAYBOOK = "---\ntitle: Roll back\nsummary: S\nstatus: published\nowners: [ada]\n---\n"
SKILLS = "entries:\n  - {name: facilitation, description: Keeps a talk on its question.}\n"
TREE = {
    "title": "Is this an incident?",
    "summary": "S",
    "owners": ["ada"],
    "derived_from": ["playbook/roll-back"],
    "nodes": [
        {
            "id": "noticed",
            "question": "Can a customer notice it?",
            "answers": [
                {"answer": "Yes", "document": "playbook/roll-back"},
                {"answer": "No", "document": "playbook/written-tomorrow"},
            ],
        }
    ],
}


@pytest.fixture
def kb(folder):
    """A knowledge base with something to name in it."""
    folder.configure(CONFIG).community("incidents").page(
        "incidents/playbooks/roll-back.md", PLAYBOOK
    )
    folder.page("incidents/playbooks/old.md", PLAYBOOK.replace("published", "retired"))
    folder.page("incidents/members/ada.md", "---\ntitle: Ada Example\n---\n")
    folder.page("incidents/skills.yaml", SKILLS)
    return folder


@pytest.fixture
def schemas(kb):
    """The schemas by the names of their files."""
    types = [file.type for file in read_type_files(kb.root / "content_types").values()]
    texts = schema_files(kb.load(), types, kb.config.options.tags)
    return {name: json.loads(text) for name, text in texts.items()}


def validator(schemas, name):
    """What a validator makes of a schema whose references lead to the files beside it."""
    base = "https://example.org/schemas/"
    registry = jsonschema_rs.Registry([(f"{base}{n}", s) for n, s in schemas.items()])
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"{base}{name}"}, registry=registry, validate_formats=True
    )


def offered(schemas, schema):
    """The names that an editor offers for a value, each with what it says of them."""
    found = {}
    for choice in schema["anyOf"]:
        name = choice.get("$ref", "").removeprefix(f"{KNOWN}#/$defs/")
        known = schemas[KNOWN]["$defs"].get(name) or {"anyOf": []}
        found |= {each["const"]: each.get("description") for each in known["anyOf"]}
    return found


def test_every_schema_is_a_schema(schemas):
    for schema in schemas.values():
        jsonschema_rs.meta.validate(schema)


def test_a_data_document_is_checked_whole(schemas):
    check = validator(schemas, "decision-tree.schema.json")
    assert check.is_valid(TREE)
    assert not check.is_valid({**TREE, "nodes": []})
    assert not check.is_valid({**TREE, "owners": [3]})
    assert not check.is_valid({k: v for k, v in TREE.items() if k != "summary"})
    notes = validator(schemas, "field-note.schema.json")
    good = {"document": "playbook/roll-back", "date": "2026-05-12", "outcome": "worked"}
    assert notes.is_valid({"entries": [good]})
    for change in ({"outcome": "maybe"}, {"date": "tomorrow"}, {"document": ""}, {"else": 1}):
        assert not notes.is_valid({"entries": [good | change]})


def test_what_is_there_is_offered_with_what_it_is(schemas):
    tree = schemas["decision-tree.schema.json"]["properties"]
    answer = tree["nodes"]["items"]["properties"]["answers"]["items"]["properties"]
    documents = offered(schemas, answer["document"])
    assert documents["playbook/roll-back"] == "Roll back"
    assert "playbook/old" not in documents
    assert answer["document"]["description"].startswith("The id of the document")
    assert offered(schemas, tree["derived_from"]["items"]) == {"playbook/roll-back": "Roll back"}
    assert offered(schemas, tree["owners"]["items"]) == {"ada": "Ada Example"}
    assert offered(schemas, tree["tags"]["items"]) == {"onboarding": None}
    assert offered(schemas, tree["skills"]["items"]) == {
        "facilitation": "Keeps a talk on its question."
    }
    ritual = schemas["ritual.schema.json"]["properties"]
    assert offered(schemas, ritual["format"])["problem-clinic"] == "Problem clinic"


def test_with_several_communities_names_are_whole(kb):
    kb.community("platform").page("platform/members/ada.md", "# Another Ada\n")
    kb.page("platform/members/bo.md", "# Bo\n")
    schema = json.loads(schema_files(kb.load(), [], ())[KNOWN])["$defs"]
    names = [each["const"] for each in schema["documents-member"]["anyOf"]]
    assert names == ["bo", "incidents/member/ada", "platform/member/ada"]
    found = kb.load()
    assert all(found.find(each["const"]) for each in schema["documents"]["anyOf"])


def test_nothing_of_our_own_is_left_in_a_schema(schemas):
    text = json.dumps({n: s for n, s in schemas.items() if n != "type.schema.json"})
    for own in ('"facet"', '"vocabulary"', '"relation"', "session-format", '"format": "rhythm"'):
        assert own not in text
    assert schemas["ritual.schema.json"]["properties"]["format"]["title"] == "Format"


def test_only_what_there_is_to_name_changes_with_the_documents(kb, tmp_path):
    types = [file.type for file in read_type_files(kb.root / "content_types").values()]
    target = tmp_path / "schemas"
    count, changed = write_schemas(kb.config, types, target)
    assert count == changed == len(list(target.iterdir()))
    kb.page("incidents/heuristics/one.md", "# One\n")
    kb.page("incidents/glossary.yaml", "entries:\n  - {term: rollback, definition: D}\n")
    assert write_schemas(kb.config, types, target) == (count, 1)
    assert "heuristic/one" in (target / KNOWN).read_text("utf-8")


def test_types_that_are_off_are_left_out_unless_their_documents_are_yaml(kb):
    kb.configure("types: [community]")
    types = [file.type for file in read_type_files(kb.root / "content_types").values()]
    names = schema_files(kb.load(), types, ()).keys()
    assert {"community.schema.json", "decision-tree.schema.json"} < set(names)
    assert "playbook.schema.json" not in names


def test_a_type_may_be_called_like_a_schema_of_ours(kb):
    kb.write(
        "content_types/format.yaml",
        "\ntitle: Format\nplural: Formats\nfolder: formats\nending: yaml\ndescription: D\n",
    )
    types = [file.type for file in read_type_files(kb.root / "content_types").values()]
    files = schema_files(kb.load(), types, ())
    assert json.loads(files["format.schema.json"])["title"] == "A format of sessions"
    assert json.loads(files["format-document.schema.json"])["title"] == "Format"
    assert file_patterns(types, "docs")["format-document.schema.json"] == [
        "/docs/*/formats/**/*.yaml"
    ]


def test_a_new_knowledge_base_has_a_schema_for_each_of_its_yaml_files(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb", types=("all",))).root
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]

    assert all((root / schema).is_file() for schema in settings)
    for file, schema in {
        "/mkdocs.yml": "mkdocs",
        "/content_types/own.yaml": "type",
        "/formats/own.yml": "format",
        "/docs/incident-response/field-notes.yaml": "field-note",
        "/docs/incident-response/glossary.yaml": "term",
        "/docs/incident-response/decision-trees/in/a-folder.yaml": "decision-tree",
    }.items():
        fitting = [s for s, patterns in settings.items() if any(fnmatch(file, p) for p in patterns)]
        assert fitting == [f".vscode/schemas/{schema}.schema.json"]


def test_the_readme_names_the_command_that_brings_schemas_up_to_date(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    command = "cop-kb types --format json-schema --output .vscode/schemas"
    assert command in (root / "README.md").read_text("utf-8")
    config = load_config(root / "mkdocs.yml").with_changes(no_cache=True)
    types = [file.type for file in read_type_files(root / "content_types").values()]
    made = {path.name for path in (root / ".vscode/schemas").iterdir()}
    assert made == schema_files(read_knowledge_base(config), types, ()).keys()
    _, changed = write_schemas(config, types, root / ".vscode/schemas")
    assert changed == 1


def test_the_settings_hold_for_documents_in_another_folder():
    types = [file.type for file in read_type_files(Path("nowhere")).values()]
    patterns = file_patterns(types, "knowledge/base")
    assert patterns["skill.schema.json"] == ["/knowledge/base/*/skills.yaml"]
