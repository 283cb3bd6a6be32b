"""A document names a format of sessions that does not exist.

Formats are named by their files: `format: problem-clinic`. `cop-kb formats` lists them. One of your own is one YAML file in
`formats/` beside mkdocs.yml.

To mend it, use the name that the hint gives, or write the file. Leave the field out when no format was followed.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import Vocabulary
from cop_kb.model.session_format import format_fields
from cop_kb.rules import format_file
from cop_kb.rules.rule import Grade, Scope, found

ID = "unknown-format"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look up the formats that documents name; one whose own file has a mistake is told of there."""
    broken = {PurePosixPath(p.path).stem for p in kb.problems if p.rule == format_file.ID}
    known = Vocabulary(kb.formats)
    for content_type in kb.types.values():
        for field in format_fields(content_type):
            for document in kb.by_type[content_type.id]:
                name = document.text(field)
                if name and name not in kb.formats and name not in broken:
                    close = known.nearest(name)
                    hint = f"Did you mean `{close}`?" if close else "See them with: cop-kb formats"
                    mark = document.mark(f"/{field}")
                    yield document, found(ID, mark, f"There is no format `{name}`.", hint)
