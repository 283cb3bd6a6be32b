import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_kb.errors import ScaffoldError
from cop_kb.load.source import read_source
from cop_kb.scaffold.document import Request, make_document
from cop_kb.scaffold.intake import place, read_contribution
from cop_kb.scaffold.lookup import find_type

PLACE = "incident-response"
TYPE = """
title: Story
plural: Stories
folder: stories
description: What happened.
front_matter:
  properties:
    days: {type: integer}
    occasion: {enum: [incident, project], title: Kind of occasion}
sections:
  - {heading: Who, aliases: [Roles]}
  - {heading: Situation, aliases: [Background, Summary], draft: true, asks: Who faced what?}
  - {heading: Takeaway}
relations:
  told_by: {trait: person, inverse: told}
  follows: {to: [story], inverse: followed_by}
"""
PIECES = st.sampled_from(
    ["## Situation", "Takeaway: x", "# Title", "### a", "a\n===", "---", "> ## q", "```", "<!--", "-->", "<div>", "</div>",
     "[x](javascript:a)", "[r]: data:x", "[x][r]", "{{ title }}", "{% raw %}", "Summary: s", "status: published", "`", "- [ ] a",
     "!!! note\n    # b", "    code", "| a |\n|---|", "[m](missing.md)", "_No response_", "**Who**", "\u202e", "é word", "## "]
)  # fmt: skip


@pytest.fixture
def story(config):
    config.content_types_dir.mkdir(exist_ok=True)
    (config.content_types_dir / "story.yaml").write_text(TYPE, "utf-8")
    return config


@pytest.fixture
def placed(story, read):
    """Place a text in a document: ``placed("text")``."""

    def run(text, kind="story", title=""):
        kb = read()
        return place(read_contribution(text.encode()), kb, find_type(story, kb, kind), PLACE, title)

    return run


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Just words.", {"Situation": "Just words."}),
        ("Words.\n\n## Takeaway\n\nKeep calm.", {"Situation": "Words.", "Takeaway": "Keep calm."}),
        ("###### BACKGROUND:\nx\n# Takeaway\ny", {"Situation": "x", "Takeaway": "y"}),
        ("Takeaway\n--------\ny", {"Takeaway": "y"}),
        ("**Takeaway:** y\n\n*Roles*\nz", {"Takeaway": "y", "Who": "z"}),
        ("Takeaway: y\n\nz", {"Takeaway": "y\n\nz"}),
        ("Takeaway\n\ny", {"Takeaway": "y"}),
        ("Takeaway\nfrom all this: none", {"Situation": "Takeaway\nfrom all this: none"}),
        ("x\nTakeaway: y", {"Situation": "x\nTakeaway: y"}),
        ("```\n\nTakeaway: y\n```", {"Situation": "```\n\nTakeaway: y\n```"}),
        ("## Who\n\nx\n\n## Other\n\ny\n\n### Deep\n\nz", {"Who": "x\n\n### Other\n\ny\n\n#### Deep\n\nz"}),
        ("## Who\n\nx\n\n### Deep\n\nz", {"Who": "x\n\n### Deep\n\nz"}),
        ("## Situation\n\nx\n\n## Background\n\ny", {"Situation": "x\n\n### Background\n\ny"}),
        ("> # Takeaway\n> x", {"Situation": "> ### Takeaway\n> x"}),
        ("## Takeaway\n\n_No response_\n\n## Who\n\nx", {"Who": "x"}),
    ],
)  # fmt: skip
def test_text_goes_where_its_headings_say(placed, text, sections):
    assert placed(text, title="A title").material.sections == sections


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        ("# The title\n\nx", "The title", "x"),
        ("## Not a section\n\nx", "Not a section", "x"),
        ("A line of its own\n\nx", "A line of its own", "x"),
        ("Hi all,\n\nthe gateway was down. We waited.", "the gateway was down", None),
        ("# `Code` in it\n\nx", "Code in it", "### `Code` in it\n\nx"),
        ("title: From a field\n\n# A heading\n\nx", "From a field", "### A heading\n\nx"),
        ("word " * 40 + "end", ("word " * 16).strip(), None),
    ],
)
def test_a_title_is_found(placed, text, title, kept):
    found = placed(text)

    assert found.title == title
    assert found.material.sections == {"Situation": text.strip() if kept is None else kept}


