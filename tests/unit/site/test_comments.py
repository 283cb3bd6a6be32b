"""Comments stay in the file; code that shows one keeps it."""

import markdown
import pytest

from cop_kb.site.extensions import MARKDOWN_EXTENSIONS


@pytest.fixture(scope="module")
def converter():
    return markdown.Markdown(
        extensions=list(MARKDOWN_EXTENSIONS), extension_configs=MARKDOWN_EXTENSIONS
    )


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- secret --> b",
        "<!-- secret -->\n\nx",
        "<!-- secret\n\nsecret -->\n\nx",
        "# Heading <!-- secret -->",
        "- [ ] task <!-- secret -->",
        "<div><!-- secret --> x</div>",
        "<details><summary>x</summary><!-- secret\n\n--></details>",
        "<div markdown>\nx <!-- secret -->\n\n<!-- secret -->\n</div>",
        '!!! note "T <!-- secret -->"\n    x <!-- secret -->',
        '=== "T <!-- secret -->"\n    x <!-- secret -->',
        "| a |\n|---|\n| <!-- secret --> |",
        "Term\n: <!-- secret -->",
        "a[^1]\n\n[^1]: <!-- secret -->",
        "[a <!-- secret -->](b.md)",
        "![a <!-- secret -->](b.png)",
        "a <!-- secret --!> b",
        "<!--> secret -->",
    ],
)
def test_a_comment_is_not_on_the_page(converter, text):
    html = converter.reset().convert(text)

    assert "secret" not in html
    assert "<!--" not in html
    assert all("secret" not in str(token) for token in converter.toc_tokens)


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- shown -->`",
        "```html\n<!-- shown -->\n```",
        "    <!-- shown -->",
        "<!-- never closed, so it is shown",
        "<script>const a = '<!-- shown -->';</script>",
        "<style>/* <!-- shown --> */</style>",
    ],
)
def test_what_is_no_comment_stays(converter, text):
    assert "shown" in converter.reset().convert(text)


def test_the_text_around_stays_as_it_is(converter):
    html = converter.reset().convert("<!-- a -->\n\nOne.\n\n<!-- b -->\n\nTwo.")

    assert html.split() == ["<p>One.</p>", "<p>Two.</p>"]
