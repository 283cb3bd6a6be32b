"""A field that says when something happens cannot be read.

A rhythm is written as people say it, in English: on which days, then, where you know them, the time, the time zone and the
first day. Each word must be understood, so that nobody comes on the wrong day.

On which days:

- `every Tuesday`, `Mondays and Thursdays`, `every weekday`
- `every second Tuesday`, `every 3 weeks on Monday`: every other week, every third
- `first Monday of the month`, `second and fourth Tuesday of the month`, `last working day of the month`
- `15th of the month`, `last Friday of the quarter`, `first Monday in May`, `4 May`
- `weekly`, `monthly`, `yearly in May` where the day is not fixed
- `when needed`, `after each incident` where no calendar decides

What may follow, in any order: a time such as `15:00` or `16:00-17:00`; a time zone, named by a place as in `Europe/Prague`, or
`UTC`; the first day, as in `from 2026-09-01`; the last day, as in `until 2026-12-18`.

Wrong:

    meeting: every 2nd Tuesdays 3 CET

Right:

    meeting: every second Tuesday 15:00 Europe/Prague from 2026-09-01
"""

from collections.abc import Iterator

from cop_kb.insights.rhythms import rhythms_of
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.source import Mark
from cop_kb.rhythm import Problem
from cop_kb.rules.rule import Grade, Scope, found

ID = "rhythm"
GRADE = Grade.COMPLETENESS

_QUOTES = 2


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Read every field that holds a rhythm."""
    for told in rhythms_of(document):
        if isinstance(told.rhythm, Problem):
            message, hint, start, end = told.rhythm
            mark = _part(document.mark(f"/{told.field}"), told.text, start, end)
            yield found(ID, mark, f"`{told.field}`: {message}", hint)


def _part(mark: Mark, text: str, start: int, end: int) -> Mark:
    """Return where a part of ``text`` stands; the place of all of it where escapes or line ends are in the way."""
    extra = mark.end_column - mark.column - len(text)
    if start == end or mark.line != mark.end_line or extra not in (0, _QUOTES):
        return mark
    first = mark.column + extra // 2
    return mark._replace(column=first + start, end_column=first + end)
