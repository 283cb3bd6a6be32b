"""Objects of git that are made beside a repository: it lends its own, and keeps none of the new ones."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cop_kb.errors import GitError
from cop_kb.git.answers import answer, first_words
from cop_kb.git.repository import require_repository
from cop_kb.git.revision import FileChange
from cop_kb.git.runner import run, run_bytes

_FILE, _FOLDER = "100644", "040000"
_KINDS = {_FOLDER: "tree", "160000": "commit"}
# What is thrown away soon needs no wait for the disk, and no cleaning up.
_SETTINGS = ("-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "maintenance.auto=false")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Entry(NamedTuple):
    """What a name in a tree means.

    Attributes:
        mode: What it is, in git's octal digits.
        sha: The name of the object.
    """

    mode: str
    sha: str


class StoredFolder(NamedTuple):
    """A folder of files that git has stored.

    Attributes:
        entry: Its tree.
        files: How many files it holds.
        size: How many bytes they are.
    """

    entry: Entry
    files: int
    size: int


class Scratch:
    """A place for objects that are made from those of a repository; it goes when its context ends.

    Attributes:
        top: The top folder of the repository.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self.top = require_repository(folder)
        objects = self.top / run(self.top, "rev-parse", "--git-path", "objects")
        (place / "objects" / "info").mkdir(parents=True)
        (place / "objects" / "pack").mkdir()
        lent = str(objects.resolve()).encode("utf-8", "surrogateescape") + b"\n"
        (place / "objects" / "info" / "alternates").write_bytes(lent)
        self._environment = {
            "GIT_OBJECT_DIRECTORY": str(place / "objects"),
            "GIT_INDEX_FILE": str(place / "index"),
        }

    def git(self, *arguments: str, given: bytes | None = None) -> str:
        """Run git as ``runner.run`` does; what it writes, it writes here.

        Raises:
            GitError: git refused; the message is the first that it, or the remote side, said.
        """
        try:
            return run(self.top, *_SETTINGS, *arguments, given=given, environment=self._environment)
        except GitError as error:
            words = first_words(answer(error))
            message = f"git says: {words}" if words else error.message
            raise GitError(message, error.hint) from error.__cause__

    def has(self, commit: str) -> bool:
        """Tell whether a commit and its tree are there."""
        try:
            self.git("cat-file", "-e", f"{commit}^{{tree}}")
        except GitError:
            return False
        return True

    def tree_of(self, commit: str) -> Entry:
        """Return the tree of a commit."""
        return Entry(_FOLDER, self.git("rev-parse", "--verify", f"{commit}^{{tree}}"))

    def entries(self, tree: str) -> dict[str, Entry]:
        """Return what lies at the top of a tree by name."""
        found = {}
        for line in filter(None, self.git("ls-tree", "-z", tree).split("\0")):
            described, _, name = line.partition("\t")
            mode, _, sha = described.split(" ")
            found[name] = Entry(mode, sha)
        return found

    def read(self, tree: str, path: str) -> bytes | None:
        """Return what the file ``path`` below a tree holds; None where there is none."""
        command = ("cat-file", "blob", f"{tree}:{path}")
        try:
            return run_bytes(self.top, *command, environment=self._environment)
        except GitError:
            return None

    def store(self, content: bytes) -> Entry:
        """Store a file."""
        return Entry(_FILE, self.git("hash-object", "-w", "--stdin", given=content))

    def store_tree(self, entries: Mapping[str, Entry]) -> Entry:
        """Store a folder that holds ``entries`` by their names."""
        lines = (
            f"{entry.mode} {_KINDS.get(entry.mode, 'blob')} {entry.sha}\t{name}\0"
            for name, entry in sorted(entries.items())
        )
        return Entry(_FOLDER, self.git("mktree", "-z", given=_encoded("".join(lines))))

    def store_folder(self, folder: Path) -> StoredFolder:
        """Store all files in and below a folder byte by byte, whatever .gitattributes say; none of them can be run.

        Raises:
            GitError: There is something else than files and folders, or git refuses a name.
        """
        files = _regular_files(folder)
        paths = "\n".join(_quoted(str(path)) for path in files)
        options = ("-w", "--no-filters", "--stdin-paths")
        printed = self.git("hash-object", *options, given=_encoded(paths))
        lines = (
            f"{_FILE} {sha}\t{path.relative_to(folder).as_posix()}\0"
            for sha, path in zip(printed.split(), files, strict=True)
        )
        self.git("read-tree", "--empty")
        self.git("update-index", "-z", "--index-info", given=_encoded("".join(lines)))
        tree = Entry(_FOLDER, self.git("write-tree"))
        return StoredFolder(tree, len(files), sum(path.stat().st_size for path in files))

    def changes(self, before: Entry, after: Entry) -> list[FileChange]:
        """Return which files were added, changed and deleted between two trees, by path."""
        options = ("-r", "-z", "--name-status", "--no-renames")
        fields = iter(self.git("diff-tree", *options, before.sha, after.sha, "--").split("\0"))
        found = []
        for letter in filter(None, fields):
            path = next(fields)
            found.append(FileChange(letter if letter in "AD" else "M", path, path))
        return found

    def commit(self, tree: Entry, parent: str, message: str) -> str:
        """Make a commit of a tree in the name of the steward, after ``parent`` if there is one, and return its name."""
        after = ("-p", parent) if parent else ()
        identified = ("-c", "user.useConfigOnly=true")
        command = (*identified, "commit-tree", tree.sha, *after, "-F", "-")
        return self.git(*command, given=_encoded(message))


@contextmanager
def open_scratch(folder: Path) -> Iterator[Scratch]:
    """Open a place for objects beside the repository around ``folder``.

    Raises:
        GitError: There is no repository, or git cannot be run.
    """
    with tempfile.TemporaryDirectory(prefix="cop-kb-") as place:
        yield Scratch(folder, Path(place))


def _regular_files(folder: Path) -> list[Path]:
    files = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            message = f"The site holds {path.relative_to(folder)}, which is no regular file."
            raise GitError(message, "Is it made by a plugin or a hook of mkdocs.yml? Leave it out.")
        if path.is_file():
            files.append(path)
    return files


def _quoted(path: str) -> str:
    """Return a path as git reads it from a list with one in each line."""
    if not any(c in path for c in _ESCAPES):
        return path
    return '"' + "".join(_ESCAPES.get(c, c) for c in path) + '"'


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
