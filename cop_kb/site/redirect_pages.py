"""The small pages at old addresses, which lead their readers to where the page is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from cop_kb.site.site import Site

_TEMPLATE = "kb/redirect.html"
_SCRIPT = "assets/kb/redirect.js"


def add_redirects(files: Files, config: MkDocsConfig, site: Site) -> None:
    """Add a page at each old address, where nothing else is.

    They are files, not pages, to the engine: neither the map of the site nor the search knows them.
    """
    moved = site.view.redirects
    if not moved:
        return
    template = config.theme.get_env().get_template(_TEMPLATE)
    taken = {_folded(file.dest_uri, site) for file in files}
    for old, new in moved.items():
        place = File(old, config.docs_dir, config.site_dir, config.use_directory_urls)
        if _folded(place.dest_uri, site) in taken:
            continue
        url = site.view.url(new)
        html = template.render(
            config=config,
            title=site.title(new) or new,
            to=get_relative_url(url, place.url),
            canonical=f"{config.site_url}{url.removeprefix('./')}" if config.site_url else "",
            script=get_relative_url(_SCRIPT, place.url),
            icon=get_relative_url(config.theme["favicon"], place.url),
        )
        files.append(File.generated(config, place.dest_uri, content=html))


def _folded(uri: str, site: Site) -> str:
    """Return a path as the disk compares it: where capitals make no difference, a page would overwrite another."""
    path = site.config.path
    return uri.casefold() if path.with_name(path.name.upper()).exists() else uri
