"""What is news for members, and what is not."""

import pytest

from cop_kb.insights.difference.news import find_news

PAGE = "c/playbooks/one.md"
CASE = "c/case-rounds/case.md"


def page(status="published", text="Do this.", more=""):
    return f"---\nstatus: {status}\n{more}---\n# One\n\n## Steps\n\n{text}\n"


def news(change, audience="stewards"):
    """Return the parts of the news that are not empty, each with the titles in it."""
    kb = change.after.load().narrowed(audience, change.today)
    found = find_news(change.compare(audience), kb)
    return {
        name: [_title(item) for item in items]
        for one in found
        for name, items in one._asdict().items()
        if items and name != "community"
    }


def _title(item):
    found = getattr(item, "document", item)
    return getattr(found, "title", found)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, page(), {"new": ["One"]}),
        (None, page("draft"), {}),
        (None, page("retired"), {}),
        (page("draft"), page("draft", "Do that."), {}),
        (page("draft"), page(), {"finished": ["One"]}),
        (page(), page(text="Do that."), {"changed": ["One"]}),
        (page(), page(more="tags: [new]\n"), {}),
        (page(), page("draft"), {}),
        (page(), page("retired"), {"retired": ["One"]}),
        (page("draft"), page("retired"), {}),
        (page("retired"), page("retired", "Do that."), {}),
        (page(), None, {"removed": ["One"]}),
        (page("draft"), None, {}),
        (page("retired"), None, {}),
    ],
)
def test_what_becomes_of_a_document(change, before, after, expected):
    for side, text in zip(change.sides, (before, after), strict=True):
        if text:
            side.page(PAGE, text)
    assert news(change) == expected


def test_something_better_is_there(change):
    change.page("c/playbooks/two.md", "---\nstatus: published\n---\n# Two\n")
    change.before.page(PAGE, page())
    change.after.page(PAGE, page(more="superseded_by: [playbook/two]\n"))
    kb = change.after.load()
    (community,) = find_news(change.compare(), kb)
    (retired,) = community.retired
    assert (retired.document.title, [d.title for d in retired.successors]) == ("One", ["Two"])


def test_what_was_told_in_confidence_is_not_told_again(change):
    case = "---\nstatus: published\n---\n# Case\n\n## Situation\n\nSomebody said {}.\n"
    change.before.page(CASE, case.format("this"))
    change.after.page(CASE, case.format("that"))
    assert news(change) == {}
    change.remove(CASE)
    assert news(change) == {}


def test_members_come_and_nobody_is_told_that_one_went(change):
    change.after.page("c/members/ada.md", "# Ada\n")
    assert news(change) == {"people": ["Ada"]}
    assert news(change, "public") == {}
    change.before.page("c/members/ada.md", "---\nstatus: active\n---\n# Ada\n")
    change.after.page("c/members/ada.md", "---\nstatus: alumni\n---\n# Ada\n")
    assert news(change) == {}
    change.remove("c/members/ada.md")
    assert news(change) == {}


def test_lists_and_notes(change):
    change.page(PAGE, page())
    change.before.page("c/glossary.yaml", "entries:\n- {term: a, definition: A.}\n")
    change.after.page("c/glossary.yaml", "entries:\n- {term: b, definition: B.}\n")
    note = "- {document: playbook/one, date: 2026-05-01, team: A, outcome: worked}\n"
    change.after.page("c/field-notes.yaml", f"entries:\n{note}{note}")
    found = news(change)
    assert found["lists"] == ["Glossary"]
    assert found["notes"] == [("worked", 2)]
    assert "new" not in found


def test_a_level_is_news_when_it_takes_use(change):
    change.page(CASE, "---\nstatus: published\n---\n# Case\n").page(PAGE, page())
    change.after.page(PAGE, page(more="derived_from: [case-round/case]\n"))
    assert news(change) == {}
    change.page(PAGE, page(more="derived_from: [case-round/case]\n"))
    note = "- {document: playbook/one, date: 2026-05-01, team: A, outcome: worked}\n"
    change.after.page("c/field-notes.yaml", f"entries:\n{note}")
    assert news(change)["levels"] == ["One"]
    change.page(PAGE, page("draft", more="derived_from: [case-round/case]\n"))
    assert "levels" not in news(change)
