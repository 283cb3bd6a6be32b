"""A decision tree as a document says it: questions whose answers lead to other questions or to documents.

Reading is tolerant: what has the wrong shape is left out, and the schema of the type tells its author.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from cop_kb.model.document import Document


class Answer(NamedTuple):
    """One answer to a question.

    Attributes:
        text: The answer.
        next: The id of the question that comes next; empty where none does.
        document: What the author wrote for the document that it leads to; empty where it leads to none.
        note: What to take from that document; may be empty.
        pointer: JSON pointer of the answer.
    """

    text: str
    next: str
    document: str
    note: str
    pointer: str


class Node(NamedTuple):
    """One question, with its answers in the author's order; ``help`` may be empty."""

    id: str
    question: str
    help: str
    answers: tuple[Answer, ...]
    pointer: str


class Tree:
    """The questions of a document.

    Attributes:
        nodes: In the author's order.
        start: The id of the first question, as the author says it, else that of the first one there is.
    """

    def __init__(self, document: Document) -> None:
        values = document.data.get("nodes")
        entries = enumerate(values if isinstance(values, list) else ())
        self.nodes = tuple(_node(v, f"/nodes/{i}") for i, v in entries if isinstance(v, dict))
        self.start = document.text("start") or (self.nodes[0].id if self.nodes else "")

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by their ids; the first of an id wins."""
        return {node.id: node for node in reversed(self.nodes) if node.id}

    def walk(self) -> Iterator[Node]:
        """Yield every node that can be reached, each once, in the order in which a reader meets them."""
        pending, seen = [self.start], set()
        while pending:
            name = pending.pop()
            node = self.by_id.get(name)
            if node is not None and name not in seen:
                seen.add(name)
                yield node
                pending += [answer.next for answer in reversed(node.answers)]

    @cached_property
    def leading_on(self) -> frozenset[str]:
        """The ids of the nodes from which some document can be reached."""
        found = {n.id for n in self.nodes if any(a.document for a in n.answers)}
        size = -1
        while size != len(found):
            size = len(found)
            found |= {n.id for n in self.nodes if any(a.next in found for a in n.answers)}
        return frozenset(found)


def _node(value: Mapping[str, object], pointer: str) -> Node:
    answers = value.get("answers")
    entries = enumerate(answers if isinstance(answers, list) else ())
    return Node(
        id=_text(value, "id"),
        question=_text(value, "question"),
        help=_text(value, "help"),
        answers=tuple(
            _answer(v, f"{pointer}/answers/{i}") for i, v in entries if isinstance(v, dict)
        ),
        pointer=pointer,
    )


def _answer(value: Mapping[str, object], pointer: str) -> Answer:
    text, following, document, note = (
        _text(value, name) for name in ("answer", "next", "document", "note")
    )
    return Answer(text, following, document, note, pointer)


def _text(value: Mapping[str, object], name: str) -> str:
    text = value.get(name)
    return text if isinstance(text, str) else ""
