"""The files below docs_dir, sorted, with what tells whether they changed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cop_kb.model.diagnostic import Finding


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
        return self.src_uri.endswith(".md")


def walk(docs_dir: Path) -> list[Entry]:
    """Return all files below ``docs_dir``, sorted by path. Hidden ones are left out, as the site leaves them out.

    Links and devices are not followed: they come back with the reason why they are left out.
    """
    return sorted(_walk(str(docs_dir), ""))


def _walk(folder: str, prefix: str) -> Iterator[Entry]:
    pending = [(folder, prefix)]
    while pending:
        folder, prefix = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError as error:
            yield Entry(
                prefix.rstrip("/") or ".", 0, 0, _refusal(f"cannot be read: {error.strerror}")
            )
            continue
        for entry in found:
            if entry.name.startswith("."):
                continue
            status = entry.stat(follow_symlinks=False)
            uri = prefix + entry.name
            if stat.S_ISDIR(status.st_mode):
                pending.append((entry.path, uri + "/"))
            elif stat.S_ISREG(status.st_mode):
                yield Entry(uri, status.st_size, status.st_mtime_ns)
            else:
                kind = "is a link" if stat.S_ISLNK(status.st_mode) else "is not a regular file"
                yield Entry(uri, 0, 0, _refusal(kind))


def _refusal(reason: str) -> Finding:
    return Finding(
        "unreadable-file", 1, 1, 1, 1,
        f"This {reason}, so it is left out of the knowledge base.",
        "Put a regular file in its place, or remove it.",
    )  # fmt: skip
