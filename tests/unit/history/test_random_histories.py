"""Histories with branches that nobody thought of: what is read is what a ledger has noted while they were made."""

import random
import subprocess
from collections import defaultdict

import pytest

from cop_kb.history import read_history

STEPS = 80
START = 1767225600  # 2026-01-01
WORDS = [f"word{number}" for number in range(400)]


class Story:
    """Makes commits at random, as a stream for git, and notes which of them touched which file.

    A file is a number, whatever it is called. It is renamed on one of two branches at most, since a merge could not know
    which name to take. A path from which a file has moved away may be taken by a new one, but not while another branch may still have
    the former there: a walk in the order of time cannot tell them apart.
    """

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.stream: list[str] = []
        self.touched: dict[int, list[int]] = defaultdict(list)
        self.texts: dict[int, str] = {}
        self.commits = 0
        self.taken: set[str] = set()
        self.elsewhere: set[str] = set()  # paths that another branch uses

    def commit(self, paths: dict[int, str], texts: dict[int, str], *parents: int) -> int:
        self.commits += 1
        moment = START + 86400 * self.commits
        self.stream += [
            "commit refs/heads/main",
            f"mark :{self.commits}",
            f"author A <a@b.example> {moment} +0000",
            f"committer A <a@b.example> {moment} +0000",
            "data 4\nWork",
            *(
                f"{'merge' if number else 'from'} :{parent}"
                for number, parent in enumerate(parents)
            ),
            "deleteall",
            *(
                f"M 100644 inline {path}\ndata {len(texts[file])}\n{texts[file]}"
                for file, path in paths.items()
            ),
        ]
        return self.commits

    def free_path(self, paths: dict[int, str]) -> str:
        """Return a path that is not in use; where possible one that was used before."""
        left = sorted(self.taken - {*paths.values()} - self.elsewhere)
        new = f"{self.dice.choice(['', 'sub/', 'sub/er/'])}{len(self.taken)}.md"
        path = self.dice.choice(left) if left and self.dice.random() < 0.5 else new
        self.taken.add(path)
        return path

    def work(self, paths, texts, parents, frozen=frozenset(), fresh=True) -> int:
        """Change, move or add one file; files in ``frozen`` keep their names."""
        movable = sorted(set(paths) - frozen)
        kind = self.dice.choice(["change", "change", "move", "add" if fresh else "change"])
        if kind == "add" or not paths:
            file = len(self.texts)
            texts[file] = self.texts[file] = "\n".join(self.dice.sample(WORDS, 60))
            paths[file] = self.free_path(paths)
        else:
            file = self.dice.choice(movable if kind == "move" and movable else sorted(paths))
            if kind == "move" and movable:
                paths[file] = self.free_path(paths)
            texts[file] += f"\nchanged {self.commits}"
        made = self.commit(paths, texts, *parents)
        self.touched[file].append(made)
        return made

    def tell(self) -> dict[int, str]:
        """Tell all of it and return the paths of the files in the end."""
        paths: dict[int, str] = {}
        texts: dict[int, str] = {}
        head: tuple[int, ...] = ()
        while self.commits < STEPS:
            if not paths or self.dice.random() < 0.6:
                head = (self.work(paths, texts, head),)
            else:
                head = (self.branch(paths, texts, head),)
        self.commit(paths, texts, *head)
        return paths

    def branch(self, paths, texts, head) -> int:
        """Work on two branches, mixed in time, and merge them."""
        before, kept = dict(paths), dict(texts)
        sides = [(dict(paths), dict(texts), [head]) for _ in "ab"]
        self.elsewhere = {*paths.values()}
        renaming = self.dice.choice([0, 1])
        for _ in range(self.dice.randint(2, 6)):
            number = self.dice.choice([0, 1])
            own, written, at = sides[number]
            frozen = frozenset() if number == renaming else frozenset(own)
            at[0] = (self.work(own, written, at[0], frozen, fresh=number == renaming),)
        self.elsewhere = set()
        (one, left, (first,)), (two, right, (second,)) = sides
        for file in sorted({*one, *two}):
            moved = one if one.get(file) != before.get(file) else two
            paths[file] = moved[file]
            base = kept.get(file, "")
            texts[file] = left.get(file, base) + right.get(file, base)[len(base) :]
        return self.commit(paths, texts, *first, *second)


@pytest.mark.parametrize("seed", range(20))
def test_every_file_has_the_commits_that_touched_it(repository, seed):
    story = Story(seed)
    paths = story.tell()
    stream = "\n".join((*story.stream, "done", "")).encode()
    command = ["git", "fast-import", "--quiet", "--done", "--date-format=raw"]
    subprocess.run(command, cwd=repository.root, input=stream, check=True)

    files = read_history(repository.root).files

    assert set(files) == set(paths.values())
    for file, path in paths.items():
        days = [START // 86400 + commit for commit in story.touched[file]]
        epoch = 719163  # what Python calls 1970-01-01
        assert files[path].revisions == len(days), (path, days)
        assert files[path].created.toordinal() - epoch == days[0]
        assert files[path].changed.toordinal() - epoch == days[-1]
