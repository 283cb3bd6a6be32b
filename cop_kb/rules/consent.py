"""A document is meant for more readers than the people in it have agreed to.

What was told among peers, and the page of a person, is for members only until everybody in it has agreed to more:
`consent` says who, how far and until when. Consent that has run out, or that was taken back, counts no more. Until this
is mended the site leaves the document out wherever it goes too far.

Wrong, in a case round:

    audience: public

Right:

    audience: public
    consent:
      - {person: the incident commander, scope: public, given_on: 2026-05-31, until: 2028-05-31}

When somebody takes consent back, write `withdrawn:` with the day. Be open with them: that reaches the site and whoever
builds it anew. It does not reach copies of the repository, its history, or what others have saved. Remove what can be
removed.
"""

from collections.abc import Iterator

from cop_kb.model.consent import IN_WORDS, NOBODY, UNKNOWN, consents, needs_consent
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, found

ID = "consent"
GRADE = Grade.ALWAYS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Compare the audience of each document with what was agreed to."""
    for document in kb.typed:
        if "consent" not in document.data and not needs_consent(document):
            continue
        allowed = kb.readers_on(scope.today)[document.src_uri]
        if allowed == document.audience or document.is_garbled:
            continue
        yield document, _finding(document, allowed, scope)


def _finding(document: Document, allowed: str, scope: Scope) -> Finding:
    audience = IN_WORDS[document.audience]
    given = list(consents(document))
    narrowest = next((c for c in given if c.readers(scope.today) == allowed), None)
    if narrowest is None:
        message = f"It is for {audience}, and nobody is known to have agreed to that."
        hint = "Ask the people in it, and write down what they agreed to in `consent`; or set audience: members."
        return found(ID, document.mark("/audience"), message, hint)
    mark = document.mark(narrowest.pointer)
    if allowed == NOBODY:
        message = (
            "Somebody in it has taken their consent back, so nobody sees it on the site any more."
        )
        hint = "Take that person's part out and remove the entry, or delete the document. Copies and the history of the repository keep it."
    elif narrowest.until and narrowest.until < scope.today:
        message = f"It is for {audience}, and a consent in it ended on {narrowest.until}."
        hint = f"Ask again and write the new day, or set audience: {UNKNOWN}."
    elif narrowest.given_on and narrowest.given_on > scope.today:
        message = f"It is for {audience}, and a consent in it is given on a day to come."
        hint = f"Correct `given_on`, or set audience: {UNKNOWN} until then."
    else:
        message = f"It is for {audience}, and somebody in it agreed to {IN_WORDS[allowed]} only."
        hint = f"Ask them, or set audience: {allowed}."
    return found(ID, mark, message, hint)
