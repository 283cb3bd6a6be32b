"""Redirects: where the pages went that had other addresses once.

Pages are named by their path below docs_dir, in one form: a document that is data only by that of its page, an
introduction called README by that of the index that it is.
"""

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cop_kb.model.document import without_ending
from cop_kb.model.file_tree import INDEXES, folder_of

if TYPE_CHECKING:
    from cop_kb.model.knowledge_base import KnowledgeBase

REDIRECTS = "redirects.yml"
"""The file below docs_dir that holds them."""

GONE = "gone"
"""What stands in the place of a new address when a page was taken away for good."""


_HOPS = 100
"""Steps after which nobody follows any more: what leads on further leads in a circle."""

_MOST = 20
"""Old addresses of a page, on an average, beyond which entries make up addresses that nobody ever had."""


_LONGEST = 1000
"""Bytes of a path; systems differ in how many more they take."""


class Redirect(NamedTuple):
    """One line of the list. Lines and columns count from 1.

    Attributes:
        old: The path that was, or a folder with a slash at its end.
        new: The path that is, or a folder with a slash at its end, or ``gone``.
        line: Where the entry begins.
        column: Where it begins.
        end_line: Where it ends.
        end_column: Where it ends, exclusive.
    """

    old: str
    new: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Redirects(tuple[Redirect, ...]):
    """All redirects, in the order of the file. Immutable.

    A page goes by the line of its own; without one, by that of the nearest folder above it.
    """

    @cached_property
    def by_page(self) -> dict[str, str]:
        """Where single pages went."""
        return {page_of(r.old): _target(r.new) for r in self if not is_folder(r.old)}

    @cached_property
    def by_folder(self) -> dict[str, str]:
        """Where folders went, both with a slash at their end."""
        return {r.old: r.new for r in self if is_folder(r.old)}

    def step(self, page: str) -> str | None:
        """Return where ``page`` went first, or that it is gone; None where nothing is said of it."""
        if page in self.by_page:
            return self.by_page[page]
        folder = page
        while folder := folder_of(folder):
            new = self.by_folder.get(f"{folder}/")
            if new is not None:
                return new if new == GONE else new + page.removeprefix(f"{folder}/")
        return None

    def follow(self, page: str, pages: Collection[str]) -> str | None:
        """Return which of ``pages`` an old address leads to, or that it is gone; None where it leads to nothing."""
        place: str | None = page_of(page)
        for _ in range(_HOPS):
            if place is None or place == GONE or place in pages:
                return place
            place = self.step(place)
        return None

    def goes_in_circle(self, page: str) -> bool:
        """Tell whether an old address leads on and on."""
        place: str | None = page_of(page)
        for _ in range(_HOPS):
            place = self.step(place) if place else None
        return place is not None and place != GONE

    def old_addresses(self, pages: Iterable[str]) -> list[str]:
        """Return every page, sorted, that was somewhere else once, as far as can be told from ``pages``, those there are."""
        there = set(pages)
        known = there | set(self.by_page)
        room, latest = _MOST * (len(known) + len(self)), known
        for _ in range(_HOPS):  # a folder may have gone to another that has gone on
            latest = set(islice(self._in_old_folders(latest), room)) - known
            if not latest or len(known) > room:
                break
            known |= latest
        return sorted(known - there)

    def _in_old_folders(self, pages: Iterable[str]) -> Iterator[str]:
        """Yield where ``pages`` were before their folders went to where they are."""
        for page in sorted(pages):
            folder = page
            while folder := folder_of(folder):
                for old in self._folders_by_new.get(f"{folder}/", ()):
                    before = old + page.removeprefix(f"{folder}/")
                    if not is_too_long(before):
                        yield before

    @cached_property
    def _folders_by_new(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for old, new in self.by_folder.items():
            found[new].append(old)
        return dict(found)


NO_REDIRECTS = Redirects()


def page_of(uri: str) -> str:
    """Return the page that a file or a folder below docs_dir is shown as, in the form in which pages are named here."""
    if is_folder(uri):
        return f"{uri}{INDEXES[0]}"
    folder, name = posixpath.split(f"{without_ending(uri)}.md")
    return posixpath.join(folder, INDEXES[0] if name in INDEXES else name)


def pages_of(kb: "KnowledgeBase") -> frozenset[str]:
    """Return the pages that the whole site has of documents and of the folders that it lists."""
    folders = (f"{folder}/{INDEXES[0]}" for folder in kb.listed_folders)
    return frozenset({*(page_of(d.src_uri) for d in kb.documents), *folders})


def is_folder(uri: str) -> bool:
    """Tell whether an entry speaks of a folder."""
    return uri.endswith("/")


def is_too_long(uri: str) -> bool:
    """Tell whether no file of a site can have this path."""
    return len(uri.encode()) > _LONGEST


def _target(new: str) -> str:
    return new if new == GONE else page_of(new)
