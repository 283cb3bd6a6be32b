"""The history of a repository in one pass, and what belongs to it: its files and its map of names.

What a person has configured does not change the result, nor do replaced and grafted commits, which a clone does not
bring along: the same commit gives the same history everywhere. Nothing is fetched.
"""

import os
from collections.abc import Sequence

from cop_kb.errors import GitError
from cop_kb.git.place import Place
from cop_kb.git.runner import ask, run

MAILMAP = ".mailmap"
HEADER = 9
"""How many fields a commit has in the log before its files."""

_COMMIT = (
    "%x01%H%x00%P%x00%as%x00%ct%x00%aN%x00%aE%x00%s"
    "%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)"
    "%x00%(trailers:key=Reviewed-by,valueonly,unfold,separator=%x1f)"
)
_SETTINGS = (
    "--no-replace-objects",
    "-c",
    "log.showRoot=true",
    "-c",
    "mailmap.file=",
    "-c",
    "mailmap.blob=",
    "-c",
    "trailer.separators=:",
)
_LOG = (
    *_SETTINGS,
    "log",
    "-z",
    "--date-order",  # as git log prints it, but never a parent before its children, whatever the clocks said
    "--encoding=UTF-8",
    f"--format={_COMMIT}",
    "--name-status",
    "--no-show-signature",
    "--no-notes",
    "--no-color",
    "--no-ext-diff",
    "-O/dev/null",
)
_SUBMODULE = "160000 "
_PARTIAL = r"^(remote\..*\.promisor|extensions\.partialclone)$"
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
}


def read_log(place: Place) -> str:
    """Return all commits up to the one that is checked out, newest first, with the files that each touched.

    Fields are separated by NUL. A commit has ``HEADER`` fields, the first of which begins with the byte 1: id, parents,
    day of the author, time of commit in seconds, name and address of the author by the map of names, subject, and who is
    named as co-author and reviewer, several separated by the byte 31. Then, with a line break before the first, for each
    file a letter and its path, or R and a number, the old path and the new one. A merge has no files. Paths begin at the
    top of the repository.

    Raises:
        GitError: git refuses; in a partial clone old versions of files may be missing.
    """
    try:
        return _log(place, "--find-renames=50%", "-l1000", "--no-diff-merges")
    except GitError as error:
        if ask(place.top, "config", "--get-regexp", _PARTIAL):
            message = "This is a partial clone, in which old versions of files are missing."
            raise GitError(message, "Clone it without --filter.", place.top) from error
        raise


def read_merges(place: Place) -> str:
    """Return the merges with the files that are as in none of their parents, in the form of ``read_log``.

    There is one letter a parent: ``AA`` is a file that came with the merge itself. Renames are not looked for.
    """
    return _log(place, "--no-renames", "--merges", "--diff-merges=combined")


def list_files(place: Place) -> tuple[list[str], list[str]]:
    """Return the paths of the files that the commit which is checked out has in and below the folder, and of submodules.

    A submodule is one path: its files are those of another repository.
    """
    scope = [place.prefix] if place.prefix else []
    command = ("--no-replace-objects", "ls-tree", "-r", "-z", "--full-tree")
    printed = run(place.top, *command, place.head, "--", *scope)
    entries = [entry.partition("\t") for entry in printed.split("\0") if entry]
    files = [path for kind, _, path in entries if not kind.startswith(_SUBMODULE)]
    return files, [path for kind, _, path in entries if kind.startswith(_SUBMODULE)]


def map_contacts(place: Place, contacts: Sequence[str]) -> Sequence[str]:
    """Return who is meant by each ``Name <address>`` according to the map of names of the repository."""
    if not contacts or not (place.top / MAILMAP).is_file():
        return contacts
    given = "\n".join(contacts).encode("utf-8", "surrogateescape")
    printed = run(place.top, *_SETTINGS, "check-mailmap", "--stdin", given=given)
    return printed.split("\n")


def _log(place: Place, *options: str) -> str:
    # At the top and without a path: what comes from outside of the folder is renamed, not new.
    return run(place.top, *_LOG, *options, place.head, "--", environment=_ENVIRONMENT)
