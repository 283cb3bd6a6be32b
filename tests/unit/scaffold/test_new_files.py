import os

import pytest

from cop_kb.errors import ScaffoldError
from cop_kb.scaffold.new_files import NewFiles, find_taken


def test_a_file_and_its_folders_are_made(tmp_path):
    path = tmp_path / "a" / "b" / "c.md"

    with NewFiles() as files:
        files.write(path, "Zoë\n")

    assert path.read_bytes() == "Zoë\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["c.md"]
    assert path.stat().st_mode & 0o400


def test_a_file_is_never_overwritten(tmp_path):
    path = tmp_path / "c.md"
    path.write_text("mine", "utf-8")

    with pytest.raises(ScaffoldError, match="there already"), NewFiles() as files:
        files.write(path, "yours")

    assert path.read_text("utf-8") == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["c.md"]


def test_a_dangling_link_is_not_followed(tmp_path):
    (tmp_path / "c.md").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ScaffoldError), NewFiles() as files:
        files.write(tmp_path / "c.md", "yours")

    assert not (tmp_path / "elsewhere").exists()


def make_and_fail(folder, failure, meanwhile=lambda: None):
    with NewFiles() as files:
        files.write(folder / "kept" / "a.md", "a")
        files.write(folder / "new" / "b" / "a.md", "a")
        meanwhile()
        raise failure


@pytest.mark.parametrize("failure", [ScaffoldError("no"), KeyboardInterrupt()])
def test_nothing_is_left_behind_when_something_fails(tmp_path, failure):
    (tmp_path / "kept").mkdir()

    with pytest.raises(type(failure)):
        make_and_fail(tmp_path, failure)

    assert [p.name for p in tmp_path.rglob("*")] == ["kept"]


def test_what_somebody_else_adds_meanwhile_stays(tmp_path):
    theirs = tmp_path / "new" / "theirs.md"

    with pytest.raises(ScaffoldError):
        make_and_fail(tmp_path, ScaffoldError("no"), lambda: theirs.write_text("theirs", "utf-8"))

    assert list(tmp_path.rglob("*.md")) == [theirs]


def test_without_hard_links_a_file_is_made_too_and_never_overwritten(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("no links on this file system")

    monkeypatch.setattr(os, "link", refuse)
    with NewFiles() as files:
        files.write(tmp_path / "a.md", "a")
    with pytest.raises(ScaffoldError), NewFiles() as files:
        files.write(tmp_path / "a.md", "b")

    assert (tmp_path / "a.md").read_text("utf-8") == "a"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")

    with (
        pytest.raises(ScaffoldError, match="Cannot make the folder") as caught,
        NewFiles() as files,
    ):
        files.write(tmp_path / "file" / "a.md", "a")

    assert caught.value.path == tmp_path / "file"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ScaffoldError, match="Permission denied"), NewFiles() as files:
            files.write(tmp_path / "a.md", "a")
    finally:
        tmp_path.chmod(0o700)


def test_names_that_differ_in_case_or_form_are_taken(tmp_path):
    (tmp_path / "Zoë.md").write_text("", "utf-8")

    assert find_taken(tmp_path, "ZOE\u0308.md") == tmp_path / "Zoë.md"
    assert find_taken(tmp_path, "zoe.md") is None
    assert find_taken(tmp_path, "not/there/yet.md") is None


def test_the_exact_name_is_found_first(tmp_path):
    for name in ("A.md", "a.md"):
        (tmp_path / name).write_text("", "utf-8")

    assert find_taken(tmp_path, "a.md") == tmp_path / "a.md"


def test_a_folder_that_differs_in_case_is_refused(tmp_path):
    (tmp_path / "Checklists").mkdir()

    with pytest.raises(ScaffoldError, match="but for capitals") as caught:
        find_taken(tmp_path, "checklists/a.md")

    assert caught.value.hint == "Rename it to checklists."


def test_a_link_is_no_folder(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "kb").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ScaffoldError, match="is a link"):
        find_taken(tmp_path, "kb/a.md")
