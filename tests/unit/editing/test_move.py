"""Moving on disk: what goes along, the list of redirects, the navigation, git, and that a failure leaves no trace."""

import errno
import os
import subprocess

import pytest

from cop_kb.editing.moves import carry_out, plan_move
from cop_kb.errors import CopKbError, EditError, GitError
from cop_kb.git import moving

ROLL_BACK = "incidents/playbooks/roll-back.md"


def move(kb, old, new):
    plan = plan_move(kb.config, kb.load(), old, new)
    carry_out(kb.config, plan)
    return plan


def contents(kb):
    return {
        path.relative_to(kb.root).as_posix(): path.read_bytes()
        for path in sorted(kb.root.rglob("*"))
        if path.is_file() and not {".cop-kb", ".git"} & set(path.parts)
    }


def test_a_document_moves_with_all_that_leads_to_it(kb):
    plan = move(kb, "roll-back", "learning")

    assert plan.links == {"incidents/checklists/after.md": 1, "learning/playbooks/roll-back.md": 1}
    assert plan.relations == {"incidents/decision-trees/fire.yaml": 1}
    assert "document: learning/playbook/roll-back}" in (
        kb.docs / "incidents/decision-trees/fire.yaml"
    ).read_text("utf-8")
    after = (kb.docs / "incidents/checklists/after.md").read_text("utf-8")
    assert after.startswith("---\nderived_from: [roll-back]\n")  # only one document is called so
    assert "[x](../../learning/playbooks/roll-back.md#y)" in after
    assert "![i](../../incidents/playbooks/i.png)" in (
        kb.docs / "learning/playbooks/roll-back.md"
    ).read_text("utf-8")
    assert (
        (kb.docs / "redirects.yml")
        .read_text("utf-8")
        .endswith("\nincidents/playbooks/roll-back.md: learning/playbooks/roll-back.md\n")
    )


def test_a_bare_name_does_not_come_to_mean_another_document(kb):
    """A second document of the name arrives: what is near would win."""
    kb.page("learning/playbooks/roll-back-2.md", "# Other\n")
    kb.page("learning/checklists/x.md", "---\nderived_from: [roll-back]\n---\n# X\n")
    move(kb, "roll-back-2", "roll-back")
    text = (kb.docs / "learning/checklists/x.md").read_text("utf-8")
    assert "derived_from: [incidents/playbook/roll-back]" in text


def test_a_person_moves_in_every_document_that_names_them(kb):
    move(kb, "maya", "maya-lindholm")
    for uri in (ROLL_BACK, "incidents/checklists/after.md"):
        assert "owners: [maya-lindholm]" in (kb.docs / uri).read_text("utf-8")


def test_a_person_is_named_anew_in_consents(kb):
    text = "---\nconsent:\n  - {person: %s, scope: members} # told\n  - {person: the scribe, scope: members}\n---\n# M\n"
    for uri in ("incidents/members/maya.md", "learning/case-rounds/one.md"):
        kb.page(uri, text % "maya")
    kb.page("incidents/case-rounds/two.md", text % "incidents/member/maya")
    move(kb, "maya", "maya-lindholm")
    for uri in ("incidents/members/maya-lindholm.md", "learning/case-rounds/one.md"):
        assert (kb.docs / uri).read_text(encoding="utf-8") == text % "maya-lindholm"
    two = (kb.docs / "incidents/case-rounds/two.md").read_text(encoding="utf-8")
    assert two == text % "incidents/member/maya-lindholm"


def test_a_name_may_change_in_its_capitals_only(kb):
    move(kb, "incidents/playbooks/roll-back.md", "incidents/playbooks/Roll-Back.md")
    assert "../playbooks/Roll-Back.md#y" in (kb.docs / "incidents/checklists/after.md").read_text(
        "utf-8"
    )
    assert kb.found("broken-link") == []


def test_a_relation_that_named_nothing_is_told_when_it_finds_something_by_chance(kb):
    kb.page("learning/checklists/x.md", "---\nderived_from: [undo]\n---\n# X\n")
    remarks = plan_move(kb.config, kb.load(), "roll-back", "undo").remarks
    assert [(r.path.name, r.line, "names nothing here" in r.text) for r in remarks] == [
        ("x.md", 2, True)
    ]


