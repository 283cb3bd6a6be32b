"""A file is replaced whole or not at all."""

import os
import stat

import pytest

from cop_kb.errors import CopKbError
from cop_kb.replacement import replace_file


def test_a_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "one.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_made_where_there_is_none(tmp_path):
    path = tmp_path / "one.md"
    other = tmp_path / "two.md"
    other.write_bytes(b"")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "nowhere"])
def test_nothing_else_is_written_to(tmp_path, kind):
    path, outside = tmp_path / "one.md", tmp_path / "outside"
    outside.write_bytes(b"old")
    if kind == "link":
        path.symlink_to(outside)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path = tmp_path / "nowhere" / "one.md"
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CopKbError) as refused:
        replace_file(path, b"new")
    assert refused.value.path == path
    assert refused.value.hint
    assert outside.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == before


def test_what_has_changed_in_the_meantime_is_left_alone(tmp_path):
    path = tmp_path / "one.md"
    path.write_bytes(b"changed")
    with pytest.raises(CopKbError, match="just been changed"):
        replace_file(path, b"new", before=b"old")
    assert path.read_bytes() == b"changed"
    replace_file(path, b"new", before=b"changed")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
