"""A document points to one that fewer people may read.

On a site for the wider audience the link shows as plain text, and the relation is left out.

To mend it, narrow the document that points, widen the one that it points to (when the people in it agree), or remove
the link.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import AUDIENCES, Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.link_target import at_link, page_at
from cop_kb.rules.rule import Grade, Scope

ID = "narrower-audience"
GRADE = Grade.CARE

_READERS = dict(zip(AUDIENCES, ("everyone", "members", "stewards"), strict=True))


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for links in texts that lead to a narrower audience. Relations are left out on their own."""
    if all(document.audience == AUDIENCES[0] for document in kb.documents):
        return
    for document in kb.documents:
        for index, (uri, _) in enumerate(document.record.targets):
            page = page_at(kb, uri) if uri else None
            if (
                page
                and not page.is_garbled
                and AUDIENCES.index(page.audience) > AUDIENCES.index(document.audience)
            ):
                link = document.details.structure.links[index]
                message = f"The link goes to a page for {_READERS[page.audience]}, and this page is for {_READERS[document.audience]}."
                hint = "Narrow this page with `audience:`, widen that one, or remove the link."
                yield document, at_link(ID, link, message, hint)
