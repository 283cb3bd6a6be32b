"""Puts new content in the place of a file, whole or not at all."""

import os
import secrets
import stat
from pathlib import Path

from cop_kb.errors import CopKbError


def replace_file(path: Path, content: bytes, before: bytes | None = None) -> None:
    """Write ``content`` to the file ``path``, with the permissions that it has; make it where there is none.

    It is written under another name beside its place and then renamed, so that nobody ever meets half of it.

    Args:
        path: The file.
        content: What it is to hold.
        before: What was read from it; where it holds something else by now, nothing is written.

    Raises:
        CopKbError: A link, a folder or the like is in its place, it has changed, or it cannot be written.
    """
    beside = name_beside(path)
    try:
        mode = _mode(path)
        write_new(beside, content)
        if mode is not None:
            beside.chmod(mode)
        if before is not None and path.read_bytes() != before:
            raise CopKbError("This file has just been changed.", "Try again.", path)
        beside.replace(path)
    except OSError as error:
        message = f"This file cannot be written: {error.strerror or error}."
        raise CopKbError(message, "Check its name and its permissions.", path) from error
    finally:
        beside.unlink(missing_ok=True)


def name_beside(path: Path) -> Path:
    """Return a name in the folder of ``path`` that nothing has."""
    return path.with_name(f".cop-kb-{secrets.token_hex(8)}")


def write_new(path: Path, content: bytes) -> None:
    """Make a file where nothing is, and wait until the disk has it.

    Raises:
        OSError: It cannot be written, or something is there.
    """
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _mode(path: Path) -> int | None:
    """Return the permissions of a regular file that may be written to; None where there is nothing."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        message = "This is not a regular file, so nothing is written to it."
        raise CopKbError(message, "Put a regular file in its place, or remove it.", path)
    with path.open("r+b"):  # who has protected a file does not want it replaced either
        return stat.S_IMODE(status.st_mode)