def test_redirects_are_kept_in_order_and_lead_on_at_once(kb):
    text = "# Ours\na.md: guides/first.md  # why\nguides/second.md: gone\nincidents/playbooks/x.md: incidents/playbooks/roll-back.md\n"
    kb.page("redirects.yml", text.replace("\n", "\r\n"))
    move(kb, "guides/first.md", "guides/second.md")
    move(kb, "roll-back", "undo")
    assert (kb.docs / "redirects.yml").read_bytes().decode().split("\r\n") == [
        "# Ours",
        "a.md: guides/second.md  # why",
        "guides/first.md: guides/second.md",
        "incidents/playbooks/roll-back.md: incidents/playbooks/undo.md",
        "incidents/playbooks/x.md: incidents/playbooks/undo.md",
        "",
    ]
    move(kb, "undo", "roll-back")
    assert "incidents/playbooks/undo.md: incidents/playbooks/roll-back.md" in (
        kb.docs / "redirects.yml"
    ).read_text("utf-8")
    assert kb.found("redirect") == []


@pytest.mark.parametrize(
    "text", ["{a.md: guides/first.md}\n", "a.md: nowhere.pdf\n", "- a\n", "a.md: b: c\n"]
)
def test_a_list_that_is_written_in_another_way_stops_the_move(kb, text):
    kb.page("redirects.yml", text)
    before = contents(kb)
    with pytest.raises(EditError):
        move(kb, "roll-back", "undo")
    assert contents(kb) == before


def test_the_navigation_goes_along_and_other_lines_are_named(kb):
    text = (
        'site_name: x\nsite_description: Begin with incidents/index.md\nnav:\n  - Home: "incidents/index.md" # c\n'
        "  - Trees: [incidents/decision-trees/fire.md, incidents/playbooks/index.md]\nplugins: [cop-kb: {types: all}]\n"
    )
    kb.write("mkdocs.yml", text)
    plan = move(kb, "incidents", "outages")
    assert plan.entries == 3
    assert (kb.root / "mkdocs.yml").read_text("utf-8") == text.replace(
        "incidents/", "outages/"
    ).replace("with outages", "with incidents")
    assert [(r.path.name, r.line) for r in plan.remarks] == [("mkdocs.yml", 2)]


def test_a_tree_is_named_by_its_page_in_the_navigation(kb):
    kb.write(
        "mkdocs.yml",
        "site_name: x\nnav: [incidents/decision-trees/fire.md]\nplugins: [cop-kb: {types: all}]\n",
    )
    move(kb, "incidents/decision-tree/fire", "smoke")
    assert "nav: [incidents/decision-trees/smoke.md]" in (kb.root / "mkdocs.yml").read_text("utf-8")


@pytest.fixture
def repository(kb):
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run(["git", *arguments], cwd=kb.root, check=True)
    return kb


def status(kb):
    done = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=kb.root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return sorted(done.stdout.splitlines())


def test_git_knows_the_move(repository):
    repository.page("incidents/playbooks/untracked.txt", "x")
    repository.page(ROLL_BACK, (repository.docs / ROLL_BACK).read_text("utf-8") + "\nUnsaved.\n")
    move(repository, "incidents/playbooks", "incidents/checklists/playbooks")
    assert (
        "RM docs/incidents/playbooks/roll-back.md -> docs/incidents/checklists/playbooks/roll-back.md"
        in status(repository)
    )
    assert (repository.docs / "incidents/checklists/playbooks/untracked.txt").is_file()
    assert not (repository.docs / "incidents/playbooks").exists()


def test_a_file_that_git_does_not_know_moves_as_well(repository):
    repository.page("guides/new.md", "# New\n")
    move(repository, "guides/new.md", "guides/newer.md")
    assert (repository.docs / "guides/newer.md").is_file()


