"""What every report format is given, and what it must do."""

import os
from collections.abc import Sequence
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
        strict: Whether warnings fail, too.
        files: The files that the report is about, with and without findings; their paths as in diagnostics.
        repository: The top folder of the repository, which services show paths from; None outside of one.
        known: How many findings are left out since the baseline records them.
        earlier: How many are left out since they were there before the change that is looked at.
    """

    diagnostics: list[Diagnostic]
    root: Path
    documents: int
    color: bool = False
    quiet: bool = False
    verbose: bool = False
    strict: bool = False
    files: Sequence[str] = ()
    repository: Path | None = None
    known: int = 0
    earlier: int = 0

    def in_repository(self, path: str) -> str:
        """Return a path of a diagnostic as services need it: from the top folder of the repository."""
        if self.repository is None:
            return path
        return Path(os.path.relpath(self.root / path, self.repository)).as_posix()


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
