"""A redirect does not lead to a page.

`redirects.yml`, at the top of the folder of documents, holds a line for every page that had another address once: the
path that was, a colon, and the path that is. A folder, with a slash at its end, stands for all pages below it.
`cop-kb move` writes these lines. The site keeps a small page at each old address, which leads on.

To mend it, write where the old address should lead now; or `gone`, where a page was taken away for good.

Wrong:

    incidents/playbooks/rollback.md: incidents/playbooks/roll-bakc.md

Right:

    incidents/playbooks/rollback.md: incidents/playbooks/roll-back.md
"""

from collections.abc import Collection, Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.model.redirects import GONE, Redirect, is_folder, page_of, pages_of
from cop_kb.rules.rule import Grade, Scope

ID = "redirect"
GRADE = Grade.ALWAYS


def check_redirects(kb: KnowledgeBase, scope: Scope) -> Iterator[Finding]:
    """Look at where each entry comes from and where it leads."""
    pages = pages_of(kb)
    first: dict[str, Redirect] = {}
    for redirect in kb.redirects:
        page = redirect.old if is_folder(redirect.old) else page_of(redirect.old)
        if page in first:
            message = f"`{redirect.old}` is the address of `{first[page].old}`, which has a line."
            yield _finding(redirect, message, "Keep one of the two lines.")
        elif page in pages:
            message = f"There is a page at the old address `{redirect.old}`, so nobody is led on."
            yield _finding(redirect, message, "Remove this line, or the page.")
        else:
            problem = _problem(kb, redirect, pages)
            if problem:
                yield _finding(redirect, *problem)
        first.setdefault(page, redirect)


def _problem(
    kb: KnowledgeBase, redirect: Redirect, pages: Collection[str]
) -> tuple[str, str] | None:
    """Return what is wrong with where an entry leads, and what to do."""
    redirects, (old, new) = kb.redirects, redirect[:2]
    if new == GONE or page_of(new) in pages:
        return None
    if is_folder(old) and any(p.startswith(new) for p in (*pages, *redirects.by_page)):
        return None
    if redirects.goes_in_circle(old):
        return f"`{old}` leads in a circle.", "Write where it should lead now."
    if redirects.step(page_of(new)) is None:
        return _nowhere(kb, new)
    end = redirects.follow(new, pages)
    if page_of(new) in redirects.by_page and end:
        return f"`{new}` leads on to `{end}`.", f"Write it at once: {old}: {end}"
    return None if end or is_folder(old) else _nowhere(kb, new)


def _nowhere(kb: KnowledgeBase, new: str) -> tuple[str, str]:
    uris = [d.src_uri for d in kb.documents]
    names = sorted({f"{folder}/" for folder in kb.files.folders}) if is_folder(new) else uris
    close = nearest(new, names)
    hint = f"Did you mean `{close}`?" if close else f"Write where it leads now, or `{GONE}`."
    return f"`{new}` {'has no page in it' if is_folder(new) else 'is not there'}.", hint


def _finding(redirect: Redirect, message: str, hint: str) -> Finding:
    return Finding(ID, *redirect[2:], message, hint)
