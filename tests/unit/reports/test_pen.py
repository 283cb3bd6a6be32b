"""What authors wrote stays mere text, for a terminal and in Markdown."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.reports.pen import MarkdownPen, PlainPen

ZERO = "\u200b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", "\\\\x1b\\[31mred"),
        ("@ada", f"@{ZERO}ada"),
        ("see #12 and !34", f"see \\#{ZERO}12 and \\!{ZERO}34"),
        ("https://example.org", f"https:{ZERO}//example.org"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("[a](b) | `c` *d* _e_ ~f~", "\\[a\\]\\(b\\) \\| \\`c\\` \\*d\\* \\_e\\_ \\~f\\~"),
    ],
)
def test_markdown_is_escaped(text, expected):
    assert MarkdownPen().text(text) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_no_text_becomes_markup(text):
    for pen in (MarkdownPen().text, MarkdownPen().message, MarkdownPen().code):
        page = markdown.markdown(f"Title {pen(text)} end")
        tags = page.replace("<p>", "").replace("</p>", "").replace("<code>", "")
        assert "<" not in tags.replace("</code>", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("", ""), ("@ada", "`@ada`")],
)
def test_code(text, expected):
    assert MarkdownPen().code(text) == expected


def test_a_message_keeps_what_it_quotes():
    assert MarkdownPen().message("The tag `a_b` is *new*.") == "The tag `a_b` is \\*new\\*."
    assert MarkdownPen().message("One `tick.") == "One \\`tick."


def test_links_and_bold():
    pen = MarkdownPen()
    assert pen.link("A [b]", "https://x/") == "[A \\[b\\]](<https://x/>)"
    assert pen.link("A", "") == "A"
    assert pen.strong(" A ") == "**A**"
    assert pen.strong("  ") == ""


def test_plain_text_is_printable_and_short():
    pen = PlainPen()
    assert pen.text("a\n\x1bb") == "a \\x1bb"
    assert len(pen.text("x" * 500)) == 100
    assert pen.link("A", "https://x/") == "A (https://x/)"
