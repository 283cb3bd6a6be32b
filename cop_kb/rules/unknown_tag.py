"""A tag is not one of those that the knowledge base has agreed on.

Only where the configuration lists them:

    plugins:
      - cop-kb:
          tags: [handover, incidents, onboarding]

To mend it, use the tag that the hint names, or propose the new one to the stewards.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.nearest import nearest
from cop_kb.rules.rule import Grade, Scope, found

ID = "unknown-tag"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Compare the tags with the allowed ones."""
    tags = document.data.get("tags")
    if document.type is None or scope.tags is None or not isinstance(tags, list):
        return
    for index, tag in enumerate(tags):
        if isinstance(tag, str) and tag not in scope.tags:
            close = nearest(tag, scope.tags)
            hint = f"Did you mean `{close}`?" if close else f"Known: {', '.join(scope.tags)}."
            yield found(ID, document.mark(f"/tags/{index}"), f"The tag `{tag}` is not known.", hint)
