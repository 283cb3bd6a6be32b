"""A page of the published site is gone, and its old address leads nowhere.

Readers have it among their bookmarks, alerts and mails lead to it. So an address that was published goes on leading
somewhere. Known is what the last published site had, from the branch of the repository that holds it; where there is
none, the documents that the default branch of the remote has count as published.

To mend it, use `cop-kb move` to rename or move, which leaves a redirect; or add the line that the hint shows to
`redirects.yml` at the top of the folder of documents. Where a page has to go for good, since a consent was taken back
or since nothing takes its place, write `gone` for the new address.

Wrong:

    git mv docs/incidents/playbooks/rollback.md docs/incidents/playbooks/roll-back.md

Right:

    cop-kb move incidents/playbooks/rollback.md incidents/playbooks/roll-back.md
"""

from collections.abc import Iterator, Mapping
from typing import Any

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import slug_of
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.model.redirects import GONE, REDIRECTS, page_of, pages_of
from cop_kb.rules import redirect
from cop_kb.rules.rule import Grade, Scope

ID = "gone-page"
GRADE = Grade.ALWAYS
PARAMETERS: Mapping[str, Any] = {
    "published": {
        "type": "string",
        "minLength": 1,
        "description": "The file `api/kb.json` of the published site, seen from the folder of mkdocs.yml, where no branch of the repository holds the site.",
    }
}


def check_redirects(kb: KnowledgeBase, scope: Scope) -> Iterator[Finding]:
    """Look for pages that were published and that neither are there nor redirect.

    Of a list with a mistake nobody knows where it leads: that has to be mended first.
    """
    if any(problem.rule == redirect.ID for problem in kb.problems):
        return
    pages = pages_of(kb)
    known = sorted(uri for uri in scope.published.paths(scope.parameters.get("published", "")))
    gone = [uri for uri in known if _is_page(kb, uri) and kb.redirects.follow(uri, pages) is None]
    for uri in gone:
        message = f"The page of `{uri}` was published, and its address leads nowhere now."
        hint = f"In `{REDIRECTS}`, write behind `{uri}:` where it leads now, or `{GONE}`."
        if proposal := _proposal(kb, uri):
            hint = f"Add to `{REDIRECTS}`: {uri}: {proposal}"
        yield Finding(ID, *_place(kb, uri), message, hint)


def _is_page(kb: KnowledgeBase, uri: str) -> bool:
    """Tell whether a path is that of a document; others may hold data of any kind."""
    if uri.endswith(".md"):
        return True
    _, _, place = uri.partition("/")
    folder = place.partition("/")[0]
    return any(t.is_data and (place == t.file or folder == t.folder) for t in kb.types.values())


def _proposal(kb: KnowledgeBase, uri: str) -> str:
    """Return where the page probably went: the document of its name, or of nearly its name in its folder; empty for none."""
    slug, folder = slug_of(uri), uri.rpartition("/")[0]
    same = [d.src_uri for d in kb.documents if slug_of(d.src_uri) == slug]
    if len(same) == 1:
        return same[0]
    beside = {
        slug_of(d.src_uri): d.src_uri
        for d in kb.documents
        if page_of(d.src_uri).startswith(f"{folder}/")
    }
    close = nearest(slug, beside)
    return beside[close] if close else ""


def _place(kb: KnowledgeBase, uri: str) -> tuple[int, int, int, int]:
    """Return where in the list the line belongs: that of the entry before it."""
    before = [r for r in kb.redirects if r.old < uri]
    return (before[-1].line, 1, before[-1].line, 1) if before else (1, 1, 1, 1)
