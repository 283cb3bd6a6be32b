"""What a rule is: a module with an identifier, a grade, a docstring, and one of three functions.

- ``check_document(document, scope)`` looks at one document alone. What it finds is kept in the cache under the
  document's digest, so it may look at nothing else than the document, its type and the configuration.
- ``check_knowledge_base(kb, scope)`` looks at everything.
- ``check_redirects(kb, scope)`` looks at where old addresses lead; what it finds stands in the list of redirects.

Rules of the loader have none.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, Protocol

from cop_kb.history import History
from cop_kb.load.published import PublishedPages
from cop_kb.model.diagnostic import Finding, Severity
from cop_kb.model.document import Document
from cop_kb.model.source import Mark


class Grade(Enum):
    """How serious findings of a rule are: in a draft, and in a published document or a plain page."""

    ALWAYS = (Severity.ERROR, Severity.ERROR)
    COMPLETENESS = (Severity.INFO, Severity.ERROR)
    CARE = (Severity.INFO, Severity.WARNING)
    ADVICE = (Severity.INFO, Severity.INFO)

    def severity(self, document: Document) -> Severity:
        """Return how serious a finding in ``document`` is."""
        draft, published = self.value
        return draft if document.is_draft else published


class Rule(Protocol):
    """What every rule module has."""

    ID: str
    GRADE: Grade
    __doc__: str | None


class Scope(NamedTuple):
    """What a rule may know besides documents.

    Attributes:
        today: The day that counts as today; not for ``check_document``.
        tags: The allowed tags; None when any will do.
        parameters: The parameters of the rule from the configuration.
        rules: The identifiers of all rules.
        types: Where documents of each type live inside a community, by the type's id.
        history: What git knows of the files, read when it is first asked; not for ``check_document``.
        published: What was published last, read when it is first asked; not for ``check_document``.
    """

    today: date
    tags: tuple[str, ...] | None
    parameters: Mapping[str, Any]
    rules: tuple[str, ...]
    types: Mapping[str, str]
    history: History
    published: PublishedPages


def at_title(rule: str, document: Document, message: str, hint: str) -> Finding:
    """Return a finding about a document as a whole: at its title, or where it begins."""
    heading = next((h for h in document.details.structure.headings if h.level == 1), None)
    if heading is None:
        return Finding(rule, 1, 1, 1, 1, message, hint)
    _, text, _, line, column = heading
    return Finding(rule, line, column, line, column + len("# ") + len(text), message, hint)


def found(rule: str, mark: Mark, message: str, hint: str) -> Finding:
    """Return a finding about a value of the front matter."""
    _, _, line, column, end_line, end_column = mark
    return Finding(rule, line, column, end_line, end_column, message, hint)
