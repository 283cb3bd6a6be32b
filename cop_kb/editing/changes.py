"""Carries out a move: files get their new content and their new place, all of them or none."""

import os
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from cop_kb.editing.files import Edit
from cop_kb.errors import EditError
from cop_kb.git import moving
from cop_kb.replacement import name_beside, write_new
from cop_kb.undoing import AllOrNothing


class Changes(AllOrNothing):
    """Changes to files on disk; when the block that uses it fails, or is interrupted, they are undone.

    New content is written beside its place before anything changes, and the old content is kept beside it until all is
    done: a full disk stops nothing half-way, and undoing needs no room.
    """

    def __init__(self) -> None:
        super().__init__()
        self._scratch: list[Path] = []

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, traceback)
        for path in self._scratch:
            path.unlink(missing_ok=True)

    def edit(self, edits: Sequence[Edit]) -> None:
        """Give files their new content.

        Raises:
            EditError: A file cannot be written, or has changed since it was read.
        """
        staged = [(edit, self._stage(edit)) for edit in edits]
        for edit, beside in staged:
            try:
                self._replace(edit, beside)
            except OSError as error:
                raise _cannot("write", edit.path, error) from error

    def _stage(self, edit: Edit) -> Path:
        """Write the new content beside the place where it belongs."""
        beside = self._beside(edit.path)
        try:
            write_new(beside, edit.after)
            if edit.path.exists():
                with edit.path.open("r+b"):  # who has protected a file does not want it replaced
                    beside.chmod(stat.S_IMODE(edit.path.stat().st_mode))
        except OSError as error:
            raise _cannot("write", edit.path, error) from error
        return beside

    def _replace(self, edit: Edit, new: Path) -> None:
        path, old = edit.path, self._beside(edit.path)
        if not path.exists() and not edit.before:
            new.rename(path)
            self._undo.append(path.unlink)
            return
        if path.read_bytes() != edit.before:
            raise EditError("This file has just been changed.", "Try again.", path)
        try:
            os.link(path, old)
        except OSError:  # no hard links here, as on FAT
            shutil.copy2(path, old)
        self._undo.append(lambda: old.replace(path))
        new.replace(path)

    def _beside(self, path: Path) -> Path:
        beside = name_beside(path)
        self._scratch.append(beside)
        self._undo.append(lambda: beside.unlink(missing_ok=True))
        return beside

    def move(self, old: Path, new: Path) -> None:
        """Move a file or a folder to a place where nothing is, with git where git knows it, and make the folders on the way.

        Raises:
            EditError: It cannot be moved.
            GitError: git refuses.
        """
        self._make_folders(new.parent)
        try:
            if moving.is_tracked(old):
                self._undo.append(lambda: _move_back(new, old))
                moving.move(old, new)
            else:
                old.rename(new)
                self._undo.append(lambda: new.rename(old))
        except OSError as error:
            raise _cannot("move", old, error) from error

    def _make_folders(self, folder: Path) -> None:
        missing = [f for f in (folder, *folder.parents) if not f.exists()]
        for path in reversed(missing):
            try:
                path.mkdir()
            except OSError as error:
                raise _cannot("make", path, error) from error
            self._undo.append(path.rmdir)


def _move_back(new: Path, old: Path) -> None:
    """Undo a move with git, which may have moved the files and then failed to note it."""
    if moving.is_tracked(new):
        moving.move(new, old)
    elif new.exists() and not old.exists():
        new.rename(old)


def remove_empty_folders(folder: Path, top: Path) -> None:
    """Remove ``folder``, and those above it below ``top``, where nothing is left in them."""
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _cannot(what: str, path: Path, error: OSError) -> EditError:
    reason = error.strerror or str(error)
    message = f"Cannot {what} {path}: {reason}. Everything is as it was."
    return EditError(message, "Check its name and its permissions.", path)
