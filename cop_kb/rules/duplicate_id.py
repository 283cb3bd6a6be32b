"""Two documents have the same id.

The id is made from the community, the type and the name of the file, wherever below the folder of the type it lies, and
without regard to case: two names that differ in case alone are one file on many machines.

To mend it, rename one of the files.
"""

from collections import defaultdict
from collections.abc import Iterator
from unicodedata import normalize

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope

ID = "duplicate-id"
GRADE = Grade.ALWAYS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for ids that are equal as far as file systems can tell."""
    found: dict[str, list[Document]] = defaultdict(list)
    for document in kb.typed:
        found[normalize("NFC", document.id).casefold()].append(document)
    for documents in found.values():
        for document in documents[1:]:
            message = f"The id `{document.id}` belongs to `{documents[0].src_uri}` already."
            if document.id != documents[0].id:
                message += " Capitals make no difference."
            yield document, Finding(ID, 1, 1, 1, 1, message, "Rename one of the two files.")
