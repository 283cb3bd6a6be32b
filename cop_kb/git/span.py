"""What lies between two commits: who wrote it, and where a span of time begins."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cop_kb.errors import GitError
from cop_kb.git.repository import WHOLE_HISTORY, is_shallow
from cop_kb.git.runner import ask, run


def authors_between(folder: Path, base: str, head: str = "HEAD") -> tuple[str, ...]:
    """Return the names of the authors and co-authors of the commits in ``head`` that are not in ``base``, sorted.

    Addresses are left out, and so is a name that holds one.
    """
    form = "%x00%aN%x00%(trailers:key=Co-authored-by,valueonly,separator=%x00)"
    printed = ask(folder, "log", "--no-show-signature", f"--format={form}", f"{base}..{head}", "--")
    names = {entry.partition("<")[0].strip() for entry in (printed or "").split("\0")}
    return tuple(sorted(name for name in names if name and "@" not in name))


def commit_before(folder: Path, day: date, head: str = "HEAD") -> str | None:
    """Return the last commit of the main line of ``head`` that was made before ``day``; None where it began later.

    The main line is that of first parents. Each commit counts on the day that its committer's calendar showed.

    Raises:
        GitError: The clone is shallow and does not reach back to ``day``.
    """
    for commit, committed in _main_line(folder, head):
        if committed < day:
            return commit
    if is_shallow(folder):
        message = f"This is a shallow clone, whose history does not reach back to {day}."
        raise GitError(message, WHOLE_HISTORY, folder)
    return None


def last_tag(folder: Path, head: str = "HEAD") -> str | None:
    """Return the nearest tag before the commit ``head``, which may have one itself; None where there is none."""
    command = ("describe", "--tags", "--abbrev=0", "--first-parent")
    return ask(folder, *command, f"{head}^") or None


def _main_line(folder: Path, head: str) -> Iterator[tuple[str, date]]:
    """Yield each commit with its day, the newest first."""
    log = ("log", "--no-show-signature", "--first-parent", "--format=%H %cs")
    for line in run(folder, *log, head, "--").splitlines():
        commit, _, day = line.partition(" ")
        try:
            yield commit, date.fromisoformat(day)
        except ValueError:  # a commit may claim any year
            yield commit, date.max
