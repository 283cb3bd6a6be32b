"""Files that are made together or not at all, and never in the place of another."""

import os
from pathlib import Path

from cop_kb.errors import ScaffoldError
from cop_kb.replacement import name_beside, write_new
from cop_kb.spelling import find_spelled
from cop_kb.undoing import AllOrNothing


class NewFiles(AllOrNothing):
    """Makes files; when the block that uses it fails, those that it has made are removed again.

    Each file is written under another name beside its place and then linked there, so that it appears whole, and only
    where nothing was.
    """

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []

    def write(self, path: Path, text: str) -> None:
        """Make the file ``path`` with ``text`` in UTF-8, and the folders that lead to it.

        Raises:
            ScaffoldError: There is something in its place, or the folder cannot be written to.
        """
        self.make_folder(path.parent)
        try:
            _create(path, text.encode())
        except FileExistsError:
            hint = "Choose another title, or edit that file."
            raise ScaffoldError("This file is there already.", hint, path) from None
        except OSError as error:
            raise _cannot("write", path, error) from error
        self.files.append(path)
        self._undo.append(lambda: path.unlink(missing_ok=True))

    def make_folder(self, path: Path) -> None:
        """Make the folder ``path`` and those above it, where they do not exist.

        Raises:
            ScaffoldError: A file is in the way, or the folder cannot be made.
        """
        missing = []
        while not path.is_dir():
            missing.append(path)
            if path == path.parent:
                break
            path = path.parent
        for folder in reversed(missing):
            try:
                folder.mkdir()
            except OSError as error:
                raise _cannot("make the folder", folder, error) from error
            self._undo.append(folder.rmdir)


def find_taken(root: Path, uri: str) -> Path | None:
    """Return what stands in the place of ``uri`` below ``root``, be it spelled with other capitals; None for nothing.

    Raises:
        ScaffoldError: A folder on the way is a file or a link, or is spelled in another way.
    """
    folder = root
    *folders, name = uri.split("/")
    for part in folders:
        found = _spelled(folder, part)
        if found is None:
            return None
        if found.name != part:
            message = f"{found} is spelled like {part} but for capitals or accents."
            raise ScaffoldError(message, f"Rename it to {part}.", found)
        if found.is_symlink() or not found.is_dir():
            kind = "a link" if found.is_symlink() else "a file"
            message = f"{found} is {kind}, and a folder is needed there."
            raise ScaffoldError(message, "Move it out of the way.", found)
        folder = found
    return _spelled(folder, name)


def _spelled(folder: Path, name: str) -> Path | None:
    try:
        return find_spelled(folder, name)
    except OSError as error:
        raise _cannot("read", folder, error) from error


def _create(path: Path, content: bytes) -> None:
    beside = name_beside(path)
    try:
        write_new(beside, content)
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:
            # No hard links here, as on FAT: the name is claimed first and then filled.
            write_new(path, content)
    finally:
        beside.unlink(missing_ok=True)


def _cannot(what: str, path: Path, error: OSError) -> ScaffoldError:
    reason = error.strerror or str(error)
    return ScaffoldError(
        f"Cannot {what} {path}: {reason}.", "Check the name and your permissions.", path
    )
