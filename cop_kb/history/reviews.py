"""Who reviewed which commit."""

import re
from collections.abc import Sequence

from cop_kb.history.commits import Commit
from cop_kb.history.people import People

# What `git pull` writes when it brings somebody's own work up to date: that looks at nobody's.
_UPDATE = re.compile(r"Merge (?:remote-tracking )?branch '(?:[^'/]+/)?(?:main|master|trunk)'")


def find_reviewers(commits: Sequence[Commit], people: People) -> list[frozenset[str]]:
    """Return for each commit who reviewed it, by their keys; some may have written it, too.

    A reviewer is named by a trailer, or merged the branch that the commit came with into the main line: the first such
    merge counts. A merge that only brings the main line up to date is no review.

    Args:
        commits: All commits, the newest first, no parent before its children.
        people: Who is meant by their names.
    """
    found = [people.find(commit.reviewers) for commit in commits]
    for position, merge in _find_merges(commits).items():
        if not _UPDATE.match(merge.subject):
            found[position] |= people.find((merge.author, *merge.reviewers))
    return found


def _find_merges(commits: Sequence[Commit]) -> dict[int, Commit]:
    """Return by position the first merge into the main line that a commit came with; each commit is visited once."""
    positions = {commit.id: position for position, commit in enumerate(commits)}
    line = [commits[0]] if commits else []
    while line and line[-1].parents and line[-1].parents[0] in positions:
        line.append(commits[positions[line[-1].parents[0]]])
    seen = {commit.id for commit in line}
    found = {}
    for merge in reversed(line):
        waiting = list(merge.parents[1:])
        while waiting:
            id = waiting.pop()
            if id in positions and id not in seen:
                seen.add(id)
                found[positions[id]] = merge
                waiting += commits[positions[id]].parents
    return found