def test_a_given_title_wins(placed):
    found = placed("# The title\n\nx", title="Mine")

    assert found.title == "Mine"
    assert found.material.sections == {"Situation": "### The title\n\nx"}
    assert placed("# Mine\n\nx", title="mine").material.sections == {"Situation": "x"}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("---\nsummary: s\ndays: 3\n---\nx", {"summary": "s", "days": 3}),
        ("Summary: s\nDays: 3\n\nx", {"summary": "s", "days": 3}),
        ("**Kind of occasion:** incident\nx", {"occasion": "incident"}),
        ("x\n\n### Tags\n\na, b", {"tags": ["a", "b"]}),
        ("### Summary\n\ns", {"summary": "s"}),
        ("Tags: a\nTags: b\n\nx", {"tags": ["a"]}),
        ("Summary: with # a sign\n\nx", {"summary": "with # a sign"}),
        ("Occasion: party\n\nx", {}),
        ("Situation: short\n\nx", {}),
        ("Follows: nothing-there\n\nx", {}),
    ],
)
def test_fields_are_taken_where_they_fit(placed, text, fields):
    assert placed(text, title="A title").fields == fields


@pytest.mark.parametrize(
    "line",
    ["status: published", "audience: public", "owners: [boss]", "told_by: [ada-example]",
     "review_in: 9 years", "consent: [{person: a, scope: public}]", "unknown: x", "days: many"],
)  # fmt: skip
def test_what_others_may_not_decide_is_kept_in_a_comment(placed, line):
    found = placed(f"---\n{line}\n---\nx")

    assert found.fields == {}
    assert line.split(":")[0] in found.material.below
    assert "What no field took stands in a comment at the end." in found.remarks


def test_front_matter_that_cannot_be_read_is_kept_in_a_comment(placed):
    found = placed("---\nsummary: a: b --> c\n---\nx")

    assert "summary: a: b - -> c" in found.material.below
    assert found.material.sections == {"Situation": "x"}


def test_a_relation_is_taken_when_its_document_is_there(placed, add):
    add("story", "The first")

    assert placed("Follows: the-first\n\nx").fields == {"follows": "story/the-first"}


def test_groups_of_ones_own_stay_sections_where_they_are_welcome(placed):
    found = placed(
        "# T\n\n## Use when\n\nx\n\n## Before\n\n- [ ] a\n\n## After\n\n- [ ] b", "checklist"
    )

    assert found.material.sections == {
        "Use when": "x\n\n## Before\n\n- [ ] a\n\n## After\n\n- [ ] b"
    }


def test_a_type_of_fields_takes_no_text(story, placed):
    (story.content_types_dir / "map.yaml").write_text(
        "title: Map\nplural: Maps\nfolder: maps\nending: yaml\ndescription: A map.\n", "utf-8"
    )

    with pytest.raises(ScaffoldError, match="fields only"):
        placed("x", "map")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, min_size=1, max_size=10), gap=st.sampled_from(["\n", "\n\n", " "]))
def test_any_text_makes_a_draft_without_errors(story, read, severities, placed, pieces, gap):
    try:
        found = placed(gap.join(pieces))
    except ScaffoldError:
        return
    kb = read()
    kind = find_type(story, kb, "story")
    title = f"Title {random.random()}"
    made = make_document(
        story, kb, Request(kind, title, PLACE, (), found.fields, material=found.material)
    )
    assert severities(story.root) <= {"info"}
    assert read_source(made.path).data["status"] == "draft"
    made.path.unlink()
