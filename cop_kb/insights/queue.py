"""What waits for a steward: one list of all that somebody should see to, with the day from which on it has waited."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from cop_kb.history import History
from cop_kb.insights.freshness import add_span, parse_date
from cop_kb.insights.keepers import keepers, stewards
from cop_kb.insights.radar import Gap
from cop_kb.insights.reviews import Review, find_due
from cop_kb.model.content_type import EXPIRES
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase

UNTIL = "until"


class Waiting(Enum):
    """Why something waits."""

    ERROR = "error"
    REVIEW = "review"
    EXPIRED = "expired"
    STATE = "state"
    DRAFT = "draft"
    GAP = "gap"


class Task(NamedTuple):
    """One thing that waits.

    Attributes:
        document: Where; of a situation without guidance, the first of its sources.
        waiting: Why.
        since: The day from which on it has waited; None where that is not known.
        what: What it waits for, in the words of the type or of the finding; else empty.
        review: What is due, if that is a review.
        gap: The situation, if there is no guidance for one.
    """

    document: Document
    waiting: Waiting
    since: date | None
    what: str = ""
    review: Review | None = None
    gap: Gap | None = None


class Sources(NamedTuple):
    """What tasks are found in, besides the documents.

    Attributes:
        history: What git knows of the files.
        errors: The errors in each document by its path below docs_dir.
        gaps: The situations that sources share and no guidance covers.
        at_least: How many sources make such a situation.
    """

    history: History
    errors: Mapping[str, Sequence[Diagnostic]]
    gaps: Sequence[Gap]
    at_least: int


def find_tasks(kb: KnowledgeBase, sources: Sources, today: date, idle: str) -> list[Task]:
    """Return what waits, the longest first; last what waits for an unknown time.

    Args:
        kb: The knowledge base.
        sources: What else tasks are found in.
        today: The day that counts as today.
        idle: After how long a draft waits that nobody has touched, such as ``4 weeks``.
    """
    tasks = [
        *_errors(kb, sources),
        *_reviews(kb, sources, today),
        *_by_date(kb, sources, today, idle),
        *_gaps(sources),
    ]
    order = [*Waiting]
    return sorted(
        tasks,
        key=lambda t: (t.since or date.max, order.index(t.waiting), t.document.src_uri),
    )


def in_community(task: Task, community: str) -> bool:
    """Tell whether a task is one of the community in the folder ``community``."""
    documents = task.gap.sources if task.gap else (task.document,)
    return any(document.community == community for document in documents)


def concerns(kb: KnowledgeBase, task: Task, people: Collection[str]) -> bool:
    """Tell whether one of ``people``, by their ids, looks after the document of a task, or after its community."""
    documents = task.gap.sources if task.gap else (task.document,)
    return any(
        keeper.id in people
        for document in documents
        for keeper in (*keepers(kb, document), *stewards(kb, document.community))
    )


def _errors(kb: KnowledgeBase, sources: Sources) -> Iterator[Task]:
    for document in kb.documents:
        found = sources.errors.get(document.src_uri, ())
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            since = _changed(document, sources.history)
            yield Task(document, Waiting.ERROR, since, found[0].message + more)


def _reviews(kb: KnowledgeBase, sources: Sources, today: date) -> Iterator[Task]:
    for review in find_due(kb, sources.history, today - timedelta(days=1)):
        yield Task(review.document, Waiting.REVIEW, review.due, review=review)


def _by_date(kb: KnowledgeBase, sources: Sources, today: date, idle: str) -> Iterator[Task]:
    """Yield what has expired, what waits in its state, and the drafts that nobody touches."""
    for document in kb.typed:
        if document.type is None:
            continue
        wait = document.type.lifecycle.waits.get(document.status)
        until = parse_date(document.text(UNTIL)) if EXPIRES in document.type.traits else None
        if until and until < today and not document.is_retired:
            yield Task(document, Waiting.EXPIRED, until)
        elif wait:
            since = (
                parse_date(document.text(wait.since))
                if wait.since
                else _changed(document, sources.history)
            )
            if since is None or since <= today:
                yield Task(document, Waiting.STATE, since, wait.what)
        elif document.is_draft:
            since = _changed(document, sources.history)
            end = add_span(since, idle) if since else None
            if end and end <= today:
                yield Task(document, Waiting.DRAFT, since)


def _gaps(sources: Sources) -> Iterator[Task]:
    """Yield the situations without guidance; each has waited since there were enough sources for it."""
    for gap in sources.gaps:
        files = [sources.history.files.get(document.src_uri) for document in gap.sources]
        days = sorted(file.created for file in files if file)
        since = days[sources.at_least - 1] if len(days) == len(gap.sources) else None
        yield Task(gap.sources[0], Waiting.GAP, since, gap=gap)


def _changed(document: Document, history: History) -> date | None:
    known = history.files.get(document.src_uri)
    return known.changed if known else None
