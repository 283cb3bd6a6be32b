"""Since when something waits, and for whom."""

from datetime import date
from types import SimpleNamespace

import pytest

from cop_kb.history import NO_HISTORY, FileHistory
from cop_kb.insights.queue import Sources, Waiting, concerns, find_tasks, in_community
from cop_kb.insights.radar import find_gaps

TODAY = date(2026, 11, 21)


def tasks(kb, history=NO_HISTORY, idle="4 weeks"):
    found = find_tasks(kb, Sources(history, {}, find_gaps(kb), 2), TODAY, idle)
    return [(t.document.slug, t.waiting, t.since and str(t.since)) for t in found]


def changed(**days):
    """Return a history in which each file was committed on its day."""
    files = {
        f"c/{name.replace('__', '/').replace('_', '-')}.md": date.fromisoformat(day)
        for name, day in days.items()
    }
    return SimpleNamespace(files={uri: FileHistory(d, d) for uri, d in files.items()}, notice="")


@pytest.fixture
def folder(folder):
    folder.configure("types: all").page(
        "c/index.md", "---\ntype: community\nstatus: published\nstewards: [ada]\n---\n# C\n"
    )
    return folder


def test_a_draft_waits_once_nobody_has_touched_it_for_long(folder):
    folder.page("c/playbooks/a.md", "# A\n").page("c/playbooks/b.md", "# B\n")
    kb = folder.load()
    history = changed(playbooks__a="2026-10-24", playbooks__b="2026-10-25")
    assert tasks(kb, history) == [("a", Waiting.DRAFT, "2026-10-24")]
    assert len(tasks(kb, history, "1 day")) == 2
    assert tasks(kb) == []


def test_a_state_waits_since_the_last_change_or_since_a_day_in_a_field(folder):
    pilot = "---\nstatus: {}\nstarts_on: {}\nends_on: {}\n---\n# P\n"
    folder.page("c/playbooks/a.md", "---\nstatus: in-review\n---\n# A\n")
    folder.page("c/pilots/over.md", pilot.format("running", "2026-01-01", "2026-11-20"))
    folder.page("c/pilots/runs.md", pilot.format("running", "2026-01-01", "2026-11-22"))
    folder.page("c/pilots/late.md", pilot.format("planned", "2026-11-21", "2027-01-01"))
    folder.page("c/pilots/vague.md", pilot.format("planned", "soon", "2027-01-01"))
    kb = folder.load()
    assert tasks(kb, changed(playbooks__a="2026-02-03", pilots__over="2026-01-01")) == [
        ("a", Waiting.STATE, "2026-02-03"),
        ("over", Waiting.STATE, "2026-11-20"),
        ("late", Waiting.STATE, "2026-11-21"),
        ("vague", Waiting.STATE, None),
    ]
    assert tasks(kb)[-2:] == [("vague", Waiting.STATE, None), ("a", Waiting.STATE, None)]


def test_what_has_expired_waits_for_nothing_else(folder):
    offer = "---\nstatus: {}\nkind: offer\nuntil: {}\n---\n# O\n"
    folder.page("c/offers/over.md", offer.format("open", "2026-11-20"))
    folder.page("c/offers/holds.md", offer.format("open", "2026-11-21"))
    folder.page("c/offers/met.md", offer.format("met", "2026-01-01"))
    assert tasks(folder.load()) == [
        ("over", Waiting.EXPIRED, "2026-11-20"),
        ("holds", Waiting.STATE, None),
    ]


def test_a_situation_waits_since_there_were_enough_sources(folder):
    source = "---\nstatus: published\nlast_reviewed_on: 2026-11-01\nsituation: the pager is silent\n---\n# S\n"
    for name in ("a", "b", "d"):
        folder.page(f"c/case-rounds/{name}.md", source)
    kb = folder.load()
    days = {"case_rounds__a": "2026-03-01", "case_rounds__b": "2025-03-01"}
    assert tasks(kb, changed(**days, case_rounds__d="2026-09-01")) == [
        ("a", Waiting.GAP, "2026-03-01")
    ]
    assert tasks(kb, changed(**days)) == [("a", Waiting.GAP, None)]


def test_a_task_concerns_owners_and_stewards(folder):
    folder.page("c/playbooks/a.md", "---\nstatus: in-review\nowners: [bo]\n---\n# A\n")
    kb = folder.load()
    (task,) = find_tasks(kb, Sources(NO_HISTORY, {}, (), 2), TODAY, "4 weeks")
    assert [concerns(kb, task, {who}) for who in ("ada", "bo", "cy")] == [True, True, False]
    assert [in_community(task, where) for where in ("c", "d")] == [True, False]
