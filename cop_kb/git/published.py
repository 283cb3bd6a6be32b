"""What a repository knows of the last published site, without asking the remote."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cop_kb.git.runner import ask

_ROOM = 20_000  # characters on a command line; Windows takes 32,767
_DEFAULT_BRANCHES = ("HEAD", "main", "master")


def published_commits(folder: Path, remote: str, branch: str) -> tuple[str, str]:
    """Return the commit of the branch that holds the site, and that of the default branch, as last fetched.

    The remote's branches are looked at first; where it has none for the site, the local one counts. Either may be empty.
    """
    pages = [f"refs/remotes/{remote}/{branch}", f"refs/heads/{branch}"]
    defaults = [f"refs/remotes/{remote}/{name}" for name in _DEFAULT_BRANCHES]
    listed = ask(folder, "for-each-ref", "--format=%(objectname) %(refname)", *pages, *defaults)
    commits = {name: commit for commit, _, name in (line.partition(" ") for line in _lines(listed))}
    return _first(commits, pages), _first(commits, defaults)


def read_blob(folder: Path, commit: str, path: str) -> str | None:
    """Return the text of a file at a commit; None where there is none. ``./`` before the path: seen from ``folder``."""
    return ask(folder, "cat-file", "blob", f"{commit}:{path}")


def list_tree(folder: Path, commit: str) -> list[str]:
    """Return the paths, seen from ``folder``, of the files that lay in and below it at ``commit``."""
    listed = ask(folder, "ls-tree", "-r", "-z", "--name-only", commit)
    return [path for path in (listed or "").split("\0") if path]


def touched_paths(folder: Path, paths: Sequence[str]) -> set[str]:
    """Return those of ``paths``, seen from ``folder``, that some commit up to now has touched."""
    log = (
        "log",
        "-z",
        "--format=",
        "--name-only",
        "--relative",
        "--no-renames",
        "--no-show-signature",
    )
    scope = paths if sum(map(len, paths)) < _ROOM else ["."]
    listed = ask(folder, *log, "HEAD", "--", *scope) if paths else ""
    return {path for path in (listed or "").split("\0") if path} & set(paths)


def _lines(text: str | None) -> Iterable[str]:
    return (text or "").splitlines()


def _first(commits: dict[str, str], names: Iterable[str]) -> str:
    return next((commits[name] for name in names if name in commits), "")
