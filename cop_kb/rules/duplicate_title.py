"""Two pages have the same title.

In a list and among search results nobody can tell them apart.

To mend it, say in the title what is particular to each.
"""

from collections import defaultdict
from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, at_title, found

ID = "duplicate-title"
GRADE = Grade.CARE
PARAMETERS = {
    "within": {
        "enum": ["knowledge base", "community"],
        "description": "Where titles must differ: in the whole `knowledge base`, or only inside each `community`.",
    }
}


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for titles that differ in case at most."""
    apart = scope.parameters.get("within") == "community"
    by_title: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in kb.documents:
        title = document.own_title
        # A list that every community has is called like its type, unless it says otherwise.
        is_list = document.type and document.type.is_data and not document.text("title")
        if title and not is_list:
            place = document.community if apart else ""
            by_title[place, title.casefold()].append(document)
    for documents in by_title.values():
        for document in documents[1:]:
            yield document, _finding(document, documents[0])


def _finding(document: Document, first: Document) -> Finding:
    message = f"The title `{document.title}` is that of `{first.src_uri}` as well."
    hint = "Say in the title what is particular to this one."
    if document.text("title"):
        return found(ID, document.mark("/title"), message, hint)
    return at_title(ID, document, message, hint)
