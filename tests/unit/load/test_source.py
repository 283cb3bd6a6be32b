"""From bytes to text, front matter and body, whatever the bytes are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.load.source import parse_source, read_body, read_source

FIELDS = b"---\ntitle: T\n---\n"


def rules(source):
    return [finding.rule for finding in source.findings]


@pytest.mark.parametrize(
    ("content", "data", "body", "body_line"),
    [
        (b"", {}, "", 1),
        (b"\n", {}, "\n", 1),
        (b"# T", {}, "# T", 1),
        (FIELDS + b"# T\n", {"title": "T"}, "# T\n", 4),
        (FIELDS + b"# T", {"title": "T"}, "# T", 4),
        (FIELDS, {"title": "T"}, "", 4),
        (FIELDS.rstrip(), {"title": "T"}, "", 4),
        (b"---\ntitle: T\n...\n# T\n", {"title": "T"}, "# T\n", 4),
        (b"--- \ntitle: T\n---\t\n# T\n", {"title": "T"}, "# T\n", 4),
        (b"---\n---\n# T\n", {}, "# T\n", 3),
        (b"---\n\n---\n# T\n", {}, "# T\n", 4),
        (b"---\n# a comment\n---\n# T\n", {}, "# T\n", 4),
        (b"\xef\xbb\xbf" + FIELDS + b"# T\n", {"title": "T"}, "# T\n", 4),
        (b"\xef\xbb\xbf# T\n", {}, "# T\n", 1),
        (b"---\r\ntitle: T\r\n---\r\n# T\r\n", {"title": "T"}, "# T\n", 4),
        (b"---\rtitle: T\r---\r# T\r", {"title": "T"}, "# T\n", 4),
    ],
)
def test_front_matter_and_body_come_apart(content, data, body, body_line):
    source = parse_source(content)
    assert (source.data, source.body, source.body_line, source.findings) == (
        data,
        body,
        body_line,
        (),
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nSome words.\n\n---\n\n# T\n",
        "---\nSome words\n---\n",
        "---\n2026\n---\n# T\n",
        "---\ntrue\n---\n",
        "----\nBehold: T\n----\n",
        " ---\nNote: T\n---\n",
        "\n---\nT\n---\n",
        "--------------------\ntitle: T\n--------------------\n",
        "---\n\n# A page that begins with a rule\n",
        "---",
        "```\n---\ntitle: T\n---\n```\n",
    ],
)
def test_a_rule_of_dashes_is_no_front_matter(text):
    source = parse_source(text.encode())
    assert (source.data, source.body, source.body_line, source.findings) == ({}, text, 1, ())


@pytest.mark.parametrize("fence", ["----\n", " ---\n", "\n---\n", " \n\n---\n", "-----\n"])
def test_what_was_meant_as_front_matter_is_told(fence):
    source = parse_source(f"{fence}audience: members\n---\n# T\n".encode())
    assert rules(source) == ["displaced-front-matter"]
    assert source.findings[0].line == fence.count("\n")


def test_front_matter_without_its_first_line_is_told():
    source = parse_source(b"summary: S\naudience: members\n---\n# T\n")
    assert rules(source) == ["displaced-front-matter"]
    assert source.findings[0].line == 1
    assert source.findings[0].hint == "Put a line of exactly three dashes above the first field."


@pytest.mark.parametrize(
    "text",
    ["Note: T\n---\n", "tags: a\n\n---\n", "title: T\n", "Words\ntitle: T\n---\n", "a\n" * 5000],
)
def test_a_line_of_text_is_no_front_matter(text):
    assert parse_source(text.encode()).findings == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_what_is_no_utf_8_at_all_is_not_shown(encoding):
    source = parse_source("---\naudience: members\n---\n# T\n".encode(encoding))
    assert (rules(source), source.body) == (["unreadable-file"], "")


def test_front_matter_that_is_never_closed_is_told_where_it_opens():
    source = parse_source(b"---\ntitle: T\n\n# T\n")
    assert rules(source) == ["unclosed-front-matter"]
    assert source.findings[0][1:3] == (1, 1)
    assert source.body == "---\ntitle: T\n\n# T\n"


def test_dashes_inside_of_the_body_close_nothing_twice():
    source = parse_source(FIELDS + b"# T\n\n---\n\n```\n---\na: b\n---\n```\n")
    assert source.data == {"title": "T"}
    assert source.body.count("---") == 3


def test_front_matter_that_is_a_list_is_told_with_its_line():
    source = parse_source(b"---\n- a\n- b\n---\n# T\n")
    assert (source.data, source.body, rules(source)) == ({}, "# T\n", ["yaml-syntax"])
    assert source.findings[0].line == 2


@pytest.mark.parametrize("inner", ["a: b: c", "a:\n\t- b", "a: 'b", "{", "a: &x b", "[" * 50_000])
def test_front_matter_that_cannot_be_read_keeps_the_body(inner):
    source = parse_source(f"---\n{inner}\n---\n# T\n".encode())
    assert source.body == "# T\n"
    assert source.body_line == inner.count("\n") + 4
    assert rules(source)[0] in {"yaml-syntax", "yaml-unsafe"}
    assert 2 <= source.findings[0].line < source.body_line


def test_latin_1_is_read_and_told_where():
    source = parse_source("# Šíření\n\nČaj, ".encode() + b"caf\xe9\n")
    assert rules(source) == ["encoding"]
    assert source.findings[0][1:5] == (3, 9, 3, 10)
    assert source.body.endswith("café\n")


def test_lines_are_told_as_editors_count_them():
    source = parse_source(b"---\r\ntitle: T\r\nsize: a: b\r\n---\r\n")
    assert source.findings[0].line == 3


ODD_BREAKS = "---\ntitle: 'a\u2028b\u0085c'\n---\n\n# T\x0b\u2029\n\nEnd"


def test_the_body_can_be_read_alone(tmp_path):
    for index, text in enumerate([ODD_BREAKS, FIELDS.decode().rstrip(), "# T", "", "---\n---\n"]):
        path = tmp_path / f"{index}.md"
        path.write_text(text, encoding="utf-8", newline="")
        source = read_source(path)
        assert read_body(path, source.body_line) == source.body


@given(st.text(alphabet="-.\n\r :ab\u2028\ufeff", max_size=40))
def test_the_body_alone_is_the_body(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("page") / "page.md"
    path.write_bytes(text.encode())
    source = read_source(path)
    assert read_body(path, source.body_line) == source.body


@given(st.binary(max_size=60) | st.binary(max_size=40).map(lambda tail: b"---\n" + tail))
def test_no_bytes_raise(content):
    source = parse_source(content)
    assert isinstance(source.data, dict)
    assert 1 <= source.body_line <= content.count(b"\n") + content.count(b"\r") + 2
    assert all(finding.line >= 1 and finding.column >= 1 for finding in source.findings)


def test_a_file_that_is_gone_is_a_finding(tmp_path):
    source = read_source(tmp_path / "gone.md")
    assert rules(source) == ["unreadable-file"]
    assert source.findings[0].message == "The file cannot be read: No such file or directory."
