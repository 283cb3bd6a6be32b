"""Objects made beside a repository: byte for byte, and none of them in it."""

import subprocess

import pytest

from cop_kb.errors import GitError
from cop_kb.git.scratch import open_scratch

NAMES = [
    "plain.html",
    "ümläut/ß.html",
    'a "quoted" name.txt',
    "line\nbreak",
    "back\\slash",
    "-x",
    " b",
]


def _git(folder, *arguments) -> str:
    done = subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "wt"
    folder.mkdir()
    _git(folder, "init", "--quiet")
    _git(folder, "config", "core.autocrlf", "input")
    return folder


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def test_every_file_is_stored_byte_by_byte_whatever_its_name(repository, site):
    for name in NAMES:
        file = site / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(f"{name}\r\n".encode())
        file.chmod(0o755)
    (site / ".gitattributes").write_text("* text eol=lf\n", encoding="utf-8")
    before = _git(repository, "count-objects", "-v")
    with open_scratch(repository) as scratch:
        stored = scratch.store_folder(site)
        assert stored.files == len(NAMES) + 1
        assert stored.size == sum(p.stat().st_size for p in site.rglob("*") if p.is_file())
        for name in NAMES:
            content = scratch.read(stored.entry.sha, name)
            assert content is not None
            assert content.rstrip(b"\n") == f"{name}\r".encode()
        changes = scratch.changes(scratch.store_tree({}), stored.entry)
        assert sorted(change.new for change in changes) == sorted([*NAMES, ".gitattributes"])
        assert {entry.mode for entry in scratch.entries(stored.entry.sha).values()} == {
            *("100644", "040000")
        }
        again = scratch.store_folder(site)
        assert again == stored
    assert _git(repository, "count-objects", "-v") == before


def test_a_tree_is_told_apart_from_another_file_by_file(repository):
    with open_scratch(repository) as scratch:
        one, other = scratch.store(b"1"), scratch.store(b"2")
        before = scratch.store_tree({"a": one, "b": one, "c": one})
        after = scratch.store_tree({"b": other, "c": one, "d": one})
        kinds = [(change.kind, change.new) for change in scratch.changes(before, after)]
        assert kinds == [("D", "a"), ("M", "b"), ("A", "d")]
        commit = scratch.commit(after, "", "First")
        assert scratch.has(commit)
        assert scratch.tree_of(commit) == after
        assert scratch.read(commit, "x") is None


def test_what_is_no_file_is_refused(repository, site):
    (site / "link").symlink_to("/etc/passwd")
    with open_scratch(repository) as scratch, pytest.raises(GitError, match="link"):
        scratch.store_folder(site)


def test_outside_of_a_repository_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match="no git repository"), open_scratch(tmp_path):
        pass
