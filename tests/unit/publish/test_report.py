"""What the steward is told of a publication."""

import pytest

from cop_kb.git.revision import FileChange
from cop_kb.git.scratch import Entry, StoredFolder
from cop_kb.publish.composition import Composition
from cop_kb.publish.publication import Published, Wishes
from cop_kb.publish.report import report
from cop_kb.publish.versions import Version

TREE = Entry("040000", "0" * 40)
SITE = StoredFolder(TREE, 40, 3 * 1024 * 1024)


@pytest.fixture
def wishes(folder) -> Wishes:
    return Wishes(folder.config, "origin", "gh-pages", Version("2", ""))


def _published(commit: str = "", message: str = "Publish") -> Published:
    changes = [FileChange("A", f"{number:02}\x1b.html", "") for number in range(25)]
    changes = [FileChange(kind, old, old) for kind, old, _ in changes]
    versions = (Version("2", "Two", ("latest",)), Version("1", "One"))
    gone = tuple(f"g{number:02}" for number in range(22))
    composition = Composition(TREE, TREE, TREE, versions, gone)
    return Published(commit, message, composition, changes, SITE)


def test_it_says_what_where_and_how_much(wishes):
    text = report(_published("a" * 40), wishes, verbose=False)
    first, files, gone, versions = text.splitlines()
    assert first == "Published version 2 to gh-pages of origin (aaaaaaaaaaaa)."
    assert files == "  Files: 40 of 3.0 MB together; 25 added, 0 changed, 0 removed"
    assert gone.endswith("g19 and 2 more")
    assert versions == "  Versions: 2 = latest, 1"


def test_a_list_is_as_long_as_one_can_read_and_steers_no_terminal(wishes):
    text = report(_published("a" * 40), wishes, verbose=True)
    assert "A 24\\x1b.html" in text
    assert "\x1b" not in text


def test_a_dry_run_shows_files_and_message(wishes):
    wishes = Wishes(wishes.config, "origin", "gh-pages", dry_run=True)
    text = report(_published(message="One\n\nTwo"), wishes, verbose=False)
    assert "Without --dry-run, the site would be published to gh-pages of origin." in text
    assert "    One\n\n    Two\n" in text
    assert "and 5 more" in text


def test_nothing_new_is_one_line(wishes):
    assert report(_published(message=""), wishes, verbose=True).count("\n") == 1
