"""What tests of the history share: real repositories, with people and days."""

import os
import subprocess
from pathlib import Path

import pytest

LONG = "\n".join(f"line {number}" for number in range(50))


class Repository:
    """A repository that a test fills: it writes files and commits all of them, as somebody on a day."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        root.mkdir(exist_ok=True, parents=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)

    def git(self, *arguments: str, **env: str) -> str:
        """Run git and return what it prints."""
        process = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            check=True,
            env=os.environ | env,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
        )
        return process.stdout.strip()

    def write(self, path: str, text: str = LONG) -> "Repository":
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return self

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def move(self, old: str, new: str) -> "Repository":
        target = self.root / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(target)
        return self

    def commit(self, day: str, *message: str, by: str = "Ada Example <ada@example.org>") -> str:
        """Commit everything and return the full name of the commit; each further message is a paragraph."""
        self.git("add", "--all")
        options = [f"--message={text}" for text in message or ("Work",)]
        self.git("commit", "--quiet", "--allow-empty", *options, **identity(day, by))
        return self.git("rev-parse", "HEAD")

    def change(self, path: str, day: str, *message: str, by: str = "Ada Example <ada@example.org>"):
        """Write something new at the end of a file and commit it."""
        file = self.root / path
        before = file.read_text(encoding="utf-8") if file.exists() else LONG
        return self.write(path, f"{before}\nchanged on {day}").commit(day, *message, by=by)

    def branch(self, name: str, start: str = "HEAD") -> "Repository":
        self.git("checkout", "--quiet", "-b", name, start)
        return self

    def switch(self, name: str) -> "Repository":
        self.git("checkout", "--quiet", name)
        return self

    def merge(self, day: str, *branches: str, by: str = "Ada Example <ada@example.org>", **options):
        """Merge branches into the one that is checked out, with a merge commit."""
        message = options.get("message", "Merge branch 'work'")
        command = ("merge", "--quiet", "--no-ff", f"--message={message}", *branches)
        self.git(*command, **identity(day, by))
        return self.git("rev-parse", "HEAD")


def identity(day: str, who: str) -> dict[str, str]:
    name, _, address = who.rstrip(">").partition(" <")
    moment = f"{day}T12:00:00+00:00"
    return {
        f"GIT_{role}_{fact}": value
        for role in ("AUTHOR", "COMMITTER")
        for fact, value in (("NAME", name), ("EMAIL", address), ("DATE", moment))
    }


@pytest.fixture
def repository(tmp_path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "repository")


@pytest.fixture
def make_repository():
    """Make a repository in a folder: ``make_repository(folder, "--object-format=sha256")``."""
    return Repository
