"""YAML with positions: what is read, where it stands, what is refused and how it is said."""

import math
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.positioned_yaml import YamlDocument, read_tolerant, read_yaml

FRONT_MATTER = """\
title: "Rolling back: the first hour"
owners: [ana, bert]
tags:
  - incident
  - on-call   # a comment
last_reviewed_on: 2026-01-10
review_in:
links: {chat: '#ops', "a/b~c": x}
summary: >-
  First line,
  second line.

"""


def only_finding(text, **options):
    document = read_yaml(text, **options)
    assert len(document.findings) == 1, document.findings
    return document.findings[0]


def cut(text: str, document: YamlDocument, pointer: str, first_line: int = 1) -> str:
    """Return the piece of ``text`` that the mark of ``pointer`` spans."""
    _, _, line, column, end_line, end_column = document.marks[pointer]
    lines = text.split("\n")[line - first_line : end_line - first_line + 1]
    lines[-1] = lines[-1][: end_column - 1]
    lines[0] = lines[0][column - 1 :]
    return "\n".join(lines)


def test_front_matter_is_read_as_plain_data():
    document = read_yaml(FRONT_MATTER)
    assert document.findings == ()
    assert document.data == {
        "title": "Rolling back: the first hour",
        "owners": ["ana", "bert"],
        "tags": ["incident", "on-call"],
        "last_reviewed_on": "2026-01-10",
        "review_in": None,
        "links": {"chat": "#ops", "a/b~c": "x"},
        "summary": "First line, second line.",
    }


@pytest.mark.parametrize(
    ("pointer", "piece"),
    [
        ("/title", '"Rolling back: the first hour"'),
        ("/owners", "[ana, bert]"),
        ("/owners/1", "bert"),
        ("/tags", "- incident\n  - on-call"),
        ("/tags/0", "incident"),
        ("/last_reviewed_on", "2026-01-10"),
        ("/review_in", ""),
        ("/links", "{chat: '#ops', \"a/b~c\": x}"),
        ("/links/a~1b~0c", "x"),
        ("/summary", ">-\n  First line,\n  second line."),
        ("", FRONT_MATTER.rstrip()),
    ],
)
def test_marks_span_exactly_the_value(pointer, piece):
    document = read_yaml(FRONT_MATTER, first_line=2)
    assert cut(FRONT_MATTER, document, pointer, first_line=2) == piece


def test_marks_know_the_key_and_count_characters():
    document = read_yaml("emoji: 😀é\nlist:\n  - {k: é, 日本: x}\n", first_line=10)
    assert document.marks["/emoji"] == (10, 1, 10, 8, 10, 10)
    assert document.marks["/list/0/日本"] == (12, 12, 12, 16, 12, 17)
    # The key of a list item is the item itself.
    assert document.marks["/list/0"][:2] == document.marks["/list/0"][2:4] == (12, 5)


def test_the_mark_of_what_is_not_there_is_that_of_the_nearest_value_around_it():
    document = read_yaml("a:\n  b: [1]\n")
    assert document.mark("/a/b/0").column == 7
    assert document.mark("/a/b/7/x") == document.mark("/a/b")
    assert document.mark("/zzz") == document.mark("")
    assert read_yaml("a: [").mark("/a").line == 1


def test_a_byte_order_mark_shifts_nothing():
    assert read_yaml("\ufefftitle: x").marks["/title"] == (1, 1, 1, 8, 1, 9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("~", None),
        ("null", None),
        ("", None),
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01T10:00:00Z", "2024-01-01T10:00:00Z"),
        ("12:30", "12:30"),
        ("0o17", 15),
        ("017", 17),
        ("0x1F", 31),
        ("-12", -12),
        ("+3", 3),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("-.5e3", -500.0),
        ("6.", 6.0),
        ("1.2.3", "1.2.3"),
        ("-", None),
        (".nan", ".nan"),
        ("-.inf", "-.inf"),
        ("=", "="),
        ("'1'", "1"),
        ('"true"', "true"),
        ("18446744073709551615", 2**64 - 1),
        ("-9223372036854775808", -(2**63)),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text, value):
    document = read_yaml(f"[{text}]" if text not in ("", "-") else "[~]")
    assert document.data == [value]
    assert type(document.data[0]) is type(value)


