"""Who should look at a change: owners, stewards, and owners of what it affects."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cop_kb.insights.difference.document_change import REMOVED, DocumentChange
from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.values import Because, Reviewer
from cop_kb.insights.evidence import OWNERS
from cop_kb.insights.keepers import required_people
from cop_kb.model.content_type import PERSON, USES
from cop_kb.model.document import Document
from cop_kb.model.relation import Reference

OWNER, STEWARD, AFFECTED = "owner", "steward", "affected"
_RANK = (OWNER, AFFECTED, STEWARD)


class Reviewers(NamedTuple):
    """Those whom the readers may know of, those with the most to say first, and how many more there are."""

    named: tuple[Reviewer, ...]
    unnamed: int


def find_reviewers(
    before: Side,
    after: Side,
    changes: Iterable[DocumentChange],
    affected: Iterable[Document],
    authors: Collection[str],
) -> Reviewers:
    """Return who should look at a change.

    Args:
        before: The knowledge base before.
        after: The knowledge base now.
        changes: What became of the documents.
        affected: Documents that nobody touched and that are not what they were.
        authors: The names of those who made the change; nobody reviews their own.
    """
    because: dict[str, list[Because]] = defaultdict(list)
    people: dict[str, Document] = {}
    written = {name.casefold() for name in authors}
    pairs = [*_of_changes(before, after, changes), *_of_affected(after, affected)]
    for person, reason in pairs:
        name = person.title.casefold()  # who is in two communities has a page in each
        if name not in written:
            is_known = name in people and after.shows(people[name])
            people[name] = people[name] if is_known else person
            because[name].append(reason)
    named = [
        Reviewer(person, tuple(dict.fromkeys(because[name])))
        for name, person in people.items()
        if after.shows(person)
    ]
    return Reviewers(tuple(sorted(named, key=_order)), len(people) - len(named))


def _of_changes(
    before: Side, after: Side, changes: Iterable[DocumentChange]
) -> Iterator[tuple[Document, Because]]:
    """Yield owners before and now, then the stewards of the communities."""
    communities: dict[str, Side] = {}
    for change in changes:
        document = change.document
        communities.setdefault(document.community, before if change.kind == REMOVED else after)
        owners: dict[str, Document] = {}
        for side, one in ((before, change.before), (after, change.after)):
            if one is not None:
                owners |= {p.title: p for p in _owners_of(side, one)}
        for owner in owners.values():
            yield owner, Because(OWNER, document)
    for community in sorted(communities):
        side = communities[community]
        for front in side.kb.communities:
            if front.community == community and side.shows(front):
                for steward in _stewards_of(side, front):
                    yield steward, Because(STEWARD, front)


def _of_affected(after: Side, affected: Iterable[Document]) -> Iterator[tuple[Document, Because]]:
    for document in affected:
        if after.shows(document):
            for owner in _owners_of(after, document):
                yield owner, Because(AFFECTED, document)


def _people_of(side: Side, document: Document, *relations: str) -> list[Document]:
    """Return the people whom a document names in ``relations``."""
    found = {
        r.target.src_uri: r.target
        for r in side.kb.outgoing.get(document.src_uri, ())
        if r.spec.name in relations and r.spec.trait == PERSON and r.target
    }
    return list(found.values())


def _owners_of(side: Side, document: Document) -> list[Document]:
    """Return who looks after a document; the page of a person belongs to that person."""
    if document.type and PERSON in document.type.traits:
        return [document]
    return _people_of(side, document, OWNERS)


def _stewards_of(side: Side, front: Document) -> list[Document]:
    """Return those who look after a community."""
    return _people_of(side, front, *(required_people(front.type) if front.type else ()))


def _order(reviewer: Reviewer) -> tuple[int, int, str, str]:
    ranks = [_RANK.index(because.kind) for because in reviewer.because]
    person = reviewer.person
    return min(ranks), -len(ranks), person.title.casefold(), person.src_uri


def affected_documents(
    after: Side, changes: Iterable[DocumentChange], others: Iterable[Document]
) -> list[Document]:
    """Return the documents that nobody touched and that are not what they were, sorted by path.

    These are the ``others``, and those that rest on, or are related otherwise to, what changed for its readers.

    Args:
        after: The knowledge base now.
        changes: What became of the documents.
        others: Those in which something leads nowhere now, or whose level changed.
    """
    changes = list(changes)
    touched = {change.after.src_uri for change in changes if change.after}
    altered = {
        change.after.src_uri
        for change in changes
        if change.after and (change.sections or change.is_newly_retired)
    }
    found = {document.src_uri: document for document in others}
    for uri in altered:
        for reference in after.kb.incoming.get(uri, ()):
            if _depends(reference):
                found[reference.source.src_uri] = reference.source
    return [found[uri] for uri in sorted(found) if uri not in touched]


def _depends(reference: Reference) -> bool:
    """Tell whether a relation makes a document depend on another: not when it names people, or uses."""
    kind = reference.source.type
    is_silent = kind is not None and bool(kind.traits & {PERSON, USES})
    return reference.spec.trait != PERSON and not is_silent
