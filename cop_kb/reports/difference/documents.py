"""What became of each document, in words."""

from collections import Counter
from collections.abc import Iterator

from cop_kb.insights.difference import (
    ADDED,
    CHANGED,
    OPENED,
    REMOVED,
    DocumentChange,
    FieldChange,
    SectionChange,
)
from cop_kb.model.quantity import number_of
from cop_kb.reports.naming import in_words, listed, named, titles
from cop_kb.reports.outline import Item
from cop_kb.reports.pen import Pen

_HEADS = {ADDED: "Added", OPENED: "Newly shown", REMOVED: "Removed", CHANGED: "Changed"}
_UNSEEN = "Nothing that its readers see."


def document_item(change: DocumentChange, pen: Pen) -> Item:
    """Return what became of one document."""
    head = "Retired" if change.is_newly_retired else _HEADS.get(change.kind, "Moved")
    text = f"{head}: {named(change.document, pen)}"
    if change.before is None and change.document.status:
        text += f", {pen.text(in_words(change.document.status))}"
    return Item(text, tuple(_details(change, pen)))


def _details(change: DocumentChange, pen: Pen) -> Iterator[str]:
    before, after = change.before, change.after
    found = []
    if before and after:
        if before.src_uri != after.src_uri and not change.with_community:
            found.append(f"From {pen.code(before.src_uri)} to {pen.code(after.src_uri)}")
        if before.type is not after.type and _type(change, 0) != _type(change, 1):
            found.append(f"Type: {_arrow(pen, _type(change, 0), _type(change, 1))}")
        if change.has_new_status:
            found.append(f"Status: {_arrow(pen, *map(in_words, change.status))}")
        if before.title != after.title:
            found.append(f"Title: {_arrow(pen, before.title, after.title)}")
    found += [_field(field, pen) for field in change.fields]
    found += [_section(section, pen) for section in change.sections]
    found += _entries(change, pen)
    if change.linked:
        found.append(f"Links now to: {titles(change.linked, pen)}")
    if change.unlinked:
        found.append(f"Links no longer to: {titles(change.unlinked, pen)}")
    if not found and change.kind == CHANGED:
        found.append(_UNSEEN)
    yield from found


def _type(change: DocumentChange, index: int) -> str:
    document = (change.before, change.after)[index]
    return document.type.title if document and document.type else "plain page"


def _arrow(pen: Pen, old: str, new: str) -> str:
    return f"{pen.text(old)} → {pen.text(new)}"


def _field(field: FieldChange, pen: Pen) -> str:
    title = pen.text(field.title)
    if field.added or field.removed:
        parts = [
            f"{verb} {listed(map(pen.text, items))}"
            for verb, items in (("added", field.added), ("removed", field.removed))
            if items
        ]
        return f"{title}: {'; '.join(parts)}"
    if field.old and field.new:
        return f"{title}: {_arrow(pen, field.old, field.new)}"
    if field.old or field.new:
        value = pen.text(field.old or field.new)
        return f"{title}: {'now' if field.new else 'removed, it was'} {value}"
    return f"{title}: changed"


def _section(section: SectionChange, pen: Pen) -> str:
    words = [
        number_of(section.added, "word") + " added" if section.added else "",
        number_of(section.removed, "word") + " removed" if section.removed else "",
        _numbers("list items", section.items),
        _numbers("tasks", section.tasks),
    ]
    told = listed(filter(None, words))
    name = f"Section {pen.strong(section.heading)}" if section.heading else "Text at the beginning"
    if section.kind == "changed":
        return f"{name}: {told or 'other order or punctuation'}"
    if section.kind == "renamed":
        head = f"{name}, before: {pen.text(section.was) or 'no heading'}"
        return f"{head}; {told}" if told else head
    return f"{name} {section.kind}" + (f", {told.split(' word')[0]} words" if told else "")


def _numbers(what: str, numbers: tuple[int, int]) -> str:
    old, new = numbers
    return f"{what} {old} → {new}" if old != new else ""


def _entries(change: DocumentChange, pen: Pen) -> Iterator[str]:
    notes = Counter(
        (entry.kind, entry.document.title, entry.name) for entry in change.entries if entry.document
    )
    for (kind, title, outcome), number in sorted(notes.items()):
        yield f"{number_of(number, 'note')} {kind} on {pen.text(title)}: {pen.text(outcome)}"
    for kind in ("added", "changed", "removed"):
        names = [e.name for e in change.entries if e.kind == kind and e.document is None]
        if names:
            yield f"{number_of(len(names), 'entry', 'entries')} {kind}: {listed(map(pen.text, names))}"
