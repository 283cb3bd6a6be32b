"""Formats of sessions as the site shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cop_kb.model.document import Document
from cop_kb.model.session_format import Meeting, SessionFormat, format_fields, in_hours
from cop_kb.site.entry_view import WordView
from cop_kb.site.format_pages import FORMATS, form_page, sheet_page

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView

_LENGTHS = ((30, "Up to half an hour"), (60, "Up to an hour"), (10**9, "Longer"))
_SEVERAL = "Several meetings"


class MeetingView(NamedTuple):
    """A meeting, and when and how long in words."""

    meeting: Meeting
    details: str


class FormatView:
    """A format, with addresses and the documents that name it."""

    def __init__(self, site: SiteView, sheet: SessionFormat) -> None:
        self._site = site
        self.sheet = sheet
        self.url = site.url(sheet_page(sheet.id))
        self.form_url = site.url(form_page(sheet.id))
        self.list_url = site.url(FORMATS)

    @property
    def group(self) -> str:
        """Under which heading the list shows it: by how much time it takes."""
        if sum(meeting.times for meeting in self.sheet.meetings) > 1:
            return _SEVERAL
        return next(words for most, words in _LENGTHS if self.sheet.minutes <= most)

    @property
    def meetings(self) -> Iterator[MeetingView]:
        """Its meetings."""
        for meeting in self.sheet.meetings:
            times = f"{meeting.times} times " if meeting.times > 1 else ""
            details = (meeting.when, times + in_hours(meeting.minutes))
            yield MeetingView(meeting, ", ".join(filter(None, details)))

    @property
    def instead(self) -> Iterator[tuple[str, FormatView]]:
        """When another format serves better, and which."""
        for other in self.sheet.instead:
            view = self._site.formats.of(other.format)
            if view:
                yield other.when, view

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        """The documents that name it."""
        return self._site.sorted_views(self._site.formats.users.get(self.sheet.id, ()))


class Formats:
    """The formats of a knowledge base.

    Args:
        site: The knowledge base as the readers of the site see it.
    """

    def __init__(self, site: SiteView) -> None:
        self._site = site

    def of(self, name: str) -> FormatView | None:
        """Return the view of a format; None where there is none of that name."""
        sheet = self._site.kb.formats.get(name)
        return FormatView(self._site, sheet) if sheet else None

    def word(self, name: str) -> WordView:
        """Return what a page shows of a format that a document names."""
        view = self.of(name)
        return WordView(view.sheet.title, view.url) if view else WordView(name, "")

    @property
    def url(self) -> str:
        """The address of the list."""
        return self._site.url(FORMATS)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._site.kb.formats)

    @property
    def groups(self) -> list[tuple[str, list[FormatView]]]:
        """All formats by how much time they take, each group sorted by title."""
        found: dict[str, list[FormatView]] = defaultdict(list)
        views = (FormatView(self._site, sheet) for sheet in self._site.kb.formats.values())
        for view in sorted(views, key=lambda view: view.sheet.title.casefold()):
            found[view.group].append(view)
        order = [*(words for _, words in _LENGTHS), _SEVERAL]
        return [(words, found[words]) for words in order if words in found]

    @cached_property
    def users(self) -> dict[str, list[Document]]:
        """The documents that name each format."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self._named():
            for field in format_fields(document.type) if document.type else ():
                found[document.text(field)].append(document)
        return dict(found)

    def _named(self) -> Iterable[Document]:
        types = [t for t in self._site.kb.types.values() if format_fields(t)]
        return (d for t in types for d in self._site.kb.by_type[t.id])
