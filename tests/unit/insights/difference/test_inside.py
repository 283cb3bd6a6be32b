"""What became of the fields, sections and entries of a document."""

import pytest

from cop_kb.insights.difference import EntryChange, FieldChange
from cop_kb.insights.difference.words import count_changes, share_of_words

PAGE = "c/playbooks/one.md"
TEXT = """---
title: One
summary: What it is.
{front}---

Before all.

## Use when

It is late.

<!-- What else? -->

## Steps

1. Do this, and look.
2. Do that, and listen.

## Whom to tell

Everybody.
"""


@pytest.fixture
def rewrite(change):
    """Write the page, replace something in it now, and return what became of it."""

    def rewrite_page(*replacements, front="", front_now=None, **options):
        now = TEXT.format(front=front if front_now is None else front_now)
        for old, new in replacements:
            assert old in now
            now = now.replace(old, new)
        change.page(PAGE, TEXT.format(front=front))
        change.after.page(PAGE, now)
        return change.only(**options)

    return rewrite_page


def sections(found):
    return [(s.kind, s.heading, s.added, s.removed) for s in found.sections]


def test_words_of_a_section(rewrite):
    found = rewrite(("It is late.", "It is very late at night."))
    assert sections(found) == [("changed", "Use when", 4, 1)]
    assert found.fields == ()


def test_text_above_the_sections(rewrite):
    assert sections(rewrite(("Before all.", "Before it all."))) == [("changed", "", 1, 0)]


def test_punctuation_and_order_count_as_a_change(rewrite):
    found = rewrite(("Do this, and look.", "Look and do this,"))
    assert [s.kind for s in found.sections] == ["changed"]


@pytest.mark.parametrize(
    "replacement",
    [("<!-- What else? -->", "<!-- Much else. -->"), ("It is late.", "It is\nlate.")],
)
def test_what_readers_do_not_see_is_no_change_of_a_section(rewrite, replacement):
    assert rewrite(replacement).sections == ()


def test_sections_that_come_and_go(rewrite):
    found = rewrite(("## Whom to tell\n\nEverybody.", "## Check it worked\n\nIt is over."))
    assert sections(found) == [
        ("added", "Check it worked", 3, 0),
        ("removed", "Whom to tell", 0, 1),
    ]


def test_a_section_that_the_type_knows_by_another_name_is_renamed(rewrite):
    (found,) = rewrite(("## Use when", "## Trigger")).sections
    assert (found.kind, found.heading, found.was) == ("renamed", "Trigger", "Use when")


def test_a_section_that_keeps_its_words_is_renamed(rewrite):
    found = rewrite(("## Steps", "## What to do"), ("listen", "hear"))
    (section,) = found.sections
    assert (section.kind, section.heading, section.was) == ("renamed", "What to do", "Steps")
    assert (section.added, section.removed) == (1, 1)


def test_items_and_tasks_are_counted(rewrite):
    (found,) = rewrite(("listen.", "listen.\n3. Rest.\n- [ ] Done")).sections
    assert found.items == (2, 4)
    assert found.tasks == (0, 1)


def test_fields_by_their_titles(rewrite):
    found = rewrite(
        ("What it is.", "What it was."), front_now="symptoms: [Noise]\nreview_in: 2 years\n"
    )
    assert set(found.fields) == {
        FieldChange("summary", "Summary", "What it is.", "What it was."),
        FieldChange("symptoms", "Symptoms", added=("Noise",)),
        FieldChange("review_in", "Review in", "", "2 years"),
    }


def test_people_are_told_by_name(rewrite, change):
    change.page("c/members/ada.md", "# Ada Example\n").page("c/members/ben.md", "# Ben Sample\n")
    front = "owners: [ada]\n"
    found = rewrite(front=front, front_now="owners: [ben]\n")
    (owners,) = found.fields
    assert (owners.added, owners.removed) == (("Ben Sample",), ("Ada Example",))
    change.page(PAGE, "")
    assert rewrite(front=front, front_now="owners: [ben]\n", audience="public").fields == ()


def test_another_name_for_the_same_document_is_no_change(rewrite, change):
    change.page("c/heuristics/rule.md", "# Rule\n").move(
        "c/heuristics/rule.md", "c/heuristics/law.md"
    )
    change.page(PAGE, TEXT.format(front="derived_from: [heuristic/rule]\n"))
    change.after.page(PAGE, TEXT.format(front="derived_from: [heuristic/law]\n"))
    found = {d.document.src_uri: d for d in change.compare().documents}
    assert found[PAGE].fields == ()


def test_of_consent_only_the_fact_is_told(rewrite):
    consent = "consent:\n- {person: somebody, scope: public}\n"
    (found,) = rewrite(front_now=consent).fields
    assert found == FieldChange("consent", found.title)


def test_unknown_fields_are_not_told(rewrite):
    assert rewrite(front_now="secret: x\n").fields == ()


def test_the_status(rewrite):
    found = rewrite(front="status: draft\n", front_now="status: published\n")
    assert found.status == ("draft", "published")
    assert found.has_new_status
    assert not found.is_newly_retired
    assert found.fields == ()


def test_entries_of_a_list(change):
    change.before.page(
        "c/glossary.yaml", "entries:\n- {term: a, definition: A.}\n- {term: b, definition: B.}\n"
    )
    change.after.page(
        "c/glossary.yaml", "entries:\n- {term: b, definition: C.}\n- {term: d, definition: D.}\n"
    )
    assert set(change.only().entries) == {
        EntryChange("removed", "a"),
        EntryChange("changed", "b"),
        EntryChange("added", "d"),
    }


def test_notes_of_use_are_told_by_outcome(change):
    note = "- {{document: playbook/one, date: 2026-0{}-01, outcome: {}}}\n".format
    change.page(PAGE, "---\naudience: members\n---\n# One\n")
    change.before.page("c/field-notes.yaml", "audience: public\nentries:\n" + note(1, "worked"))
    notes = note(1, "worked") + note(2, "worked") + note(3, "partly")
    change.after.page("c/field-notes.yaml", "audience: public\nentries:\n" + notes)
    found = change.only()
    assert [(e.kind, e.name, e.document.src_uri) for e in found.entries] == [
        ("added", "partly", PAGE),
        ("added", "worked", PAGE),
    ]
    assert change.only(audience="public").entries == ()


def test_links_to_documents(change):
    change.page("c/heuristics/rule.md", "# Rule\n").page("c/heuristics/law.md", "# Law\n")
    change.before.page(PAGE, "# One\n\n[r](../heuristics/rule.md)\n")
    change.after.page(PAGE, "# One\n\n[l](../heuristics/law.md)\n")
    found = change.only()
    assert [d.title for d in found.linked] == ["Law"]
    assert [d.title for d in found.unlinked] == ["Rule"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "one two", (2, 0)),
        ("one two", "two one", (0, 0)),
        ("one one", "one", (0, 1)),
        ("- [ ] one", "* one", (0, 0)),
        ("日本語", "日本", (0, 1)),
    ],
)
def test_words_are_counted(old, new, expected):
    assert count_changes(old, new) == expected


def test_texts_without_words_have_nothing_in_common():
    assert share_of_words("", "") == 0
