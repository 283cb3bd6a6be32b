"""The branch that changes go into."""

from pathlib import Path

from cop_kb.git.repository import BRANCH
from cop_kb.git.runner import ask

_REMOTE_HEAD = "refs/remotes/origin/HEAD"
_USUAL = (BRANCH, "master")


def main_branch(folder: Path) -> str:
    """Return the branch that changes go into.

    It is what a clone knows of its remote; else the one with the usual name; else the one that is checked out; else ``main``.
    """
    remote = ask(folder, "symbolic-ref", "--quiet", _REMOTE_HEAD)
    if remote:
        return remote.removeprefix(_REMOTE_HEAD.removesuffix("HEAD"))
    for name in _USUAL:
        if ask(folder, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}"):
            return name
    return ask(folder, "symbolic-ref", "--quiet", "--short", "HEAD") or BRANCH
