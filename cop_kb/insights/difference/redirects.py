"""Old addresses that lead on now."""

from cop_kb.insights.difference.side import Side
from cop_kb.model.redirects import GONE, Redirect, is_folder, page_of


def new_redirects(before: Side, after: Side) -> tuple[tuple[str, str], ...]:
    """Return the entries of the list of redirects that were not there before, each with where to.

    One that leads to what these readers may not see is left out, so that not even the old name is told.
    """
    known = {(r.old, r.new) for r in before.kb.redirects}
    found = {(r.old, r.new) for r in after.kb.redirects if _may_tell(before, after, r)}
    return tuple(sorted(found - known))


def _may_tell(before: Side, after: Side, redirect: Redirect) -> bool:
    if redirect.new == GONE:
        return _holds(before, redirect.old)
    return _holds(after, redirect.new)


def _holds(side: Side, uri: str) -> bool:
    """Tell whether the readers of one side have the page, or any page of the folder, at ``uri``."""
    pages = side.pages
    return any(p.startswith(uri) for p in pages) if is_folder(uri) else page_of(uri) in pages
