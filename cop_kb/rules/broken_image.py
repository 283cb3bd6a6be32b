"""An image is not there.

Images lie beside the documents that show them, or in a folder of their own: `![The three zones](img/zones.png)`.

To mend it, add the file, or correct the address; the hint names the nearest file there is.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.link_target import failures, suggestion
from cop_kb.rules.parameters import IGNORE, is_ignored
from cop_kb.rules.rule import Grade, Scope

ID = "broken-image"
GRADE = Grade.COMPLETENESS
PARAMETERS = IGNORE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for images whose file is not there."""
    for failure in failures(kb):
        image = failure.document.details.structure.links[failure.number]
        if image.kind == "image" and not is_ignored(image.target, scope):
            finding = Finding(
                ID, image.line, image.column, image.end_line, image.end_column,
                f"The image `{image.target}` is not there.",
                suggestion(kb, failure),
            )  # fmt: skip
            yield failure.document, finding
