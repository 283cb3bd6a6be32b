"""Lists as they are written for GitHub look on the site as they look there."""

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_kb.load.source import parse_source
from cop_kb.site.extensions import MARKDOWN_EXTENSIONS
from cop_kb.site.lists import ListExtension


@pytest.fixture(scope="module")
def converter() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=list(MARKDOWN_EXTENSIONS), extension_configs=MARKDOWN_EXTENSIONS
    )


def html_of(converter: markdown.Markdown, text: str) -> str:
    return re.sub(r"\s*\n\s*", "", converter.reset().convert(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(
            "- a\n  - b\n    - c\n- d\n",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
            id="two columns nest",
        ),
        pytest.param(
            "1. a\n   - b\n2. c\n",
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
            id="three columns nest under a number",
        ),
        pytest.param("Text:\n- a\n- b\n", "<p>Text:</p><ul><li>a</li><li>b</li></ul>", id="after text"),
        pytest.param("# T {#t}\n- a\n", None, id="after a heading"),
        pytest.param("It was\n1986. A year\n", "<p>It was1986. A year</p>", id="a year starts no list"),
        pytest.param(
            "- a\n\n  more\n\n- b\n",
            "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>",
            id="a paragraph within an item",
        ),
        pytest.param(
            "- a\n\n      code\n",
            '<ul><li>a<div class="highlight"><pre><span></span><code>code</code></pre></div></li></ul>',
            id="code within an item",
        ),
        pytest.param("- a\nlazy\n- b\n", "<ul><li>alazy</li><li>b</li></ul>", id="a lazy line"),
        pytest.param("a\n\n- - -\n\nb\n", "<p>a</p><hr /><p>b</p>", id="a rule is no list"),
        pytest.param(
            '- a\n=== "T"\n\n    text\n',
            None,
            id="a tab after an item",
        ),
        pytest.param("- a\n-\n- b\n", "<ul><li>a</li><li></li><li>b</li></ul>", id="an empty item"),
        pytest.param(
            "!!! note\n    Text:\n    - a\n      - b\n",
            '<div class="admonition note"><p class="admonition-title">Note</p><p>Text:</p>'
            "<ul><li>a<ul><li>b</li></ul></li></ul></div>",
            id="within an admonition",
        ),
    ],
)  # fmt: skip
def test_a_list_is_nested_by_the_width_of_its_markers(
    text: str, html: str | None, converter: markdown.Markdown
) -> None:
    found = html_of(converter, text)
    assert found == html if html else "<ul><li>a</li></ul>" in found and "<pre>" not in found


FOUR_COLUMNS = [
    "- a\n    - b\n        - c\n- d\n",
    "* a\n\n    para\n\n        code\n\n    * b\n\n        para\n\n* c\n",
    "1. a\n\n    ```\n    code\n    ```\n\n2. b\n    - c\n",
    "-   a\n\n    para\n    more\n\n-   b\n",
    "    code\n    - code\n\ntext\n",
    "!!! note\n    - a\n        - b\n\n    text\n\ntext\n",
    "term\n:   def\n\n    more\n\n    - a\n        - b\n",
    "[^1]\n\n[^1]: note\n    - a\n",
]


@pytest.mark.parametrize("text", FOUR_COLUMNS)
def test_text_written_with_four_columns_stays_as_it_is(text: str) -> None:
    without = {name: value for name, value in MARKDOWN_EXTENSIONS.items() if "lists" not in name}
    plain = markdown.markdown(text, extensions=list(without), extension_configs=without)
    ours = markdown.markdown(
        text, extensions=[*without, ListExtension()], extension_configs=without
    )
    assert ours == plain


def test_more_items_of_real_texts_are_items(shared: Path, converter: markdown.Markdown) -> None:
    path = shared / "corpora/kubernetes-community/sig-auth/annual-report-2025.md"
    body = parse_source(path.read_bytes()).body
    written = len(re.findall(r"^[ ]*- \[[ xX]\] ", body, re.MULTILINE))
    assert converter.reset().convert(body).count('type="checkbox"') == written > 0


@settings(deadline=None)
@given(st.text(alphabet="-*+1. \n\tab#>!:=|`", max_size=60))
def test_any_text_renders(text: str) -> None:
    assert isinstance(markdown.markdown(text, extensions=[ListExtension()]), str)
