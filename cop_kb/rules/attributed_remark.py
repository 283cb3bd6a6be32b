"""Notes of a meeting say who said what.

People speak freely when what they say is kept without their names. So a section that tells what was said (`records: true` in
the type file) names no member.

Wrong:

    ## Notes

    - Maya Okafor: we never test the restore.

Right:

    ## Notes

    - Nobody here tests the restore; two have tried it once.

To mend it, say what was said and leave out by whom.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import SECTION_LEVEL, Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.phrases import Phrases, words_of
from cop_kb.rules.rule import Grade, Scope

ID = "attributed-remark"
GRADE = Grade.CARE

_FULL = 2  # words; a first name alone is shared by many
_END = 1 << 30


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for full names of people in sections that record; each name is told once a document."""
    people = Phrases(page.title for page in kb.people if len(words_of(page.title)) >= _FULL)
    kinds = [t for t in kb.types.values() if any(spec.records for spec in t.sections)]
    for document in (d for t in kinds if people for d in kb.by_type[t.id]):
        spans, told = [*_recording(document)], set()
        for text, line, column in document.record.names:
            name = next((found.phrase for found in people.find(text)), "")
            if name and name not in told and any(line in span for span in spans):
                told.add(name)
                message = f"The notes name {name}."
                hint = "Say what was said, and leave out by whom."
                end = column + len(text.partition("\n")[0])
                yield document, Finding(ID, line, column, line, end, message, hint)


def _recording(document: Document) -> Iterator[range]:
    """Yield the lines of each section that tells what was said."""
    headings = [h for h in document.details.structure.headings if h.level <= SECTION_LEVEL]
    for section in document.sections:
        if section.spec and section.spec.records:
            begin = section.heading.line
            yield range(begin, min((h.line for h in headings if h.line > begin), default=_END))
