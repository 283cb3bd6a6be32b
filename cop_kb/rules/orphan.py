"""Nothing leads to a document: no link and no relation.

It can be found by search and in the lists of its type. A reader of a neighbouring document will not learn of it.

To mend it, link to it from a document whose readers need it next, or name what it was derived from.
"""

from collections.abc import Iterator

from cop_kb.model.content_type import CONTAINER, EXPIRES, PERSON, SOURCE
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, at_title

ID = "orphan"
GRADE = Grade.CARE

_FOUND_ANYWAY = frozenset({CONTAINER, EXPIRES, PERSON, SOURCE})


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for documents that no other refers to; communities, people, lists and fresh experience are found anyway, and what is retired may rest."""
    for document in kb.typed:
        if document.type and (document.type.traits & _FOUND_ANYWAY or document.type.file):
            continue
        if not document.is_retired and not kb.is_referred_to(document):
            message = "No document links to this one or is related to it."
            hint = "Link to it from a document whose readers need it next."
            yield document, at_title(ID, document, message, hint)
