"""No answer of a decision tree leads to one of its questions.

Mostly the answer that should lead there names another id, or the question was left over from an earlier version.

To mend it, let an answer lead there with `next`, or remove the question.
"""

from collections.abc import Iterator

from cop_kb.model.content_type import TREE
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.tree import Tree
from cop_kb.rules.rule import Grade, Scope, found

ID = "tree-unreachable"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Compare the nodes with those that a reader can come to."""
    if document.type is None or TREE not in document.type.traits:
        return
    tree = Tree(document)
    reached = {node.pointer for node in tree.walk()}
    if not reached:  # the start does not exist: another rule tells of that
        return
    for node in tree.nodes:
        if node.pointer not in reached and tree.by_id.get(node.id) is node:
            message = f"Nothing leads to the question `{node.id}`."
            hint = "Let an answer lead there with `next`, or remove it."
            yield found(ID, document.mark(f"{node.pointer}/id"), message, hint)
