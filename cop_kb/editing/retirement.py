"""What retiring writes into a document, and what still leads to it then."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cop_kb.errors import EditError
from cop_kb.insights.succession import SUCCESSOR, all_successors
from cop_kb.model.content_type import RelationSpec
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase


class Referrer(NamedTuple):
    """Where a document leads its readers to another.

    Attributes:
        document: The document.
        line: The line in its file.
        relation: The field that names the other; empty for a link in the text.
    """

    document: Document
    line: int
    relation: str


def retirement_fields(
    kb: KnowledgeBase, document: Document, status: str, successors: Sequence[Document]
) -> dict[str, Any]:
    """Return the fields that retire ``document``.

    Args:
        kb: The knowledge base.
        document: What is no longer advised.
        status: The state that it goes into; empty for the only one that its type has for that.
        successors: What to read instead; they are added to those that it names already.

    Raises:
        EditError: Its type has no such state, or several; or a successor cannot be one.
    """
    spec = document.type.relations.get(SUCCESSOR) if document.type else None
    named = document.texts(SUCCESSOR)
    known = [kb.find(name, document.community, spec) for name in named]
    for successor in successors:
        _check_successor(kb, document, successor, spec)
    new = [d.id.removeprefix(f"{document.community}/") for d in successors if d not in known]
    fields: dict[str, Any] = {"status": _retired_state(document, status)}
    if new:
        fields[SUCCESSOR] = [*named, *dict.fromkeys(new)]
    if document.is_retired and document.status == fields["status"] and not new:
        raise EditError(f"{document.id} is {document.status} already.", "There is nothing to do.")
    return fields


def find_referrers(kb: KnowledgeBase, document: Document) -> list[Referrer]:
    """Return where documents that are still advised lead their readers to ``document``, sorted by path and line."""
    found = {*_relations(kb, document), *_links(kb, document)}
    return sorted(found, key=lambda r: (r.document.src_uri, r.line, r.relation))


def _retired_state(document: Document, status: str) -> str:
    kind = document.type
    states = kind.lifecycle.retired if kind else ()
    if kind is None or not states:
        title = kind.title if kind else "A plain page"
        message = f"{title}: documents of this type have no state for what is no longer advised."
        raise EditError(message, "Remove the file, or add `retired` to `lifecycle` in its type.")
    if status and status not in states:
        message = f"{status!r} is no state in which a document of this type is retired."
        raise EditError(message, f"Give one of: {', '.join(states)}.")
    if status or len(states) == 1:
        return status or states[0]
    message = f"{kind.title}: documents of this type can be retired in several ways."
    raise EditError(message, f"Say which, with --status: {', '.join(states)}.")


def _check_successor(
    kb: KnowledgeBase, document: Document, successor: Document, spec: RelationSpec | None
) -> None:
    if successor is document:
        raise EditError(f"{document.id} cannot take its own place.", "Name another document.")
    if spec is None or successor.type is None or not spec.allows(successor.type):
        kind = successor.type.title if successor.type else "page"
        message = f"`{SUCCESSOR}` may not name {successor.id}, which is of the type {kind}."
        raise EditError(message, "Name another document.")
    if successor.is_retired:
        message = f"{successor.id} is {successor.status} itself."
        raise EditError(message, "Name what is advised now.")
    if document in all_successors(kb, successor):
        message = f"{successor.id} is superseded by {document.id}, directly or through others."
        hint = f"Correct `{SUCCESSOR}` in {successor.id} first."
        raise EditError(message, hint)


def _relations(kb: KnowledgeBase, document: Document) -> Iterator[Referrer]:
    for reference in kb.incoming.get(document.src_uri, ()):
        source, spec = reference.source, reference.spec
        if not source.is_retired and not spec.may_be_retired:
            yield Referrer(source, source.mark(reference.pointer).line, spec.key)


def _links(kb: KnowledgeBase, document: Document) -> Iterator[Referrer]:
    for source in kb.backlinks(document):
        if not source.is_retired:
            for index, (uri, _) in enumerate(source.record.targets):
                if uri == document.src_uri:
                    yield Referrer(source, source.details.structure.links[index].line, "")
