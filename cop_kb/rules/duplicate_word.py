"""A list has a word twice: as two entries, or as another word for two of them.

Readers who look the word up would find one of the two by chance. Capitals make no difference.

To mend it, join the two entries, or take the word out of the `aliases` of one.

Wrong:

    entries:
      - {term: bridge, definition: The call of an incident., aliases: [war room]}
      - {term: command post, definition: Where the lead sits., aliases: [War room]}

Right:

    entries:
      - {term: bridge, definition: The call of an incident., aliases: [war room]}
      - {term: command post, definition: Where the lead sits.}
"""

from collections.abc import Iterator

from cop_kb.insights.vocabulary import entries_of
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope, found

ID = "duplicate-word"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Compare the names and the other words of the entries of a list."""
    entries = list(entries_of(document))
    owners = {e.name.casefold(): e for e in reversed(entries)}
    aliases: dict[str, str] = {}
    for entry in entries:
        first = owners[entry.name.casefold()]
        if first is not entry:
            line = document.mark(first.pointer).line
            message = f"`{entry.name}` stands in this list already, on line {line}."
            yield found(ID, document.mark(entry.pointer), message, "Join the two entries.")
        for index, alias in enumerate(entry.aliases):
            word = alias.casefold()
            if word in owners:
                what, hint = "is an entry of its own", "Take it out, or join the two entries."
            elif (other := aliases.setdefault(word, entry.name)) != entry.name:
                what, hint = f"leads to `{other}` already", "Take it out here, or there."
            else:
                continue
            message = f"`{alias}`, another word for `{entry.name}`, {what}."
            yield found(ID, document.mark(f"{entry.pointer}/aliases/{index}"), message, hint)
