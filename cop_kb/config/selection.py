"""The files and folders that somebody names on the command line."""

from collections.abc import Iterable
from pathlib import Path

from cop_kb.config.configuration import Config
from cop_kb.errors import CopKbError


class Selection:
    """Tells whether a path, as reports show it, is one of those that were named or lies in one; without any, all are.

    Args:
        config: The configuration of the knowledge base.
        paths: What was named.

    Raises:
        CopKbError: A path does not exist, or lies outside of the knowledge base.
    """

    def __init__(self, config: Config, paths: Iterable[Path]) -> None:
        self._wanted = [_shown(config, path) for path in paths]

    def __contains__(self, path: str) -> bool:
        if not self._wanted:
            return True
        return any(
            wanted in (path, ".") or path.startswith(f"{wanted}/") for wanted in self._wanted
        )


def _shown(config: Config, path: Path) -> str:
    if not path.exists():
        raise CopKbError(f"There is no file or folder {path}.", "Check the path.")
    shown = config.shown(path.absolute())
    if shown.split("/")[0] == ".." and not shown.startswith(config.shown(config.docs_dir)):
        message = f"{path} lies outside of the knowledge base in {config.root}."
        raise CopKbError(message, "Name a file or folder inside of it.")
    return shown
