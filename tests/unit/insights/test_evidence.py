"""How far a document has proven itself: what counts, what does not, and when a level lapses."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_kb.insights.evidence import EvidenceBook

TODAY = date(2026, 11, 21)
NOTES = "c/field-notes.yaml"
TARGET = "c/playbooks/target.md"


def note(day="2026-05-01", team="Payments", outcome="worked", document="playbook/target", **more):
    fields = {"document": document, "date": day, "team": team, "outcome": outcome, **more}
    return "- {" + ", ".join(f"{k}: {v}" for k, v in fields.items()) + "}\n"


def notes(*lines):
    return "entries:\n" + "".join(f"  {line}" for line in lines)


@pytest.fixture
def kb(folder):
    """A community in which a case led to a heuristic, and that to a playbook of Ada's, who is of the team Search."""
    folder.configure("types: all").community("c")
    folder.page("c/members/ada.md", "---\nteam: Search\n---\n# Ada\n")
    folder.page("c/members/ben.md", "---\nteam: Payments\n---\n# Ben\n")
    folder.page("c/case-rounds/case.md", "---\nstatus: published\n---\n# A case\n")
    folder.page("c/heuristics/rule.md", "---\nderived_from: [case-round/case]\n---\n# A rule\n")
    return folder


def assess(folder, front="derived_from: [heuristic/rule]\n", src_uri=TARGET):
    folder.page(TARGET, f"---\nowners: [ada]\n{front}---\n# Target\n")
    loaded = folder.load()
    return EvidenceBook(loaded).of(loaded.documents_by_uri[src_uri])


def test_a_document_that_rests_on_nothing_is_an_idea(kb):
    evidence = assess(kb, "")
    assert (evidence.level(TODAY), evidence.sources) == ("idea", ())
    assert evidence.missing == ("1 more source",)


def test_a_source_counts_through_other_documents(kb):
    evidence = assess(kb)
    assert evidence.level(TODAY) == "grounded"
    assert [d.id for d in evidence.sources] == ["c/case-round/case"]


def test_a_draft_of_a_source_speaks_for_nothing_yet(kb):
    kb.page("c/case-rounds/case.md", "---\nstatus: draft\n---\n# A case\n")
    assert assess(kb).level(TODAY) == "idea"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        (note(), "tried"),
        (note(outcome="did not"), "tried"),
        (note(team="Search"), "grounded"),
        (note(team="search"), "grounded"),
        (note(team="Search", by="ben"), "tried"),
        (note(team="Payments", by="ada"), "grounded"),
        (note(document="playbook/another"), "grounded"),
        (note(day="some day"), "grounded"),
    ],
)
def test_only_use_by_others_makes_a_document_tried(kb, line, level):
    kb.page(NOTES, notes(line))
    assert assess(kb).level(TODAY) == level


PROVEN = "derived_from: [heuristic/rule]\nreviewed_by: [ben]\n"
THREE = (note("2026-01-10"), note("2026-02-10", "Billing"), note("2026-05-01"))


def test_three_uses_in_two_teams_and_a_reviewer_prove_it(kb):
    kb.page(NOTES, notes(*THREE))
    evidence = assess(kb, PROVEN)
    assert (evidence.level(TODAY), evidence.missing) == ("proven", ())


@pytest.mark.parametrize(
    ("lines", "front", "missing"),
    [
        (THREE[:2], PROVEN, "1 more use with the outcome `worked`"),
        ((*THREE[:2], note(outcome="partly")), PROVEN, "1 more use"),
        ((THREE[0], THREE[0], THREE[2]), PROVEN, "1 more team that used it"),
        (THREE, PROVEN.replace("ben", "ada"), "a review by somebody else than its owners"),
        (THREE, PROVEN.replace("ben", "nobody-here"), "a review by somebody else"),
    ],
)
def test_what_is_missing_for_the_highest_level_is_said(kb, lines, front, missing):
    kb.page(NOTES, notes(*lines))
    evidence = assess(kb, front)
    assert evidence.level(TODAY) == "tried"
    assert any(text.startswith(missing) for text in evidence.missing)


def test_the_highest_level_lapses_when_it_is_not_used_again(kb):
    kb.page(NOTES, notes(*THREE))
    evidence = assess(kb, PROVEN)
    last = date(2027, 11, 1)  # 18 months after the latest use
    assert evidence.reached[-1] == ("proven", last)
    assert evidence.level(last) == "proven"
    assert evidence.level(last + timedelta(days=1)) == "tried"


def test_a_use_that_worked_counts_as_a_review_and_a_failure_does_not(kb):
    kb.page(NOTES, notes(note("2026-05-01"), note("2026-08-01", outcome="did not")))
    assess(kb)
    loaded = kb.load()
    used = EvidenceBook(loaded).last_use(loaded.documents_by_uri[TARGET])
    assert used == date(2026, 5, 1)


def test_a_review_by_use_keeps_a_document_from_being_overdue(kb):
    front = "status: published\nsummary: s\nlast_reviewed_on: 2024-01-01\n"
    assess(kb, front)
    assert kb.found("review-overdue")
    kb.page(NOTES, notes(note("2026-05-01")))
    assert not kb.found("review-overdue")


def test_provenance_that_leads_in_a_circle_ends(kb):
    kb.page(
        "c/heuristics/rule.md", "---\nderived_from: [heuristic/rule, case-round/case]\n---\n# R\n"
    )
    assert assess(kb).level(TODAY) == "grounded"


def test_types_without_levels_have_no_evidence(kb):
    assert assess(kb, src_uri="c/members/ada.md") is None


USES = st.lists(
    st.tuples(
        st.dates(date(2024, 1, 1), date(2026, 11, 21)),
        st.sampled_from(["Payments", "Search", "Billing"]),
        st.sampled_from(["worked", "partly", "did not"]),
    ),
    max_size=6,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(uses=USES, extra=st.dates(date(2024, 1, 1), date(2026, 11, 21)))
def test_another_use_that_worked_never_takes_a_level_away(kb, uses, extra):
    levels = ["idea", "grounded", "tried", "proven"]
    lines = [note(day.isoformat(), team, outcome) for day, team, outcome in uses]
    kb.page(NOTES, notes(*lines) if lines else "entries: []\n")
    before = assess(kb, PROVEN).level(TODAY)
    kb.page(NOTES, notes(*lines, note(extra.isoformat(), "Billing")))
    assert levels.index(assess(kb, PROVEN).level(TODAY)) >= levels.index(before)


def test_a_note_of_nobody_in_no_team_may_be_the_owners_own(kb):
    kb.page(NOTES, "entries:\n  - {document: playbook/target, date: 2026-05-01, outcome: worked}\n")
    assert assess(kb).level(TODAY) == "grounded"
