"""A document as its record and its place make it."""

import pytest

from cop_kb.model.structure import Region


def only(folder, content, src_uri="incidents/playbooks/roll-back.md"):
    folder.community("incidents").page(src_uri, content)
    return folder.load().documents_by_uri[src_uri]


@pytest.mark.parametrize(
    ("src_uri", "identifier", "type_id"),
    [
        ("incidents/playbooks/roll-back.md", "incidents/playbook/roll-back", "playbook"),
        ("incidents/playbooks/a/b/roll-back.md", "incidents/playbook/roll-back", "playbook"),
        ("incidents/playbooks/roll-back/index.md", "incidents/playbook/roll-back", "playbook"),
        ("incidents/playbooks/roll-back/README.md", "incidents/playbook/roll-back", "playbook"),
        ("incidents/playbooks/index.md", "incidents/playbooks/index", None),
        ("incidents/playbooks/README.md", "incidents/playbooks/README", None),
        ("incidents/playbooks.md", "incidents/playbooks", None),
        ("incidents/about.md", "incidents/about", None),
        ("incidents/notes/index.md", "incidents/notes/index", None),
        ("elsewhere/playbooks/roll-back.md", "elsewhere/playbooks/roll-back", None),
        ("playbooks/roll-back.md", "playbooks/roll-back", None),
        ("about.md", "about", None),
    ],
)
def test_the_path_decides_type_and_id(folder, src_uri, identifier, type_id):
    document = only(folder, "# T\n", src_uri)
    assert document.id == identifier
    assert (document.type.id if document.type else None) == type_id


def test_the_front_page_of_a_community_has_its_name(folder):
    kb = folder.community("incidents").load()
    assert [(d.id, d.slug, d.community) for d in kb.communities] == [
        ("incidents", "index", "incidents")
    ]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("---\ntitle: From the field\n---\n# From the heading\n", "From the field"),
        ("---\ntitle: 12\n---\n# From the heading\n", "From the heading"),
        ("---\ntitle: '  '\n---\n# From the heading\n", "From the heading"),
        ("## Not a title\n", "Roll back"),
        ("# First\n\n# Second\n", "First"),
        ("", "Roll back"),
    ],
)
def test_the_title_is_the_field_or_the_heading_or_the_name_in_words(folder, content, title):
    assert only(folder, content).title == title


@pytest.mark.parametrize(
    ("field", "status", "is_draft", "is_retired"),
    [
        ("", "draft", True, False),
        ("status: in-review", "in-review", True, False),
        ("status: published", "published", False, False),
        ("status: retired", "retired", False, True),
        ("status: whatever", "draft", True, False),
        ("status: [published]", "draft", True, False),
    ],
)
def test_the_status_is_one_of_the_lifecycle(folder, field, status, is_draft, is_retired):
    document = only(folder, f"---\n{field}\n---\n# T\n")
    assert (document.status, document.is_draft, document.is_retired) == (
        status,
        is_draft,
        is_retired,
    )


def test_a_plain_page_has_no_lifecycle(folder):
    document = only(folder, "---\nstatus: draft\nreview_in: 1 day\n---\n# T\n", "about.md")
    assert (document.status, document.is_draft, document.is_retired) == ("", False, False)


SECTIONS = """\
# Roll back

Words before.

## Use when

One two.

### Deeper

- three
- four

#### Deepest

    code

## trigger

| a | b |
| --- | --- |
| 1 | 2 |

## Unheard of

# Second title

### Orphaned

Words outside.

## Steps

1. [ ] Stop
2. [x] Start
"""


def test_sections_hold_what_stands_below_deeper_headings(folder):
    sections = only(folder, SECTIONS).sections
    assert [s.heading.text for s in sections] == ["Use when", "trigger", "Unheard of", "Steps"]
    assert [s.spec.heading if s.spec else None for s in sections] == [
        "Use when",
        "Use when",
        None,
        "Steps",
    ]
    assert [s.by_alias for s in sections] == [False, True, False, False]
    use_when, table, empty, steps = (section.body for section in sections)
    assert (use_when.words, use_when.list_items, use_when.code_blocks) == (5, 2, 1)
    assert table.tables == 1
    assert empty == Region(0, 0, 0, 0, 0)
    assert (steps.list_items, steps.task_items) == (2, 2)


def test_the_whole_is_the_sum_of_all_regions(folder):
    document = only(folder, SECTIONS)
    regions = document.details.structure.regions
    assert document.whole() == Region(*map(sum, zip(*regions, strict=True)))
    assert [(task.done, task.text) for task in document.tasks] == [(False, "Stop"), (True, "Start")]


def test_a_value_without_a_place_of_its_own_has_that_of_its_parent(folder):
    document = only(folder, "---\ntitle: T\ntags: [a, b]\n---\n")
    assert document.mark("/tags/1")[2:4] == (3, 11)
    assert document.mark("/tags/7/x")[2:4] == (3, 7)
    assert document.mark("/nothing")[2:4] == (2, 1)
    assert only(folder, "# T\n", "about.md").mark("/title")[2:4] == (1, 1)
