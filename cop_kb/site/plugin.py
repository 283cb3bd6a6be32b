"""The MkDocs plugin: each event hands over to a function that could live without MkDocs.

The same plugin serves ``cop-kb build`` and plain ``mkdocs build``, so both give the same pages.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config as EngineConfig
from mkdocs.plugins import BasePlugin, event_priority

from cop_kb.config import load_config
from cop_kb.model.diagnostic import Severity
from cop_kb.site import preparation
from cop_kb.site.site import Request, Site
from cop_kb.today import read_today

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.plugins.cop-kb")

_LEVELS = {
    Severity.ERROR: logging.WARNING,
    Severity.WARNING: logging.INFO,
    Severity.INFO: logging.DEBUG,
}

# What a command of ours asks of the build beyond mkdocs.yml. Plain MkDocs leaves it empty.
REQUEST: ContextVar[Request | None] = ContextVar("REQUEST", default=None)


class _NoOptions(EngineConfig):  # type: ignore[no-untyped-call]
    """Our options are not MkDocs' business: the reader that every command uses knows lines and hints."""


class CopKbPlugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """Turns a folder of Markdown into the site of a knowledge base."""

    site: Site

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Remember the file, and leave its options to ``cop_kb.config``."""
        self._config_file = config_file_path
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read our configuration and prepare theme and Markdown."""
        own = Path(self._config_file or "mkdocs.yml")
        self.site = Site(REQUEST.get() or Request(load_config(own)))
        preparation.prepare(config, self.site)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Load the knowledge base; leave out what the audience may not see; add what is generated."""
        findings = self.site.load(read_today())
        for d in findings.told:
            place = f"{d.path}:{d.line}:{d.column}"
            hint = f" → {d.hint}" if d.hint else ""
            log.log(_LEVELS[d.severity], "%s: %s [%s]%s", place, d.message, d.rule, hint)
        if findings.about_untold:
            log.log(_LEVELS[findings.worst_untold], findings.about_untold)
        return preparation.select_files(files, config, self.site)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give every page its title before any is rendered."""
        preparation.set_titles(files, self.site)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Give MkDocs the text as the model reads it, whatever its encoding and its dashes."""
        return self.site.page_source(page.file.src_uri)

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell our Markdown extensions which page comes next."""
        self.site.links.current = self.site.lead.current = page.file.src_uri
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates what the model knows of the page."""
        context.update(self.site.context(page.file.src_uri))  # type: ignore[typeddict-item]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give templates that show no page, such as that of a page that is not found, the same names."""
        context.update(self.site.context(""))  # type: ignore[typeddict-item]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the site for search."""
        self.site.index(Path(config.site_dir))
        for notice in self.site.notices:
            log.info(notice)
        for audience, words in self.site.left_out().items():
            log.info("%s To include: audience: %s", words, audience)
