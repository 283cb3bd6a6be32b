"""A finding about one place in one file, and how serious it is."""

from enum import StrEnum
from typing import NamedTuple

SCHEMA_VERSION = 1
MANUAL = "https://cop-kb.github.io/cop-kb/manual/rules/#"


class Severity(StrEnum):
    """How much a finding matters; the first is the worst."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """What people are told: information is a hint to them."""
        return "hint" if self is Severity.INFO else self.value


class Finding(NamedTuple):
    """What a rule or the loader noticed, before the status of the document decides how serious it is.

    Lines and columns count from 1, columns in characters; the end is exclusive. A plain tuple of strings and
    integers, so that the cache can keep it.

    Attributes:
        rule: Identifier of the rule, in kebab-case.
        line: Where it starts.
        column: Where it starts.
        end_line: Where it ends.
        end_column: Where it ends.
        message: What is wrong, in the author's words.
        hint: What to do next.
    """

    rule: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str


class Diagnostic(NamedTuple):
    """A finding with its file and its severity: what reports show. Complete at birth.

    Attributes:
        path: The file, relative to the folder of mkdocs.yml, with forward slashes.
        line: Where it starts, from 1.
        column: Where it starts, from 1, in characters.
        rule: Identifier of the rule, in kebab-case.
        severity: ``error``, ``warning`` or ``info``.
        end_line: Where it ends.
        end_column: Where it ends, exclusive.
        message: What is wrong, in the author's words.
        hint: What to do next.
    """

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    end_line: int
    end_column: int
    message: str
    hint: str

    @property
    def url(self) -> str:
        """Address of the rule's manual page."""
        return MANUAL + self.rule
