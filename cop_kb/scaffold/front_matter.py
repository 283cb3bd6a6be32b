"""Writes the front matter of new documents."""

from collections.abc import Iterable, Mapping
from typing import Any

from cop_kb.positioned_yaml.writing import write_fields


def write_front_matter(
    fields: Mapping[str, Any], missing: Mapping[str, str], remarks: Iterable[str]
) -> str:
    """Return the front matter of a new document, its ``---`` lines included.

    Args:
        fields: What is known, in the order in which it is written.
        missing: What the author has yet to fill in, with what belongs there; written as comments.
        remarks: Comment lines, written last.
    """
    lines = [write_fields(fields)]
    lines += [write_prompt(name, text) for name, text in missing.items()]
    lines += [f"{remark}\n" for remark in remarks]
    return "---\n" + "".join(lines) + "---\n"


def write_prompt(name: str, text: str) -> str:
    """Return a comment line in the place of a field that is yet to be filled in."""
    return f"# {name}: {' '.join(text.split())}\n"
