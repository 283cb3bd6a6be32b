"""What is due for a review, and how somebody last found it right."""

from datetime import date
from types import SimpleNamespace

import pytest

from cop_kb.history import NO_HISTORY, FileHistory
from cop_kb.insights.reviews import Sight, find_due
from cop_kb.rules import review_overdue
from cop_kb.rules.engine import check

LAST_DAY = date(2026, 11, 20)
PUBLISHED = "---\nstatus: published\n{}---\n# T\n"


@pytest.fixture
def kb(folder):
    """Documents in all the ways in which they can be due; the history says that all were changed long ago."""
    folder.configure("types: all").community("c")
    folder.page("c/index.md", "---\ntype: community\nlast_reviewed_on: 2026-05-01\n---\n# C\n")
    folder.page("c/playbooks/reviewed.md", PUBLISHED.format("last_reviewed_on: 2025-11-20\n"))
    folder.page("c/playbooks/held.md", PUBLISHED.format("last_reviewed_on: 2025-11-21\n"))
    folder.page("c/playbooks/never.md", PUBLISHED.format(""))
    folder.page("c/playbooks/used.md", PUBLISHED.format("last_reviewed_on: 2020-01-01\n"))
    folder.page("c/playbooks/failed.md", PUBLISHED.format("last_reviewed_on: 2020-01-01\n"))
    folder.page("c/playbooks/draft.md", "# T\n")
    folder.page("c/playbooks/retired.md", PUBLISHED.replace("published", "retired").format(""))
    folder.page("c/reports/no-review-asked.md", PUBLISHED.format(""))
    folder.page("c/playbooks/new.md", PUBLISHED.format(""))
    folder.page(
        "c/field-notes.yaml",
        """
        last_reviewed_on: 2026-11-01
        entries:
          - {document: playbook/used, date: 2025-10-01, outcome: worked}
          - {document: playbook/failed, date: 2026-10-01, outcome: did not}
        """,
    )
    return folder.load()


@pytest.fixture
def history(kb):
    """All files were committed once, in 2024, but for one that is new."""
    day = date(2024, 3, 1)
    known = [d.src_uri for d in kb.documents if "new" not in d.src_uri]
    return SimpleNamespace(files={uri: FileHistory(day, day) for uri in known}, notice="")


def test_the_longest_overdue_comes_first(kb, history):
    found = [
        (r.document.slug, str(r.seen), r.how, str(r.due)) for r in find_due(kb, history, LAST_DAY)
    ]
    assert found == [
        ("failed", "2020-01-01", Sight.REVIEW, "2021-01-01"),
        ("never", "2024-03-01", Sight.CHANGE, "2025-03-01"),
        ("used", "2025-10-01", Sight.USE, "2026-10-01"),
        ("reviewed", "2025-11-20", Sight.REVIEW, "2026-11-20"),
    ]


def test_without_a_history_nothing_is_known_of_what_was_never_reviewed(kb):
    found = [r.document.slug for r in find_due(kb, NO_HISTORY, LAST_DAY)]
    assert found == ["failed", "used", "reviewed"]


def test_the_history_is_not_read_unless_it_is_needed(folder):
    folder.community("c")
    folder.page("c/index.md", "---\ntype: community\nlast_reviewed_on: 2020-01-01\n---\n# C\n")
    folder.page("c/playbooks/draft.md", "---\nlast_reviewed_on: 2020-01-01\n---\n# T\n")
    assert find_due(folder.load(), SimpleNamespace(), LAST_DAY) == []


def test_the_rule_tells_what_each_was_last(kb, folder, history):
    found = check(kb, folder.config, date(2026, 11, 21), history)
    said = {d.path.rpartition("/")[2]: d.message for d in found if d.rule == review_overdue.ID}
    assert said == {
        "failed.md": "The review of 2020-01-01 held until 2021-01-01.",
        "never.md": "Nobody has reviewed it, and its last change, of 2024-03-01, held until 2025-03-01.",
        "used.md": "The use of 2025-10-01 held until 2026-10-01.",
        "reviewed.md": "The review of 2025-11-20 held until 2026-11-20.",
    }
