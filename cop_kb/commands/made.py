"""What ``init`` and ``new`` say when they are done."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cop_kb.model.quantity import number_of

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.scaffold.document import NewDocument
    from cop_kb.scaffold.knowledge_base import NewKnowledgeBase

_QUESTIONS = (
    "  Answer what it asks. That stands in comments, between <!-- and -->, which are never shown: write",
    "  outside of them.",
)
_HINTS = ("  Fill it in. Lines that begin with # are hints, and never shown.",)


def show_knowledge_base(made: "NewKnowledgeBase", quiet: bool, verbose: bool) -> str:
    """Return what was made, what was left alone and what to do next."""
    place, name = os.path.relpath(made.root), made.root.name or made.root
    if quiet:
        return ""
    if made.made:
        files = number_of(len(made.made), "file")
        lines = [f"Made a knowledge base in {name}: {files}, {_git(made)}."]
    else:
        lines = [f"There was nothing left to make in {name}."]
    if verbose:
        lines += [f"  {path}" for path in made.made]
    if made.kept:
        lines.append("Left as they are, since they were there already:")
        lines += [f"  {path}" for path in made.kept]
    if any(Path(path).stem == "mkdocs" for path in made.kept):
        lines.append("See that mkdocs.yml has the theme material, and cop-kb among its plugins.")
    if "requirements.txt" in made.kept:
        lines.append(
            "See that requirements.txt names cop-kb: what checks changes installs it from there."
        )
    if made.repository != made.root:
        lines.append(
            f"The repository begins at {made.repository}; its host looks there for workflows and CODEOWNERS."
        )
    steps = [] if place == "." else [f"cd {shlex.quote(place)}"]
    steps += [f'cop-kb new {made.example} "What you know"'] if made.example else ["cop-kb validate"]
    lines += ["", "Next:", *(f"  {step}" for step in [*steps, "cop-kb serve"])]
    return "\n".join(lines) + "\n"


def show_document(
    made: "NewDocument", config: "Config", quiet: bool, remarks: Sequence[str] = ()
) -> str:
    """Return the path of the new document, what was made with it and what to do next.

    Args:
        made: The document.
        config: The configuration of its knowledge base.
        quiet: Whether to say only what must be said.
        remarks: Sentences on what it was made of.
    """
    path = os.path.relpath(made.path)
    if quiet:
        return f"{path}\n"
    lines = [f"Made {path}"]
    lines += [f"Made {os.path.relpath(page)}, a page for whom it names" for page in made.pages]
    lines += remarks
    if made.namesake:
        lines.append(
            f"Another page has the same title: {config.shown(config.docs_dir / made.namesake)}"
        )
    lines += ["", "Next:", *(_HINTS if made.path.suffix == ".yaml" else _QUESTIONS)]
    if made.missing:
        lines.append(f"  Fill in: {', '.join(made.missing)}")
    lines.append("  cop-kb validate")
    return "\n".join(lines) + "\n"


def _git(made: "NewKnowledgeBase") -> str:
    if not made.is_new:
        return "for you to commit"
    if made.committed:
        return "committed to a new git repository"
    return "staged in a new git repository for your first commit"
