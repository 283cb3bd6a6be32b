"""An answer of a decision tree leads nowhere, or to two places.

Each answer names either the question that comes `next`, by its id, or the `document` that helps. Every id stands for
one question, and `start` names one of them.

Wrong:

    nodes:
      - id: noticed
        question: Can a customer notice it now?
        answers:
          - {answer: "Yes", next: spreding}
          - {answer: "No"}

Right:

    nodes:
      - id: noticed
        question: Can a customer notice it now?
        answers:
          - {answer: "Yes", next: spreading}
          - {answer: "No", document: playbook/roll-back}
"""

from collections.abc import Iterator

from cop_kb.model.content_type import TREE
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.nearest import nearest
from cop_kb.model.tree import Answer, Tree
from cop_kb.rules.rule import Grade, Scope, found

ID = "tree-target"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look at the start, at the ids and at every answer."""
    if document.type is None or TREE not in document.type.traits:
        return
    tree = Tree(document)
    if tree.nodes and tree.start not in tree.by_id:
        yield _finding(document, "/start", *_unknown("start", tree.start, tree))
    for node in tree.nodes:
        if node.id and tree.by_id[node.id] is not node:
            message = f"Another question has the id `{node.id}` already."
            yield _finding(
                document, f"{node.pointer}/id", message, "Give this one an id of its own."
            )
        for answer in node.answers:
            yield from _check_answer(document, tree, answer)


def _check_answer(document: Document, tree: Tree, answer: Answer) -> Iterator[Finding]:
    if answer.next and answer.document:
        message = "The answer leads to a question and to a document."
        hint = "Keep one of the two; a note can tell of the other."
        yield _finding(document, f"{answer.pointer}/document", message, hint)
    elif not answer.next and not answer.document:
        message = "The answer leads nowhere."
        hint = "Add `next` with the id of a question, or `document` with the id of a document."
        yield _finding(document, f"{answer.pointer}/answer", message, hint)
    if answer.next and answer.next not in tree.by_id:
        yield _finding(document, f"{answer.pointer}/next", *_unknown("next", answer.next, tree))


def _unknown(field: str, name: str, tree: Tree) -> tuple[str, str]:
    close = nearest(name, tree.by_id)
    hint = f"Did you mean `{close}`?" if close else f"Questions: {', '.join(tree.by_id)}."
    return f"`{field}` names the question `{name}`, which does not exist.", hint


def _finding(document: Document, pointer: str, message: str, hint: str) -> Finding:
    return found(ID, document.mark(pointer), message, hint)