@pytest.mark.parametrize(
    "text", ["9" * 30, "0x" + "f" * 17, "-9223372036854775809", "1e999", "9" * 100_000]
)
def test_numbers_that_json_readers_would_mangle_stay_text_with_a_finding(text):
    document = read_yaml(f"a: {text}\nb: 1\n")
    assert document.data == {"a": text, "b": 1}
    assert [(f.rule, f.line) for f in document.findings] == [("yaml-unsafe", 1)]


def test_keys_are_text():
    document = read_yaml("1: a\ntrue: b\n2024-01-01: c\n~: d\n")
    assert document.data == {"1": "a", "true": "b", "2024-01-01": "c", "~": "d"}
    assert document.findings == ()


def test_a_mapping_as_key_becomes_its_text_with_a_finding():
    document = read_yaml("a: {{ name }}\n")
    assert document.data == {"a": {"{ name }": None}}
    assert [(f.rule, f.line, f.column) for f in document.findings] == [("yaml-syntax", 1, 5)]
    assert "quotes" in document.findings[0].hint


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_text_is_none(text):
    assert read_yaml(text)[0] is None
    assert read_yaml(text).findings == ()


UNSAFE = {
    "alias": ("a: x\nb: *a\n", 2, 4, {"a": "x", "b": None}),
    "anchor": ("a: &a x\n", 1, 4, {"a": "x"}),
    "anchor of a list": ("a: &a [x]\n", 1, 4, {"a": ["x"]}),
    "tag": ("a: !!int x\n", 1, 4, {"a": "x"}),
    "tag of a mapping": ("a: !!python/object:os.x {b: c}\n", 1, 4, {"a": {"b": "c"}}),
    "merge key": ("a:\n  <<: {b: c}\n", 2, 3, {"a": {"<<": {"b": "c"}}}),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", 3, 1, {"a": 3, "b": 2}),
    "control character in an escape": ('a: "x\\e[31m"\n', 1, 4, {"a": "x\x1b[31m"}),
    "second document": ("a: 1\n---\nb: 2\n", 2, 1, {}),
    "depth": ("a: [[[[[[x]]]]]]\n", 1, 9, {}),
}


@pytest.mark.parametrize(("text", "line", "column", "data"), UNSAFE.values(), ids=UNSAFE)
def test_what_is_unsafe_is_refused_where_it_stands(text, line, column, data):
    finding = only_finding(text)
    assert (finding.rule, finding.line, finding.column) == ("yaml-unsafe", line, column)
    assert finding.hint
    assert read_yaml(text).data == data


def test_a_text_in_quotes_may_look_like_anything():
    text = "a: '<<'\nb: '*x'\nc: \"&y !z\"\n'<': 1\n"
    assert read_yaml(text).data == {"a": "<<", "b": "*x", "c": "&y !z", "<": 1}
    assert read_yaml(text).findings == ()


def test_all_unsafe_places_are_found_up_to_a_bound():
    assert [f.line for f in read_yaml("a: &x 1\nb: *x\nc: !t 1\n").findings] == [1, 2, 3]
    bomb = "a: [" + "*x, " * 100_000 + "]"
    assert len(read_yaml(bomb).findings) == 20
    assert len(read_yaml("? [a]\n: x\n" * 1000).findings) == 20


@pytest.mark.parametrize("limit", [1, 2, 5, 30])
def test_the_depth_that_is_allowed_is_an_argument(limit):
    text = "[" * limit + "x" + "]" * limit
    assert read_yaml(text, max_depth=limit).findings == ()
    assert only_finding(f"[{text}]", max_depth=limit).rule == "yaml-unsafe"


