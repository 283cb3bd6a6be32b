"""A folder of a community has nearly the name of a content type, or that of a type that is not on.

Its files are plain pages: neither checked nor listed. They keep the audience of the type that they were perhaps meant
for, so that a slip of the pen publishes nothing.

To mend it, rename the folder as the hint says, or switch the type on in the configuration. Where the folder is meant to
hold plain pages, give it a name that is not like that of a type.

Wrong:

    incidents/case-round/forty-silent-minutes.md

Right:

    incidents/case-rounds/forty-silent-minutes.md
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope

ID = "stray-folder"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for plain pages that their folder nearly makes documents of a type; one finding a folder is enough."""
    seen: set[str] = set()
    for document in kb.documents:
        if not document.meant or not document.community:
            continue
        folder = "/".join(document.src_uri.split("/")[:2])
        if folder not in seen:
            seen.add(folder)
            message = _message(kb, document, folder)
            yield document, Finding(ID, 1, 1, 1, 1, message, _hint(kb, document))


def _message(kb: KnowledgeBase, document: Document, folder: str) -> str:
    if _has_wrong_ending(kb, document):
        return "The name of the file does not end as those of its content type do, so that nobody reads it."
    if document.src_uri == folder:
        return f"`{folder}` is not the file of a content type that is on, so that nobody reads it."
    return f"`{folder}/` is not the folder of a content type, so that its files are plain pages."


def _hint(kb: KnowledgeBase, document: Document) -> str:
    content_type = kb.types.get(document.meant)
    if content_type is None:
        return f"Its content type `{document.meant}` is not on: add it to `types` in the configuration, or mend its file."
    place = f"{content_type.folder}/" if content_type.folder else content_type.file
    if _has_wrong_ending(kb, document):
        return f"Files of this type end in `.{content_type.ending}`: rename this one."
    return f"Did you mean `{document.community}/{place}`?"


def _has_wrong_ending(kb: KnowledgeBase, document: Document) -> bool:
    """Tell whether the file lies in the folder of a type that is on, and only its name is not right."""
    content_type = kb.types.get(document.meant)
    if content_type is None or not content_type.folder:
        return False
    return document.src_uri.startswith(f"{document.community}/{content_type.folder}/")
