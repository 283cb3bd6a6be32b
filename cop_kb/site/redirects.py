"""Which old addresses lead to a page of the site."""

from collections.abc import Mapping

from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.redirects import page_of, pages_of


def moved_pages(whole: KnowledgeBase, shown: Mapping[str, object]) -> dict[str, str]:
    """Return the page that each old address leads to, both by their paths below docs_dir, sorted.

    What leads to a page that this site leaves out is left out as well: its readers do not learn that there was one.

    Args:
        whole: The whole knowledge base.
        shown: Has the paths of all pages of this site, generated ones included.
    """
    by_page = {page_of(uri): uri for uri in shown if uri.endswith(".md")}
    pages = pages_of(whole) | by_page.keys()
    ends = {old: whole.redirects.follow(old, pages) for old in whole.redirects.old_addresses(pages)}
    return {old: by_page[new] for old, new in ends.items() if new in by_page}
