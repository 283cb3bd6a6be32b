"""The comparison as plain data, for programs; ``content_schema/diff.schema.json`` describes it."""

from typing import Any

from cop_kb.insights.difference import (
    Break,
    Difference,
    DocumentChange,
    LevelChange,
    Reviewer,
    Turn,
)
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.document import Document, as_dict
from cop_kb.reports.difference.summary import summary
from cop_kb.reports.pen import PlainPen

SCHEMA_VERSION = 1


def difference_data(difference: Difference, base: str | None, head: str | None) -> dict[str, Any]:
    """Return a comparison as plain data.

    Args:
        difference: What it found.
        base: The commit that it begins with; None where there was none.
        head: The commit that it ends with; None for the files as they are.
    """
    d = difference
    return {
        "schema_version": SCHEMA_VERSION,
        "base": base,
        "head": head,
        "audience": d.audience,
        "first": d.is_first,
        "partial": d.is_partial,
        "summary": summary(d, PlainPen()),
        "documents": [*map(_document, d.documents)],
        "no_longer_shown": d.closed,
        "communities_moved": [
            {"document": as_dict(m.front), "old": m.old, "new": m.new, "documents": m.documents}
            for m in d.communities
        ],
        "files": {kind: list(uris) for kind, uris in d.files._asdict().items()},
        "maturity": [*map(_level, d.levels)],
        "broken": [*map(_break, d.breaks)],
        "redirected_relations": [*map(_turn, d.turns)],
        "redirects": [{"old": old, "new": new} for old, new in d.redirects],
        "settings": [{**s._asdict(), "parts": list(s.parts)} for s in d.settings],
        "findings": {"new": [*map(_finding, d.new)], "mended": [*map(_finding, d.mended)]},
        "reviewers": [*map(_reviewer, d.reviewers)],
        "unnamed_reviewers": d.unnamed_reviewers,
    }


def _break(found: Break) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "document": as_dict(found.source),
        "target": found.target,
        "place": found.place or None,
        "relation": found.field or None,
        "lost": _reference(found.lost),
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "document": as_dict(turn.source),
        "relation": turn.field,
        "old": as_dict(turn.old),
        "new": as_dict(turn.new),
    }


def _reviewer(reviewer: Reviewer) -> dict[str, Any]:
    because = [{"kind": b.kind, "document": b.document.id} for b in reviewer.because]
    return {"person": as_dict(reviewer.person), "because": because}


def _document(change: DocumentChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "before": _reference(change.before),
        "after": _reference(change.after),
        "status": {"old": change.status[0] or None, "new": change.status[1] or None},
        "retired": change.is_newly_retired,
        "with_community": change.with_community,
        "fields": [
            {**f._asdict(), "added": list(f.added), "removed": list(f.removed)}
            for f in change.fields
        ],
        "sections": [
            {
                "change": s.kind,
                "heading": s.heading,
                "was": s.was or None,
                "words_added": s.added,
                "words_removed": s.removed,
                "list_items": list(s.items),
                "tasks": list(s.tasks),
            }
            for s in change.sections
        ],
        "entries": [
            {"change": e.kind, "name": e.name, "document": e.document.id if e.document else None}
            for e in change.entries
        ],
        "linked": [document.id for document in change.linked],
        "unlinked": [document.id for document in change.unlinked],
    }


def _level(change: LevelChange) -> dict[str, Any]:
    return {
        "document": as_dict(change.document),
        "old": change.old or None,
        "new": change.new or None,
        "gained": change.gained,
        "reasons": [
            {"words": reason.words, "documents": [d.id for d in reason.documents]}
            for reason in change.reasons
        ],
    }


def _reference(document: Document | None) -> dict[str, Any] | None:
    return as_dict(document) if document else None


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    return {**diagnostic._asdict(), "url": diagnostic.url}
