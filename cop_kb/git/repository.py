"""The repository that a folder lies in."""

import os
from collections.abc import Sequence
from pathlib import Path

from cop_kb.errors import GitError
from cop_kb.git.runner import ask, run

BRANCH = "main"

WHOLE_HISTORY = "Fetch the whole history (fetch-depth: 0, or GIT_DEPTH: 0)."
"""What to do about a shallow clone; the second name is that of GitLab."""


def find_repository(folder: Path) -> Path | None:
    """Return the top folder of the repository that ``folder`` is in; ``folder`` need not exist."""
    folder = folder.absolute()
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def is_ignored(repository: Path, path: Path) -> bool:
    """Tell whether ``repository`` keeps ``path`` out of its history."""
    command = ("--no-literal-pathspecs", "check-ignore", "--quiet")  # it refuses all pathspec magic
    return ask(repository, *command, "--", str(path)) is not None


def is_shallow(folder: Path) -> bool:
    """Tell whether ``folder`` lies in a clone that has only the last part of the history."""
    return ask(folder, "rev-parse", "--is-shallow-repository") == "true"


def require_git(folder: Path) -> None:
    """Check that git can be run.

    Raises:
        GitError: It cannot.
    """
    if ask(folder, "--version") is None:
        raise GitError("git cannot be run.", "Install it from https://git-scm.com and try again.")


def require_repository(folder: Path) -> Path:
    """Return the top folder of the repository that ``folder`` is in.

    Raises:
        GitError: There is none, or git cannot be run.
    """
    require_git(folder)
    top = ask(folder, "rev-parse", "--show-toplevel")
    if not top:
        message = "This folder is in no git repository, so there is no history to work with."
        raise GitError(message, "Make one with: git init, git add, git commit", folder)
    return Path(top)


def author_name(folder: Path) -> str:
    """Return the name that git would give the author of a commit in ``folder``; empty where none is configured."""
    name = os.environ.get("GIT_AUTHOR_NAME") or ask(folder, "config", "--get", "user.name") or ""
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
    try:
        run(folder, "init", "--quiet", f"--initial-branch={BRANCH}")
        # What was made is wanted, even if the person's own settings ignore such names.
        paths = (str(path.relative_to(folder)) for path in files)
        run(folder, "add", "--force", "--", *paths)
    except GitError as error:
        message = f"git could not make a repository in {folder}: {error.message}"
        raise GitError(message, "Mend that and try again.", folder) from error
    identified = ("-c", "user.useConfigOnly=true")
    return ask(folder, *identified, "commit", "--quiet", f"--message={message}") is not None
