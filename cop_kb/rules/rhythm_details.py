"""A rhythm leaves open on which days it falls, or when that is for somebody elsewhere.

The site shows the next date in the time of whoever reads it. That takes three things that people forget to say, because
those who come every time know them: which weeks count, which day of the month, and whose clock. `every second Tuesday 15:00`
leaves two of them open.

To mend it, add what the hint names: the zone by a place in it, and the date of one of the days.

    meeting: every second Tuesday 15:00 Europe/Prague from 2026-09-01

It is right to leave a rhythm open that is open, such as `monthly`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cop_kb.insights.rhythms import rhythms_of
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rhythm import Rhythm, occurrences
from cop_kb.rules.rule import Grade, Scope, found

ID = "rhythm-details"
GRADE = Grade.ADVICE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for what the rhythms of documents that are still advised leave open."""
    for document in kb.typed:
        for told in () if document.is_retired else rhythms_of(document):
            if isinstance(told.rhythm, Rhythm):
                mark = document.mark(f"/{told.field}")
                for what, hint in _gaps(told.rhythm, scope.today):
                    yield document, found(ID, mark, f"`{told.field}` {what}.", hint)


def _gaps(rhythm: Rhythm, today: date) -> Iterator[tuple[str, str]]:
    """Yield what a rhythm leaves open, each with what to add."""
    pattern = rhythm.pattern
    if pattern and rhythm.lacks_days:
        name = pattern.days[0].name
        hint = f"Name its position, such as `first {name} of the month`."
        yield f"does not say which {name} is meant", hint
    if pattern and rhythm.lacks_start:
        every = replace(rhythm, pattern=replace(pattern, interval=1), until=None)
        example = next(occurrences(every, today), today)
        hint = f"Add the day of one of them, such as `from {example}`."
        yield f"does not say which {pattern.unit.value}s are meant", hint
    if rhythm.lacks_zone:
        hint = "Add the zone, such as `Europe/Prague`; others then see the time on their own clock."
        yield "names a time, but no time zone", hint
