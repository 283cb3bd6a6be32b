"""A link goes to a file that is not there, or to a folder that has no page.

Links to other documents are written from the file that they stand in, with the ending: `../playbooks/roll-back.md`.
Readers of the site and readers of the repository can both follow them.

To mend it, use the address that the hint names, or remove the link.
"""

from collections.abc import Iterator

from cop_kb.load.record import OUTSIDE
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.link_target import Failure, at_link, failures, suggestion
from cop_kb.rules.parameters import IGNORE
from cop_kb.rules.rule import Grade, Scope

ID = "broken-link"
GRADE = Grade.COMPLETENESS
PARAMETERS = IGNORE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for links whose file is not there."""
    for failure in failures(kb, scope, "link"):
        message = f"The link goes to `{failure.link.target}`, {_reason(kb, failure)}."
        yield failure.document, at_link(ID, failure.link, message, suggestion(kb, failure))


def _reason(kb: KnowledgeBase, failure: Failure) -> str:
    if failure.uri == OUTSIDE:
        return "which lies outside of the knowledge base"
    if failure.uri == "." or failure.uri in kb.files.folders:
        return "a folder that has no page"
    return "which does not exist"
