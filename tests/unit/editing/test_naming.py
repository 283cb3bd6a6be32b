"""What OLD and NEW mean when something is to move, and what is refused."""

import pytest

from cop_kb.editing.moves import carry_out, plan_move
from cop_kb.errors import EditError


def contents(kb):
    return {p: p.read_bytes() for p in sorted(kb.docs.rglob("*")) if p.is_file()}


ROLL_BACK = "incidents/playbooks/roll-back.md"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (ROLL_BACK, "incidents/playbooks/undo.md", "incidents/playbooks/undo.md"),
        (f"docs/{ROLL_BACK}", "docs/incidents/playbooks/undo.md", "incidents/playbooks/undo.md"),
        ("incidents/playbook/roll-back", "incidents/playbook/undo", "incidents/playbooks/undo.md"),
        ("playbook/roll-back", "playbook/undo", None),
        ("roll-back", "undo", "incidents/playbooks/undo.md"),
        ("roll-back", "learning/playbook/undo", "learning/playbooks/undo.md"),
        ("roll-back", "learning", "learning/playbooks/roll-back.md"),
        ("roll-back", "guides", "guides/roll-back.md"),
        ("roll-back", "guides/", "guides/roll-back.md"),
        ("roll-back", "guides/new/", "guides/new/roll-back.md"),
        ("roll-back", "guides/undo", "guides/undo.md"),
        ("roll-back", "checklist/undo", "incidents/checklists/undo.md"),
        ("incidents/decision-tree/fire", "smoke", "incidents/decision-trees/smoke.yaml"),
        ("guides/first.md", "guides/second", "guides/second.md"),
        ("guides", "learning/guides", "learning/guides"),
        ("guides", "learning", "learning/guides"),
        ("guides/", "Guides", "Guides"),
        ("incidents", "outages", "outages"),
        ("incidents/playbooks/i.png", "guides/i.png", "guides/i.png"),
        (ROLL_BACK, "incidents/playbooks/Roll-Back.md", "incidents/playbooks/Roll-Back.md"),
        ("maya", "Größe", "incidents/members/Größe.md"),
    ],
)
def test_names_mean_what_a_steward_expects(kb, old, new, place):
    if place is None:
        with pytest.raises(EditError, match="There is no document"):
            plan_move(kb.config, kb.load(), old, new)
        return
    assert plan_move(kb.config, kb.load(), old, new).relocation.new == place


def test_paths_are_seen_from_where_the_steward_is(kb, monkeypatch):
    monkeypatch.chdir(kb.docs / "incidents/playbooks")
    assert (
        plan_move(kb.config, kb.load(), "roll-back.md", "./undo.md").relocation.new
        == "incidents/playbooks/undo.md"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("nothing", "x", "There is no document, community or folder 'nothing'"),
        ("incidents/playbook/rollback", "x", "There is no document"),
        ("docs", "other", "The folder of the documents keeps its place"),
        ("redirects.yml", "x.yml", "redirects.yml keeps its place"),
        ("roll-back", "../x.md", "lies outside of the knowledge base"),
        ("roll-back", "/x.md", "lies outside of the knowledge base"),
        ("roll-back", "incidents/checklist/after", "nothing is overwritten"),
        ("roll-back", "incidents/checklists/After.md", "nothing is overwritten"),
        ("roll-back", "incidents/Playbooks/x.md", "differs from 'Playbooks' in capitals"),
        ("roll-back", "guides/first.md/x.md", "This is not a folder"),
        ("incidents", "incidents/inner", "cannot move into itself"),
        ("roll-back", "roll-back", "is there already"),
        ("roll-back", "guides/.x.md", "The site leaves out"),
        ("roll-back", "templates/x.md", "The site leaves out"),
        ("roll-back", f"guides/{'x' * 300}.md", "cannot be a name"),
        ("roll-back", "guides/a\nb.md", "cannot be a name"),
        ("guides", "redirects.yml", "cannot be a name"),
        ("roll-back", "", "The new place has no name"),
    ],
)
def test_what_would_do_harm_is_refused(kb, old, new, words):
    before = contents(kb)
    with pytest.raises(EditError) as refused:
        carry_out(kb.config, plan_move(kb.config, kb.load(), old, new))
    assert words in refused.value.message
    assert contents(kb) == before
