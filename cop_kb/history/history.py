"""What git knows of the files below a folder: read in one pass, and only when somebody asks."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cop_kb.cache import Cache
from cop_kb.errors import GitError
from cop_kb.git import MAILMAP, WHOLE_HISTORY, Place, find_place
from cop_kb.history.activity import IGNORED, Activity, read_activity
from cop_kb.history.file_history import FileHistory

if TYPE_CHECKING:
    from cop_kb.config import Config

_KEPT = "history"
_SHALLOW = f"This is a shallow clone: dates are left out. {WHOLE_HISTORY}"
_LEFT_OUT = "Dates are left out."


class _Reading(NamedTuple):
    files: Mapping[str, FileHistory]
    last_commit: int | None
    notice: str


_NOTHING = _Reading({}, None, "")


class History:
    """What git knows of the files below a folder. Nothing is read before something is asked.

    Args:
        folder: The folder; None for one without a history.
        cache: Where what was read is kept.
    """

    def __init__(self, folder: Path | None, cache: Cache | None = None) -> None:
        self._folder = folder
        self._cache = cache or Cache(None)

    @property
    def files(self) -> Mapping[str, FileHistory]:
        """The history of each file by its path below the folder; empty for a shallow clone, where it would be wrong."""
        return self._read.files

    @property
    def notice(self) -> str:
        """Why something is not known, for people; empty when all is well."""
        return self._read.notice

    @property
    def last_commit(self) -> int | None:
        """The time of the last commit in seconds since 1970; None without one."""
        return self._read.last_commit

    @cached_property
    def _read(self) -> _Reading:
        return _read(self._folder, self._cache) if self._folder else _NOTHING


NO_HISTORY = History(None)


def read_history(folder: Path, cache: Cache | None = None) -> History:
    """Return the history of all files below ``folder``, those in submodules included.

    Outside of a repository and before the first commit there is none. A shallow clone, and a repository that git cannot
    read, give no dates rather than wrong ones, and a notice.
    """
    return History(folder, cache)


def load_history(config: "Config") -> History:
    """Return the history of all files of a knowledge base, through its cache."""
    return read_history(config.docs_dir, Cache(config.root if config.options.cache else None))


def _read(folder: Path, cache: Cache, submodule: str = "") -> _Reading:
    try:
        place = find_place(folder / submodule)
        if place is None or not place.head:
            return _NOTHING
        activity = _read_once(place, cache, submodule)
    except GitError as error:
        return _NOTHING._replace(notice=f"{error.message} {_LEFT_OUT} {error.hint}")
    files = dict(activity.files)
    notices = [_SHALLOW] if place.is_shallow else []
    for name in activity.submodules:
        path = f"{submodule}/{name}" if submodule else name
        if (folder / path / ".git").exists():  # else it has not been fetched
            inner = _read(folder, cache, path)
            files |= {f"{name}/{uri}": file for uri, file in inner.files.items()}
            notices += [f"{path}: {inner.notice}"] if inner.notice else []
    return _Reading(files, activity.last_commit, " ".join(notices))


def _read_once(place: Place, cache: Cache, submodule: str) -> Activity:
    name = f"{_KEPT}-{_digest(submodule.encode())}" if submodule else _KEPT
    parts = (
        place.head,
        place.prefix,
        str(place.is_shallow),
        *(_digest(_content(place.top / file)) for file in (MAILMAP, IGNORED)),
    )
    if (kept := cache.load(name, *parts)) is not None:
        return _unpack(*kept)
    activity = read_activity(place)
    rows = [
        (path, history.created.isoformat(), history.changed.isoformat(), *history[2:])
        for path, history in sorted(activity.files.items())
    ]
    cache.store(name, (rows, activity.last_commit, activity.submodules), *parts)
    return activity


def _unpack(rows: list[Any], last_commit: int | None, submodules: list[str]) -> Activity:
    files = {
        path: FileHistory(
            date.fromisoformat(created),
            date.fromisoformat(changed),
            tuple(authors),
            tuple(reviewers),
            revisions,
        )
        for path, created, changed, authors, reviewers, revisions in rows
    }
    return Activity(files, last_commit, submodules)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
