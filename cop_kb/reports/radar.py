"""The radar as text and as data."""

from collections.abc import Sequence
from typing import Any

from cop_kb.insights.radar import Gap
from cop_kb.model.document import as_dict
from cop_kb.reports.report import printable


def show_gaps(gaps: Sequence[Gap], steps: Sequence[str], quiet: bool) -> str:
    """Return each situation with its sources and what to do next.

    Args:
        gaps: The situations.
        steps: A command for each.
        quiet: Whether only the situations themselves are wanted.
    """
    if not gaps:
        return (
            "" if quiet else "Nothing is waiting: whatever sources share is covered by guidance.\n"
        )
    lines = []
    for gap, step in zip(gaps, steps, strict=True):
        lines.append(f"{len(gap.sources)} sources: {printable(gap.name)}")
        if quiet:
            continue
        lines += [f"  also {_WORDS[field]} {printable(text)}" for field, text in gap.words[1:]]
        lines += [f"  {d.id}  {printable(d.title)}" for d in gap.sources]
        lines += [f"  → {printable(step)}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def gaps_data(gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    """Return the situations as plain data."""
    return [
        {
            "name": gap.name,
            "words": [{"field": field, "text": text} for field, text in gap.words],
            "sources": [as_dict(document) for document in gap.sources],
        }
        for gap in gaps
    ]


_WORDS = {"situation": "the situation", "symptoms": "the symptom", "tags": "the tag"}
