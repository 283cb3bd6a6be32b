"""A document is related to one that fewer people may read.

On a site for the wider audience that relation is left out; where it is the experience that a document rests on, the
page says that there is some, without a number, a name or a link. That is often right: a case told among peers stays
there, and the playbook that came of it is for everyone. This finding only says so.

To mend it where readers should see the whole chain, ask the people in the other document whether it may be for more readers.
"""

from collections.abc import Iterator

from cop_kb.model.consent import may_read
from cop_kb.model.content_type import PERSON
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import AUDIENCES, Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, found

ID = "hidden-evidence"
GRADE = Grade.ADVICE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Compare the readers of both ends of each relation; people are left out without a word."""
    who = kb.readers_on(scope.today)
    if not any(readers != AUDIENCES[0] for readers in who.values()):
        return
    for source, spec, pointer, text, target in kb.references:
        if spec.trait == PERSON or target is None:
            continue
        if target.is_garbled:  # its own finding comes first
            continue
        if not may_read(who[source.src_uri], who[target.src_uri]):
            message = (
                f"Not all readers of this document may read `{text}`, which `{spec.key}` names."
            )
            hint = "Leave it: they see neither its name nor a link. Or ask whether it may be for more readers."
            yield source, found(ID, source.mark(pointer), message, hint)
