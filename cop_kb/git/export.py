"""What a repository held at another time, as files. They are data: nothing in them makes git run a program or leads outside."""

import os
import tempfile
from pathlib import Path

from cop_kb.git.filters import without_filters
from cop_kb.git.repository import require_repository
from cop_kb.git.runner import ask, run

_LINK = "120000 "
_NOWHERE = "nowhere"


def export_tree(folder: Path, commit: str, target: Path) -> bool:
    """Write the files that lay in and below ``folder`` at ``commit`` to ``target``.

    Neither the work tree nor the index is touched, and no hook or filter runs. Links that would lead out of ``target``
    lead nowhere.

    Args:
        folder: A folder inside of a repository; it need not exist any more.
        commit: The full name of a commit.
        target: An empty folder.

    Returns:
        Whether the folder was there at that time.

    Raises:
        GitError: There is no repository, or git refuses.
    """
    top = require_repository(folder)
    below = Path(folder).resolve().relative_to(top.resolve()).as_posix()
    tree = commit if below == "." else f"{commit}:{below}"
    if ask(top, "rev-parse", "--verify", "--quiet", "--end-of-options", tree) is None:
        return False
    with tempfile.TemporaryDirectory(prefix="cop-kb-") as scratch:
        environment = {"GIT_INDEX_FILE": str(Path(scratch) / "index"), **without_filters(top)}
        run(top, "read-tree", tree, environment=environment)
        prefix = f"--prefix={target.resolve()}/"
        checkout = ("-c", "core.symlinks=false", "checkout-index", "--all", "--force", "--quiet")
        run(top, *checkout, prefix, environment=environment)
        listed = run(top, "ls-files", "-z", "--stage", environment=environment).split("\0")
    _make_links(target.resolve(), [e.partition("\t")[2] for e in listed if e.startswith(_LINK)])
    return True


def _make_links(target: Path, paths: list[str]) -> None:
    """Make links of the files that hold where they lead to; what leads outside then leads to nothing."""
    links = [target / path for path in paths]
    for link in links:
        _link(link, os.fsdecode(link.read_bytes()))
    for link in links:
        if not _stays(link, target):
            _link(link, _NOWHERE)


def _link(path: Path, leads_to: str) -> None:
    path.unlink()
    try:
        path.symlink_to(leads_to)
    except (OSError, ValueError):  # too long, empty, or with a NUL byte
        path.symlink_to(_NOWHERE)


def _stays(link: Path, target: Path) -> bool:
    try:
        return link.resolve().is_relative_to(target)
    except (OSError, RuntimeError):  # in a circle
        return False
