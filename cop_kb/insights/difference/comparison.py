"""Compares a knowledge base before a change with the one after it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cop_kb.insights.difference.connections import find_breaks, find_turns
from cop_kb.insights.difference.documents import DocumentComparison
from cop_kb.insights.difference.levels import compare_levels
from cop_kb.insights.difference.pairs import Pair, moved_communities
from cop_kb.insights.difference.redirects import new_redirects
from cop_kb.insights.difference.reviewers import affected_documents, find_reviewers
from cop_kb.insights.difference.settings import compare_settings
from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.values import CommunityMove, Difference, FileChanges
from cop_kb.model.diagnostic import Diagnostic


@dataclass(frozen=True)
class Circumstances:
    """What a comparison knows besides the two knowledge bases.

    Attributes:
        pairs: All documents of both sides.
        changed_files: The paths of files that hold something else now.
        old_options: The options before, by name.
        new_options: The options now.
        authors: The names of those who made the change.
        new: Findings that were not there before, as far as the readers may know of them.
        mended: Findings that are gone, likewise.
    """

    pairs: Sequence[Pair]
    changed_files: Collection[str] = ()
    old_options: Mapping[str, Any] = field(default_factory=dict)
    new_options: Mapping[str, Any] = field(default_factory=dict)
    authors: Collection[str] = ()
    new: Sequence[Diagnostic] = ()
    mended: Sequence[Diagnostic] = ()


def moved_paths(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return the path now of each document that moved, by its path before."""
    return {
        one.src_uri: other.src_uri
        for one, other in pairs
        if one and other and one.src_uri != other.src_uri
    }


def compare(before: Side, after: Side, known: Circumstances) -> Difference:
    """Return what a change does to a knowledge base, as the audience of ``after`` sees it."""
    moved, communities = moved_paths(known.pairs), moved_communities(known.pairs)
    documents = DocumentComparison(before, after, moved, communities).compare(known.pairs)
    levels = compare_levels(before, after, known.pairs, moved)
    breaks = find_breaks(before, after, moved)
    others = [*(b.source for b in breaks), *(change.document for change in levels)]
    affected = affected_documents(after, documents.changes, others)
    reviewers = find_reviewers(before, after, documents.changes, affected, known.authors)
    return Difference(
        audience=after.audience,
        documents=documents.changes,
        communities=_communities(before, after, known.pairs, communities),
        levels=levels,
        breaks=breaks,
        turns=find_turns(before, after, moved),
        files=_files(before, after, known.changed_files),
        settings=compare_settings(before, after, known.old_options, known.new_options),
        redirects=new_redirects(before, after),
        new=known.new,
        mended=known.mended,
        reviewers=reviewers.named,
        unnamed_reviewers=reviewers.unnamed,
        closed=documents.closed,
        is_partial=documents.is_partial,
    )


def _communities(
    before: Side, after: Side, pairs: Iterable[Pair], communities: Mapping[str, str]
) -> tuple[CommunityMove, ...]:
    found = []
    for front in after.shown.communities:
        for old, new in communities.items():
            if front.community == new and any(f.community == old for f in before.shown.communities):
                along = [p for p in pairs if p.before and after.shows(p.after)]
                number = sum(
                    p.before.community == old and p.document.community == new
                    for p in along
                    if p.before
                )
                found.append(CommunityMove(front, old, new, number))
    return tuple(found)


def _files(before: Side, after: Side, changed: Collection[str]) -> FileChanges:
    """Compare what is no document, such as images."""
    old = before.shown.files - before.kb.documents_by_uri.keys()
    new = after.shown.files - after.kb.documents_by_uri.keys()
    then, now = before.kb.files, after.kb.files
    return FileChanges(
        added=tuple(sorted(new - then)),
        removed=tuple(sorted(old - now)),
        changed=tuple(sorted(old & new & set(changed))),
    )
