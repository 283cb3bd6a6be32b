"""The line that says at once what a change does."""

from collections import Counter
from collections.abc import Iterator

from cop_kb.insights.difference import (
    ADDED,
    CHANGED,
    MOVED,
    OPENED,
    REMOVED,
    Difference,
    DocumentChange,
)
from cop_kb.model.diagnostic import Severity
from cop_kb.model.quantity import number_of
from cop_kb.reports.naming import listed
from cop_kb.reports.pen import Pen

NOTHING = "Nothing that readers notice has changed."
_KINDS = {
    ADDED: "added", OPENED: "newly shown to these readers", MOVED: "moved", "retired": "retired",
    REMOVED: "removed", CHANGED: "changed",
}  # fmt: skip


def summary(difference: Difference, pen: Pen) -> str:
    """Return the line."""
    groups = (_documents, _levels, _breaks, _settings, _findings)
    parts = [listed(words) for group in groups if (words := [*group(difference, pen)])]
    return "; ".join(parts) + "." if parts else NOTHING


def _documents(difference: Difference, pen: Pen) -> Iterator[str]:
    counts = Counter(map(_kind, difference.documents))
    word = "document"
    for kind, participle in _KINDS.items():
        if counts[kind]:
            yield f"{number_of(counts[kind], word) if word else counts[kind]} {participle}"
            word = ""
    if difference.closed:
        what = number_of(difference.closed, word) if word else str(difference.closed)
        yield f"{what} no longer shown to these readers"
    if difference.communities:
        yield f"{number_of(len(difference.communities), 'community', 'communities')} moved"
    files = difference.files
    number = len(files.added) + len(files.removed) + len(files.changed)
    if number:
        yield f"{number_of(number, 'other file')} changed"


def _kind(change: DocumentChange) -> str:
    return "retired" if change.is_newly_retired else change.kind


def _levels(difference: Difference, pen: Pen) -> Iterator[str]:
    counts = Counter(
        (c.document.type.title, c.document.type.plural, c.new if c.gained else c.old, c.gained)
        for c in difference.levels
        if c.document.type
    )
    for (title, plural, level, gained), number in sorted(counts.items()):
        what = number_of(number, pen.text(title.lower()), pen.text(plural.lower()))
        verb = "became" if gained else "is no longer" if number == 1 else "are no longer"
        yield f"{what} {verb} {pen.text(level)}"


def _breaks(difference: Difference, pen: Pen) -> Iterator[str]:
    relations = sum(b.kind == "relation" for b in difference.breaks)
    links = len(difference.breaks) - relations
    if links:
        yield f"{number_of(links, 'link')} broken"
    if relations:
        yield f"{number_of(relations, 'relation')} broken"


def _settings(difference: Difference, pen: Pen) -> Iterator[str]:
    counts = Counter(change.subject for change in difference.settings)
    for subject, words in (("type", "content type"), ("format", "format"), ("option", "option")):
        if counts[subject]:
            yield f"{number_of(counts[subject], words)} changed"


def _findings(difference: Difference, pen: Pen) -> Iterator[str]:
    counts = Counter(diagnostic.severity for diagnostic in difference.new)
    for severity in Severity:
        if counts[severity]:
            yield number_of(counts[severity], f"new {severity.word}")
    if difference.mended:
        yield f"{number_of(len(difference.mended), 'finding')} mended"
