"""A document tells what was said in a meeting whose format allows no record.

In some formats people speak because nothing of it is kept, such as the hot seat of a mastermind group. Its sheet says so:
`recordable: false`. Then the sections of the type that tell what was said (`records: true` in the type file) stay empty,
or are left out.

To mend it, remove the words, also from the history if they have been pushed, or name the format that was really followed.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.session_format import format_fields
from cop_kb.rules.rule import Grade, Scope
from cop_kb.rules.section import at_heading, is_empty

ID = "unrecordable-notes"
GRADE = Grade.CARE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for notes of what nobody should keep notes of."""
    for content_type in kb.types.values():
        fields = format_fields(content_type)
        if not fields or not any(spec.records for spec in content_type.sections):
            continue
        for document in kb.by_type[content_type.id]:
            named = (kb.formats.get(document.text(field)) for field in fields)
            kept = next((f.title for f in named if f and not f.recordable), None)
            if kept:
                yield from ((document, finding) for finding in _notes(document, kept))


def _notes(document: Document, title: str) -> Iterator[Finding]:
    for section in document.sections:
        if section.spec and section.spec.records and not is_empty(document, section):
            message = f"`{section.heading.text}` has words, but the format {title} allows no notes."
            hint = "Remove them, from the history too if they were pushed; or correct the format."
            yield at_heading(ID, section, message, hint)
