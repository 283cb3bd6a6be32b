"""What a comparison finds. Values only: the words for it are those of the reports."""

from collections.abc import Sequence
from typing import NamedTuple

from cop_kb.insights.difference.document_change import DocumentChange
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.document import Document


class CommunityMove(NamedTuple):
    """A community whose folder has another name now: its front page, the folders, and how many documents went along."""

    front: Document
    old: str
    new: str
    documents: int


class Reason(NamedTuple):
    """Why a level changed: in words, and the documents that this is about."""

    words: str
    documents: tuple[Document, ...] = ()


class LevelChange(NamedTuple):
    """A document that has proven itself further than before, or less far."""

    document: Document
    old: str
    new: str
    gained: bool
    reasons: tuple[Reason, ...]


class Break(NamedTuple):
    """Something that led to a document, or to a place in it, and leads nowhere now.

    Attributes:
        kind: ``link``, ``place`` or ``relation``.
        source: The document that it stands in.
        target: The path, or for a relation the id as it is written.
        place: The place in the page that is gone.
        field: How the relation is labelled.
        lost: The document that is no longer there; None for what never was.
    """

    kind: str
    source: Document
    target: str
    place: str = ""
    field: str = ""
    lost: Document | None = None


class Turn(NamedTuple):
    """A relation that nobody changed and that leads to another document now."""

    source: Document
    field: str
    old: Document
    new: Document


class FileChanges(NamedTuple):
    """What became of the files that are no documents: their paths."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class SettingChange(NamedTuple):
    """What became of something that holds for many documents.

    Attributes:
        subject: ``type``, ``format`` or ``option``.
        kind: ``added``, ``removed`` or ``changed``.
        name: Its id, or the name of the option.
        title: What it is called; empty for an option.
        parts: What of it changed, in words.
        documents: How many documents it concerns.
    """

    subject: str
    kind: str
    name: str
    title: str = ""
    parts: tuple[str, ...] = ()
    documents: int = 0


class Because(NamedTuple):
    """Why somebody should look at a change: ``owner`` or ``steward`` of a document, or ``affected`` by it."""

    kind: str
    document: Document


class Reviewer(NamedTuple):
    """Somebody who should look at a change, and why."""

    person: Document
    because: tuple[Because, ...]


class Difference(NamedTuple):
    """What a change does to a knowledge base, as its readers see it.

    Attributes:
        audience: Whom this is for.
        is_first: Whether there was no knowledge base before.
        documents: Documents that changed, by community, type and title.
        communities: Communities that moved.
        levels: Documents that have proven themselves further than before, or less far, whether or not they changed.
        breaks: What leads nowhere now.
        turns: Relations that lead elsewhere now.
        files: Other files.
        settings: Types, formats and options.
        redirects: Old addresses that lead on now, each with where to.
        new: Findings that were not there before.
        mended: Findings that are gone.
        reviewers: Who should look at it.
        unnamed_reviewers: How many more there are, whose pages these readers may not see.
        closed: How many documents are no longer for these readers.
        is_partial: Whether something changed that these readers may not see.
    """

    audience: str
    is_first: bool = False
    documents: tuple[DocumentChange, ...] = ()
    communities: tuple[CommunityMove, ...] = ()
    levels: tuple[LevelChange, ...] = ()
    breaks: tuple[Break, ...] = ()
    turns: tuple[Turn, ...] = ()
    files: FileChanges = FileChanges()
    settings: tuple[SettingChange, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    new: Sequence[Diagnostic] = ()
    mended: Sequence[Diagnostic] = ()
    reviewers: tuple[Reviewer, ...] = ()
    unnamed_reviewers: int = 0
    closed: int = 0
    is_partial: bool = False
