"""Finds the two data folders, in a checkout and in an installed wheel alike."""

from functools import cache
from pathlib import Path

from cop_kb.errors import CopKbError

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str) -> Path:
    """Return the data folder ``name`` (``content_schema`` or ``theme``).

    A wheel carries the folders in ``cop_kb/_data``; a checkout has them beside ``cop_kb``.

    Raises:
        CopKbError: The installation is incomplete.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise CopKbError(
        f"The data folder {name!r} is missing from this installation of cop-kb.",
        hint="Install it again: pip install --force-reinstall cop-kb",
    )
