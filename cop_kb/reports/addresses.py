"""Where the site has the page of a document."""

import posixpath
from urllib.parse import quote

from cop_kb.config import Config
from cop_kb.model.document import Document
from cop_kb.model.redirects import page_of

_INDEX = "index"


def page_address(config: Config, document: Document) -> str:
    """Return the full address of the page of ``document``; empty where nobody has said where the site is."""
    if not config.site_url:
        return ""
    folder, name = posixpath.split(page_of(document.src_uri).removesuffix(".md"))
    if name == _INDEX:
        name = "" if config.use_directory_urls else "index.html"
    else:
        name += "/" if config.use_directory_urls else ".html"
    return config.site_url + quote(posixpath.join(folder, name))
