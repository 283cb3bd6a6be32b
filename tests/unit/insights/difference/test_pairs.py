"""Which document of today is which one of before."""

import pytest

ONE = "---\nstatus: published\n---\n# One\n\n## Steps\n\nTake the long way round the old mill.\n"
OTHER = "# Other\n\n## Steps\n\nSomething else altogether, with words of its own.\n"
OLD, NEW = "c/playbooks/one.md", "c/playbooks/uno.md"


def kinds(difference):
    return [(found.kind, found.document.src_uri) for found in difference.documents]


def test_nothing_has_changed(change):
    change.page(OLD, ONE)
    found = change.compare()
    assert found.documents == ()
    assert (found.levels, found.breaks, found.settings) == ((), (), ())


def test_what_git_saw_renamed_is_one_document(change):
    change.page(OLD, ONE).move(OLD, NEW)
    change.after.page(NEW, ONE.replace("# One", "# Uno").replace("long", "short"))
    assert kinds(change.compare(renames={OLD: NEW})) == [("moved", NEW)]


def test_two_documents_that_only_git_takes_for_one_are_two(change):
    change.page(OLD, ONE)
    change.remove(OLD)
    change.after.page(NEW, OTHER)
    assert kinds(change.compare(renames={OLD: NEW})) == [("removed", OLD), ("added", NEW)]


@pytest.mark.parametrize(
    ("new", "text"),
    [
        pytest.param("c/playbooks/uno.md", ONE, id="the same content"),
        pytest.param("c/playbooks/uno.md", ONE.replace("long", "short"), id="the same title"),
        pytest.param(
            "d/playbooks/one.md", ONE.replace("long", "short"), id="the same name elsewhere"
        ),
        pytest.param("c/playbooks/One.md", ONE, id="another case"),
    ],
)
def test_a_document_is_known_again_without_git(change, new, text):
    change.page(OLD, ONE)
    for side in change.sides:
        side.community("d")
    change.remove(OLD)
    change.after.page(new, text)
    assert kinds(change.compare()) == [("moved", new)]


def test_two_copies_are_not_guessed_at(change):
    change.page(OLD, ONE).page("c/playbooks/two.md", ONE)
    change.remove(OLD)
    change.remove("c/playbooks/two.md")
    change.after.page(NEW, ONE)
    assert sorted(kind for kind, _ in kinds(change.compare())) == ["added", "removed", "removed"]


def test_a_community_that_moves_takes_everything_along(change):
    change.page(OLD, ONE).page("c/field-notes.yaml", "entries: []\n").page("c/about.md", OTHER)
    change.move("c", "d")
    change.after.page("d/about.md", OTHER.replace("Something", "Anything"))
    found = change.compare()
    assert [(m.old, m.new, m.documents) for m in found.communities] == [("c", "d", 4)]
    (about,) = found.documents
    assert (about.kind, about.with_community) == ("changed", True)


def test_a_document_that_leaves_its_community_has_moved(change):
    change.page(OLD, ONE)
    for side in change.sides:
        side.community("d")
    change.move(OLD, "d/playbooks/one.md")
    found = change.compare()
    assert kinds(found) == [("moved", "d/playbooks/one.md")]
    assert found.communities == ()
