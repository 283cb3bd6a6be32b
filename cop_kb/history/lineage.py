"""Which commits made the files of today what they are: renames followed, over all branches in one walk.

The walk goes back in time. What is gathered of a file is its past, and every path leads to the past of the file that was
called so at that moment. Where a file was added, what happened under its path before belongs to it as well, as after a
mistaken deletion, unless that turns out to have been another file, which moved away.

All branches are walked at once, in the order of time. Two files that had one path at the same time on two branches cannot be
told apart by it; everything else can.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cop_kb.history.commits import Commit


class _Past:
    """The commits of one file, by their position in the log.

    It lies under one path at most, and under none as soon as it has become a part of another.

    Attributes:
        commits: Those that are known to be its own.
        part_of: The past that this is a part of, as far as is known.
        is_present: Whether it is that of a file of today.
    """

    __slots__ = ("commits", "is_present", "part_of")

    def __init__(self, part_of: "_Past | None" = None, *, is_present: bool = False) -> None:
        self.commits: list[int] = []
        self.part_of = part_of
        self.is_present = is_present

    def whole(self) -> "_Past":
        """Return what this is a part of in the end."""
        past = self
        while past.part_of is not None:
            past = past.part_of
        return past


def trace_files(commits: Sequence[Commit], present: Iterable[str]) -> dict[str, list[int]]:
    """Return for each present file the positions of the commits that touched it, newest first.

    Args:
        commits: All commits, no parent before its children.
        present: The paths of the files of today. One that no commit touched, since a merge brought it, has none.
    """
    files = {path: _Past(is_present=True) for path in present}
    pasts = dict(files)  # by the path that a file had when the commit was made that is looked at
    every = [*files.values()]
    for position, commit in enumerate(commits):
        for kind, old, new in commit.changes:
            past = pasts.get(new)
            if past is None:
                past = pasts[new] = _begin(every)
            past.commits.append(position)
            if kind == "A":
                pasts[new] = _begin(every, past)
            elif kind == "R":
                del pasts[new]
                _move(pasts, old, past)
    found: dict[_Past, set[int]] = defaultdict(set)
    for past in every:
        found[past.whole()].update(past.commits)
    return {path: sorted(found[past]) for path, past in files.items()}


def _begin(every: list[_Past], part_of: _Past | None = None) -> _Past:
    past = _Past(part_of)
    every.append(past)
    return past


def _move(pasts: dict[str, _Past], old: str, past: _Past) -> None:
    """Give the past of a file that was renamed to the path it had before."""
    # What another branch did under that path meanwhile, it did to this file, unless the path is still in use.
    parallel = pasts.get(old)
    if parallel is not None and parallel.is_present:
        return
    if parallel is not None:
        parallel.part_of = past
    pasts[old] = past
