import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.load.markdown import read_structure
from cop_kb.scaffold.intake.harmless import make_harmless

PIECES = st.sampled_from(
    ["[x](javascript:a)", "[x][r]", "[r]: javascript:a", "<javascript:a>", "![x](data:a)", "[", "]", "(", ")", "`", "``",
     "[x](&#106;avascript:a)", "[x](<java\tscript:a>)", "<!--", "-->", "```", "> ", "- ", "\n", "\n\n", "    ", "<a href=x>",
     "|", "\\", "*[x]: y ", "word "]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown", "tags"),
    [
        ("a <b>bold</b> move", "a &lt;b>bold&lt;/b> move", 2),
        ("if a < b and c<3", "if a < b and c<3", 0),
        ("see <https://example.org/a>", "see <https://example.org/a>", 0),
        ("`<b>` and ``a ` <b>``", "`<b>` and ``a ` <b>``", 0),
        ("\\`<b>` and `\\` <b>", "\\`&lt;b>` and `\\` &lt;b>", 2),
        ("a ` <b>\nb ` <i>", "a \\` &lt;b>\nb \\` &lt;i>", 2),
        ("```html\n<b>\n```\n<b>", "```html\n<b>\n```\n&lt;b>", 1),
        ("```<b>\n```", "\\`\\`\\`&lt;b>\n\\`\\`\\`", 1),
        ("```\nnever closed <b>", "\\`\\`\\`\nnever closed &lt;b>", 1),
        ("<!-- a\n\nhint -->\nx <!-- b --> y", "<!-- a\n\nhint -->\nx <!-- b --> y", 0),
        ("<!-- a --> <b>", "&lt;!-- a --> &lt;b>", 2),
        ("x <!-- a\n-->", "x &lt;!-- a\n-->", 1),
        ("\\<!-- <b> -->", "\\&lt;!-- &lt;b> -->", 2),
        ("<!-- never", "&lt;!-- never", 1),
        ("[x](javascript:a) [y](https://y.example)", "[x]&#40;javascript:a) [y](https://y.example)", 0),
        ("[x](../a.md) [y](tel:1)", "[x](../a.md) [y](tel:1)", 0),
        ("[r]: data:text/html,x", "[r]&#58; data:text/html,x", 0),
    ],
)  # fmt: skip
def test_text_shows_as_it_was_written(text, shown, tags):
    assert make_harmless(text) == (shown, tags)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_link_can_run_code(text):
    shown, _ = make_harmless(text)

    targets = [link.target.lower() for link in read_structure(shown).links]
    assert not [t for t in targets if t.startswith(("java", "data"))]
