"""What the site shows, computed from the model before any page is rendered."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from cop_kb.config import Config
from cop_kb.history import History, load_history
from cop_kb.load import load_knowledge_base
from cop_kb.load.source import read_body
from cop_kb.model.consent import NOBODY
from cop_kb.model.content_type import CONTAINER
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.document import Section
from cop_kb.model.file_tree import indexes_of
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.quantity import number_of
from cop_kb.rules.baseline import find_baseline
from cop_kb.rules.outcome import judge
from cop_kb.site.findings import Findings, divide
from cop_kb.site.generated_page import GeneratedPage
from cop_kb.site.lead import LeadExtension
from cop_kb.site.links import LinkExtension
from cop_kb.site.pages import generated_pages
from cop_kb.site.search import index_site
from cop_kb.site.views import SiteView

_CONTAINER_TEMPLATE = "kb/container.html"


@dataclass(frozen=True)
class Request:
    """What is to be built.

    Attributes:
        config: The configuration.
        kb: The knowledge base when it has been loaded and checked already.
        version: The version that the site is, beside others; empty for the only one.
    """

    config: Config
    kb: KnowledgeBase | None = None
    version: str = ""


class Site:
    """One build of the site.

    Attributes:
        config: The configuration.
        version: The version that the site is, beside others; empty for the only one.
        links: Rewrites the links of the pages.
        lead: Puts what is needed in a hurry below the titles of the pages.
        whole: The whole knowledge base.
        kb: The part that the audience may see.
        generated: The pages that are made from the model, by their path.
    """

    whole: KnowledgeBase
    kb: KnowledgeBase

    def __init__(self, request: Request) -> None:
        self.config = request.config
        self.version = request.version
        self.links = LinkExtension(self.link_target)
        self.lead = LeadExtension(self.lead_sections)
        self.generated: dict[str, GeneratedPage] = {}
        self._urls: Mapping[str, str] = {}
        self._given = request.kb
        self._search_notice = ""

    def load(self, today: date) -> Findings:
        """Load the knowledge base and narrow it; return the findings unless a command has reported them already."""
        self._today = today
        self.whole = self._given or load_knowledge_base(self.config)
        self.kb = self.whole.narrowed(self.config.options.audience, today)
        pages = generated_pages(self.kb, self.kb.files, search=self.config.options.search)
        self.generated = {page.src_uri: page for page in pages}
        return divide(self._findings(today), self.config, self.whole, self.kb)

    def _findings(self, today: date) -> list[Diagnostic]:
        if self._given:
            return []
        baseline = find_baseline(self.config)
        return judge(self.whole, self.config, today, self.history, baseline=baseline).findings

    def set_urls(self, urls: Mapping[str, str]) -> None:
        """Say at which address of the site each page is; a document that is data only has that of its page."""
        data = {d.src_uri: urls[d.page_uri] for d in self.kb.documents if d.page_uri in urls}
        self._urls = {**urls, **data}

    @cached_property
    def history(self) -> History:
        """What git knows of the documents."""
        return load_history(self.config)

    @cached_property
    def view(self) -> SiteView:
        """What templates know as ``kb``."""
        return SiteView(
            self.kb, self.config, self.history.files, self._urls, self.whole, self._as_of
        )

    @property
    def _as_of(self) -> date:
        """The day for which the site is built: that of the last commit, so that the same content gives the same site."""
        last = self.history.last_commit
        return self._today if last is None else datetime.fromtimestamp(last, UTC).date()

    def left_out(self) -> dict[str, str]:
        """Return by audience in a few words how many of its documents are not on the site."""
        return {
            audience: f"Left out: {number_of(number, 'document')} for {audience}."
            for audience, number in sorted(self._numbers_left_out.items())
            if audience != NOBODY
        }

    @property
    def gone(self) -> frozenset[str]:
        """The files that are left out, and the pages of documents that are left out."""
        pages = {document.page_uri for document in self.whole.documents}
        kept = {document.page_uri for document in self.kb.documents}
        return (self.whole.files - self.kb.files) | (pages - kept)

    @property
    def _numbers_left_out(self) -> Counter[str]:
        kept = self.kb.documents_by_uri
        who = self.whole.readers_on(self._today)
        return Counter(readers for uri, readers in who.items() if uri not in kept)

    def link_target(self, uri: str) -> str | None:
        """Return where a link to ``uri`` should lead, see ``LinkExtension``."""
        document = self.kb.documents_by_uri.get(uri)
        if document is not None:
            return document.page_uri
        if uri in self.kb.files:
            return uri
        if uri in self.whole.files:
            return ""
        for index in indexes_of(uri):
            if index in self.kb.files or index in self.generated:
                return index
            if index in self.whole.files:
                return ""
        return "" if uri in self.whole.listed_folders else None

    def lead_sections(self, src_uri: str) -> list[Section]:
        """Return the sections that a phone shows something of below the title; none for what is no longer advised."""
        document = self.kb.documents_by_uri.get(src_uri)
        if document is None or document.type is None or document.is_retired:
            return []
        if not any(spec.lead for spec in document.type.sections):
            return []
        return [s for s in document.sections if s.spec is not None and s.spec.lead]

    def title(self, src_uri: str) -> str | None:
        """Return the title of a page, or None for a plain page that leaves it to its file name."""
        if src_uri in self.generated:
            return self.generated[src_uri].title
        document = self.kb.documents_by_uri.get(src_uri)
        if document is None:
            return None
        return document.title if document.type else document.own_title or None

    def page_source(self, src_uri: str) -> str | None:
        """Return the text of a page with the fields that the engine may see; None for a page that is not ours."""
        if src_uri in self.generated:
            page = self.generated[src_uri]
            return _source(
                {"title": page.title, "description": page.description, "template": page.template}
            )
        document = self.kb.documents_by_uri.get(src_uri)
        if document is None:
            return None
        body = read_body(self.config.docs_dir / src_uri, document.record.body_line)
        if document.type is None:
            return _source(document.data, body)
        meta = {"title": document.title, "description": document.text("summary")}
        if CONTAINER in document.type.traits:
            meta["template"] = _CONTAINER_TEMPLATE
        return _source(meta, body)

    def context(self, src_uri: str) -> dict[str, Any]:
        """Return what the templates know of a page."""
        generated = self.generated.get(src_uri)
        shown = generated.data.get("document", src_uri) if generated else src_uri
        return {"kb": self.view, "document": self.view.document(shown), "generated": generated}

    def index(self, site_dir: Path) -> None:
        """Make the search index."""
        if self.config.options.search:
            self._search_notice = index_site(site_dir, quiet=True).notice

    @property
    def notices(self) -> list[str]:
        """What is missing on the site, and why."""
        taken = self._numbers_left_out[NOBODY]
        words = f"Left out for everybody: {number_of(taken, 'document')} with a consent that was taken back."
        return [n for n in (self.history.notice, self._search_notice, words if taken else "") if n]


def _source(meta: Mapping[str, object], body: str = "") -> str:
    """Return a text with front matter. JSON is YAML, and quicker to read."""
    known = {key: value for key, value in meta.items() if value not in ("", None)}
    if not known:
        # An empty line keeps a leading dash rule from being taken for front matter.
        return "\n" + body
    return f"---\n{json.dumps(known, ensure_ascii=True)}\n---\n{body}"
