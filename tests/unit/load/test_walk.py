"""Which files there are, and which of them are left out and why."""

import os
import socket

import pytest

from cop_kb.load import walk as walk_module
from cop_kb.load.walk import walk


def listed(folder):
    return {entry.src_uri: entry.problem for entry in walk(folder)}


def reasons(folder):
    return {uri: problem.message for uri, problem in listed(folder).items() if problem}


def test_files_come_sorted_by_path_whatever_the_disk_says(tmp_path):
    for name in ("b.md", "a/z.md", "a.md", "a-b.md", "B.md", "a/b/c.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list(listed(tmp_path)) == ["B.md", "a-b.md", "a.md", "a/b/c.png", "a/z.md", "b.md"]


def test_hidden_files_and_folders_are_left_out(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.md").touch()
    (tmp_path / ".hidden.md").touch()
    (tmp_path / "seen.md").touch()
    assert listed(tmp_path) == {"seen.md": None}


def test_size_and_time_tell_whether_a_file_changed(tmp_path):
    (tmp_path / "a.md").write_bytes(b"12345")
    os.utime(tmp_path / "a.md", ns=(1, 1_700_000_000_123_456_789))
    (entry,) = walk(tmp_path)
    assert (entry.size, entry.modified) == (5, 1_700_000_000_123_456_789)


@pytest.mark.parametrize("target", ["/etc/passwd", "real.md", "nowhere", ".", "/dev/zero", "/"])
def test_links_are_refused_wherever_they_lead(tmp_path, target):
    (tmp_path / "real.md").touch()
    (tmp_path / "link.md").symlink_to(target)
    assert reasons(tmp_path) == {
        "link.md": "This is a link, so it is left out of the knowledge base."
    }


def test_pipes_and_sockets_are_refused(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        assert list(reasons(tmp_path)) == ["pipe.md", "socket.md"]


@pytest.mark.parametrize("ending", ["markdown", "mdown", "mkd", "mkdn"])
def test_pages_by_another_ending_do_not_get_onto_the_site_unchecked(tmp_path, ending):
    (tmp_path / f"page.{ending}").touch()
    assert "does not end in .md" in reasons(tmp_path)[f"page.{ending}"]


def test_a_folder_may_have_any_ending(tmp_path):
    (tmp_path / "notes.markdown").mkdir()
    (tmp_path / "notes.markdown" / "a.md").touch()
    assert listed(tmp_path) == {"notes.markdown/a.md": None}


def test_a_name_that_is_not_utf_8_is_refused_and_can_be_shown(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9")).mkdir()
    (tmp_path / os.fsdecode(b"caf\xe9") / "inside.md").touch()
    (tmp_path / os.fsdecode(b"th\xe9.md")).touch()
    found = reasons(tmp_path)
    assert list(found) == ["caf\\xe9", "th\\xe9.md"]
    assert set(found.values()) == {
        "This has a name that is not UTF-8, so it is left out of the knowledge base."
    }


def test_what_vanishes_while_it_is_listed_is_left_out(tmp_path, monkeypatch):
    (tmp_path / "kept.md").touch()
    (tmp_path / "gone.md").touch()

    class Listing(list):
        def __enter__(self):
            (tmp_path / "gone.md").unlink()
            return self

        def __exit__(self, *_):
            pass

    listing = Listing(sorted(os.scandir(tmp_path), key=lambda entry: entry.name))
    monkeypatch.setattr(walk_module.os, "scandir", lambda _: listing)
    assert listed(tmp_path) == {"kept.md": None}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_a_folder_that_may_not_be_entered_is_refused(tmp_path, mode):
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "a.md").touch()
    (tmp_path / "closed").chmod(mode)
    try:
        assert len(reasons(tmp_path)) == 1
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_folder_that_is_gone_is_a_finding(tmp_path):
    assert reasons(tmp_path / "gone") == {
        ".": "This cannot be read: No such file or directory, so it is left out of the knowledge base."
    }


def test_what_the_site_leaves_out_is_left_out(tmp_path):
    for name in ("templates/a.md", "guide/templates/b.md", "old/c.md", "d.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Text\n", encoding="utf-8")

    assert [e.src_uri for e in walk(tmp_path)] == ["d.md", "guide/templates/b.md", "old/c.md"]
    assert [e.src_uri for e in walk(tmp_path, "old/\n!templates/\n")] == [
        "d.md",
        "guide/templates/b.md",
        "templates/a.md",
    ]
