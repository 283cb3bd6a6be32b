"""Documents that are fields only: where they may lie, how their mistakes are told, and that no slip publishes them."""

from datetime import date

import pytest

from cop_kb.model.consent import readers

TODAY = date(2026, 11, 21)
TREE = "title: Which one?\nnodes: [{id: a, question: 'Now?', answers: []}]\n"


@pytest.fixture
def kb(folder):
    return folder.configure("types: all").community("c")


def test_a_file_in_the_folder_of_its_type_is_a_document(kb):
    kb.page("c/decision-trees/which.yaml", TREE)
    document = kb.load().documents_by_uri["c/decision-trees/which.yaml"]
    assert (document.id, document.title) == ("c/decision-tree/which", "Which one?")
    assert document.page_uri == "c/decision-trees/which.md"


def test_a_list_is_called_like_its_type_unless_it_says_otherwise(kb):
    kb.page("c/glossary.yaml", "entries: []\n")
    assert kb.load().documents_by_uri["c/glossary.yaml"].title == "Glossary"
    kb.page("c/glossary.yaml", "title: Our words\nentries: []\n")
    assert kb.load().documents_by_uri["c/glossary.yaml"].title == "Our words"


def test_a_mistake_is_told_with_its_line_and_column(kb):
    kb.page(
        "c/field-notes.yaml",
        "entries:\n  - {document: playbook/x, date: 2026-05-01, outcome: fine}\n",
    )
    (found,) = kb.found("field-value")
    assert (found.path, found.line, found.column) == ("docs/c/field-notes.yaml", 2, 55)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("- a\n- b\n", "yaml-syntax"),
        ("just words\n", "yaml-syntax"),
        ("entries: [\n", "yaml-syntax"),
        ("entries: &a []\n", "yaml-unsafe"),
        (b"\xff\xfee\x00", "unreadable-file"),
        (b"title: Caf\xe9\n", "encoding"),
    ],
)
def test_what_cannot_be_read_is_a_finding(kb, content, rule):
    kb.page("c/glossary.yaml", content)
    assert rule in {d.rule for d in kb.check() if d.path.endswith("glossary.yaml")}


def test_a_relation_inside_of_data_points_at_its_own_value(kb):
    kb.page(
        "c/field-notes.yaml",
        "entries:\n  - document: playbook/gone\n    date: 2026-05-01\n    outcome: worked\n",
    )
    (found,) = kb.found("broken-relation")
    assert (found.line, found.column) == (2, 15)


@pytest.mark.parametrize(
    "src_uri",
    [
        "c/decision-trees/which.yml",
        "c/decision-tree/which.yaml",
        "c/field-notes.yml",
        "c/glossary.yml",
    ],
)
def test_a_slip_of_the_name_is_told_and_stays_for_the_readers_of_its_type(kb, src_uri):
    kb.page(src_uri, TREE)
    assert [d.path for d in kb.found("stray-folder")] == [f"docs/{src_uri}"]
    kind = (
        "field-note" if "field" in src_uri else "term" if "glossary" in src_uri else "decision-tree"
    )
    loaded = kb.load()
    assert readers(loaded.documents_by_uri[src_uri], TODAY) == loaded.types[kind].audience


def test_a_text_among_data_is_told(kb):
    kb.page("c/decision-trees/which.md", "# Which one?\n")
    (found,) = kb.found("stray-folder")
    assert found.hint == "Files of this type end in `.yaml`: rename this one."


def test_a_list_that_lies_in_no_community_keeps_its_audience(folder):
    folder.configure("types: all").community("c").page("field-notes.yaml", "entries: []\n")
    document = folder.load().documents_by_uri["field-notes.yaml"]
    assert (document.type, readers(document, TODAY)) == (None, "members")
    (found,) = folder.found("undeclared-community")
    assert found.message == "`field-notes.yaml` lies in no community, so that nobody reads it."


def test_a_type_that_is_off_keeps_its_data_from_wider_readers(folder):
    folder.community("c").page("c/field-notes.yaml", "entries: []\n")
    document = folder.load().documents_by_uri["c/field-notes.yaml"]
    assert (document.type, readers(document, TODAY)) == (None, "members")


@pytest.mark.parametrize("src_uri", ["api/openapi.yaml", "c/api/spec.yaml", "x/glossary.yaml"])
def test_other_yaml_files_are_files_like_any_other(kb, src_uri):
    kb.page(src_uri, "openapi: 3.1.0\n")
    loaded = kb.load()
    assert src_uri in loaded.files
    assert src_uri not in loaded.documents_by_uri
