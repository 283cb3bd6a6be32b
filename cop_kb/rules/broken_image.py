"""An image is not there.

Images lie beside the documents that show them, or in a folder of their own: `![The three zones](img/zones.png)`.

To mend it, add the file, or correct the address; the hint names the nearest file there is.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.link_target import at_link, failures, suggestion
from cop_kb.rules.parameters import IGNORE
from cop_kb.rules.rule import Grade, Scope

ID = "broken-image"
GRADE = Grade.COMPLETENESS
PARAMETERS = IGNORE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for images whose file is not there."""
    for failure in failures(kb, scope, "image"):
        message = f"The image `{failure.link.target}` is not there."
        yield failure.document, at_link(ID, failure.link, message, suggestion(kb, failure))
