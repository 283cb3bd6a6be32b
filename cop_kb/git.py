"""The one place that knows git. GitPython is imported when it is used."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cop_kb.errors import GitError

if TYPE_CHECKING:
    from git import Git

BRANCH = "main"
# Variables that tie git to one repository, such as those that a hook sets: `git rev-parse --local-env-vars`.
_LOCAL_VARIABLES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)


def find_repository(folder: Path) -> Path | None:
    """Return the top folder of the repository that ``folder`` is in; ``folder`` need not exist."""
    folder = folder.absolute()
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def is_ignored(repository: Path, path: Path) -> bool:
    """Tell whether ``repository`` keeps ``path`` out of its history."""
    return _try(repository, "check-ignore", "--quiet", "--", str(path)) is not None


def require_git(folder: Path) -> None:
    """Check that git can be run.

    Raises:
        GitError: It cannot.
    """
    if _try(folder, "--version") is None:
        raise GitError("git cannot be run.", "Install it from https://git-scm.com and try again.")


def author_name(folder: Path) -> str:
    """Return the name that git would give the author of a commit in ``folder``; empty where none is configured."""
    name = os.environ.get("GIT_AUTHOR_NAME") or _try(folder, "config", "--get", "user.name") or ""
    return " ".join(name.split())


def make_repository(folder: Path, files: Sequence[Path], message: str) -> bool:
    """Make a repository with the branch main in ``folder`` and commit ``files``, and nothing else, to it.

    Args:
        folder: The top folder; it exists and holds no repository.
        files: Files inside of it.
        message: The message of the commit.

    Returns:
        Whether the files were committed. Without an identity, or when git refuses for another reason, they are only
        staged.

    Raises:
        GitError: The repository cannot be made.
    """
    with _own_repository() as git_in:
        from git.exc import GitError as Refused

        git = git_in(folder)
        try:
            git.init("--quiet", f"--initial-branch={BRANCH}")
            # What was made is wanted, even if the person's own settings ignore such names.
            git.add("--force", "--", *(str(path.relative_to(folder)) for path in files))
        except Refused as error:
            message = f"git could not make a repository in {folder}: {_reason(error)}"
            raise GitError(message, "Mend that and try again.", folder) from error
        try:
            git.execute(
                [
                    "git",
                    "-c",
                    "user.useConfigOnly=true",
                    "commit",
                    "--quiet",
                    f"--message={message}",
                ]
            )
        except Refused:
            return False
        return True


def is_shallow(folder: Path) -> bool:
    """Tell whether ``folder`` lies in a clone that has only the last part of the history."""
    return _try(folder, "rev-parse", "--is-shallow-repository") == "true"


def read_log(folder: Path) -> str:
    """Return which commit touched which file in and below ``folder``, newest first, in one pass over the history.

    Fields are separated by NUL. A commit is one field: the byte 1, the day of its author (``%as``), a space and its
    time of commit in seconds (``%ct``). After it come, with a line break before the first, for each file a letter and
    a path, or R and a number, the old path and the new one. Empty outside of a repository and before the first commit.
    """
    log = _try(
        folder,
        "-c",
        "log.showSignature=false",
        "log",
        "-z",
        "--format=%x01%as %ct",
        "--name-status",
        "--find-renames",
        "--relative",
        "--no-color",
        "--no-ext-diff",
        "--",
        ".",
    )
    return log or ""


def _try(folder: Path, *arguments: str) -> str | None:
    """Return what git prints, or None when it fails or cannot be run."""
    existing = next(f for f in (folder.absolute(), *folder.absolute().parents) if f.is_dir())
    with _own_repository() as git_in:
        from git.exc import GitError as Refused

        try:
            return str(git_in(existing).execute(["git", *arguments]))
        except Refused:
            return None


def _reason(error: Exception) -> str:
    lines = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return lines[-1].strip().removeprefix("stderr: ").strip("'") if lines else ""


@contextmanager
def _own_repository() -> Iterator[type["Git"]]:
    """Run git by the folder alone: what a surrounding hook says of its repository is set aside meanwhile.

    GitPython adds to the environment and cannot take away from it.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # without git it would fail at import
    from git import Git

    kept = {name: os.environ.pop(name) for name in _LOCAL_VARIABLES if name in os.environ}
    try:
        yield Git
    finally:
        os.environ.update(kept)
