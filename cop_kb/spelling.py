"""Names of files as the pickiest file systems compare them: capitals and Unicode forms make no difference."""

from pathlib import Path
from unicodedata import normalize


def folded_name(name: str) -> str:
    """Return a name without regard to case, in Unicode's composed form.

    Folding can undo the composed form and the other way round, hence until nothing changes.
    """
    previous = None
    while name != previous:
        previous = name
        name = normalize("NFC", normalize("NFC", name).casefold())
    return name


def find_spelled(folder: Path, name: str) -> Path | None:
    """Return the entry of ``folder`` that a picky file system takes for ``name``; the exact one where there is one.

    Raises:
        OSError: The folder cannot be read; one that is not there holds nothing.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return None
    alike = [n for n in names if folded_name(n) == folded_name(name)]
    return folder / (name if name in alike else alike[0]) if alike else None