def test_a_merge_conflict_stops_the_move(repository):
    def git(*arguments, check=True):
        subprocess.run(["git", *arguments], cwd=repository.root, check=check, capture_output=True)

    git("checkout", "-qb", "other")
    repository.page("incidents/checklists/after.md", "# Theirs\n\n[x](../playbooks/roll-back.md)\n")
    git("commit", "-qam", "Theirs")
    git("checkout", "-q", "-")
    repository.page("incidents/checklists/after.md", "# Ours\n\n[x](../playbooks/roll-back.md)\n")
    git("commit", "-qam", "Ours")
    git("merge", "other", check=False)
    with pytest.raises(EditError, match="merge conflict"):
        move(repository, "roll-back", "undo")


def test_front_matter_that_cannot_be_read_stops_the_move_or_is_told(kb):
    kb.page(
        "incidents/checklists/bad.md", "---\ntitle: a: b\n---\n[x](../playbooks/roll-back.md)\n"
    )
    kb.page("incidents/checklists/worse.md", "---\ntitle: a: b\n---\n")
    with pytest.raises(EditError) as refused:
        move(kb, "roll-back", "undo")
    assert (refused.value.path.name, refused.value.line) == ("bad.md", 2)
    (kb.docs / "incidents/checklists/bad.md").unlink()
    assert [r.path.name for r in move(kb, "roll-back", "undo").remarks] == ["worse.md"]


@pytest.mark.parametrize("call", ["link", "replace", "rename", "fsync", "mkdir"])
@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_failure_half_way_leaves_everything_as_it_was(repository, monkeypatch, call, after):
    """The disk is full, or a file is locked, at any step."""
    before, known = contents(repository), status(repository)
    plan = plan_move(
        repository.config, repository.load(), "roll-back", "newteam/playbooks/deep/undo.md"
    )
    real, calls = getattr(os, call), []

    def fail(*arguments, **options):
        calls.append(arguments)
        if len(calls) == after + 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, fail)
    error = None
    try:
        carry_out(repository.config, plan)
    except CopKbError as stopped:
        error = stopped
    monkeypatch.undo()
    assert not list(repository.root.rglob(".cop-kb-*"))
    if error is None:  # it went another way round, or there are fewer such steps
        assert (repository.docs / "newteam/playbooks/deep/undo.md").is_file()
    else:
        assert "No space left" in error.message
        assert contents(repository) == before
        assert status(repository) == known
        assert not (repository.docs / "newteam").exists()


def test_git_that_moves_the_files_and_cannot_note_it_leaves_everything_as_it_was(
    repository, monkeypatch
):
    """As on a full disk."""
    before, known = contents(repository), status(repository)
    plan = plan_move(repository.config, repository.load(), "roll-back", "undo")

    def fail(old, new):
        old.rename(new)
        raise GitError("git says: fatal: unable to write new index file")

    monkeypatch.setattr(moving, "move", fail)
    with pytest.raises(GitError, match="new index file"):
        carry_out(repository.config, plan)
    assert (contents(repository), status(repository)) == (before, known)


@pytest.mark.parametrize("name", ["a:b", "a\\b", "x" * 201])
def test_a_name_that_no_page_can_have_everywhere_is_refused(kb, name):
    with pytest.raises(EditError, match="cannot be a name here"):
        move(kb, "roll-back", name)


def test_a_folder_may_have_a_sign_of_addresses_in_its_name(kb):
    move(kb, "incidents/playbooks/roll-back.md", "incidents/playbooks/#1.md")
    move(kb, "incidents/playbooks/#1.md", "incidents/playbooks/why?.md")
    redirects = kb.load().redirects
    assert redirects.follow("incidents/playbooks/roll-back.md", {"incidents/playbooks/why?.md"})
    assert redirects.follow("incidents/playbooks/#1.md", {"incidents/playbooks/why?.md"})
    assert kb.found("redirect") == []


def test_a_file_that_has_just_changed_stops_the_move(kb):
    plan = plan_move(kb.config, kb.load(), "roll-back", "undo")
    kb.page("incidents/checklists/after.md", "# Changed meanwhile\n")
    before = contents(kb)
    with pytest.raises(EditError, match="just been changed"):
        carry_out(kb.config, plan)
    assert contents(kb) == before
    assert not list(kb.root.rglob(".cop-kb-*"))
