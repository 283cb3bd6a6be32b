"""Programs that git passes the content of files through, such as those of Git LFS. Nothing here needs what they make of it."""

import os
from pathlib import Path

from cop_kb.git.runner import ask

_SETTINGS = r"^filter\..*\.(clean|smudge|process|required)$"


def without_filters(folder: Path) -> dict[str, str]:
    """Return the variables with which git passes no file through a program that the repository has been given for it."""
    listed = ask(folder, "config", "-z", "--name-only", "--get-regexp", _SETTINGS) or ""
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    found = {}
    names = sorted({name for name in listed.split("\0") if name})
    for number, name in enumerate(names, first):
        found[f"GIT_CONFIG_KEY_{number}"] = name
        found[f"GIT_CONFIG_VALUE_{number}"] = "false" if name.endswith(".required") else ""
    return {**found, "GIT_CONFIG_COUNT": str(first + len(names))} if names else {}
