"""What lies between two commits, in real repositories."""

import os
import subprocess
from datetime import date

import pytest

from cop_kb.errors import GitError
from cop_kb.git import find_commit
from cop_kb.git.span import authors_between, commit_before, last_tag


@pytest.fixture
def repository(tmp_path):
    """An empty repository with a function that makes a commit."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def git(folder, *arguments, **environment):
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        env=os.environ | environment,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def commit(folder, time="2026-03-01T12:00:00+00:00", author="Ada Example", message="Work"):
    git(
        folder, "commit", "--quiet", "--allow-empty", f"--message={message}",
        GIT_AUTHOR_NAME=author, GIT_COMMITTER_DATE=time,
    )  # fmt: skip
    return git(folder, "rev-parse", "HEAD")


def test_authors_and_co_authors_without_addresses(repository):
    base = commit(repository, author="Before")
    commit(repository, author="Ben Sample")
    message = "Work\n\nCo-authored-by: Cara Model <cara@example.org>\nCo-authored-by: dan@example.org <d@x>"
    commit(repository, author="ada@example.org", message=message)
    assert authors_between(repository, base) == ("Ben Sample", "Cara Model")
    assert authors_between(repository, base, base) == ()


def test_the_mailmap_decides_on_names(repository):
    base = commit(repository)
    (repository / ".mailmap").write_text("Ada Lovelace <ada@example.org>\n", encoding="utf-8")
    commit(repository, author="ada l.")
    assert authors_between(repository, base) == ("Ada Lovelace",)


def test_a_commit_counts_on_the_day_of_its_committer(repository):
    first = commit(repository, "2026-03-01T23:30:00-05:00")
    second = commit(repository, "2026-03-02T00:30:00+05:00")
    assert commit_before(repository, date(2026, 3, 1)) is None
    assert commit_before(repository, date(2026, 3, 2)) == first
    assert commit_before(repository, date(2026, 3, 3)) == second


def test_a_year_that_no_calendar_shows_comes_last(repository):
    first = commit(repository, "2026-03-01T12:00:00+00:00")
    tree = git(repository, "rev-parse", "HEAD^{tree}")
    person = "A <a@example.org> 99999999999999 +0000"
    text = f"tree {tree}\nparent {first}\nauthor {person}\ncommitter {person}\n\nWork\n"
    (repository / ".git/commit").write_text(text, encoding="utf-8")
    made = git(repository, "hash-object", "-t", "commit", "-w", "--literally", ".git/commit")
    git(repository, "update-ref", "HEAD", made)
    assert commit_before(repository, date(2026, 3, 2)) == first


def test_only_the_main_line_counts(repository):
    first = commit(repository, "2026-03-01T12:00:00+00:00")
    git(repository, "switch", "--quiet", "--create", "side")
    commit(repository, "2026-03-02T12:00:00+00:00")
    git(repository, "switch", "--quiet", "main")
    later = {"GIT_COMMITTER_DATE": "2026-03-05T12:00:00+00:00"}
    git(repository, "merge", "--quiet", "--no-ff", "--message=m", "side", **later)
    assert commit_before(repository, date(2026, 3, 4)) == first


def test_a_shallow_clone_does_not_pretend(repository, tmp_path_factory):
    commit(repository, "2026-03-01T12:00:00+00:00")
    last = commit(repository, "2026-03-05T12:00:00+00:00")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth=1", repository.as_uri(), ".")
    assert commit_before(clone, date(2026, 3, 6)) == last
    with pytest.raises(GitError, match="does not reach back to 2026-03-02"):
        commit_before(clone, date(2026, 3, 2))


def test_the_last_tag_before_a_commit(repository):
    commit(repository)
    assert last_tag(repository) is None
    git(repository, "tag", "v1")
    commit(repository)
    assert last_tag(repository) == "v1"
    git(repository, "tag", "v2")
    assert last_tag(repository) == "v1"
    assert last_tag(repository, find_commit(repository, "v1")) is None
