"""A document points to one that fewer people may read.

On a site for the wider audience the link shows as plain text, and the relation is left out.

To mend it, narrow the document that points, widen the one that it points to (when the people in it agree), or remove
the link.
"""

from collections.abc import Iterator

from cop_kb.model.consent import IN_WORDS, NOBODY, may_read
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import AUDIENCES, Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.targets import page_at
from cop_kb.rules.link_target import at_link
from cop_kb.rules.rule import Grade, Scope

ID = "narrower-audience"
GRADE = Grade.CARE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for links in texts that lead to a narrower audience. Relations are left out on their own."""
    who = kb.readers_on(scope.today)
    if not any(readers != AUDIENCES[0] for readers in who.values()):
        return
    for document in kb.documents:
        own = who[document.src_uri]
        for index, (uri, _) in enumerate(document.record.targets):
            page = page_at(kb, uri) if uri else None
            if page is None or page.is_garbled:
                continue
            wanted = who[page.src_uri]
            if not may_read(own, wanted):
                link = document.details.structure.links[index]
                message = f"The link goes to a page for {IN_WORDS[wanted]}, and this page is for {IN_WORDS[own]}."
                hint = "Narrow this page with `audience:`, widen that one, or remove the link."
                if wanted == NOBODY:
                    message = "The link goes to a page that nobody sees any more, since a consent was taken back."
                    hint = "Remove the link."
                yield document, at_link(ID, link, message, hint)
