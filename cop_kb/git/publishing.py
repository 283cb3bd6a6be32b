"""A branch of a remote repository that grows by whole trees, without a work tree.

Work tree, index, branches and objects of the steward's own repository stay as they are.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cop_kb.errors import GitError
from cop_kb.git.answers import answer, reason_of_push
from cop_kb.git.filters import without_filters
from cop_kb.git.runner import ask
from cop_kb.git.scratch import Scratch

_LOCKED = ("cannot lock ref", "failed to update ref", "incorrect old value", "already exists")


class Refusal(NamedTuple):
    """Why a push did not succeed.

    Attributes:
        reason: In git's own words.
        is_locked: Whether somebody else was changing the branch just then.
    """

    reason: str
    is_locked: bool


class RemoteBranch:
    """A branch of a remote repository.

    Attributes:
        scratch: Where its commits are read and new ones are made.
        remote: How the steward's repository calls the remote one.
        name: The name of the branch.
    """

    def __init__(self, scratch: Scratch, remote: str, name: str) -> None:
        """Raises GitError when there is no such remote repository, or when no branch can have that name."""
        self.scratch = scratch
        self.remote = remote
        self.name = name
        self._ref = f"refs/heads/{name}"
        # With --branch git refuses HEAD and -x as well, and answers a short form such as @{-1} with what it stands for.
        if ask(scratch.top, "check-ref-format", "--branch", name) != name:
            raise GitError(f"{name!r} cannot be the name of a branch.", "Such as: gh-pages")
        self._url = _address(scratch, remote)

    def tip(self) -> str:
        """Return the name of its last commit, which can be read from then on; empty where there is no such branch.

        Raises:
            GitError: The remote repository cannot be reached.
        """
        listed = self.scratch.git("ls-remote", "--quiet", "--", self._url, self._ref)
        found = {ref: commit for commit, ref in (line.split("\t") for line in listed.splitlines())}
        commit = found.get(self._ref, "")
        if commit and not self.scratch.has(commit):
            options = ("--quiet", "--no-write-fetch-head", "--no-tags", "--no-recurse-submodules")
            self.scratch.git("fetch", *options, "--", self._url, self._ref)
        return commit

    def is_checked_out(self) -> bool:
        """Tell whether the steward works on the branch of that name."""
        return ask(self.scratch.top, "symbolic-ref", "--quiet", "HEAD") == self._ref

    def push(self, commit: str) -> Refusal | None:
        """Let the branch go on to a commit, if that follows its last one; return why it did not.

        The steward's hooks do not run: they look after the sources, of which nothing is pushed.
        """
        options = ("--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        try:
            self.scratch.git("push", *options, "--", self._url, f"{commit}:{self._ref}")
        except GitError as error:
            reason = reason_of_push(answer(error))
            return Refusal(reason, any(words in reason for words in _LOCKED))
        return None


def require_identity(folder: Path) -> None:
    """Check that git knows in whose name commits are made.

    Raises:
        GitError: It does not.
    """
    if ask(folder, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT") is None:
        message = "git does not know who publishes."
        hint = (
            'Tell it: git config user.name "Your Name", and: git config user.email you@example.org'
        )
        raise GitError(message, hint)


def describe_source(folder: Path, paths: Sequence[Path]) -> tuple[str, bool]:
    """Return the name of the commit that is checked out, and whether ``paths`` hold something else than it.

    The name is empty before the first commit.
    """
    commit = ask(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") or ""
    status = ("status", "--porcelain", "--", *map(str, paths))
    return commit, bool(ask(folder, *status, environment=without_filters(folder)))


def _address(scratch: Scratch, remote: str) -> str:
    """Return where pushes to a remote repository go.

    By its address, rather than by its name: then git moves no branch of the steward's that follows the remote one.
    """
    known = scratch.git("remote").split()
    if remote not in known:
        there = f"There is {', '.join(sorted(known))}." if known else "There is none."
        hint = f"{there} Add one with: git remote add {remote} ADDRESS"
        raise GitError(f"This repository knows no remote called {remote}.", hint)
    return scratch.git("remote", "get-url", "--push", remote)
