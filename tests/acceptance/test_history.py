"""A real history of more than 10,000 commits: what is read of it in one pass is what git says of each file alone.

``git log --follow`` looks at one file at a time. Where it says something else, it is for one of two reasons, both of which
are looked up in the commit itself: it takes for the former name of a file

- that of a file which is still there: the file is a copy, not the same one under another name;
- that of a file which the same commit moved to another place: the other is nearer to it.
"""

import random
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from cop_kb.cache import Cache
from cop_kb.git import find_place, list_files, read_log
from cop_kb.history import read_history
from cop_kb.history.commits import parse_log
from cop_kb.history.lineage import trace_files

SAMPLE, SEED = 50, 20261121
COMMITS, FILES = 10753, 890
COPY, MOVED_ELSEWHERE = "a copy", "moved elsewhere"
CO_AUTHOR = re.compile(r"^co-authored-by: *([^<]*?) *<", re.IGNORECASE | re.MULTILINE)


class Entry(NamedTuple):
    """What ``git log --follow`` prints of one commit."""

    commit: str
    day: str
    author: str
    message: str
    kind: str
    old: str
    new: str

    @property
    def writers(self) -> set[str]:
        return {self.author, *CO_AUTHOR.findall(self.message)}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    process = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return process.stdout


@pytest.fixture(scope="module")
def handbook(shared, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("handbook")
    git(folder, "init", "--quiet", "--initial-branch=main")
    stream = subprocess.run(
        ["gzip", "-dc", shared / "history/handbook-history.fi.gz"], check=True, capture_output=True
    )
    command = ["git", "fast-import", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, input=stream.stdout)
    return folder


@pytest.fixture(scope="module")
def history(handbook):
    return read_history(handbook).files


@pytest.fixture(scope="module")
def sample(history) -> list[str]:
    return random.Random(SEED).sample(sorted(history), SAMPLE)


@pytest.fixture(scope="module")
def followed(handbook, sample) -> tuple[dict[str, list[Entry]], dict[str, list[str]]]:
    """What git says of each file of the sample, and why that had to be corrected."""
    found = {path: follow(handbook, path) for path in sample}
    return {p: e for p, (e, _) in found.items()}, {p: why for p, (_, why) in found.items()}


def follow(folder: Path, path: str, start: str = "HEAD") -> tuple[list[Entry], list[str]]:
    """Follow one file back with git; where git takes another file for it, go on as the whole commit says."""
    entries: list[Entry] = []
    for entry in log(folder, path, start):
        entries.append(entry)
        if entry.kind not in ("R", "C"):
            continue
        moves = moves_of(folder, entry.commit)
        old = {new: old for old, new in moves.items()}.get(entry.new)
        if old == entry.old:
            continue
        reason = explain(folder, entry, moves)
        more, reasons = follow(folder, old or entry.new, f"{entry.commit}^")
        return entries + more, [reason, *reasons]
    return entries, []


def log(folder: Path, path: str, start: str) -> list[Entry]:
    form = "%x01%H%x00%as%x00%aN%x00%B"
    options = ("--follow", "--name-status", "-z", f"--format={form}")
    entries = []
    for block in git(folder, "log", *options, start, "--", path).split("\x01")[1:]:
        commit, day, author, message, kind, old, *new = block.strip("\0").split("\0")
        names = (old, new[0] if new else old)
        entries.append(Entry(commit, day, author, message, kind.strip()[0], *names))
    return entries


def moves_of(folder: Path, commit: str) -> dict[str, str]:
    """Return old and new paths of what a commit moved, looked at as a whole."""
    printed = git(
        folder, "diff-tree", "-r", "-M", "-z", "--diff-filter=R", "--no-commit-id", commit
    )
    fields = printed.split("\0")
    return dict(zip(fields[1::3], fields[2::3], strict=True))


def explain(folder: Path, entry: Entry, moves: dict[str, str]) -> str:
    """Say why git took the wrong file for the former self of another; a reason that does not hold is a failure."""
    there = git(folder, "ls-tree", "--name-only", "-z", entry.commit, "--", entry.old)
    if entry.kind == "C":
        assert there, f"{entry.old} has gone in {entry.commit}"
        return COPY
    assert moves[entry.old] != entry.new
    assert not there
    return MOVED_ELSEWHERE


def test_all_of_it_is_read(history):
    assert len(history) == FILES
    assert all(file.created <= file.changed and file.authors for file in history.values())


def test_the_commits_of_each_file_are_those_of_git(handbook, sample, followed):
    place = find_place(handbook)
    commits = parse_log(read_log(place))
    traces = trace_files(commits, list_files(place)[0])

    assert len(commits) == COMMITS
    for path in sample:
        assert [commits[p].id for p in traces[path]] == [e.commit for e in followed[0][path]], path


def test_dates_authors_and_revisions_are_those_of_git(history, sample, followed):
    for path in sample:
        entries = followed[0][path]
        file = history[path]
        assert file.created == date.fromisoformat(entries[-1].day), path
        assert file.changed == date.fromisoformat(entries[0].day), path
        assert file.revisions == len(entries), path
        commits_by = Counter(name for entry in entries for name in entry.writers)
        assert set(file.authors) == set(commits_by), path
        numbers = [commits_by[name] for name in file.authors]
        assert numbers == sorted(numbers, reverse=True), path


def test_most_need_no_explanation(followed):
    """The sample has renames and co-authors to compare, and what git says of few files had to be corrected."""
    entries, reasons = followed
    assert sum(any(e.kind == "R" for e in file) for file in entries.values()) >= SAMPLE // 2
    assert any(CO_AUTHOR.search(e.message) for file in entries.values() for e in file)
    corrected = Counter(reason for why in reasons.values() for reason in why)
    assert set(corrected) <= {COPY, MOVED_ELSEWHERE}
    assert sum(bool(why) for why in reasons.values()) <= SAMPLE // 10, corrected


def test_the_whole_takes_less_than_a_second(handbook, tmp_path):
    """In a fresh process, git included; what is kept from the first time costs far less."""
    cold = min(seconds(handbook, tmp_path / str(number)) for number in range(3))
    warm = min(seconds(handbook, tmp_path / "0") for _ in range(2))

    assert cold < 1
    assert warm < cold / 2
    assert read_history(handbook, Cache(tmp_path / "0")).files == read_history(handbook).files


SCRIPT = """
import sys
from pathlib import Path
from cop_kb.cache import Cache
from cop_kb.history import read_history
print(len(read_history(Path(sys.argv[1]), Cache(Path(sys.argv[2]))).files))
"""


def seconds(folder: Path, cache: Path) -> float:
    """Return the time of the processor: the wall clock would count what others do meanwhile."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", SCRIPT, folder, cache]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert printed.strip() == str(FILES)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
