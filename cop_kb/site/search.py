"""Makes the search index: runs Pagefind over the built site."""

import importlib.util
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

from cop_kb.errors import BuildError

BUNDLE = "pagefind"
"""The folder of the index below the root of the site."""

_UNSEARCHED = ".headerlink, .linenos, .kb-unsearched"
# Ready-made interfaces that come with the index. The site has its own.
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.*",
)


class SearchResult(NamedTuple):
    """What came of indexing.

    Attributes:
        pages: How many pages can be found.
        notice: Why there is no search, in the author's words; empty where there is one.
    """

    pages: int
    notice: str = ""


def index_site(site_dir: Path, *, quiet: bool) -> SearchResult:
    """Make the search index of the site in ``site_dir``, in its folder ``pagefind``.

    Args:
        site_dir: A folder of HTML files; those with ``data-pagefind-body`` can be found.
        quiet: Whether Pagefind keeps its progress to itself.

    Raises:
        BuildError: Pagefind failed.
    """
    if importlib.util.find_spec("pagefind_bin") is None:
        notice = "The site has no search, since Pagefind is not installed: pip install pagefind-bin"
        return SearchResult(0, notice)
    from pagefind_bin import get_executable

    bundle = site_dir / BUNDLE
    command = [str(get_executable()), "--site", str(site_dir), "--output-path", str(bundle)]
    _run([*command, "--exclude-selectors", _UNSEARCHED], quiet)
    for pattern in _UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    return SearchResult(_count_pages(bundle))


def _run(command: list[str], quiet: bool) -> None:
    """Run Pagefind beside its program: a configuration file of the working directory would be read."""
    hint = "Build with `search: false` to go on without search."
    try:
        done = subprocess.run(
            command,
            cwd=Path(command[0]).parent,
            stdout=subprocess.DEVNULL if quiet else None,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise BuildError(f"Pagefind cannot be run: {error.strerror}.", hint) from error
    if done.returncode != 0:
        words = " ".join(done.stderr.split())
        raise BuildError(f"Pagefind could not index the site: {words}", hint)


def _count_pages(bundle: Path) -> int:
    entry = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    return sum(language["page_count"] for language in entry["languages"].values())
