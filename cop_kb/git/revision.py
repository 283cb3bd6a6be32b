"""The commits of a repository, and what became of its files from one to another."""

from pathlib import Path
from typing import NamedTuple

from cop_kb.errors import GitError
from cop_kb.git.filters import without_filters
from cop_kb.git.repository import WHOLE_HISTORY, is_shallow, require_repository
from cop_kb.git.runner import ask, run


class FileChange(NamedTuple):
    """What became of one file between two revisions.

    Attributes:
        kind: ``A`` for added, ``M`` for changed, ``D`` for deleted, ``R`` for renamed.
        old: Its path before; that of an added file is its path now.
        new: Its path now; that of a deleted file is its path before.
    """

    kind: str
    old: str
    new: str


def find_commit(folder: Path, revision: str) -> str:
    """Return the full name of the commit that ``revision`` means: a branch, a tag, ``HEAD~3`` and the like.

    Raises:
        GitError: There is no repository, or no such commit.
    """
    require_repository(folder)
    # A revision never begins with a dash: git would take it for an option.
    name = f"{revision}^{{commit}}"
    found = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if found:
        return found
    hint = "Name a branch, a tag or a commit that `git log` knows."
    if is_shallow(folder):
        hint = f"This is a shallow clone. {WHOLE_HISTORY}"
    raise GitError(f"git knows no commit {revision!r} here.", hint, folder)


def merge_base(folder: Path, one: str, other: str) -> str:
    """Return the commit at which the histories of two commits part; ``one`` itself where they have nothing in common."""
    return ask(folder, "merge-base", one, other) or one


def changed_files(folder: Path, base: str, head: str = "") -> list[FileChange]:
    """Return what became of the files in and below ``folder`` since the commit ``base``, sorted by path.

    Args:
        folder: A folder inside of a repository; paths are given below it.
        base: The full name of a commit.
        head: Another one; empty for the files as they are now, those that git does not know yet included.

    Raises:
        GitError: git refuses.
    """
    options = ("-z", "--name-status", "--find-renames", "--no-ext-diff", "--no-color")
    commits = [base, head] if head else [base]
    top = require_repository(folder)
    below = folder.resolve().relative_to(top.resolve()).as_posix()
    scope = ["--relative" if below == "." else f"--relative={below}/"]
    environment = {} if head else without_filters(top)
    printed = run(top, "diff", *options, *scope, *commits, "--", environment=environment)
    fields = iter(printed.split("\0"))
    found = []
    for letter in fields:
        if letter.startswith(("R", "C")):
            old, new = next(fields), next(fields)
            found.append(FileChange("R" if letter[0] == "R" else "A", old, new))
        elif letter:
            path = next(fields)
            kind = letter[0] if letter[0] in "AD" else "M"
            found.append(FileChange(kind, path, path))
    if not head:
        listed = run(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")
        found += [FileChange("A", path, path) for path in listed.split("\0") if path]
    return sorted(found, key=lambda change: (change.new, change.old))
