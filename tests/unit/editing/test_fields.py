"""Fields are set byte by byte: what a person has written around them stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.editing.fields import set_fields
from cop_kb.errors import EditError
from cop_kb.load.content_types import read_type_files
from cop_kb.load.record import read_record
from cop_kb.load.source import parse_source
from cop_kb.model.document import Document
from cop_kb.positioned_yaml.writing import write_fields

DAY = {"last_reviewed_on": "2026-11-21"}
BODY = "\n# A title\n\nlast_reviewed_on: 2020-01-01\n"


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return _document(tmp_path_factory.mktemp("text"), "playbook", "a.md")


@pytest.fixture(scope="module")
def data_document(tmp_path_factory):
    return _document(tmp_path_factory.mktemp("data"), "decision-tree", "a.yaml")


def _document(folder, type_id, name):
    (folder / name).touch()
    return Document(read_record(folder, name), read_type_files(folder)[type_id].type, "c")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("last_reviewed_on: 2025-01-31\n", "last_reviewed_on: 2026-11-21\n"),
        ("last_reviewed_on:  2025-01-31   # by Ada\n", "last_reviewed_on:  2026-11-21   # by Ada\n"),
        ("last_reviewed_on: '2025-01-31' # by Ada\n", "last_reviewed_on: '2026-11-21' # by Ada\n"),
        ('last_reviewed_on: "2025-01-31"\n', 'last_reviewed_on: "2026-11-21"\n'),
        ('"last_reviewed_on" : soon\n', '"last_reviewed_on" : 2026-11-21\n'),
        ("last_reviewed_on:\n", "last_reviewed_on: 2026-11-21\n"),
        ("last_reviewed_on: # the day\ntags: []\n", "last_reviewed_on: 2026-11-21 # the day\ntags: []\n"),
        ("last_reviewed_on:\t2025-01-31\n", "last_reviewed_on:\t2026-11-21\n"),
        ("last_reviewed_on: >-\n  2025-01-31\ntags: []\n", "last_reviewed_on: 2026-11-21\ntags: []\n"),
        ("last_reviewed_on: [2025-01-31,\n  soon]\n", "last_reviewed_on: 2026-11-21\n"),
        ("last_reviewed_on:\n  - soon\ntags: []\n", "last_reviewed_on: 2026-11-21\ntags: []\n"),
        ("{last_reviewed_on: soon, tags: []}\n", "{last_reviewed_on: 2026-11-21, tags: []}\n"),
        ("  last_reviewed_on: soon\n  tags: []\n", "  last_reviewed_on: 2026-11-21\n  tags: []\n"),
    ],
)  # fmt: skip
def test_a_value_is_replaced_and_the_rest_of_its_line_stays(document, before, after):
    assert _set(document, before, DAY) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Behind the field that comes before it in the type, whatever comes after.
        ("summary: S\n# about\nreview_in: 1 year\n", "summary: S\nlast_reviewed_on: 2026-11-21\n# about\nreview_in: 1 year\n"),
        ("tags:\n  - a # one\n\nreview_in: 1 year\n", "tags:\n  - a # one\nlast_reviewed_on: 2026-11-21\n\nreview_in: 1 year\n"),
        ("reviewed_by: [ada]\nsummary: S\n", "reviewed_by: [ada]\nlast_reviewed_on: 2026-11-21\nsummary: S\n"),
        ("summary: >\n  S\n\n  T\n", "summary: >\n  S\n\n  T\nlast_reviewed_on: 2026-11-21\n"),
        ("# how long\nreview_in: 1 year\n", "last_reviewed_on: 2026-11-21\n# how long\nreview_in: 1 year\n"),
        ("# a head\n\nreview_in: 1 year\n", "# a head\n\nlast_reviewed_on: 2026-11-21\nreview_in: 1 year\n"),
        ("# yaml-language-server: $schema=a\nreview_in: 1 year\n", "# yaml-language-server: $schema=a\nlast_reviewed_on: 2026-11-21\nreview_in: 1 year\n"),
        ("  summary: S\n", "  summary: S\n  last_reviewed_on: 2026-11-21\n"),
        ("", "last_reviewed_on: 2026-11-21\n"),
        ("# nothing yet\n", "# nothing yet\nlast_reviewed_on: 2026-11-21\n"),
    ],
)  # fmt: skip
def test_a_new_field_stands_where_its_type_has_it(document, before, after):
    assert _set(document, before, DAY) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("reviewed_by: [ada]  # peers\n", "reviewed_by: [ada, bo]  # peers\n"),
        ('reviewed_by: ["ada",\n  ]\n', 'reviewed_by: ["ada", bo,\n  ]\n'),
        ("reviewed_by:\n- ada # one\n# the end\ntags: []\n", "reviewed_by:\n- ada # one\n- bo\n# the end\ntags: []\n"),
        ("reviewed_by:\n    - 'ada'\n", "reviewed_by:\n    - 'ada'\n    - bo\n"),
        ("reviewed_by: []\n", "reviewed_by: [ada, bo]\n"),
        ("reviewed_by:\n", "reviewed_by: [ada, bo]\n"),
        ("reviewed_by: ada\n", "reviewed_by: [ada, bo]\n"),
        ("tags: []\n", "tags: []\nreviewed_by: [ada, bo]\n"),
        ("reviewed_by:\n  - x\n  - y\ntags: []\n", "reviewed_by: [ada, bo]\ntags: []\n"),
    ],
)  # fmt: skip
def test_a_list_grows_in_the_way_in_which_it_is_written(document, before, after):
    assert _set(document, before, {"reviewed_by": ["ada", "bo"]}) == after


def test_several_fields_are_set_and_removed_together(document):
    before = "status: published\nreviewed_by:\n  - ada\nsummary: S\n"
    fields = {"status": "retired", "reviewed_by": None, "superseded_by": ["playbook/b: c"]}
    assert _set(document, before, fields) == (
        "status: retired\nsuperseded_by: ['playbook/b: c']\nsummary: S\n"
    )


def test_what_is_so_already_is_left_alone(document):
    before = "status:   'retired' # since\n"
    assert _set(document, before, {"status": "retired", "tags": None}) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("tail", ["", "\n\n"])
def test_line_ends_and_a_byte_order_mark_stay(document, newline, mark, tail):
    before = f"{mark}---\nstatus: published\n---\n\n# Ä\n\nText{tail}".replace("\n", newline)
    after = set_fields(before.encode(), document, DAY).decode()
    line = f"last_reviewed_on: 2026-11-21{newline}"
    assert after == before.replace(f"published{newline}", f"published{newline}{line}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# T\n", "---\nlast_reviewed_on: 2026-11-21\n---\n\n# T\n"),
        ("\n# T", "---\nlast_reviewed_on: 2026-11-21\n---\n\n# T"),
        ("", "---\nlast_reviewed_on: 2026-11-21\n---\n"),
        ("---\n---\n# T\n", "---\nlast_reviewed_on: 2026-11-21\n---\n# T\n"),
        ("---\r\ntags: []\r\n...\r\nT", "---\r\ntags: []\r\nlast_reviewed_on: 2026-11-21\r\n...\r\nT"),
        ("---\njust a rule\n---\n", "---\nlast_reviewed_on: 2026-11-21\n---\n\n---\njust a rule\n---\n"),
    ],
)  # fmt: skip
def test_front_matter_is_begun_where_there_is_none(document, before, after):
    assert set_fields(before.encode(), document, DAY).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T", "title: T\nlast_reviewed_on: 2026-11-21"),
        ("title: T\n\nnodes: []\n", "title: T\nlast_reviewed_on: 2026-11-21\n\nnodes: []\n"),
        ("", "last_reviewed_on: 2026-11-21\n"),
        ("# all to come", "# all to come\nlast_reviewed_on: 2026-11-21"),
    ],
)
def test_a_document_of_fields_only_is_set_as_well(data_document, before, after):
    assert set_fields(before.encode(), data_document, DAY).decode() == after


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("{tags: []}\n", 2),
        ("? tags\n: []\n", 2),
        ("reviewed_by: [ada, # first\n  bo]\n", 2),
        ("reviewed_by:\n  # those who were there\n  - ada\n", 2),
    ],
)
def test_what_could_come_to_harm_is_left_to_a_person(document, before, line):
    fields = {**DAY, "reviewed_by": ["cy"]} if "reviewed" in before else DAY
    with pytest.raises(EditError) as caught:
        _set(document, before, fields)
    assert "Write it yourself, " in caught.value.hint
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"---\ntags: [\n---\n", 2),
        (b"---\nb\xe4h: 1\n---\n", 2),
        (b"---\nstatus: a\nstatus: b\n---\n", 3),
        (b"---\nstatus: a\n", 1),
        (b"\xff\xfe-\0", 1),
    ],
)
def test_what_cannot_be_read_is_left_alone_and_its_place_told(document, content, line):
    with pytest.raises(EditError) as caught:
        set_fields(content, document, DAY)
    assert caught.value.line == line


WORDS = st.text(st.sampled_from("ab c:#-'\"[]{}&*!|>%@,~0129ä\t"), max_size=12)
VALUES = WORDS | st.integers(-9, 9) | st.booleans() | st.lists(WORDS, max_size=3)
NAMES = ["title", "summary", "status", "owners", "reviewed_by", "review_in", "x"]
FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES)


@given(FIELDS, st.sampled_from(NAMES), VALUES | st.none(), st.sampled_from(["", "# why\n", "\n"]))
def test_only_what_was_asked_for_changes(document, fields, name, value, between):
    lines = [write_fields({key: fields[key]}) for key in fields]
    before = "---\n" + between.join(lines) + "---\n" + BODY
    after = set_fields(before.encode(), document, {name: value}).decode()
    wanted = {**fields, name: value}
    if value is None:
        wanted.pop(name)
    assert parse_source(after.encode()).data == wanted
    others = [line for key, line in zip(fields, lines, strict=True) if key != name]
    rest = after
    for line in ["---\n", *others, "---\n", BODY]:
        _, found, rest = rest.partition(line)
        assert found
    assert after.count("# why\n") == before.count("# why\n")


def _set(document, front_matter, fields):
    """Return the front matter of a document with the fields set; nothing else in it may change."""
    before = f"---\n{front_matter}---\n{BODY}"
    after = set_fields(before.encode(), document, fields).decode()
    assert after.startswith("---\n")
    assert after.endswith("---\n" + BODY)
    return after.removeprefix("---\n").removesuffix("---\n" + BODY)
