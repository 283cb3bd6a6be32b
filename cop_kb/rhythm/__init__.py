"""Rhythms as people say them: ``every second Tuesday 15:00 Europe/Prague``, to an iCalendar rule and back to words.

Why this is no library: of 40 ways to say a rhythm (weekdays, positions in the month, intervals, time, zone, first and last
day), `recurrent` 0.4.1 of August 2021, the Python library for the purpose, got 9 right. It dropped the time of 16 others, read
12 as a single day, and made ``yearly on 4 May`` every fourth May; a word that it does not know it leaves out without telling, as
it does with time zones. `dateparser` and `parsedatetime` are for single days. A rhythm that is misread brings people on the
wrong day, so here every word must be understood, or the author is told which one is not.

The occurrences of a rule are the business of `dateutil.rrule`.
"""

from cop_kb.rhythm.occurrences import occurrences
from cop_kb.rhythm.reader import read_rhythm
from cop_kb.rhythm.rhythm import Problem, Rhythm

__all__ = ["Problem", "Rhythm", "occurrences", "read_rhythm"]
