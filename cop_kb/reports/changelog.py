"""What is new for members: as text, as Markdown for release notes or a mail, as JSON."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cop_kb.insights.difference import ADDED, REMOVED, DocumentChange
from cop_kb.insights.difference.levels import HIDDEN
from cop_kb.insights.difference.news import CommunityNews
from cop_kb.model.document import Document, as_dict
from cop_kb.reports.json import as_json
from cop_kb.reports.naming import community_order, community_title, in_words
from cop_kb.reports.outline import Item, Outline, Part, as_markdown, as_text
from cop_kb.reports.pen import MarkdownPen, Pen, PlainPen

SCHEMA_VERSION = 1
_COUNTED = {
    "new": ("new page", "new pages"),
    "finished": ("draft finished", "drafts finished"),
    "levels": ("newly proven in use", "newly proven in use"),
    "changed": ("changed", "changed"),
    "retired": ("no longer advised", "no longer advised"),
    "removed": ("removed", "removed"),
    "people": ("new person", "new people"),
    "lists": ("list with new entries", "lists with new entries"),
    "notes": ("note of use", "notes of use"),
}
"""How the summary counts the parts of the news."""

_LONGEST = 300
"""Characters that a summary may have."""

_PUBLISHED = "published"

Address = Callable[[Document], str]
"""Returns where the page of a document is; an empty text where nobody knows."""


class Changelog(NamedTuple):
    """What a changelog tells.

    Attributes:
        since: Where it begins, in words, such as ``v1.0`` or a day.
        news: What is new, by community.
        fronts: The front pages of the communities by their folders.
        audience: Whom it is for.
        address: Where the page of a document is.
    """

    since: str
    news: Sequence[CommunityNews]
    fronts: Mapping[str, Document]
    audience: str
    address: Address


def render_changelog(changelog: Changelog, output_format: str, *, quiet: bool = False) -> str:
    """Return the changelog as ``text``, ``markdown`` or ``json``; the text alone of its first line when ``quiet``."""
    if output_format == "json":
        return as_json(_data(changelog))
    if output_format == "markdown":
        return as_markdown(_outline(changelog, MarkdownPen()))
    return as_text(_outline(changelog, PlainPen()), short=quiet)


def _outline(changelog: Changelog, pen: Pen) -> Outline:
    since = pen.text(changelog.since)
    if not changelog.news:
        return Outline(f"Nothing is new for members since {since}.")
    news = sorted(changelog.news, key=lambda n: community_order(n.community, changelog.fronts))
    parts = tuple(
        Part(pen.text(_title(changelog, n)), tuple(_items(n, changelog.address, pen))) for n in news
    )
    return Outline(f"Since {since}: {_summary(news)}.", parts=parts)


def _title(changelog: Changelog, news: CommunityNews) -> str:
    return community_title(news.community, changelog.fronts)


def _summary(news: Sequence[CommunityNews]) -> str:
    """Return how much is new of each kind."""
    counts: Counter[str] = Counter()
    for one in news:
        for kind in _COUNTED:
            value = getattr(one, kind)
            counts[kind] += sum(n for _, n in value) if kind == "notes" else len(value)
    found = ((counts[kind], words) for kind, words in _COUNTED.items())
    return ", ".join(f"{n} {words[n > 1]}" for n, words in found if n)


def _items(news: CommunityNews, address: Address, pen: Pen) -> Iterator[Item]:
    def linked(document: Document) -> str:
        return pen.link(document.title, address(document))

    yield from _arrivals(news, linked, pen)
    for change in news.changed:
        yield Item(f"Changed: {linked(change.document)}", _sections(change, pen))
    for retired in news.retired:
        instead = ", ".join(map(linked, retired.successors))
        details = (f"Read instead: {instead}",) if instead else ()
        yield Item(f"No longer advised: {linked(retired.document)}", details)
    for document in news.removed:
        yield Item(f"Removed: {pen.text(document.title)}")
    for document in news.people:
        yield Item(f"New {_kind(document, pen)}: {linked(document)}")
    for change in news.lists:
        names = ", ".join(pen.text(e.name) for e in change.entries if e.kind == ADDED)
        yield Item(f"New in {linked(change.document)}: {names}")
    if news.notes:
        told = ", ".join(f"{number} {pen.text(outcome)}" for outcome, number in news.notes)
        yield Item(f"Notes of use: {told}")


def _arrivals(news: CommunityNews, linked: Callable[[Document], str], pen: Pen) -> Iterator[Item]:
    for document in news.new:
        yield Item(f"New {_kind(document, pen)}: {linked(document)}", _about(document, pen))
    for document in news.finished:
        head = f"{_type(document, pen)}, now {pen.text(in_words(document.status))}"
        yield Item(f"{head}: {linked(document)}", _about(document, pen))
    for level in news.levels:
        head = f"{_type(level.document, pen)}, now {pen.text(level.new)}"
        known = (reason.words for reason in level.reasons if reason != HIDDEN)
        reasons = tuple(pen.text(words[:1].upper() + words[1:]) for words in known)
        yield Item(f"{head}: {linked(level.document)}", reasons)


def _type(document: Document, pen: Pen) -> str:
    return pen.text(document.type.title) if document.type else "Page"


def _kind(document: Document, pen: Pen) -> str:
    """Return the type within a sentence, with the status where it is a special one."""
    kind = _type(document, pen).lower()
    usual = {_PUBLISHED, document.type.lifecycle.states[0]} if document.type else {""}
    status = document.status
    return kind if status in usual else f"{kind}, {pen.text(in_words(document.status))}"


def _about(document: Document, pen: Pen) -> tuple[str, ...]:
    summary = document.text("summary")
    return (pen.text(summary, _LONGEST),) if summary.strip() else ()


def _sections(change: DocumentChange, pen: Pen) -> tuple[str, ...]:
    """Return which sections changed, and which ones are gone."""
    headings = [s.heading or "the beginning" for s in change.sections if s.kind != REMOVED]
    gone = [s.heading for s in change.sections if s.kind == REMOVED]
    fields = [] if change.sections else [field.title for field in change.fields]
    told = ", ".join(map(pen.text, headings + fields))
    lines = [told[:1].upper() + told[1:]] if told else []
    return (*lines, *([f"Without: {', '.join(map(pen.text, gone))}"] if gone else ()))


def _data(changelog: Changelog) -> dict[str, Any]:
    def told(document: Document) -> dict[str, Any]:
        summary = document.text("summary") or None
        more = {"status": document.status or None, "summary": summary}
        return as_dict(document) | more | {"url": changelog.address(document) or None}

    return {
        "schema_version": SCHEMA_VERSION,
        "since": changelog.since,
        "audience": changelog.audience,
        "communities": [
            {
                "community": news.community or None,
                "title": _title(changelog, news),
                "new": [*map(told, news.new)],
                "finished": [*map(told, news.finished)],
                "proven": [{**told(c.document), "maturity": c.new} for c in news.levels],
                "changed": [
                    {**told(c.document), "sections": [s.heading for s in c.sections]}
                    for c in news.changed
                ],
                "retired": [
                    {**told(r.document), "instead": [d.id for d in r.successors]}
                    for r in news.retired
                ],
                "removed": [as_dict(document) for document in news.removed],
                "people": [*map(told, news.people)],
                "lists": [
                    {**told(c.document), "entries": [e.name for e in c.entries if e.kind == ADDED]}
                    for c in news.lists
                ],
                "notes": dict(news.notes),
            }
            for news in changelog.news
        ],
    }
