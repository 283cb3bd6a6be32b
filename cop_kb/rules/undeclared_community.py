"""A folder looks like a community and does not say that it is one.

Types count inside communities only. Without the declaration everything in the folder is a plain page: neither checked
nor listed, and kept from those who may not read the type.

To mend it, begin the `index.md` of the folder with the line that the hint names, or, where the folder is meant to hold
plain pages, give its inner folder a name that is not that of a type.

Right:

    ---
    type: community
    ---
    # Incidents
"""

from collections.abc import Iterator

from cop_kb.model.content_type import CONTAINER
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope

ID = "undeclared-community"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for folders of types in folders that are no communities; one finding a folder is enough."""
    container = next((t for t in kb.types.values() if CONTAINER in t.traits), None)
    if container is None:
        return
    seen: set[str] = set()
    for document in kb.documents:
        community, _, rest = document.src_uri.partition("/")
        if not document.meant or document.community or community in seen:
            continue
        seen.add(community)
        place = rest.partition("/")[0]
        front = f"{community}/{container.file}"
        there = kb.documents_by_uri.get(front)
        lack = (
            f"`{front}` does not say `type: {container.id}`" if there else f"there is no `{front}`"
        )
        message = f"`{community}/{place}/` looks like a part of a community, but {lack}, so that its files are plain pages."
        hint = f"Begin it with front matter: `type: {container.id}` between two lines `---`."
        if there and there.data:
            hint = f"Add to its front matter: type: {container.id}"
        elif there is None:
            hint = hint.replace("Begin it", "Create it, beginning")
        yield there or document, Finding(ID, 1, 1, 1, 1, message, hint)
