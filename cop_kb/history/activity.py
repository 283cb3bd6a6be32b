"""From the log of a repository to the history of each of its files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cop_kb.collector import pause_collector
from cop_kb.git import Place, list_files, read_log, read_merges
from cop_kb.history.commits import Change, Commit, parse_log
from cop_kb.history.file_history import FileHistory
from cop_kb.history.lineage import trace_files
from cop_kb.history.people import name_of, read_people
from cop_kb.history.reviews import find_reviewers

IGNORED = ".git-blame-ignore-revs"


class Activity(NamedTuple):
    """What happened in a folder.

    Attributes:
        files: The history of each present file by its path below the folder.
        last_commit: The time of the last commit that touched it or is a merge, in seconds since 1970; None without one.
        submodules: The folders in it that are repositories of their own.
    """

    files: Mapping[str, FileHistory]
    last_commit: int | None
    submodules: Sequence[str] = ()


class _Facts(NamedTuple):
    """What is known of a commit when its files are described; people by their keys."""

    commit: Commit
    writers: frozenset[str]
    reviewers: frozenset[str]
    is_ignored: bool


@pause_collector()
def read_activity(place: Place) -> Activity:
    """Read what happened in a folder; of a shallow clone only when.

    Raises:
        GitError: git refuses.
    """
    commits = parse_log(read_log(place))
    last = _last_commit(commits, place.prefix)
    if place.is_shallow:
        return Activity({}, last)
    files, submodules = list_files(place)
    traces = _trace(place, commits, [path for path in files if _is_text(path)])
    facts = _gather(place, commits)
    histories = {
        path.removeprefix(place.prefix): _describe([facts[position] for position in trace])
        for path, trace in traces.items()
        if trace
    }
    return Activity(
        histories, last, [s.removeprefix(place.prefix) for s in filter(_is_text, submodules)]
    )


def _last_commit(commits: Sequence[Commit], prefix: str) -> int | None:
    for commit in commits:
        touched = any(c.new.startswith(prefix) or c.old.startswith(prefix) for c in commit.changes)
        if touched or len(commit.parents) > 1:
            return commit.seconds
    return None


def _trace(place: Place, commits: Sequence[Commit], present: Sequence[str]) -> dict[str, list[int]]:
    """Return the commits of each file. Merges are asked only where a file came from nowhere else."""
    traces = trace_files(commits, present)
    if all(trace and _adds(commits[trace[-1]]) for trace in traces.values()):
        return traces
    positions = {commit.id: position for position, commit in enumerate(commits)}
    for merge in parse_log(read_merges(place)):
        added = (Change("A", c.new, c.new) for c in merge.changes if set(c.kind) == {"A"})
        commits[positions[merge.id]].changes.extend(added)
    return trace_files(commits, present)


def _is_text(path: str) -> bool:
    """Tell whether a path is UTF-8, as that of a page has to be."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def _adds(commit: Commit) -> bool:
    return any(change.kind == "A" for change in commit.changes)


def _gather(place: Place, commits: Sequence[Commit]) -> list[_Facts]:
    people = read_people(place, commits)
    writers = [people.writers(commit) for commit in commits]
    reviewers = find_reviewers(commits, people)
    ignored = _read_ignored(place)
    return [
        _Facts(commit, written, reviewed - written, commit.id in ignored)
        for commit, written, reviewed in zip(commits, writers, reviewers, strict=True)
    ]


def _read_ignored(place: Place) -> frozenset[str]:
    """Return the full names of the commits that the repository lists as bulk changes.

    What a person has set as ``blame.ignoreRevsFile`` is not asked: it is not in the repository, and the site is the same
    wherever it is built.
    """
    try:
        text = (place.top / IGNORED).read_text("utf-8", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(line.partition("#")[0].strip().lower() for line in text.splitlines())


def _describe(all_facts: Sequence[_Facts]) -> FileHistory:
    """Return what the commits of one file say of it, the newest first."""
    # There are files with bulk changes only.
    real = [facts for facts in all_facts if not facts.is_ignored] or all_facts
    commits_by = Counter(writer for facts in real for writer in facts.writers)
    authors = [(not name_of(key), -number, key) for key, number in commits_by.items()]
    reviewers = {name_of(key) for facts in real for key in facts.reviewers}
    return FileHistory(
        created=all_facts[-1].commit.day,
        changed=real[0].commit.day,
        authors=tuple(name_of(key) for _, _, key in sorted(authors)),
        reviewers=tuple(sorted(reviewers - {""})),
        revisions=len(real),
    )
