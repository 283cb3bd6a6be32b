"""A folder looks like a community and does not say that it is one, or a folder of a type lies in no community.

Types count inside communities only. Without a community everything in the folder is a plain page: neither checked
nor listed, and kept from those who may not read the type.

To mend it, begin the `index.md` of the folder with the line that the hint names, or move the folder of the type into
the community that it belongs to. Where the folder is meant to hold plain pages, give it a name that is not that of a type.

Right:

    ---
    type: community
    ---
    # Incidents
"""

from collections.abc import Iterator

from cop_kb.model.content_type import CONTAINER, ContentType
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
    places = {place for t in kb.types.values() for place in (t.folder, t.file) if place}
    seen: set[str] = set()
    for document in kb.documents:
        top, _, rest = document.src_uri.partition("/")
        if not document.meant or document.community or top in seen:
            continue
        seen.add(top)
        front = kb.documents_by_uri.get(f"{top}/{container.file}")
        if kb.communities and top in places:
            yield (
                document,
                Finding(ID, 1, 1, 1, 1, *_homeless(kb.communities[0].community, top, rest)),
            )
        elif front is None or not front.is_garbled:  # what it says, nobody can tell yet
            place = f"{top}/{rest.partition('/')[0]}/"
            yield front or document, Finding(ID, 1, 1, 1, 1, *_undeclared(container, front, place))


def _homeless(community: str, place: str, rest: str) -> tuple[str, str]:
    message = f"`{place}/` lies in no community, so that its files are plain pages."
    if not rest:
        message = f"`{place}` lies in no community, so that nobody reads it."
    return message, f"Move it into one, such as `{community}/{place}`, or give it another name."


def _undeclared(container: ContentType, front: Document | None, place: str) -> tuple[str, str]:
    uri = f"{place.partition('/')[0]}/{container.file}"
    lack = f"`{uri}` does not say `type: {container.id}`" if front else f"there is no `{uri}`"
    message = f"`{place}` looks like a part of a community, but {lack}, so that its files are plain pages."
    if front and front.data:
        return message, f"Add to its front matter: type: {container.id}"
    begin = "Begin it" if front else "Create it, beginning"
    return message, f"{begin} with front matter: `type: {container.id}` between two lines `---`."