@pytest.mark.parametrize("read", [read_yaml, read_tolerant])
@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? ", "[\n", "[[]: "])
def test_text_nested_deeply_does_no_harm(read, piece):
    document = read(piece * 50_000)
    assert document.data == {}
    assert 1 <= len(document.findings) <= 20


@pytest.mark.parametrize(
    "character", list("\x00\x07\x1b\x7f\x85\u2028\u2029\ud800\ufeff\ufffe\x0b")
)
def test_invisible_characters_are_refused_where_they_stand(character):
    finding = only_finding(f"a: 1\nbé: x{character}y\n", first_line=5)
    assert (finding.rule, finding.line, finding.column) == ("yaml-syntax", 6, 6)
    assert f"U+{ord(character):04X}" in finding.message


# name: text, line, column, a word of the message, a word of the hint
MISTAKES = {
    "tab indents": ("a:\n\tb: 1\n", 2, 1, "tab", "spaces"),
    "tab after spaces": ("a:\n  \tb: 1\n c: 2\n", 2, 3, "tab", "spaces"),
    "colon in a title": ("title: Rollback: how\n", 1, 16, "`title`", 'title: "Rollback: how"'),
    "colon and quotes": ('t: The: "x"\n', 1, 7, "`t`", "t: 'The: \"x\"'"),
    "colon in an item": ("a:\n  - b: c: d\n", 2, 9, "`b`", 'b: "c: d"'),
    "no space after the colon": (
        "title:foo\nb: 1\n",
        1,
        6,
        "no space after the colon",
        "title: foo",
    ),
    "no space in the last line": (
        "b: 1\ntitle:foo\n",
        2,
        6,
        "no space after the colon",
        "title: foo",
    ),
    "no space after the dash": ("- a\n-b\n", 2, 1, "dash", "space"),
    "unclosed quote": ('t: "abc\nb: 1\n', 1, 4, "never closed", "quote"),
    "quote closed by the next": ("t: 'abc\nb: 'x'\n", 1, 4, "never closed", "quote"),
    "apostrophe": ("t: 'it's'\n", 1, 8, "after the closing quote", "'it''s'"),
    "text after a quote": ('t: "a" b\n', 1, 8, "after the closing quote", "whole value"),
    "bracket open at the end": ("a: [b,", 1, 7, "still open", "Close it"),
    "unclosed bracket": ("a: [b, c\nd: 1\n", 1, 4, "bracket", "Close it"),
    "Markdown link": ("a: [b](c.md)\n", 1, 7, "after the closing bracket", "quotes"),
    "bold text": ("a: **b**\n", 1, 4, "sign *", "quotes"),
    "mention": ("a: @ana\n", 1, 4, "sign @", "quotes"),
    "code": ("a: `b`\n", 1, 4, "sign `", "quotes"),
    "per cent": ("a: %b\n", 1, 4, "sign %", "quotes"),
    "closing brace": ("a: }\n", 1, 4, "sign }", "quotes"),
    "field further right": ("a: 1\n  b: 2\n", 2, 3, "indented further", "first letter"),
    "indentation": ("a:\n    - b\n  c: 1\n", 3, 3, "indentation", "first letter"),
    "first field indented": ("  a: 1\nb: 2\n", 2, 1, "further left", "left margin"),
    "no field": ("a: 1\nsome text\n", 2, 1, "no colon", "colon"),
    "no field at first": ("some text\nb: 1\n", 1, 1, "no colon", "colon"),
    "list on the line": ("a: - b\n", 1, 4, "list cannot begin", "line of its own"),
    "list after a value": ("a: 1\n- b\n", 2, 1, "list item", "below the field"),
    "field in a list": ("- a\nb: c\n", 2, 1, "list item was expected", "`- `"),
    "text after a bar": ("a: | b\n", 1, 4, "next line", "quotes"),
    "Windows path": ('a: "C:\\Users"\n', 1, 9, "backslash", "single quotes"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"), MISTAKES.values(), ids=MISTAKES
)
def test_usual_mistakes_are_explained(text, line, column, message, hint):
    finding = only_finding(text, first_line=2)
    assert (finding.rule, finding.line, finding.column) == ("yaml-syntax", line + 1, column)
    assert message in finding.message
    assert hint in finding.hint
    assert read_yaml(text).data == {}


def test_other_mistakes_are_reported_in_the_words_of_the_parser():
    finding = only_finding("%NO\n---\na: 1\n")
    assert "directive" in finding.message


def test_windows_line_ends_are_line_ends():
    document = read_yaml("a: 1\r\nb:\r\n  - x\r\n")
    assert document.data == {"a": 1, "b": ["x"]}
    assert document.marks["/b/0"] == (3, 5, 3, 5, 3, 6)
    assert only_finding("a: 1\r\nb:x\r\n").hint.endswith("b: x")


# Visible characters only: the others are findings. PyYAML writes YAML 1.1, where some text that is a number in
# YAML 1.2 needs no quotes.
VISIBLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\ufeff")
)
NUMBER_IN_1_2 = re.compile(r"[-+]?(0o[0-7]+|[0-9]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)")
TEXT = VISIBLE.filter(lambda text: not NUMBER_IN_1_2.fullmatch(text) and text != "<<")
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20
)


def scalars(value, pointer=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            escaped = key.replace("~", "~0").replace("/", "~1")
            yield from scalars(inner, f"{pointer}/{escaped}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from scalars(inner, f"{pointer}/{index}")
    else:
        yield pointer, value


@given(JSON, st.booleans(), st.sampled_from([None, True, False]))
def test_what_yaml_wrote_is_read_back_and_every_mark_points_at_its_text(data, unicode, flow):
    text = yaml.safe_dump(data, allow_unicode=unicode, default_flow_style=flow, sort_keys=False)
    document = read_yaml(text, max_depth=50)
    assert document.findings == ()
    assert document.data == data
    for pointer, value in scalars(data):
        piece = cut(text, document, pointer)
        again = read_yaml(piece).data
        assert again == value or (isinstance(value, float) and math.isclose(again, value))


@given(st.text(st.sampled_from(list("ab1:-#'\"[]{},&*!|>%@`?~<.\\/ \n\t\r")), max_size=60))
def test_no_text_raises(text):
    for document in (read_yaml(text), read_tolerant(text)):
        for finding in document.findings:
            assert 1 <= finding.line <= text.count("\n") + text.count("\r") + 1
            assert finding.column >= 1
            assert finding.message
            assert finding.hint


@given(st.text())
def test_no_characters_raise(text):
    read_yaml(text)
    read_tolerant(text)


def test_tolerant_reading_leaves_tags_out_and_executes_nothing():
    text = """\
a: !ENV [SITE, FALLBACK, "https://x"]
b: !ENV SITE
c: !!python/name:os.system
d: !!python/object/apply:os.system ["echo"]
e: !relative $docs_dir
f: [!x 1, !y {z: 1}]
"""
    document = read_tolerant(text)
    assert document.findings == ()
    expected = {"a": "https://x", "b": None, "c": None, "d": None, "e": "$docs_dir", "f": [1, None]}
    assert document.data == expected


def test_tolerant_reading_resolves_aliases_and_merge_keys():
    text = """\
base: &base {x: 1, y: 2}
more: &more {y: 3, z: 4}
one: {<<: *base, y: 9}
two: {<<: [*base, *more]}
text: &t hello
again: *t
&k key: v
*k : last
a: 1
a: 2
"""
    document = read_tolerant(text)
    assert document.findings == ()
    assert document.data["one"] == {"x": 1, "y": 9}
    assert document.data["two"] == {"x": 1, "y": 2, "z": 4}
    assert document.data["again"] == "hello"
    assert document.data["key"] == "last"
    assert document.data["a"] == 2


@pytest.mark.parametrize(
    "text", ["a: &a [*a]\n", "a: *nowhere\n", "a: &a {b: {c: *a}}\n", "a: &a\n  <<: *a\n"]
)
def test_aliases_without_a_finished_anchor_are_refused(text):
    assert [f.rule for f in read_tolerant(text).findings] == ["yaml-unsafe"]


def test_alias_bombs_are_refused():
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    document = read_tolerant("a0: &a0 x\n" + "\n".join(lines))
    assert document.data == {}
    assert "10000 values" in document.findings[0].message


def test_hostile_front_matter_is_refused_and_real_front_matter_is_not(shared):
    fence = re.compile(r"\A---[ ]*\n(.*?)^---[ ]*$", re.DOTALL | re.MULTILINE)
    hostile = ["102", "103", "105", "106", "108", "109", "118", "120", "121"]
    for number in hostile:
        (path,) = (shared / "hostile").glob(f"{number}-*.md")
        match = fence.match(path.read_text(encoding="utf-8"))
        assert match is not None, path
        assert read_yaml(match[1], first_line=2).findings, path
    read, refused = 0, []
    for path in sorted((shared / "corpora").rglob("*.md")):
        match = fence.match(path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff"))
        if match is None or not re.match(r"[\w-]+:", match[1]):
            continue
        read += 1
        if read_yaml(match[1], first_line=2).findings:
            refused.append(path)
    assert read >= 10
    assert refused == []


def test_real_yaml_of_other_programs_is_read_as_pyyaml_reads_it(shared):
    """What PyYAML reads is read and has the same keys; what it refuses is refused."""
    files = sorted(
        file for end in ("yml", "yaml") for file in (shared / "corpora").rglob(f"*.{end}")
    )
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        document = read_tolerant(text)
        try:
            expected = yaml.load(text, Loader=yaml.CBaseLoader)  # text only: versions of YAML agree
        except yaml.YAMLError:
            assert document.findings, file
            continue
        assert not document.findings, file
        assert shape(document.data) == shape(expected), file


def shape(value):
    """The keys and lengths of ``value``, without its scalars."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return None
