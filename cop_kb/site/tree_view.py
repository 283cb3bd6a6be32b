"""A decision tree as its page shows it: numbered questions, each written out where a reader first meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cop_kb.model.document import Document
from cop_kb.model.tree import Answer, Node, Tree

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView

_DEEPEST = 25  # questions inside of questions; what lies deeper stands on its own and is linked to


class AnswerView(NamedTuple):
    """One answer.

    Attributes:
        text: The answer.
        note: What to take from the document; may be empty.
        number: The number of the question that comes next; 0 where none does.
        node: That question, where it is written out here; None where it is linked to.
        document: The document that the answer leads to, where the readers of the site may see it.
        hidden: Whether it leads to a document that they may not see.
    """

    text: str
    note: str
    number: int
    node: NodeView | None
    document: DocumentView | None
    hidden: bool


class NodeView(NamedTuple):
    """One question, its number counted in the order in which a reader meets them."""

    number: int
    question: str
    help: str
    answers: tuple[AnswerView, ...]


class TreeView(NamedTuple):
    """A tree.

    Attributes:
        roots: The first question with all that follows inside of it, and what lies too deep for that.
        steps: Every question once, without what follows, in the order of their numbers.
    """

    roots: tuple[NodeView, ...]
    steps: tuple[NodeView, ...]


def tree_view(site: SiteView, document: Document) -> TreeView:
    """Return the tree of ``document``."""
    builder = _Builder(site, document)
    # Writing out a question places those inside of it, so what is asked here changes on the way.
    roots = [builder.node(node, 0) for node in builder.nodes if node.id not in builder.placed]
    steps = tuple(builder.node(node, _DEEPEST) for node in builder.nodes)
    return TreeView(tuple(roots), steps)


class _Builder:
    def __init__(self, site: SiteView, document: Document) -> None:
        self._site = site
        self._tree = Tree(document)
        self.nodes = tuple(self._tree.walk())
        self.placed: set[str] = set()
        self._numbers = {node.id: number for number, node in enumerate(self.nodes, 1)}
        outgoing = site.kb.outgoing.get(document.src_uri, ())
        self._leaves = {r.pointer: r.target for r in outgoing}

    def node(self, node: Node, depth: int) -> NodeView:
        self.placed.add(node.id)
        answers = tuple(self._answer(answer, depth) for answer in node.answers)
        return NodeView(self._numbers[node.id], node.question, node.help, answers)

    def _answer(self, answer: Answer, depth: int) -> AnswerView:
        target = self._leaves.get(f"{answer.pointer}/document")
        following = self._tree.by_id.get(answer.next)
        inner = None
        if following and following.id not in self.placed and depth < _DEEPEST:
            inner = self.node(following, depth + 1)
        return AnswerView(
            text=answer.text,
            note="" if answer.document and target is None else answer.note,
            number=self._numbers.get(answer.next, 0),
            node=inner,
            document=self._site.document(target.src_uri) if target else None,
            hidden=bool(answer.document) and target is None,
        )


def tree_data(tree: TreeView) -> list[dict[str, object]]:
    """Return the questions for other programs; a document that the readers may not see has no id."""
    return [
        {
            "number": step.number,
            "question": step.question,
            "help": step.help or None,
            "answers": [
                {
                    "answer": answer.text,
                    "next": answer.number or None,
                    "document": answer.document.id if answer.document else None,
                    "note": answer.note or None,
                }
                for answer in step.answers
            ],
        }
        for step in tree.steps
    ]
