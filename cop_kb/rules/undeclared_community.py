"""A folder looks like a community and does not say that it is one.

Types count inside communities only. Without the declaration everything in the folder is a plain page: shown and
searched, and neither checked nor listed.

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
GRADE = Grade.CARE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for folders of types in folders that are no communities; one finding a folder is enough."""
    container = next((t for t in kb.types.values() if CONTAINER in t.traits), None)
    if container is None:
        return
    seen = {document.community for document in kb.communities}
    places = {t.folder for t in kb.types.values() if t.folder}
    for document in kb.documents:
        community, _, rest = document.src_uri.partition("/")
        place, _, name = rest.partition("/")
        if community in seen or place not in places or not name:
            continue
        seen.add(community)
        front = f"{community}/{container.file}"
        there = kb.documents_by_uri.get(front)
        lack = (
            f"`{front}` does not say `type: {container.id}`" if there else f"there is no `{front}`"
        )
        message = f"`{community}/{place}/` looks like a part of a community, but {lack}, so that its files are plain pages."
        start = "Begin that file with" if there else "Create that file, beginning with"
        hint = f"{start} front matter: `type: {container.id}` between two lines `---`."
        yield there or document, Finding(ID, 1, 1, 1, 1, message, hint)
