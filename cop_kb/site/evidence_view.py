"""What speaks for a document, as its page shows it: nothing that the readers of the site may not see, and no number of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cop_kb.insights.evidence import Evidence
from cop_kb.insights.uses import Use

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView


class UseView(NamedTuple):
    """A note of a use; ``team``, ``note`` may be empty, ``by`` is None where nobody is named."""

    day: str
    outcome: str
    team: str
    note: str
    by: DocumentView | None


class EvidenceView(NamedTuple):
    """How far a document has proven itself, and by what.

    Attributes:
        level: The level that holds when the site is built; may be empty.
        until: The last day on which it holds, as an ISO text; empty where it never lapses.
        below: The level that holds after that day.
        levels: All levels of the type, the lowest first.
        sources: The experience that it rests on.
        uses: Notes of its use, the latest first.
        hidden: Whether there is more that the readers of this site may not see.
        missing: What the next level takes, in words; empty where that would tell of what is hidden.
    """

    level: str
    until: str
    below: str
    levels: tuple[str, ...]
    sources: tuple[DocumentView, ...]
    uses: tuple[UseView, ...]
    hidden: bool
    missing: tuple[str, ...]


def evidence_view(site: SiteView, evidence: Evidence, levels: tuple[str, ...]) -> EvidenceView:
    """Return the part of ``evidence`` that the site may show.

    Args:
        site: The knowledge base as its readers see it.
        evidence: What was computed from the whole knowledge base.
        levels: The levels of the type, the lowest first.
    """
    level = evidence.level(site.as_of)
    until = _end(evidence, level)
    uses = [use for use in evidence.uses if use.source.src_uri in site.kb.documents_by_uri]
    sources = site.views(evidence.sources)
    hidden = len(uses) < len(evidence.uses) or len(sources) < len(evidence.sources)
    return EvidenceView(
        level=level,
        until=until.isoformat() if until else "",
        below=evidence.level(until + timedelta(days=1)) if until else "",
        levels=levels,
        sources=sources,
        uses=tuple(use_view(site, use) for use in uses),
        hidden=hidden,
        missing=() if hidden else evidence.missing,
    )


def use_view(site: SiteView, use: Use) -> UseView:
    """Return a note as the site may show it: nobody is named whose page its readers may not see."""
    person = site.kb.find(use.by, use.source.community) if use.by else None
    by = site.document(person.src_uri) if person else None
    return UseView(use.day.isoformat(), use.outcome, use.team, use.note, by)


def noted_uses(site: SiteView, src_uri: str) -> list[tuple[UseView, DocumentView]]:
    """Return the notes in the list at ``src_uri``, the latest first, each with what was used.

    A note tells of what was used, so it is for those who may read that, too.
    """
    found = [
        (use_view(site, use), used)
        for uri, uses in site.book.uses.items()
        if (used := site.document(uri))
        for use in uses
        if use.source.src_uri == src_uri
    ]
    return sorted(found, key=lambda pair: pair[0].day, reverse=True)


def _end(evidence: Evidence, level: str) -> date | None:
    """Return the last day on which ``level`` holds; a level falls with those below it."""
    days = []
    for reached, until in evidence.reached:
        if until is not None:
            days.append(until)
        if reached == level:
            return min(days, default=None)
    return None
