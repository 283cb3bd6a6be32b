"""What lists of tasks have in common: for a terminal, and for an issue, where each task has a box to tick."""

from collections.abc import Iterable
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.config.hosting import Hosting
from cop_kb.insights.keepers import Keeper, keepers
from cop_kb.model.document import Document, as_dict
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.reports.pen import MarkdownPen, Pen, PlainPen
from cop_kb.reports.report import printable

NOBODY = "nobody"
_PLAIN, _MARKDOWN = PlainPen(), MarkdownPen()


class Desk(NamedTuple):
    """What the tasks of a list are about.

    Attributes:
        kb: The knowledge base.
        config: Its configuration.
        hosting: Where its files are edited on the web.
        markdown: Whether the list is for an issue.
    """

    kb: KnowledgeBase
    config: Config
    hosting: Hosting
    markdown: bool = False

    @property
    def pen(self) -> Pen:
        """What sets the words of authors."""
        return _MARKDOWN if self.markdown else _PLAIN

    def title(self, document: Document) -> str:
        """Return the title of a document; in an issue it leads to where the file is edited."""
        address = self.hosting.edit(document.src_uri) if self.markdown else ""
        return self.pen.link(document.title, address)

    def box(self) -> str:
        """Return what stands before a task."""
        return "[ ] " if self.markdown else ""

    def code(self, text: str) -> str:
        """Return a path or a command in full."""
        line = printable(text)
        if not self.markdown:
            return line
        return self.pen.code(line) if "`" in line else f"`{line}`"

    def path(self, document: Document) -> str:
        """Return the path of a document's file, as other reports show it."""
        return self.config.shown(self.config.docs_dir / document.src_uri)

    def names(self, people: Iterable[Keeper]) -> str:
        """Return the names of those who look after something."""
        return ", ".join(self.pen.text(person.name) for person in people) or NOBODY

    def data(self, document: Document) -> dict[str, object]:
        """Return what is said of every document as plain data."""
        return {
            **as_dict(document),
            "path": self.path(document),
            "owners": [person._asdict() for person in keepers(self.kb, document)],
            "edit_url": self.hosting.edit(document.src_uri) or None,
        }
