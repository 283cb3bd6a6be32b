"""What waits to be written down: what sources share, what covers it, and how the same thing is said in other words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_kb.insights.radar import find_gaps


@pytest.fixture
def kb(folder):
    return folder.configure("types: all").community("c")


def source(kb, name, front, kind="case-rounds"):
    kb.page(f"c/{kind}/{name}.md", f"---\n{front}\n---\n# {name}\n")


def guidance(kb, name, front, kind="heuristics"):
    kb.page(f"c/{kind}/{name}.md", f"---\n{front}\n---\n# {name}\n")


def names(kb, at_least=2):
    return [(gap.name, len(gap.sources)) for gap in find_gaps(kb.load(), at_least)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("situation: steward leaves", "situation: steward leaves"),
        ("situation: Steward leaves", "situation: The steward leaves!"),
        ("situation: steward leaves", "situation: leaves the steward"),
        ("symptoms: [nobody answers]", "symptoms: [it is late, nobody answers]"),
        ("tags: [handover]", "tags: [Handover, other]"),
        ("situation: č 1", "situation: Č 1"),
    ],
)
def test_what_two_sources_share_shows(kb, one, other):
    source(kb, "a", one)
    source(kb, "b", other, "retrospectives")
    assert len(names(kb)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("situation: steward leaves", "situation: steward stays"),
        ("situation: handover", "tags: [handover]"),
        ("tags: [handover]\nstatus: retired", "tags: [handover]"),
        ("situation: '...'", "situation: '...'"),
        ("tags: handover", "situation: [steward leaves]"),
    ],
)
def test_what_they_do_not_share_does_not(kb, one, other):
    source(kb, "a", one)
    source(kb, "b", other)
    assert names(kb) == []


def test_the_same_sources_show_once_with_all_their_words(kb):
    for name in "ab":
        source(kb, name, "situation: steward leaves\ntags: [handover]\nsymptoms: [silence]")
    (gap,) = find_gaps(kb.load())
    assert gap.words == (
        ("situation", "steward leaves"),
        ("symptoms", "silence"),
        ("tags", "handover"),
    )
    assert [d.id for d in gap.sources] == ["c/case-round/a", "c/case-round/b"]


def test_what_most_sources_share_comes_first_and_the_threshold_holds(kb):
    source(kb, "a", "tags: [x, y]")
    source(kb, "b", "tags: [x, y]")
    source(kb, "c", "tags: [y]")
    assert names(kb) == [("y", 3), ("x", 2)]
    assert names(kb, 3) == [("y", 3)]


@pytest.mark.parametrize(
    "front", ["tags: [HANDOVER]", "tags: [handover]\nstatus: draft", "derived_from: [case-round/a]"]
)
def test_guidance_covers_by_its_words_and_by_its_sources(kb, front):
    source(kb, "a", "tags: [handover]")
    source(kb, "b", "tags: [handover]")
    assert names(kb) == [("handover", 2)]
    guidance(kb, "g", front)
    assert names(kb) == []


def test_guidance_that_came_of_a_source_through_others_covers_it(kb):
    source(kb, "a", "tags: [handover]")
    source(kb, "b", "tags: [handover]")
    guidance(kb, "rule", "derived_from: [case-round/a]\nstatus: retired")
    assert names(kb) == [("handover", 2)]
    guidance(kb, "steps", "derived_from: [heuristic/rule]", "playbooks")
    assert names(kb) == []


TAGS = st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=3)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(tags=st.lists(TAGS, min_size=4, max_size=4), covered=st.sampled_from("uvwxyz"))
def test_covering_a_tag_takes_that_tag_away_and_nothing_else(kb, tags, covered):
    for number, own in enumerate(tags):
        source(kb, f"s{number}", f"tags: {own}")
    guidance(kb, "g", "tags: []")
    before = {word for gap in find_gaps(kb.load()) for word in gap.words}
    guidance(kb, "g", f"tags: [{covered}]")
    after = {word for gap in find_gaps(kb.load()) for word in gap.words}
    assert before - after == before & {("tags", covered)}
    assert after <= before
