"""Who looks after a document, and after a community."""

from typing import NamedTuple

from cop_kb.insights.evidence import OWNERS
from cop_kb.model.content_type import PERSON, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase


class Keeper(NamedTuple):
    """Somebody who looks after documents.

    Attributes:
        id: The id of their page; what the document calls them where there is none.
        name: The title of their page; what the document calls them where there is none.
    """

    id: str
    name: str


def keepers(kb: KnowledgeBase, document: Document) -> tuple[Keeper, ...]:
    """Return who looks after ``document``, in the author's order; nobody may.

    The page of a person belongs to that person. Where a type requires fields for people, as a community does for its
    stewards, these are the ones; else the owners.
    """
    if document.type is None:
        return ()
    if PERSON in document.type.traits:
        return (Keeper(document.id, document.title),)
    named = [
        (text, kb.find(text, document.community, document.type.relations.get(field)))
        for field in required_people(document.type) or [OWNERS]
        for text in document.texts(field)
    ]
    found = (Keeper(page.id, page.title) if page else Keeper(text, text) for text, page in named)
    return tuple(dict.fromkeys(found))


def stewards(kb: KnowledgeBase, community: str) -> tuple[Keeper, ...]:
    """Return who looks after the community in the folder ``community``."""
    fronts = [d for d in kb.communities if d.community == community]
    return tuple(dict.fromkeys(keeper for front in fronts for keeper in keepers(kb, front)))


def required_people(content_type: ContentType) -> list[str]:
    """Return the fields for people that a type requires, such as the stewards of a community."""
    relations = content_type.relations
    return [
        name
        for name in content_type.required_fields
        if name in relations and relations[name].trait == PERSON
    ]
