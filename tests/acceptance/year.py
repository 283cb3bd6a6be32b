"""A year in the life of a knowledge base: a real repository, eight people, and a ledger of what they did.

The ledger is kept by the story itself, verb by verb, and never reads git or the knowledge base: it is what every figure
that cop-kb computes is compared with.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TEAMS = {
    "Ada Lindqvist": "Payments",
    "Ben Okoro": "Payments",
    "Chiara Rossi": "Search",
    "Dmitri Volkov": "Search",
    "Esi Mensah": "Platform",
    "Farid Haddad": "Platform",
    "Grete Holm": "Service desk",
}
"""Those with a page of their own; Hana Sato, the eighth, has none."""

SHOWN = ("Ada Lindqvist", "Ben Okoro", "Chiara Rossi", "Esi Mensah", "Grete Holm")
"""Who agreed to be named in public."""

COMMUNITY = "night-shift"
MAIL = {name: f"{name.split()[0].lower()}@people.example" for name in (*TEAMS, "Hana Sato")}
OLD_MAIL = "chiara@laptop.example"


@dataclass
class Told:
    """What the story did to one document.

    Attributes:
        kind: Its type.
        title: Its title.
        created: The day of its first commit.
        changed: The day of the last commit that was more than a change of form.
        authors: How many commits each person wrote of it.
        reviewers: Who merged or reviewed what others had written of it.
        revisions: How many commits changed more than its form.
        status: Its state now.
        reviewed: The day of the last review; empty when there was none.
        review_in: How many months a review holds.
        owners: Who keeps it.
        old: Addresses that it had before.
        uses: Day and outcome of each noted use.
        tags: Its tags.
        successor: The id of what took its place.
    """

    kind: str
    title: str
    created: str
    changed: str = ""
    authors: Counter[str] = field(default_factory=Counter)
    reviewers: set[str] = field(default_factory=set)
    revisions: int = 0
    status: str = "published"
    reviewed: str = ""
    review_in: int = 12
    owners: tuple[str, ...] = ()
    old: list[str] = field(default_factory=list)
    uses: list[tuple[str, str]] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    successor: str = ""


class Year:
    """The repository, the day, and the ledger."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "kb"
        self.remote = folder / "remote.git"
        self.told: dict[str, Told] = {}
        self.releases: dict[str, tuple[str, list[str]]] = {}
        self.day, self.author = "", ""
        self._touched: set[str] = set()

    # What a person at a keyboard does.

    def git(self, *arguments: str, name: str = "") -> str:
        """Run git as ``name``, or as who is at work, at noon of the day."""
        who = name or self.author
        mail = MAIL.get(who, OLD_MAIL)
        people = ("AUTHOR", "COMMITTER")
        identity = {f"GIT_{p}_NAME": who for p in people} | {f"GIT_{p}_EMAIL": mail for p in people}
        dates = {f"GIT_{p}_DATE": f"{self.day}T12:00:00+00:00" for p in people}
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=os.environ | identity | dates, check=True,
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        return done.stdout.strip()

    def run(self, *arguments: str, folder: Path | None = None, fails: bool = False) -> str:
        """Run cop-kb on the day, and return what it prints."""
        who = self.author or "Ada Lindqvist"
        env = os.environ | {
            "COP_KB_TODAY": self.day,
            **{f"GIT_{p}_NAME": who for p in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{p}_EMAIL": MAIL.get(who, OLD_MAIL) for p in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{p}_DATE": f"{self.day}T12:00:00+00:00" for p in ("AUTHOR", "COMMITTER")},
        }
        done = subprocess.run(
            [sys.executable, "-m", "cop_kb", *arguments], cwd=folder or self.root, env=env,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    @contextmanager
    def commit(
        self,
        day: str,
        author: str,
        *,
        also: tuple[str, ...] = (),
        reviewed: tuple[str, ...] = (),
        bulk: bool = False,
    ) -> Iterator[None]:
        """Commit what is done inside, and enter it into the ledger.

        Args:
            day: The day.
            author: Who does it.
            also: Who else wrote it.
            reviewed: Who read it before, as trailers say.
            bulk: Whether only its form changes: such a commit counts for nothing but the first day.
        """
        self.day, self.author, self._touched = day, author, set()
        yield
        self.git("add", "--all")
        staged = set(
            self.git(
                "-c", "core.quotePath=false", "diff", "--cached", "--name-only", "--no-renames"
            ).split("\n")
        )
        documents = {p for p in staged if p.startswith("docs/") and p.endswith((".md", ".yaml"))}
        assert documents == {f"docs/{uri}" for uri in self._touched}, (
            "the story knows what it touches"
        )
        trailers = [f"Co-authored-by: {n} <{MAIL[n]}>" for n in also]
        trailers += [f"Reviewed-by: {n} <{MAIL[n]}>" for n in reviewed]
        self.git("commit", "--quiet", "--message", "\n".join(["Work", "", *trailers]))
        real = "Chiara Rossi" if author == "chiara" else author
        for uri in self._touched & self.told.keys():
            entry = self.told[uri]
            if not bulk:
                entry.changed = day
                entry.revisions += 1
                entry.authors.update({real, *also})
                entry.reviewers |= set(reviewed) - {real, *also}
        if bulk:
            with (self.root / ".git-blame-ignore-revs").open("a", encoding="utf-8") as file:
                file.write(self.git("rev-parse", "HEAD") + "\n")

    def branch(self, name: str) -> None:
        """Go on on a branch of one's own, until it is merged."""
        self.git("switch", "--quiet", "--create", name, name="Ada Lindqvist")

    def merge(self, name: str, day: str, by: str, wrote: dict[str, str]) -> None:
        """Merge a branch: who merges it has read what others wrote in it.

        Args:
            name: The branch.
            day: The day.
            by: Who merges it.
            wrote: Who wrote which document in it.
        """
        self.day, self.author = day, by
        self.git("switch", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--message", f"Merge {name}", name)
        self.git("branch", "--quiet", "--delete", name)
        for uri, author in wrote.items():
            if author != by:
                self.told[uri].reviewers.add(by)

    # What happens to documents.

    def touch(self, *uris: str) -> None:
        """Say that the commit changes these documents."""
        self._touched |= set(uris)

    def add(self, uri: str, kind: str, title: str, text: str, **fields: object) -> None:
        """Write a new document."""
        self.touch(uri)
        path = self.root / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.told[uri] = Told(kind, title, self.day, **fields)

    def edit(self, uri: str, old: str, new: str) -> None:
        """Change words of a document."""
        self.touch(uri)
        path = self.root / "docs" / uri
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def move(self, old: str, new: str, *linking: str) -> None:
        """Move a document; those that lead to it are changed with it."""
        self.run("move", f"docs/{old}", f"docs/{new}")
        self.told[new] = self.told.pop(old)
        self.told[new].old.append(old)
        self.touch(old, new, *linking)

    def review(self, uri: str, by: str = "") -> None:
        """Confirm that a document is right."""
        slug = slug_of(by) if by else ""
        self.run("review", f"docs/{uri}", *(["--by", slug] if by else []))
        self.told[uri].reviewed = self.day
        self.touch(uri)

    def retire(self, uri: str, successor: str = "") -> None:
        """Retire a document."""
        extra = ["--superseded-by", successor] if successor else []
        self.run("retire", f"docs/{uri}", *extra)
        self.told[uri].status, self.told[uri].successor = "retired", successor
        self.touch(uri)

    def note(self, uri: str, outcome: str, team: str, by: str = "") -> None:
        """Note a use."""
        words = ["note", f"docs/{uri}", outcome, "As it says.", "--team", team]
        self.run(*words, *(["--by", slug_of(by)] if by else []))
        self.told[uri].uses.append((self.day, outcome))
        self.touch(f"{COMMUNITY}/field-notes.yaml")

    def release(self, day: str, version: str) -> None:
        """Publish a version."""
        self.day, self.author = day, "Ada Lindqvist"
        self.git("push", "--quiet", "origin", "main")
        self.git("tag", version)
        self.run("publish", "--version", version, "--alias", "latest")
        self.releases[version] = (day, sorted(self.told))


def slug_of(name: str) -> str:
    """Return the name of a person's page."""
    return name.lower().replace(" ", "-")
