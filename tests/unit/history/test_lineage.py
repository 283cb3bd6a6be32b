"""Which commits count for a file: renames, files that come back, branches."""

from datetime import date

import pytest

from cop_kb.history import read_history


def days(repository, folder="."):
    """Return by file its first and its last day, as text, and the number of its revisions."""
    files = read_history(repository.root / folder).files
    return {p: (str(f.created), str(f.changed), f.revisions) for p, f in files.items()}


def test_a_rename_keeps_the_history_and_counts_as_a_change(repository):
    repository.write("a.md").commit("2026-01-01")
    repository.move("a.md", "b.md").commit("2026-02-02")
    repository.move("b.md", "deep/er/c.md").commit("2026-03-03")

    assert days(repository) == {"deep/er/c.md": ("2026-01-01", "2026-03-03", 3)}


def test_a_new_file_of_an_old_name_is_another(repository):
    repository.write("a.md").commit("2026-01-01")
    repository.move("a.md", "b.md").commit("2026-02-02")
    repository.write("a.md", "something else").commit("2026-03-03")

    assert days(repository) == {
        "a.md": ("2026-03-03", "2026-03-03", 1),
        "b.md": ("2026-01-01", "2026-02-02", 2),
    }


def test_a_file_that_was_deleted_by_mistake_has_all_of_its_history(repository):
    repository.write("a.md").commit("2026-01-01")
    (repository.root / "a.md").unlink()
    repository.commit("2026-02-02")
    repository.write("a.md").commit("2026-03-03")

    assert days(repository) == {"a.md": ("2026-01-01", "2026-03-03", 3)}


def test_deleted_files_have_none(repository):
    repository.write("a.md").commit("2026-01-01")
    (repository.root / "a.md").unlink()
    repository.commit("2026-02-02")

    assert days(repository) == {}


def test_a_copy_begins_anew(repository):
    repository.git("config", "diff.renames", "copies")
    repository.write("a.md").commit("2026-01-01")
    repository.write("copy.md").commit("2026-02-02")

    assert days(repository)["copy.md"] == ("2026-02-02", "2026-02-02", 1)


def test_a_file_that_came_from_outside_of_the_folder_keeps_its_history(repository):
    repository.write("notes.md").commit("2026-01-01")
    repository.move("notes.md", "docs/notes.md").commit("2026-02-02")
    repository.write("elsewhere.md", "x").commit("2026-03-03")

    assert days(repository, "docs") == {"notes.md": ("2026-01-01", "2026-02-02", 2)}
    # The last commit that touched the folder, not the last of all.
    assert read_history(repository.root / "docs").last_commit == 1770033600


@pytest.mark.parametrize("renamed_first", [True, False])
def test_a_branch_renames_while_the_other_changes(repository, renamed_first):
    early, late = "2026-02-02", "2026-02-20"
    repository.write("a.md").commit("2026-01-01")
    repository.branch("work").move("a.md", "b.md").commit(early if renamed_first else late)
    repository.switch("main").change("a.md", late if renamed_first else early)
    repository.merge("2026-03-03", "work")

    assert days(repository) == {"b.md": ("2026-01-01", late, 3)}


def test_what_a_branch_did_to_a_file_that_moved_is_not_of_the_new_file_of_that_name(repository):
    repository.write("a.md").commit("2026-01-01")
    repository.branch("work").change("a.md", "2026-02-20")
    repository.switch("main").move("a.md", "b.md").commit("2026-02-02")
    repository.merge("2026-03-03", "work")
    repository.write("a.md", "something else").commit("2026-04-04")

    assert days(repository) == {
        "a.md": ("2026-04-04", "2026-04-04", 1),
        "b.md": ("2026-01-01", "2026-02-20", 3),
    }


def test_a_branch_that_renames_takes_nothing_from_a_file_that_was_kept(repository):
    repository.write("a.md").commit("2026-01-01")
    repository.branch("work").move("a.md", "b.md").commit("2026-02-02")
    repository.switch("main").change("a.md", "2026-02-20")
    repository.git("merge", "--no-commit", "work")
    repository.write("a.md").commit("2026-03-03")

    assert days(repository)["a.md"] == ("2026-01-01", "2026-02-20", 2)
    assert days(repository)["b.md"] == ("2026-02-02", "2026-02-02", 1)


def test_a_merge_is_no_change_even_where_it_solved_a_conflict(repository):
    repository.write("a.md", "one").commit("2026-01-01")
    repository.branch("work").write("a.md", "two").commit("2026-02-02")
    repository.switch("main").write("a.md", "three").commit("2026-02-20")
    repository.git("merge", "--strategy=ours", "--no-commit", "work")
    repository.write("a.md", "two and three").commit("2026-03-03", by="Ben <b@example.org>")

    assert days(repository) == {"a.md": ("2026-01-01", "2026-02-20", 3)}
    assert read_history(repository.root).files["a.md"].authors == ("Ada Example",)


def test_a_file_that_a_merge_brought_begins_with_it(repository):
    repository.write("a.md").commit("2026-01-01")
    repository.branch("work").change("a.md", "2026-02-02")
    repository.switch("main")
    repository.git("merge", "--no-ff", "--no-commit", "work")
    repository.write("new.md", "brought").commit("2026-03-03")
    repository.move("new.md", "newer.md").commit("2026-04-04")

    assert days(repository)["newer.md"] == ("2026-03-03", "2026-04-04", 2)
    assert days(repository)["a.md"] == ("2026-01-01", "2026-02-02", 2)


def test_clocks_that_go_wrong_do_not_break_a_rename(repository):
    repository.write("a.md").commit("2026-05-05")
    repository.move("a.md", "b.md").commit("2026-01-01")
    repository.change("b.md", "2026-03-03")

    assert days(repository) == {"b.md": ("2026-05-05", "2026-03-03", 3)}


def test_the_day_is_that_of_the_author_where_the_author_was(repository):
    repository.write("a.md").git("add", "--all")
    dates = {
        "GIT_AUTHOR_DATE": "2026-01-01T23:30:00-08:00",
        "GIT_COMMITTER_DATE": "2026-05-05T12:00:00Z",
    }
    repository.git("commit", "--quiet", "--message=Work", **dates)

    assert read_history(repository.root).files["a.md"].changed == date(2026, 1, 1)


@pytest.mark.parametrize("seconds", ["99999999999999", "18446744073709551614", "-5"])
def test_impossible_times_do_no_harm(repository, seconds):
    tree = repository.write("a.md").git("add", "--all") or repository.git("write-tree")
    commit = (
        f"tree {tree}\nauthor A <a@b.example> {seconds} +0000\n"
        f"committer A <a@b.example> {seconds} +0000\n\nWork\n"
    )
    (repository.root / ".git/commit").write_text(commit, encoding="utf-8")
    made = repository.git("hash-object", "-t", "commit", "-w", "--literally", ".git/commit")
    repository.git("update-ref", "HEAD", made)

    history = read_history(repository.root)

    assert list(history.files) == ["a.md"]
    assert 0 <= history.last_commit < 2**32  # what the compressed files of a site can hold
