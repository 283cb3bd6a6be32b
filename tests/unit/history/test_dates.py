"""Dates come from real repositories."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cop_kb.history import read_history


@pytest.fixture
def commit(tmp_path):
    """Commit everything in a repository on a given day."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")

    def commit_all(day: str) -> None:
        git(tmp_path, "add", "--all")
        times = {
            "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00+00:00",
        }
        git(tmp_path, "commit", "--quiet", "--message=Work", env=times)

    return commit_all


def git(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=os.environ | (env or {}))


def days_of(history):
    """Return the first and the last day of each file."""
    return {path: (file.created, file.changed) for path, file in history.files.items()}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_first_and_last_day(tmp_path, commit):
    write(tmp_path / "docs/a.md", "one")
    commit("2026-01-01")
    write(tmp_path / "docs/a.md", "two")
    write(tmp_path / "docs/Über uns.md", "new")
    commit("2026-02-02")

    history = read_history(tmp_path / "docs")

    assert days_of(history) == {
        "a.md": (date(2026, 1, 1), date(2026, 2, 2)),
        "Über uns.md": (date(2026, 2, 2), date(2026, 2, 2)),
    }
    assert history.notice == ""


def test_renames_are_followed_and_a_new_file_of_the_old_name_is_another(tmp_path, commit):
    text = "\n".join(f"line {number}" for number in range(50))
    write(tmp_path / "a.md", text)
    commit("2026-01-01")
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    commit("2026-02-02")
    write(tmp_path / "a.md", "something else")
    commit("2026-03-03")

    dates = days_of(read_history(tmp_path))

    assert dates["b.md"] == (date(2026, 1, 1), date(2026, 2, 2))
    assert dates["a.md"] == (date(2026, 3, 3), date(2026, 3, 3))


def test_outside_of_git_and_before_the_first_commit_nothing_is_known(tmp_path):
    assert days_of(read_history(tmp_path)) == {}
    git(tmp_path, "init", "--quiet")
    assert days_of(read_history(tmp_path)) == {}


def test_a_shallow_clone_gives_a_notice_and_no_wrong_dates(tmp_path, commit):
    write(tmp_path / "a.md", "one")
    commit("2026-01-01")
    write(tmp_path / "a.md", "two")
    commit("2026-02-02")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}", "clone")

    history = read_history(tmp_path / "clone")

    assert days_of(history) == {}
    assert "shallow" in history.notice


def test_variables_of_a_surrounding_hook_do_not_mislead(tmp_path, commit, monkeypatch):
    write(tmp_path / "a.md", "one")
    commit("2026-01-01")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "elsewhere"))

    assert days_of(read_history(tmp_path)) == {"a.md": (date(2026, 1, 1), date(2026, 1, 1))}
