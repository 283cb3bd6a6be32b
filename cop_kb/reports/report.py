"""What every report format is given, and what it must do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cop_kb.model.diagnostic import Diagnostic


@dataclass(frozen=True)
class Report:
    """What there is to report.

    Attributes:
        diagnostics: Sorted by path, line, column and rule.
        root: The folder that paths are relative to.
        documents: How many documents were checked.
        color: Whether to use colour.
        quiet: Whether to leave out what is only information.
        verbose: Whether to show information in full.
    """

    diagnostics: list[Diagnostic]
    root: Path
    documents: int
    color: bool = False
    quiet: bool = False
    verbose: bool = False


class ReportFormat(Protocol):
    """A format for reports."""

    def render(self, report: Report) -> str:
        """Return the report as text that ends with a line break, or is empty."""
        ...


def printable(text: str) -> str:
    """Return ``text`` without control characters, so that a file name or a title cannot steer a terminal or a log.

    The two joiners stay: they steer nothing, and Persian, Hindi and many an emoji need them.
    """
    return "".join(
        c if c.isprintable() or c in _JOINERS else c.encode("unicode_escape").decode() for c in text
    )


_JOINERS = "\u200c\u200d"
