"""The files below docs_dir, sorted, with what tells whether they changed."""

import os
import stat
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cop_kb.model.diagnostic import Finding

_TEMPLATES = "templates/"
_ENDING = ".md"
# MkDocs makes pages of some of these, too. A page that nothing has checked must not get onto the site.
_OTHER_ENDINGS = (_ENDING, ".markdown", ".mdown", ".mkd", ".mkdn")


class Entry(NamedTuple):
    """One file.

    Attributes:
        src_uri: Its path below docs_dir, with forward slashes.
        size: In bytes.
        modified: Time of the last change, in nanoseconds.
        problem: Why it is left out; None for a regular file.
    """

    src_uri: str
    size: int
    modified: int
    problem: Finding | None = None

    @property
    def is_markdown(self) -> bool:
        """Whether it holds a page."""
        return self.src_uri.endswith(_ENDING)


def walk(docs_dir: Path, exclude: str = "") -> list[Entry]:
    """Return all files below ``docs_dir``, sorted by path; what MkDocs leaves out of the site is left out here.

    That is what is hidden, the folder ``templates`` of docs_dir, and what the setting ``exclude_docs`` covers. Links and devices are not followed: they come back with the reason why they are left out, and so does whatever
    has a name that cannot be told from others.
    """
    entries = sorted(_walk(str(docs_dir), ""))
    excluded = _excluded(exclude)
    return [entry for entry in entries if not excluded(entry.src_uri)]


def is_left_out(src_uri: str, exclude: str = "") -> bool:
    """Tell whether ``walk`` would leave out a file, wherever it lies, for its path."""
    return any(part.startswith(".") for part in src_uri.split("/")) or _excluded(exclude)(src_uri)


@lru_cache(maxsize=1)
def _excluded(exclude: str) -> Callable[[str], bool]:
    """Return what tells whether a path is covered by the patterns ``exclude``, or is no page of MkDocs."""
    if not exclude:
        return lambda src_uri: src_uri.startswith(_TEMPLATES)
    from pathspec.gitignore import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines([f"/{_TEMPLATES}", *exclude.splitlines()])
    return lambda src_uri: bool(spec.match_file(src_uri))


def _walk(folder: str, prefix: str) -> Iterator[Entry]:
    pending = [(folder, prefix)]
    while pending:
        folder, prefix = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError as error:
            name = prefix.rstrip("/") or "."
            yield Entry(name, 0, 0, _refusal(f"cannot be read: {error.strerror}"))
            continue
        for entry in found:
            if entry.name.startswith("."):
                continue
            uri = prefix + entry.name
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # gone since the folder was listed, as temporary files of editors are
            except OSError as error:
                yield Entry(uri, 0, 0, _refusal(f"cannot be read: {error.strerror}"))
                continue
            refusal = _refused(entry.name, status.st_mode)
            if refusal is not None:
                yield Entry(_shown(uri), 0, 0, refusal)
            elif stat.S_ISDIR(status.st_mode):
                pending.append((entry.path, uri + "/"))
            else:
                yield Entry(uri, status.st_size, status.st_mtime_ns)


def _refused(name: str, mode: int) -> Finding | None:
    if stat.S_ISLNK(mode):
        return _refusal("is a link")
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        return _refusal("is not a regular file")
    if _shown(name) != name:
        return _refusal("has a name that is not UTF-8", "Rename it.")
    is_other = name.lower().endswith(_OTHER_ENDINGS) and not name.endswith(_ENDING)
    if stat.S_ISREG(mode) and is_other:
        return _refusal("is a page whose name does not end in .md", "Rename it, so that it does.")
    return None


def _shown(uri: str) -> str:
    return os.fsencode(uri).decode("utf-8", "backslashreplace")


def _refusal(reason: str, hint: str = "Put a regular file in its place, or remove it.") -> Finding:
    message = f"This {reason}, so it is left out of the knowledge base."
    return Finding("unreadable-file", 1, 1, 1, 1, message, hint)
