"""The files of a new knowledge base besides its documents: what stands in ``content_schema/skeleton``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cop_kb.scaffold.template import render, skeleton

EVERYWHERE = "everywhere"
_HIDDEN = "dot-"


def skeleton_files(ci: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Return text by path of all files of a new knowledge base, for the host that ``ci`` names.

    A name that begins with ``dot-`` stands for one that begins with a dot, which packaging might leave out.
    """
    return {
        _shown(path.relative_to(base)): render(path.read_text("utf-8"), values, path)
        for base in (skeleton() / EVERYWHERE, skeleton() / ci)
        for path in sorted(base.rglob("*"))
        if path.is_file()
    }


def _shown(path: Path) -> str:
    parts = (p.replace(_HIDDEN, ".", 1) if p.startswith(_HIDDEN) else p for p in path.parts)
    return "/".join(parts)
