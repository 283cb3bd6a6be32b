"""Two knowledge bases to compare: what was, and what is now."""

from datetime import date
from functools import partial

import pytest

from cop_kb.insights.difference import Circumstances, Side, compare, pair_documents
from cop_kb.load.passages import read_passages
from tests.unit.conftest import Folder

TODAY = date(2026, 11, 21)


class Change:
    """A knowledge base before and after a change, of one community ``c`` at first; both sides get what ``write`` is given."""

    today = TODAY

    def __init__(self, root):
        self.sides = []
        for name in ("before", "after"):
            (root / name).mkdir()
            self.sides.append(Folder(root / name).configure("types: all").community("c"))
        self.before, self.after = self.sides

    def page(self, src_uri, text):
        """Write a page on both sides."""
        for side in self.sides:
            side.page(src_uri, text)
        return self

    def move(self, old, new):
        """Rename a file or a folder now."""
        target = self.after.docs / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.after.docs / old).rename(target)

    def remove(self, src_uri):
        """Remove a file now."""
        (self.after.docs / src_uri).unlink()

    def compare(self, audience="stewards", renames=None, **known):
        """Return the difference."""
        before, after = (
            Side(s.load(), audience, TODAY, partial(read_passages, s.docs)) for s in self.sides
        )
        pairs = pair_documents(before, after, renames or {})
        return compare(before, after, Circumstances(pairs, **known))

    def only(self, **options):
        """Return the one document that changed."""
        (found,) = self.compare(**options).documents
        return found


@pytest.fixture
def change(tmp_path) -> Change:
    """Two sides that are the same at first."""
    return Change(tmp_path)
