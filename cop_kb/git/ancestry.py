"""Where two histories part."""

from pathlib import Path

from cop_kb.errors import GitError
from cop_kb.git.repository import WHOLE_HISTORY, is_shallow
from cop_kb.git.revision import find_commit, merge_base
from cop_kb.git.runner import ask


def find_base(folder: Path, revision: str, other: str = "HEAD") -> str:
    """Return the commit at which the history of ``revision`` and that of ``other`` part.

    Where they have nothing in common it is ``revision`` itself.

    Raises:
        GitError: There is no repository, no such commit, or the clone does not reach back to where they part.
    """
    commit = find_commit(folder, revision)
    head = find_commit(folder, other)
    if ask(folder, "merge-base", commit, head) is None and is_shallow(folder):
        message = f"This is a shallow clone, which does not reach back to where {revision!r} and {other} part."
        raise GitError(message, WHOLE_HISTORY, folder)
    return merge_base(folder, commit, head)
