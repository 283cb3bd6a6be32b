"""Which findings a build may tell: its messages end up in logs, and what the site leaves out does not belong there."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.insights.vocabulary import entries_of
from cop_kb.load.source import read_text
from cop_kb.model.content_type import CONTAINER
from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.model.document import Document, slug_of
from cop_kb.model.file_tree import INDEXES
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.phrases import Phrases
from cop_kb.model.quantity import number_of
from cop_kb.model.session_format import format_fields
from cop_kb.rules import named_person
from cop_kb.rules.engine import count

_OF_PAGES = frozenset({named_person.ID})
"""Rules whose findings tell only what stands on the page that the site shows."""


class Findings(NamedTuple):
    """Findings about a knowledge base.

    Attributes:
        told: Those about what the site shows.
        untold: Those about what it leaves out, or which name something of that.
    """

    told: list[Diagnostic]
    untold: list[Diagnostic]

    @property
    def worst_untold(self) -> Severity:
        """How serious the others are."""
        found = {diagnostic.severity for diagnostic in self.untold}
        return next((severity for severity in Severity if severity in found), Severity.INFO)

    @property
    def about_untold(self) -> str:
        """What may be said of the others; empty where they are hints at most."""
        numbers = count(self.untold)
        words = [number_of(n, word) for word in ("error", "warning") if (n := numbers[word])]
        if not words:
            return ""
        return f"About what this site leaves out: {', '.join(words)}. To see them: cop-kb validate"


def divide(
    diagnostics: Iterable[Diagnostic],
    config: Config,
    whole: KnowledgeBase,
    kb: KnowledgeBase,
    others: Iterable[Document] = (),
) -> Findings:
    """Divide findings about ``whole`` by whether those who may read ``kb``, a part of it, may read them.

    Args:
        diagnostics: The findings.
        config: The configuration.
        whole: What they are about.
        kb: What these readers may read of it.
        others: Further documents that they must not hear of, such as those of another time.
    """
    _lines.cache_clear()
    gone = [*left_out(whole, kb), *others]
    names = Phrases((*whole.formats.keys() - kb.formats.keys(), *chain(*map(_names, gone))))
    definitions = set(chain(*map(_definitions, gone)))
    docs = config.shown(config.docs_dir) + "/"
    found = Findings([], [])
    for diagnostic in diagnostics:
        path = diagnostic.path
        if path.startswith(docs):
            is_there = path.removeprefix(docs) in kb.files
        else:
            is_there = PurePosixPath(path).stem not in definitions
        quoted = (diagnostic.message, diagnostic.hint, _line(config.root, diagnostic))
        is_open = diagnostic.rule in _OF_PAGES or not any(map(names.occur_in, quoted))
        (found.told if is_there and is_open else found.untold).append(diagnostic)
    return found


def left_out(whole: KnowledgeBase, kb: KnowledgeBase) -> list[Document]:
    """Return the documents of ``whole`` that are not in ``kb``, a part of it."""
    return [d for d in whole.documents if d.src_uri not in kb.documents_by_uri]


def _names(document: Document) -> Iterator[str]:
    """Yield what messages could call a document that is left out."""
    yield document.text("title") or document.record.heading
    yield from (name for entry in entries_of(document) for name in (entry.name, *entry.aliases))
    if document.type and CONTAINER in document.type.traits:
        yield document.community
    is_index = document.src_uri.rpartition("/")[2] in INDEXES
    if not is_index and not (document.type and document.type.file):
        yield slug_of(document.src_uri)


def _definitions(document: Document) -> Iterator[str]:
    """Yield the ids of the type and of the formats of a document: what their files say may be for its readers only."""
    if document.type:
        yield from map(document.text, format_fields(document.type))
    else:
        yield document.meant


def _line(root: Path, diagnostic: Diagnostic) -> str:
    """Return the line that a report quotes."""
    lines = _lines(root / diagnostic.path)
    return lines[diagnostic.line - 1] if diagnostic.line <= len(lines) else ""


@lru_cache(maxsize=1)
def _lines(path: Path) -> list[str]:
    try:
        return read_text(path).split("\n")
    except OSError:
        return []
