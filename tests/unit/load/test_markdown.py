"""What is read from a Markdown text, and where it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_kb.load.markdown import read_structure
from cop_kb.model.structure import Anchor, Heading, Link, Region, Structure, Task


def test_an_empty_text_has_one_region() -> None:
    assert read_structure("") == Structure((), (), (), (), (Region(0, 0, 0, 0, 0),))


def test_headings_have_level_text_anchor_and_place() -> None:
    found = read_structure(
        "Zero\n\n# One *two* `three`\n\n> ## Four {#four}\n\nFive\n----\n\n- # Six\n# Six"
    )
    assert found.headings == (
        Heading(1, "One two three", "one-two-three", 3, 1),
        Heading(2, "Four", "four", 5, 3),
        Heading(2, "Five", "five", 7, 1),
        Heading(1, "Six", "six", 10, 3),
        Heading(1, "Six", "six_1", 11, 1),
    )  # fmt: skip


def test_lines_count_from_the_first_line_of_the_file() -> None:
    found = read_structure("# One\n\n[a](b)\n\n- [ ] c\n\n<a id='d'></a>\n", first_line=11)
    places = [
        found.headings[0].line,
        found.links[0].line,
        found.tasks[0].line,
        found.anchors[0].line,
    ]
    assert places == [11, 13, 15, 17]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        pytest.param("a [b *c*](d.md) e", Link("link", "d.md", 1, 3, 1, 16, "b c"), id="inline"),
        pytest.param("![b *c*](d.png)", Link("image", "d.png", 1, 1, 1, 16, "b c"), id="image"),
        pytest.param("日本 [b](c)", Link("link", "c", 1, 4, 1, 10, "b"), id="columns are characters"),
        pytest.param("[a\nb](c)", Link("link", "c", 1, 1, 2, 6, "a b"), id="over two lines"),
        pytest.param("[a][b]\n\n[b]: /c 't'", Link("link", "/c", 1, 1, 1, 7, "a"), id="reference"),
        pytest.param("<m@n.o>", Link("link", "mailto:m@n.o", 1, 1, 1, 8, "m@n.o"), id="mail"),
        pytest.param("[a](b&amp;c\\_d)", Link("link", "b&c_d", 1, 1, 1, 16, "a"), id="entity and escape"),
        pytest.param("[a](b c)", Link("link", "b c", 1, 1, 1, 9, "a"), id="space in the address"),
        pytest.param('x <a href="b&amp;c">d</a>', Link("link", "b&c", 1, 3, 1, 21, "d"), id="raw link"),
        pytest.param("<p>\nx <img src=b alt=c>", Link("image", "b", 2, 3, 2, 20, "c"), id="raw image"),
        pytest.param('!!! note\n    [a](b)', Link("link", "b", 2, 5, 2, 11, "a"), id="in an admonition"),
        pytest.param('!!! note "é [a](b)"', Link("link", "b", 1, 13, 1, 19, "a"), id="in a title"),
        pytest.param('??? note\n\n    é [a](b)', Link("link", "b", 3, 7, 3, 13, "a"), id="in details"),
        pytest.param('=== "1. T"\n\n\té [a](b)', Link("link", "b", 3, 4, 3, 10, "a"), id="after a tab"),
        pytest.param("- [ ] a\n      - [a](b)", Link("link", "b", 2, 9, 2, 15, "a"), id="far in"),
        pytest.param("<!-- a\n\n-->\n[a](b)", Link("link", "b", 4, 1, 4, 7, "a"), id="after a comment"),
        pytest.param('[a](b){: href="c" }', Link("link", "c", 1, 1, 1, 7, "a"), id="address in attributes"),
    ],
)  # fmt: skip
def test_a_link_has_target_text_and_both_ends(text: str, link: Link) -> None:
    assert read_structure(text).links == (link,)


def test_a_link_around_an_image_comes_before_it() -> None:
    first, second = read_structure("[![i](a.png) t](b.md)").links
    assert (first.target, first.text) == ("b.md", "t")
    assert (second.target, second.text) == ("a.png", "i")


def test_tasks_have_a_state_a_text_and_a_place() -> None:
    text = "- [ ] one [x](y)\n  two\n\n  no\n- [X] **three**\n    1. [x] four\n* [ ]no\n- [y] no\n"
    assert read_structure(text).tasks == (
        Task(False, "one x two", 1, 1),
        Task(True, "three", 5, 1),
        Task(True, "four", 6, 5),
    )


def test_anchors_are_what_else_a_link_can_point_to() -> None:
    text = (
        'para\n{: #para }\n\n[a](b){: #link }\n\n<div id="box">\n<a name="old"></a>\n</div>\n\n'
        "x[^n] y[^n]\n\n[^n]: Note\n"
    )
    assert read_structure(text).anchors == (
        Anchor("para", 2),
        Anchor("link", 4),
        Anchor("box", 6),
        Anchor("old", 7),
        Anchor("fnref:n", 10),
        Anchor("fnref2:n", 10),
        Anchor("fn:n", 12),
    )


def test_regions_count_what_stands_between_headings() -> None:
    text = (
        "One two <!-- no --> [three](no) ![no](no)\n\n# No\n\n- a\n    - [x] b c\n\n1. d\n\n"
        "## No\n\n| e | f |\n|---|---|\n| g | h |\n\n```python title='no'\ni = j\n```\n\n    k\n"
    )
    assert read_structure(text).regions == (
        Region(3, 0, 0, 0, 0),
        Region(4, 3, 1, 0, 0),
        Region(8, 0, 0, 1, 2),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("well-known, *one*two `code span`", 4, id="markup"),
        pytest.param("日本語 と text", 5, id="scripts without spaces count by character"),
        pytest.param("naïve café", 2, id="letters with marks"),
        pytest.param("<p>one <b>two</b></p>", 2, id="raw HTML"),
        pytest.param("a\nb  \nc\n\nd", 4, id="line breaks"),
        pytest.param('!!! note "One two"\n    three', 3, id="title of an admonition"),
    ],
)
def test_words_are_the_visible_ones(text: str, words: int) -> None:
    assert read_structure(text).regions[0].words == words


def test_lists_tables_and_code_in_containers_are_counted() -> None:
    text = '!!! note\n    - a\n    - b\n\n=== "T"\n\n    | a | b |\n    |---|---|\n\n    ```\n    c\n    ```\n'
    assert read_structure(text).regions[0][1:] == (2, 0, 1, 1)


LARGE = 50_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * LARGE,
        "![" * LARGE,
        ">" * LARGE,
        "`" * LARGE,
        "*a " * LARGE,
        "<!--\n" * LARGE,
        "<div>\n" * LARGE,
        "<a \"<a '" * LARGE,
        "```x\n" * LARGE,
        " ```x\n" * LARGE + "a",
        "](a" + " b" * LARGE,
        "# a\n" * LARGE,
        "# a_1\n" * LARGE,
        "{: " * LARGE,
        "# a {" + "{" * LARGE + "}",
        "".join(f"{'  ' * depth}- a\n" for depth in range(1000)),
        "".join(f"{'    ' * depth}!!! note\n" for depth in range(1000)),
        "é[a](b)" * LARGE,
        "[a]: " + " " * LARGE,
        "|" * LARGE,
        "- " * LARGE,
        "&amp;" * LARGE,
        "a" * 20 * LARGE,
        "\x00\x0b\x1c\u2028\x85\ud800\udfff\ufeff" * LARGE,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_text_is_read(text: str) -> None:
    # Anything but linear time would keep this test busy for minutes.
    structure = read_structure(text)
    assert len(structure.regions) == len(structure.headings) + 1


PIECES = [
    "# a", "## b {#c}", "a\n===", "- [ ] d", "  - [x] e", "      - f", "1. g", "    h", "> i", "!!! note", '??? "j"',
    '=== "k"', "    l [m](n)", "```", "~~~ o", "<div>", "</div>", "<div markdown>", "<!-- p", "-->", "[q]: r",
    "[s][q] ![t](u v)", "x[^1]", "[^1]: y", "| a | b |", "|---|---|", "-", "---", "", "", "\t# z", "é \u2028 \x0c", ": a",
    "{: #b }", "<img src='c'>", "<a href=d>", "\\", "&lt;", "<details>", "\r",
]  # fmt: skip


def check(text: str) -> None:
    structure = read_structure(text, first_line=3)
    last = 3 + text.count("\n")
    lines = text.split("\n")
    for things in structure[:4]:
        places = [(thing.line, getattr(thing, "column", 1)) for thing in things]
        assert places == sorted(places)
        for line, column in places:
            assert 3 <= line <= last
            assert 1 <= column <= len(lines[line - 3]) + 1
    for link in structure.links:
        assert (link.line, link.column) <= (link.end_line, link.end_column)
        assert link.end_line <= last
    anchors = [heading.anchor for heading in structure.headings if heading.anchor]
    assert all(heading.anchor for heading in structure.headings)
    assert len(anchors) == len(structure.headings) == len(structure.regions) - 1


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("\n".join))
def test_any_markdown_is_read(text: str) -> None:
    check(text)
