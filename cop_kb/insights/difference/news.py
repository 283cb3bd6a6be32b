"""What is new for members: a comparison without what only authors look at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cop_kb.insights.difference.document_change import ADDED, OPENED, REMOVED, DocumentChange
from cop_kb.insights.difference.values import Difference, LevelChange
from cop_kb.insights.succession import SUCCESSOR, successors
from cop_kb.model.consent import needs_consent
from cop_kb.model.content_type import PERSON, SOURCE, USES
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase


class Retired(NamedTuple):
    """A document that is no longer advised, and what to read instead."""

    document: Document
    successors: tuple[Document, ...]


class CommunityNews(NamedTuple):
    """What is new in one community.

    Attributes:
        community: Its folder; empty for pages outside of communities.
        new: Documents that are there now.
        finished: Documents that are no drafts any more.
        levels: Documents that have proven themselves in use.
        changed: Documents whose text says something else now.
        retired: Documents that are no longer advised.
        removed: Documents that are gone.
        people: Members who are there now.
        lists: Lists with new entries.
        notes: How documents fared in use, by outcome.
    """

    community: str
    new: tuple[Document, ...] = ()
    finished: tuple[Document, ...] = ()
    levels: tuple[LevelChange, ...] = ()
    changed: tuple[DocumentChange, ...] = ()
    retired: tuple[Retired, ...] = ()
    removed: tuple[Document, ...] = ()
    people: tuple[Document, ...] = ()
    lists: tuple[DocumentChange, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()


def find_news(difference: Difference, kb: KnowledgeBase) -> tuple[CommunityNews, ...]:
    """Return what is new for the readers of ``kb``, by community.

    Drafts are no news, and neither is what happened to a text that speaks of people who must agree, or to their pages:
    that somebody took something back is not to be told.

    Args:
        difference: What a comparison found for the same readers.
        kb: The part of the knowledge base that they may read.
    """
    changes: dict[str, list[DocumentChange]] = defaultdict(list)
    levels: dict[str, list[LevelChange]] = defaultdict(list)
    for change in difference.documents:
        changes[change.document.community].append(change)
    for level in difference.levels:
        if _is_by_use(level):
            levels[level.document.community].append(level)
    found = (
        _of_community(name, changes[name], levels[name], kb) for name in sorted({*changes, *levels})
    )
    return tuple(news for news in found if any(news[1:]))


def _of_community(
    community: str, changes: list[DocumentChange], levels: list[LevelChange], kb: KnowledgeBase
) -> CommunityNews:
    lists = [c for c in changes if c.document.type and c.document.type.entries]
    silent = {id(c) for c in changes if c.document.type and USES in c.document.type.traits}
    others = [c for c in changes if c not in lists and id(c) not in silent]
    new = [c.document for c in others if c.kind in (ADDED, OPENED) and _is_current(c.document)]
    notes = Counter(
        e.name for c in changes for e in c.entries if e.kind == ADDED and e.document is not None
    )
    return CommunityNews(
        community=community,
        new=tuple(d for d in new if not _is_person(d)),
        finished=tuple(c.document for c in others if _is_finished(c)),
        levels=tuple(level for level in levels if _is_current(level.document)),
        changed=tuple(c for c in others if _is_rewritten(c)),
        retired=tuple(_retired(others, kb)),
        removed=tuple(c.document for c in others if _is_removed(c)),
        people=tuple(d for d in new if _is_person(d)),
        lists=tuple(c for c in lists if any(e.kind == ADDED for e in c.entries)),
        notes=tuple(sorted(notes.items())),
    )


def _is_current(document: Document) -> bool:
    return not document.is_draft and not document.is_retired


def _is_person(document: Document) -> bool:
    return document.type is not None and PERSON in document.type.traits


def _is_by_use(change: LevelChange) -> bool:
    """Tell whether a level was gained that takes use."""
    levels = change.document.type.evidence if change.document.type else ()
    return change.gained and any(level.name == change.new and level.uses for level in levels)


def _is_finished(change: DocumentChange) -> bool:
    before, after = change.before, change.after
    return before is not None and after is not None and before.is_draft and _is_current(after)


def _is_rewritten(change: DocumentChange) -> bool:
    """Tell whether the text of guidance and the like changed; of a document without a text, its fields."""
    before, after = change.before, change.after
    if before is None or after is None or after.type is None or before.is_draft:
        return False
    if not _is_current(after) or after.type.traits & {PERSON, SOURCE}:
        return False
    return bool(change.sections or (after.type.is_data and change.fields))


def _is_removed(change: DocumentChange) -> bool:
    document = change.document
    if change.kind != REMOVED or document.type is None or needs_consent(document):
        return False
    return _is_current(document)


def _retired(changes: Iterable[DocumentChange], kb: KnowledgeBase) -> Iterator[Retired]:
    """Yield what is no longer advised since then, whether it is retired or something better is there."""
    for change in changes:
        before, after = change.before, change.after
        if before is None or after is None or _is_person(after) or before.is_draft:
            continue
        is_superseded = any(f.name == SUCCESSOR and f.added for f in change.fields)
        if change.is_newly_retired or is_superseded:
            yield Retired(after, tuple(successors(kb, after)))
