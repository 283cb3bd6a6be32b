"""From a question of a decision tree no document can be reached.

It has no answers, or its answers only lead round in a circle. Somebody under pressure who gets there is left alone.

To mend it, give the question an answer that leads to a document, if only to the one that says whom to call.
"""

from collections.abc import Iterator

from cop_kb.model.content_type import TREE
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.tree import Tree
from cop_kb.rules.rule import Grade, Scope, found

ID = "tree-dead-end"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for nodes without a way to a leaf; where an answer is not finished, another rule tells of that."""
    if document.type is None or TREE not in document.type.traits:
        return
    tree = Tree(document)
    for node in tree.nodes:
        unfinished = any(not a.document and a.next not in tree.by_id for a in node.answers)
        if node.id not in tree.leading_on and not unfinished:
            where = "its answers lead round in a circle" if node.answers else "it has no answers"
            message = f"No document can be reached from this question: {where}."
            hint = "Give it an answer that leads to a document."
            yield found(ID, document.mark(f"{node.pointer}/question"), message, hint)
