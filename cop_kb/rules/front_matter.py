"""What is wrong with the front matter of a document, for the rules that tell of it."""

from collections.abc import Iterator

from cop_kb.load.type_builder import TYPE_FIELD
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.schema_error import explain, position

CLAIMS = frozenset({"maturity", "evidence"})
"""Fields in which people write how mature a document is; that is computed, and they are the matter of another rule."""


def is_open(value: object) -> bool:
    """Tell whether a field is still to be filled in: ``summary:`` in a draft is a promise, no mistake."""
    return value in (None, "", [])


def mistakes(document: Document, kinds: tuple[str, ...], rule: str) -> Iterator[Finding]:
    """Yield the mistakes of some kinds (``value``, ``missing``, ``unknown``) as findings of ``rule``."""
    content_type = document.type
    if content_type is None:
        return
    # What the document says of its own type, or of its own maturity, is the matter of other rules.
    others = {TYPE_FIELD, *(CLAIMS - content_type.schema["properties"].keys())}
    data = {n: v for n, v in document.data.items() if n not in others and not is_open(v)}
    if content_type.validator.is_valid(data):
        return
    for error in content_type.validator.iter_errors(data):
        for mistake in explain(error, content_type.schema):
            if mistake.kind in kinds:
                place = position(document.details.marks, mistake)
                yield Finding(rule, *place, mistake.message, mistake.hint)
