"""What a comparison finds about one document. Values only: the words for it are those of the reports."""

from typing import NamedTuple

from cop_kb.model.document import Document

ADDED, OPENED, MOVED, CHANGED, REMOVED = "added", "opened", "moved", "changed", "removed"


class FieldChange(NamedTuple):
    """What became of one field.

    Attributes:
        name: Its name.
        title: How it is labelled.
        old: What it said, where it holds one value; may be empty.
        new: What it says now; likewise.
        added: Items of a list that are new; of a relation, the titles of documents.
        removed: Items of a list that are gone.
    """

    name: str
    title: str
    old: str = ""
    new: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class SectionChange(NamedTuple):
    """What became of one section.

    Attributes:
        kind: ``added``, ``removed``, ``renamed`` or ``changed``; a section that was renamed may have changed, too.
        heading: Its heading; empty for what stands above the first one.
        was: What it was called before it was renamed.
        added: How many words are new.
        removed: How many words are gone.
        items: How many list items it had and has.
        tasks: How many tasks it had and has.
    """

    kind: str
    heading: str
    was: str = ""
    added: int = 0
    removed: int = 0
    items: tuple[int, int] = (0, 0)
    tasks: tuple[int, int] = (0, 0)


class EntryChange(NamedTuple):
    """What became of one entry of a list: ``name`` is what it is called.

    For a note of use ``name`` is the outcome, and ``document`` what was used.
    """

    kind: str
    name: str
    document: Document | None = None


class DocumentChange(NamedTuple):
    """What became of one document.

    Attributes:
        kind: ``added``, ``opened`` (there before, and now also for these readers), ``moved``, ``changed``, ``removed``.
        before: The document before; None for one that was added or opened.
        after: The document now; None for one that was removed.
        fields: Fields that changed.
        sections: Sections that changed.
        entries: Entries that changed.
        linked: Documents that its text now leads to.
        unlinked: Documents that its text no longer leads to, though they are still there.
        with_community: Whether it moved with its community.
    """

    kind: str
    before: Document | None
    after: Document | None
    fields: tuple[FieldChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    linked: tuple[Document, ...] = ()
    unlinked: tuple[Document, ...] = ()
    with_community: bool = False

    @property
    def document(self) -> Document:
        """The document now, else as it was."""
        found = self.after or self.before
        assert found is not None, "a change is one of something"
        return found

    @property
    def status(self) -> tuple[str, str]:
        """Its status before and now; empty where it was not there, has none, or cannot be read."""
        return _status(self.before), _status(self.after)

    @property
    def has_new_status(self) -> bool:
        """Whether it went from one status to another."""
        old, new = self.status
        return bool(old and new) and old != new

    @property
    def is_newly_retired(self) -> bool:
        """Whether it is retired now and was not."""
        if self.before is None or self.after is None:
            return False
        return self.after.is_retired and not self.before.is_retired


def _status(document: Document | None) -> str:
    return document.status if document and not document.is_garbled else ""
