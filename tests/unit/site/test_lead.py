"""What a phone shows below the title: the beginnings of sections and links, as the content type says."""

import re
from collections.abc import Sequence

import markdown
import pytest

from cop_kb.model.content_type import SectionSpec
from cop_kb.model.document import Section
from cop_kb.model.structure import Heading, Region
from cop_kb.site.extensions import MARKDOWN_EXTENSIONS
from cop_kb.site.lead import LeadExtension

NOTHING = Region(0, 0, 0, 0, 0)
LEAD = re.compile(r"<aside [^>]*>(.*?)</aside>", re.DOTALL)
PART = (
    '<div class="kb-lead__part"><p class="kb-label">{}</p><div class="kb-lead__text">{}</div></div>'
)


def section(heading: str, anchor: str, lead: str) -> Section:
    return Section(
        Heading(2, heading, anchor, 1, 1), NOTHING, SectionSpec(heading, lead=lead), False
    )


WHEN = section("When", "when", "beginning")
STEPS = section("Steps", "steps", "beginning")
OTHERWISE = section("Otherwise", "otherwise", "link")


def render(text: str, *sections: Section, extensions: Sequence[str] = ()) -> str:
    lead = LeadExtension({"page.md": sections}.__getitem__)
    lead.current = "page.md"
    html = markdown.markdown(
        text,
        extensions=[*MARKDOWN_EXTENSIONS, *extensions, lead],
        extension_configs=MARKDOWN_EXTENSIONS,
    )
    return re.sub(r"\s*\n\s*", "", html)


def lead_of(text: str, *sections: Section) -> str:
    found = LEAD.search(render(text, *sections))
    return found[1] if found else ""


def beginning_of(text: str) -> str:
    """Return what is shown of a section with this text."""
    lead = lead_of(f"# Title\n\n## When\n\n{text}", WHEN)
    return lead.partition('<div class="kb-lead__text">')[2].partition("</div></div>")[0]


def test_the_beginnings_and_the_links_stand_below_the_title():
    html = render(
        "# Title\n\n## When\n\nIt *burns*.\n\nOr smokes.\n\n## Otherwise\n\nRun.\n\n## Steps\n\n1. Look.\n2. Call.\n3. Wait.\n",
        WHEN,
        OTHERWISE,
        STEPS,
    )

    title, _, rest = html.partition("</h1>")
    assert title.startswith('<h1 id="title">')
    assert rest.startswith("<aside ")
    assert LEAD.search(html)[1] == (
        PART.format("When", "<p>It <em>burns</em>.</p>")
        + PART.format("Steps", "<ol><li>Look.</li></ol>")
        + '<ul class="kb-lead__links"><li><a href="#otherwise">Otherwise</a></li>'
        '<li><a href="#steps">Steps 1\N{EN DASH}3</a></li></ul>'
    )
    assert "<ol><li>Look.</li><li>Call.</li><li>Wait.</li></ol>" in rest.partition("</aside>")[2]


def test_it_is_hidden_until_the_style_shows_it_and_search_passes_over_it():
    opening = re.search(r"<aside [^>]*>", render("## When\n\nNow.\n", WHEN))[0]

    assert 'hidden="hidden"' in opening
    assert 'data-pagefind-ignore="all"' in opening


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("One.\n\nTwo.\n", "<p>One.</p>", id="a paragraph"),
        pytest.param("- One.\n- Two.\n", "<ul><li>One.</li></ul>", id="an item"),
        pytest.param("Look at:\n\n- one,\n- two.\n", "<p>Look at:</p><ul><li>one,</li></ul>", id="announced"),
        pytest.param(
            "### First\n\n1. One.\n2. Two.\n", "<p>First</p><ol><li>One.</li></ol>", id="a heading"
        ),
        pytest.param("1. One.\n\n    More.\n\n2. Two.\n", "<ol><li><p>One.</p></li></ol>", id="long items"),
        pytest.param("- One.\n    - More.\n- Two.\n", "<ul><li>One.</li></ul>", id="nested items"),
        pytest.param("1. **One.** *See* it.\n", "<ol><li><strong>One.</strong> <em>See</em> it.</li></ol>", id="words"),
        pytest.param("- [ ] One.\n- [ ] Two.\n", '<ul class="task-list"><li>One.</li></ul>', id="a box to tick"),
        pytest.param("One[^1].\n\n[^1]: Note.\n", "<p>One.</p>", id="a footnote"),
        pytest.param('One <b id="x">bold</b>.\n', "<p>One <b>bold</b>.</p>", id="an id in HTML"),
        pytest.param("One.\n{: #x }\n", "<p>One.</p>", id="an id in an attribute list"),
        pytest.param("<!-- What? -->\n\nOne.\n", "<p>One.</p>", id="a comment first"),
    ],
)  # fmt: skip
def test_the_beginning_of_a_section(text, shown):
    assert beginning_of(text) == shown


def test_a_step_shows_the_command_that_it_announces():
    beginning = beginning_of(
        "1. Ask for the state:\n\n    ```sh\n    state --all\n    ```\n\n2. Wait.\n"
    )

    assert beginning.startswith("<ol><li>")
    assert "state --all" in re.sub(r"<[^>]+>", "", beginning)


def test_a_list_that_begins_elsewhere_keeps_its_numbers():
    html = render("## Steps\n\n4. Four.\n5. Five.\n", STEPS, extensions=["sane_lists"])

    assert '<ol start="4"><li>Four.</li></ol>' in LEAD.search(html)[1]
    assert ">Steps 4\N{EN DASH}5</a>" in html


def test_no_id_stands_twice():
    text = "# Title\n\n## When\n\n### Once {#once}\n\nSee <a name='twice' id=\"thrice\"></a>it[^1].\n\n[^1]: Note.\n"

    ids = re.findall(r"\s(?:id|name)=[\"']([^\"']+)", render(text, WHEN))

    assert {"once", "twice", "thrice", "fn:1"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_page_that_has_not_been_filled_in_shows_nothing():
    text = "# Title\n\n## When\n\n<!-- When is it? -->\n\n## Steps\n\n## Otherwise\n\nRun.\n"

    assert lead_of(text, WHEN, STEPS, OTHERWISE) == ""


def test_a_page_whose_type_says_nothing_stays_as_it_is():
    text = "# Title\n\n## When\n\nNow.\n"

    assert render(text) == render(text, section("Other", "other", "beginning")) == render(
        text, OTHERWISE
    )  # fmt: skip


def test_without_a_title_it_stands_first():
    assert render("## When\n\nNow.\n", WHEN).startswith("<aside ")
