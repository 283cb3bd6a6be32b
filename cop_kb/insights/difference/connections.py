"""Links, places and relations that lead nowhere now, or elsewhere, wherever they stand."""

from collections.abc import Iterator, Mapping, Set
from posixpath import dirname, relpath

from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.values import Break, Turn
from cop_kb.load.record import OUTSIDE
from cop_kb.model.document import Document
from cop_kb.model.relation import Reference
from cop_kb.model.targets import page_at

_Key = tuple[str, ...]


def find_breaks(before: Side, after: Side, moved: Mapping[str, str]) -> tuple[Break, ...]:
    """Return what leads nowhere now and did not do so before, by document.

    What stands in a document that these readers may not see is left out, and so is what they may not know of: a target
    that was there before, for others.

    Args:
        before: The knowledge base before.
        after: The knowledge base now.
        moved: The path now by the path before, of documents that moved.
    """
    known = {key for b in _all(before) for key in (_key(b, moved), _as_written(b, moved))}
    found = [b for b in _all(after) if known.isdisjoint((_key(b, {}), _as_written(b, {})))]
    told = {_key(b, {}): t for b in found if (t := _told(before, after, b)) is not None}
    return tuple(told[key] for key in sorted(told))


def find_turns(before: Side, after: Side, moved: Mapping[str, str]) -> tuple[Turn, ...]:
    """Return the relations that say the same as before and lead to another document, by document."""
    then = {_said(r, moved): r.target for r in before.kb.references}
    found = []
    for reference in after.kb.references:
        old, new = then.get(_said(reference, {})), reference.target
        if old is None or new is None or moved.get(old.src_uri, old.src_uri) == new.src_uri:
            continue
        if before.shows(old) and after.shows(new) and after.shows(reference.source):
            found.append(Turn(reference.source, reference.spec.title, old, new))
    return tuple(sorted(set(found), key=lambda t: (t.source.src_uri, t.field, t.old.src_uri)))


def _all(side: Side) -> Iterator[Break]:
    kb = side.kb
    anchors: dict[str, frozenset[str]] = {}
    for document in kb.documents:
        for uri, fragment in document.record.targets:
            page = page_at(kb, uri) if uri not in ("", OUTSIDE) else None
            if page is None and uri:
                if uri not in kb.files and uri not in kb.listed_folders:
                    yield Break("link", document, uri)
            elif page is not None and fragment:
                there = anchors.setdefault(page.src_uri, frozenset(page.record.anchors))
                if fragment not in there:
                    yield Break("place", document, page.src_uri, place=fragment, lost=page)
    for r in kb.references:
        if r.target is None:
            yield Break("relation", r.source, r.text, field=r.spec.title)


def _told(before: Side, after: Side, found: Break) -> Break | None:
    """Return ``found`` with the document that was lost, or None where these readers may not know of it."""
    if not after.shows(found.source):
        return None
    if found.kind == "place":
        return found if after.shows(found.lost) else None
    lost = _before(before, found)
    if lost is not None and not before.shows(lost):
        return None
    if found.kind == "link" and found.target in _hidden_places(before):
        return None
    return found._replace(lost=lost)


def _hidden_places(side: Side) -> Set[str]:
    """Return the folders with a page, and the files, that these readers may not see."""
    folders = {*side.kb.listed_folders} - {*side.shown.listed_folders}
    return folders | (side.kb.files - side.shown.files)


def _before(before: Side, found: Break) -> Document | None:
    if found.kind == "link":
        return page_at(before.kb, found.target)
    return before.kb.find(found.target, found.source.community)


def _key(found: Break, moved: Mapping[str, str]) -> _Key:
    source, target = found.source.src_uri, found.target
    if found.kind == "place":
        target = moved.get(target, target)
    return moved.get(source, source), found.kind, found.field, target, found.place


def _as_written(found: Break, moved: Mapping[str, str]) -> _Key:
    """Return what stays the same in a document that moved, with a link that led nowhere before."""
    key = _key(found, moved)
    if found.kind != "link":
        return key
    source, kind, *_ = key
    return source, kind, relpath(found.target, dirname(found.source.src_uri))


def _said(reference: Reference, moved: Mapping[str, str]) -> _Key:
    source = reference.source.src_uri
    return moved.get(source, source), reference.spec.name, reference.text
