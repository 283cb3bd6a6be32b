"""The suppressions in the front matter of one document."""

from collections.abc import Iterator, Sequence

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.nearest import nearest
from cop_kb.rules.rule import found


class Suppressions:
    """What one document suppresses, and what of it was of use.

    Attributes:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        entries = document.data.get("suppress")
        self._rules = [
            (index, entry["rule"])
            for index, entry in enumerate(entries if isinstance(entries, list) else [])
            if isinstance(entry, dict)
            and isinstance(entry.get("rule"), str)
            and entry.get("reason")
        ]
        self._used: set[str] = set()

    def covers(self, rule: str) -> bool:
        """Tell whether findings of ``rule`` are suppressed, and remember that one was."""
        if any(name == rule for _, name in self._rules):
            self._used.add(rule)
            return True
        return False

    def unused(self, rule: str, names: Sequence[str]) -> Iterator[Finding]:
        """Yield a finding of ``rule`` for each suppression that names no rule of ``names`` or suppressed nothing."""
        for index, name in self._rules:
            mark = self.document.mark(f"/suppress/{index}/rule")
            if name not in names:
                close = nearest(name, names)
                hint = (
                    f"Did you mean `{close}`?" if close else "See `cop-kb explain` for the rules."
                )
                yield found(rule, mark, f"There is no rule `{name}`.", hint)
            elif name not in self._used:
                yield found(
                    rule,
                    mark,
                    f"There is nothing to suppress: `{name}` finds nothing here.",
                    "Remove the suppression.",
                )
