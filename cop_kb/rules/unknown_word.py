"""A field uses a word that stands in no list of the knowledge base.

Skills and terms are written down once, in lists such as `skills.yaml` and `glossary.yaml`, so that the same thing has the
same name everywhere and readers can narrow a search down by it. Where there is no list yet, any word will do. What an
entry leads to with `see` is a word of its own list as well.

To mend it, use the word that the hint names, or add yours to the list.
"""

from collections.abc import Iterator

from cop_kb.insights.vocabulary import entries_of, vocabularies, vocabulary_fields
from cop_kb.model.content_type import ContentType
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import Vocabulary
from cop_kb.rules.rule import Grade, Scope, found

ID = "unknown-word"
GRADE = Grade.CARE


class _Words:
    """The words of one kind, what else they are called, and which list to add to."""

    def __init__(self, kb: KnowledgeBase, content_type: ContentType) -> None:
        entries = vocabularies(kb).get(content_type.id, {})
        self.names = frozenset(entries)
        self.aliases = {a.casefold(): e.name for e in entries.values() for a in e.aliases}
        self.aliases |= {name.casefold(): name for name in entries}
        self.near = Vocabulary(entries)
        self.place = content_type.file

    def hint(self, word: str) -> str:
        close = self.aliases.get(word.casefold()) or self.near.nearest(word)
        return f"Did you mean `{close}`?" if close else f"Add it to {self.place}, or use another."


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Compare the values of each such field with the lists, and what entries of a list lead to with that list."""
    lists = {name: _Words(kb, t) for name, t in kb.types.items() if t.entries}
    for document in kb.typed:
        for kind, field, pointer, word in (*_in_fields(document), *_in_entries(document)):
            words = lists.get(kind)
            if words and words.names and word not in words.names:
                message = f"`{field}` names `{word}`, which stands in no list."
                yield document, found(ID, document.mark(pointer), message, words.hint(word))


def _in_fields(document: Document) -> Iterator[tuple[str, str, str, str]]:
    """Yield each word in a field: the type of its list, the field, where it stands, the word."""
    for field, kind in vocabulary_fields(document.type).items() if document.type else ():
        values = document.data.get(field)
        for index, word in enumerate(values if isinstance(values, list) else ()):
            if isinstance(word, str):
                yield kind, field, f"/{field}/{index}", word


def _in_entries(document: Document) -> Iterator[tuple[str, str, str, str]]:
    """Yield each word that an entry of a list leads to."""
    for entry in entries_of(document):
        for index, word in enumerate(entry.see):
            kind = document.type.id if document.type else ""
            yield kind, "see", f"{entry.pointer}/see/{index}", word
