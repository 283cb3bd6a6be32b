"""A section, or the whole document, does not hold what its type asks of it.

A type can ask for a number of list items, task items, tables, code blocks or words: steps are a list, a checklist has
items that can be ticked.

Right:

    ## Steps

    1. Stop the rollout, then see that no new machine takes the release.
    2. Start the last good release, then see that the error rate falls.
"""

from collections.abc import Iterator, Mapping

from cop_kb.model.content_type import Count
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.structure import Region
from cop_kb.rules.rule import Grade, Scope, at_title
from cop_kb.rules.section import at_heading, is_empty

ID = "section-contents"
GRADE = Grade.COMPLETENESS

_HINTS = {
    "list_items": "Write each on a line of its own that begins with `1. ` or `- `, after an empty line.",
    "task_items": "Write each on a line of its own that begins with `- [ ] `, after an empty line.",
    "tables": "Write a table with a line of dashes below its header: | a | b |, then | --- | --- |.",
    "code_blocks": "Put it between lines of three backticks.",
    "words": "Write it so that a peer who was not there understands.",
}


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Count what the sections and the document hold."""
    if document.type is None:
        return
    for section in document.sections:
        if section.spec and not is_empty(document, section):
            where = f"The section `{section.heading.text}`"
            for message, hint in _wrong(where, section.spec.contains, section.body):
                yield at_heading(ID, section, message, hint)
    for message, hint in _wrong("The document", document.type.contains, document.whole()):
        yield at_title(ID, document, message, hint)


def _wrong(where: str, wanted: Mapping[str, Count], body: Region) -> Iterator[tuple[str, str]]:
    for name, count in wanted.items():
        actual: int = getattr(body, name)
        if actual < count.minimum:
            yield (
                f"{where} needs at least {_plural(count.minimum, name)}, found {actual}.",
                _HINTS[name],
            )
        elif count.maximum is not None and actual > count.maximum:
            message = f"{where} may have at most {_plural(count.maximum, name)}, found {actual}."
            yield message, "Leave out what is not needed, or make a document of its own of it."


def _plural(number: int, name: str) -> str:
    words = name.replace("_", " ")
    return f"{number} {words.removesuffix('s') if number == 1 else words}"
