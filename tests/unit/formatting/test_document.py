"""Fields and sections in order: the same lines, which say the same, and whatever could say something else is left alone."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_kb.formatting import format_document
from cop_kb.formatting.document import is_in_order
from cop_kb.load.record import read_record
from cop_kb.load.source import parse_fields, parse_source
from cop_kb.model.content_type import ContentType, SectionSpec
from cop_kb.model.document import Document

FIELDS = ("title", "summary", "owners", "tags")
GUIDE = ContentType(
    id="guide",
    title="Guide",
    plural="Guides",
    description="How to do one thing.",
    folder="guides",
    schema={"properties": dict.fromkeys(FIELDS, True)},
    sections=(SectionSpec("When", ("Trigger",)), SectionSpec("Steps"), SectionSpec("Afterwards")),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Make a document of what a file holds."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "team/guides").mkdir(parents=True)

    def read_content(content: bytes, name: str = "one.md") -> Document:
        uri = f"team/guides/{name}"
        (folder / uri).write_bytes(content)
        return Document(read_record(folder, uri), GUIDE, "team")

    return read_content


@pytest.fixture(scope="module")
def formatted(read):
    """Return what a file holds once it is in order, and why something is left as it is."""

    def run(content: bytes, name: str = "one.md"):
        found = format_document(read(content, name), content)
        assert found.before == content
        return found.after, [reason.reason for reason in found.untouched]

    return run


def lines_of(content):
    """The lines of a file, without their ends, the last of which may have none."""
    return Counter(
        line.rstrip(b"\r\n") for line in content.removeprefix(b"\xef\xbb\xbf").splitlines()
    )


MARKED = (
    b"---\nsummary: S\n# Above\ntitle: T # beside\n# Below\n---\n\n## Steps\n\nx\n\n## When\n\ny\n"
)
IN_ORDER = (
    b"---\n# Above\ntitle: T # beside\nsummary: S\n# Below\n---\n\n## When\n\ny\n\n## Steps\n\nx\n"
)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("is_ended", [True, False])
def test_line_ends_and_a_byte_order_mark_stay(formatted, end, mark, is_ended):
    before, after = (
        mark + (text if is_ended else text[:-1]).replace(b"\n", end) for text in (MARKED, IN_ORDER)
    )
    assert formatted(before) == (after, [])
    assert formatted(after) == (after, [])


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_is_fields_only_is_put_in_order(formatted, end, mark):
    before = mark + end.join([b"# All", b"", b"tags:", b"- a", b"other: 1", b"title: T"])
    after = mark + end.join([b"# All", b"", b"title: T", b"tags:", b"- a", b"other: 1"])
    assert formatted(before, "one.yaml") == (after, [])
    assert formatted(after, "one.yaml") == (after, [])


def test_line_ends_of_two_kinds_go_with_their_lines(formatted):
    before = b"---\r\nsummary: S\ntitle: T\r\n---\n"
    assert formatted(before)[0] == b"---\r\ntitle: T\r\nsummary: S\n---\n"


def test_the_type_comes_first_and_what_the_type_does_not_know_last(formatted):
    before = b"---\nz: 1\ntags: []\na: 2\ntitle: T\ntype: guide\n---\n"
    assert formatted(before)[0] == b"---\ntype: guide\ntitle: T\ntags: []\nz: 1\na: 2\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"Text only.\n",
        b"---\n---\n",
        b"---\n# Nothing yet\n---\n",
        b"## Free\n\n## When\n\n## Free\n\n## Steps",
        b"## When\n\n## When\n\n## Steps\n\n## Trigger too\n",
        b"```\n## Steps\n\n## When\n```\n",
        b"> ## Steps\n>\n> ## When\n",
        b"### Steps\n\n### When\n",
    ],
)
def test_what_is_in_order_is_the_same_to_the_byte(formatted, read, text):
    assert is_in_order(read(text))
    assert formatted(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"---\n{tags: [], title: T}\n---\n", "several stand on one line"),
        (b"---\n? tags\n: []\ntitle: T\n---\n", "several stand on one line"),
        (b"---\ntags: |+\n  a\n\ntitle: T\n---\n", "would say something else"),
        (b"## Steps\n\n# One\n\n## When\n", "a heading of level 1"),
        (b"## Steps\n\n<div markdown>\n\n## When\n\n</div>\n", "`div` spans several"),
        (b"## Steps\n\n### Here\n\n## When\n\n### Here\n", "called alike"),
        (b"## Steps\n\n[a]\n\n[a]: b\n\n## When\n\n[a]: c\n", "show in another way"),
        (b"## Steps\n\n<!-- x -->\n\n## When\n\n<!-- y\n", "show in another way"),
        (b"## Steps\n\n```\nx\n```\n\n## When\n\n```\ny\n", "show in another way"),
        (b"## Steps\n\nx\n\n## When\n\n<div>\n", "show in another way"),
        (b"## Afterwards\n\nx\n## When\ny\n\nSteps\n---\n", "show in another way"),
    ],
)
def test_what_could_change_its_meaning_is_left_alone(formatted, text, reason):
    after, (said,) = formatted(text)
    assert after == text
    assert reason in said


def test_fields_move_when_sections_cannot(formatted):
    after, (said,) = formatted(b"---\ntags: []\ntitle: T\n---\n## Steps\n# One\n## When\n")
    assert after == b"---\ntitle: T\ntags: []\n---\n## Steps\n# One\n## When\n"
    assert "heading of level 1" in said


def test_a_footnote_that_is_named_twice_hinders_nothing(formatted):
    before = b"## Steps\n\nOne.[^1]\n\n[^1]: Note.\n\n## When\n\nTwo.[^1]\n"
    after = b"## When\n\nTwo.[^1]\n\n## Steps\n\nOne.[^1]\n\n[^1]: Note.\n"
    assert formatted(before) == (after, [])


VALUES = st.sampled_from(
    [
        "one",
        "[a, 'b']",
        "[a,\n  b]",
        '"in quotes # no comment"',
        ">-\n  folded\n\n  # text\n   deeper",
        "|\n  kept\n",
        "|+\n  kept\n\n",
        "\n  - a\n  # in between\n  - b",
        "\n- a\n- {b: c}",
        "plain\n  goes on",
        "",
        "'2026-01-01' # beside",
    ]
)
ABOVE = st.sampled_from(
    ["", "\n", "# A comment\n", "# Two\n# lines\n", "\n# After a gap\n", "#\n\n"]
)
NAMES = st.lists(
    st.sampled_from([*FIELDS, "type", "own", "x-1", '"quoted"']), unique=True, min_size=1
)
PARTS = st.lists(
    st.sampled_from(
        [
            "## When\n",
            "## Steps\n\n",
            "## Afterwards\n",
            "Trigger\n---\n",
            "## Free\n\n",
            "### Deeper\n",
            "# Title\n",
            "Text\n",
            "Text[^1] with a [link].\n\n",
            "- [ ] item\n",
            "- item\n\n    goes on\n",
            "```\n",
            "~~~\n## Steps\n~~~\n",
            "<!--\n",
            "-->\n",
            "<div>\n",
            "</div>\n",
            "<details markdown>\n",
            "</details>\n",
            "!!! note\n\n    ## When\n",
            "> ## Steps\n",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "[link]: https://example.org\n",
            "[^1]: A note\n\n    goes on\n",
            "\n",
            "---\n",
            "\t## When\n",
        ]
    ),
    max_size=14,
)


@st.composite
def fields(draw):
    text = "".join(
        f"{draw(ABOVE)}{name}: {value}".rstrip(" ") + "\n" * (not value.endswith("\n"))
        for name in draw(NAMES)
        for value in [draw(VALUES)]
    )
    return text + draw(st.sampled_from(["", "# The end\n", "\n", "\n# The end\n"]))


def _check(formatted, read, before, name, parse):
    after, _ = formatted(before, name)
    assert lines_of(after) == lines_of(before)
    was, now = parse(before), parse(after)
    assert (was.data, was.findings) == (now.data, now.findings)
    assert formatted(after, name)[0] == after
    old, new = (
        [(s.heading.text, s.heading.anchor, s.body) for s in read(c, name).sections]
        for c in (before, after)
    )
    assert sorted(old) == sorted(new)


@settings(deadline=None, max_examples=300)
@given(
    front_matter=fields(), parts=PARTS, end=st.sampled_from(["\n", "\r\n"]), is_ended=st.booleans()
)
def test_whatever_is_written_says_the_same(formatted, read, front_matter, parts, end, is_ended):
    text = f"---\n{front_matter}---\n{''.join(parts)}"
    before = (text if is_ended else text.rstrip("\n")).replace("\n", end).encode()
    if not parse_source(before).findings:
        _check(formatted, read, before, "one.md", parse_source)


@settings(deadline=None, max_examples=200)
@given(text=fields(), start=st.sampled_from(["", "---\n", "# Top\n\n"]), is_ended=st.booleans())
def test_whatever_fields_are_alone_in_a_file_say_the_same(formatted, read, text, start, is_ended):
    before = (start + (text if is_ended else text.rstrip("\n"))).encode()
    if not parse_fields(before).findings:
        _check(formatted, read, before, "one.yaml", parse_fields)
