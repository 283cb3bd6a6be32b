"""Rhythms as people write them: what they mean, and what their authors are told when they cannot be read."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.rhythm import Problem, Rhythm, read_rhythm
from tests.acceptance.interest_groups import meetings_of, read_groups, rhythm_of

WEEKLY = "FREQ=WEEKLY;BYDAY="
BIWEEKLY = "FREQ=WEEKLY;INTERVAL=2;BYDAY="
MONTHLY = "FREQ=MONTHLY;BYDAY="


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("every Tuesday", WEEKLY + "TU", "Every Tuesday"),
        ("Tuesdays", WEEKLY + "TU", "Every Tuesday"),
        ("weekly on Wednesday", WEEKLY + "WE", "Every Wednesday"),
        ("once a week, on Wed.", WEEKLY + "WE", "Every Wednesday"),
        ("every weekday", WEEKLY + "MO,TU,WE,TH,FR", "Every weekday"),
        ("Mon-Fri", WEEKLY + "MO,TU,WE,TH,FR", "Every weekday"),
        ("daily, Monday to Friday", WEEKLY + "MO,TU,WE,TH,FR", "Every weekday"),
        ("Fri to Mon", WEEKLY + "MO,FR,SA,SU", "Every Monday, Friday, Saturday and Sunday"),
        ("Mondays and Thursdays", WEEKLY + "MO,TH", "Every Monday and Thursday"),
        ("every Thursday & every Monday", WEEKLY + "MO,TH", "Every Monday and Thursday"),
        ("Tuesday/Thursday", WEEKLY + "TU,TH", "Every Tuesday and Thursday"),
        ("every Tuesday in May and June", "FREQ=WEEKLY;BYMONTH=5,6;BYDAY=TU", None),
        ("every second Tuesday", BIWEEKLY + "TU", "Every second Tuesday"),
        ("every other Tuesday", BIWEEKLY + "TU", "Every second Tuesday"),
        ("biweekly on Tuesday", BIWEEKLY + "TU", "Every second Tuesday"),
        ("Bi-Weekly Tuesday", BIWEEKLY + "TU", "Every second Tuesday"),
        ("Tuesday, fortnightly", BIWEEKLY + "TU", "Every second Tuesday"),
        ("every two weeks on Tuesdays", BIWEEKLY + "TU", "Every second Tuesday"),
        ("every second week on Tue and Thu", BIWEEKLY + "TU,TH", None),
        (
            "every four weeks on Monday",
            "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO",
            "Every 4 weeks on Monday",
        ),
        ("second Tuesday of the month", MONTHLY + "2TU", "Second Tuesday of the month"),
        ("every second Tuesday of the month", MONTHLY + "2TU", "Second Tuesday of the month"),
        ("monthly, every second Tuesday", MONTHLY + "2TU", "Second Tuesday of the month"),
        ("monthly on the third Wednesday", MONTHLY + "3WE", "Third Wednesday of the month"),
        ("1st Mon of month", MONTHLY + "1MO", "First Monday of the month"),
        ("first Monday", MONTHLY + "1MO", "First Monday of the month"),
        ("every last Friday", MONTHLY + "-1FR", "Last Friday of the month"),
        ("1st and 3rd Tuesday", MONTHLY + "1TU,3TU", "First and third Tuesday of the month"),
        ("2nd/4th Tuesday each month", MONTHLY + "2TU,4TU", None),
        ("first Monday and third Thursday of the month", MONTHLY + "1MO,3TH", None),
        ("first Thursday of every second month", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH", None),
        ("first Thursday every 3 months", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH", None),
        ("every quarter on the first Monday", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO", None),
        ("last Friday of the quarter", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=-1FR", None),
        ("first Monday in May", "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "First Monday in May"),
        ("every second Tuesday in May", "FREQ=YEARLY;BYMONTH=5;BYDAY=2TU", "Second Tuesday in May"),
        ("the 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=15", "15th of the month"),
        ("1st and last day of the month", "FREQ=MONTHLY;BYMONTHDAY=1,-1", None),
        ("4 May", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4", "Every year on 4 May"),
        ("yearly on May 4th", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4", "Every year on 4 May"),
        (
            "4 May and 4 November",
            "FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=4",
            "4th in May and November",
        ),
        ("29 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "Every year on 29 February"),
        ("first working day of the month", MONTHLY + "MO,TU,WE,TH,FR;BYSETPOS=1", None),
        (
            "last business day of the quarter",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "Last working day of the quarter",
        ),
        (
            "Wednesday after the fourth Tuesday of the month",
            "FREQ=MONTHLY;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=WE",
            "Wednesday after the fourth Tuesday of the month",
        ),
        ("every other day", "FREQ=DAILY;INTERVAL=2", "Every second day"),
        ("weekly", "FREQ=WEEKLY", "Every week"),
        ("biweekly", "FREQ=WEEKLY;INTERVAL=2", "Every second week"),
        ("monthly", "FREQ=MONTHLY", "Every month"),
        ("monthly on a Thursday", "FREQ=MONTHLY", "Every month on a Thursday"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3", "Every quarter"),
        ("half-yearly", "FREQ=MONTHLY;INTERVAL=6", "Every 6 months"),
        ("yearly in May", "FREQ=YEARLY;BYMONTH=5", "Every year in May"),
    ],
)
def test_days_are_read_whatever_words_say_them(text, rule, words):
    rhythm = read_rhythm(text)

    assert isinstance(rhythm, Rhythm)
    assert rhythm.rule == rule
    assert words in (None, rhythm.in_words())
    assert_words_say_the_same(rhythm)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("Mondays 15:00", time(15), None),
        ("Mondays at 9.30", time(9, 30), None),
        ("at 3 pm on Mondays", time(15), None),
        ("Mondays 12am", time(0), None),
        ("Mondays 12:15 p.m.", time(12, 15), None),
        ("Mondays 15h30", time(15, 30), None),
        ("Mondays at noon", time(12), None),
        ("Mondays 16:00\u201317:00", time(16), time(17)),
        ("Mondays from 16:00 to 17:00", time(16), time(17)),
        ("Mondays between 16:00 and 17:00", time(16), time(17)),
        ("Mondays 2-3:15pm", time(14), time(15, 15)),
        ("Mondays 23:30-0:15", time(23, 30), time(0, 15)),
    ],
)
def test_times_are_read(text, begins, ends):
    rhythm = read_rhythm(text)

    assert (rhythm.begins, rhythm.ends) == (begins, ends)
    assert_words_say_the_same(rhythm)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Mondays 15:00 Europe/Prague", "Europe/Prague"),
        ("Mondays 15:00, europe/prague time", "Europe/Prague"),
        ("Mondays 15:00 (America/New York)", "America/New_York"),
        ("15:00 America/Argentina/Buenos_Aires on Mondays", "America/Argentina/Buenos_Aires"),
        ("Mondays 15:00 Asia/Ho Chi Minh", "Asia/Ho_Chi_Minh"),
        ("Mondays 15:00 utc", "UTC"),
        ("Mondays 15:00 Japan time", "Japan"),
    ],
)
def test_time_zones_are_read(text, zone):
    rhythm = read_rhythm(text)

    assert rhythm.time_zone == zone
    assert_words_say_the_same(rhythm)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("every second Tuesday from 2026-09-01", date(2026, 9, 1)),
        ("every second Tuesday, starting Tuesday Sep 1, 2026", date(2026, 9, 1)),
        ("every second Tuesday since September 1st 2026", date(2026, 9, 1)),
        ("every second Tuesday from 1 September 2026", date(2026, 9, 1)),
        ("every second Tuesday from 2026-08-31", date(2026, 9, 1)),
        ("every Tuesday from 2026-08-26", date(2026, 9, 1)),
        ("first Monday of every second month from 2026-09-01", date(2026, 9, 7)),
    ],
)
def test_the_first_day_is_the_first_one_that_fits(text, start):
    rhythm = read_rhythm(text)

    assert rhythm.start == start
    assert not rhythm.lacks_start
    assert_words_say_the_same(rhythm)


def test_a_start_tells_the_weekday():
    assert read_rhythm("biweekly from 2026-09-01").rule == BIWEEKLY + "TU"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Tuesdays until 2026-12-18", "20261218"),
        ("Tuesdays 15:00 until 2026-12-18", "20261218T235959"),
        ("Tuesdays 15:00 Europe/Prague until 2026-12-18", "20261218T225959Z"),
        ("Tuesdays 15:00 America/New_York until 2026-06-30", "20260701T035959Z"),
    ],
)
def test_the_end_is_said_as_the_beginning_of_an_event_is(text, end):
    assert read_rhythm(text).rule == f"{WEEKLY}TU;UNTIL={end}"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("every second Tuesday 15:00 UTC", "start"),
        ("first Monday of every second month", "start"),
        ("every 2 days", "start"),
        ("every Tuesday 15:00", "zone"),
        ("monthly on a Thursday", "days"),
        ("biweekly", None),
        ("every Tuesday", None),
        ("last Friday of the quarter 15:00 UTC", None),
    ],
)
def test_what_is_left_open_is_known(text, lacks):
    rhythm = read_rhythm(text)

    found = {what for what in ("start", "zone", "days") if getattr(rhythm, f"lacks_{what}")}
    assert found == ({lacks} if lacks else set())


@pytest.mark.parametrize(
    "text", ["when needed", "ad hoc", "after each incident", "Before every release", "on request"]
)
def test_an_occasion_is_a_rhythm_without_dates(text):
    rhythm = read_rhythm(text)

    assert rhythm.rule == ""
    assert not rhythm.has_dates
    assert rhythm.in_words() == text[0].upper() + text[1:]


@pytest.mark.parametrize(
    ("text", "wrong", "message", "hint"),
    [
        ("every Tusday 15:00", "Tusday", "not understood", "`Tuesday`"),
        ("every second Tuesdya 15:00", "Tuesdya", "not understood", "`Tuesday`"),
        ("first Monday of the mnoth", "mnoth", "not understood", "`month`"),
        ("every Tuesday evening", "evening", "not a time", "`9:00`"),
        ("every Tuesday or so", "or", "more than", "in the text"),
        ("Tuesdays in even weeks", "even", "each year", "from 2026-09-01"),
        ("3 times a week", "3 times", "days open", "every Monday"),
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ", "calendars", "in words"),
        ("week days 9:00", "week", "does not fit", "every second Tuesday"),
        ("TBD", "TBD", "nothing yet", "Leave the field out"),
        ("jeden Dienstag", "jeden", "not understood", "every second Tuesday"),
        ("Tuesdays at 9", "9", "not understood", "`9:00`"),
        ("every", "every", "does not fit", "every second Tuesday"),
        ("", "", "how often", "every Tuesday"),
        ("15:00 Europe/Prague", "15:00 Europe/Prague", "how often", "every Tuesday"),
        ("second Tuesday 9:00", "second Tuesday", "two things", "every second Tuesday"),
        ("every third Friday 9:00", "every third Friday", "two things", "every 3 weeks on Friday"),
        ("second working day", "second working day", "two things", "of the month"),
        ("Tuesday of the month", "of the month", "leaves open", "first Tuesday"),
        ("sixth Monday of the month", "sixth Monday", "does not exist", "at most 5"),
        ("the 32nd of the month", "the 32nd", "does not exist", "at most 31"),
        ("31 June", "31 June", "no day", "Correct"),
        ("31st in June", None, "does not exist", "Correct"),
        ("first Monday every year", "first Monday", "in which month", "in May"),
        ("weekly on the first Monday", "weekly", "does not fit", ""),
        ("every 2 days on Monday", "every 2 days", "does not fit", ""),
        ("every 3 weeks, every second Monday", "every second Monday", "does not fit", ""),
        ("every second Tuesday and every Friday", "every Friday", "other weeks", ""),
        ("first Monday of the month and 15th", "15th", "does not fit", ""),
        ("first Monday and every Friday", "every Friday", "something else", ""),
        ("first and last Monday of the quarter", None, "another month", "from its end"),
        ("Wednesday after the last Tuesday of the month", None, "same month", "last Wednesday"),
        ("Thursday after the fourth Tuesday of the month", None, "same month", "last"),
        ("every 500 weeks", "500 weeks", "no rhythm", "1 to 99"),
        ("every 0 weeks", "0 weeks", "no rhythm", "1 to 99"),
        ("bimonthly", "bimonthly", "two things", "every second month"),
        ("twice a month", "twice", "days open", "first and third"),
        ("monthly except August", "except", "more than", "in the text"),
        ("Tuesdays 25:00", "25:00", "no time", "24 hours"),
        ("Tuesdays 13:00 pm", "13:00 pm", "no time", "24 hours"),
        ("Tuesdays 9:00 and 17:00", "17:00", "twice", "Keep one"),
        ("weekly on Tuesday, monthly", "monthly", "twice", "Keep one"),
        ("Tuesdays 11:00-1:00", "11:00-1:00", "12 hours", "24 hours"),
        ("Tuesdays 9:00 Europe/Prag", "Europe/Prag", "no time zone", "`Europe/Prague`"),
        ("Tuesdays 9:00 Prague", "Prague", "no time zone", "`Europe/Prague`"),
        ("Tuesdays 9:00 new york time", "new york", "no time zone", "`America/New_York`"),
        ("Tuesdays 9:00 PT (Pacific Time)", "PT", "clocks change", "`America/Los_Angeles`"),
        ("Tuesdays 9:00 Central European Time", "Central European", "clocks", "`Europe/Berlin`"),
        ("Tuesdays 9:00 CET/CEST", "CET/CEST", "clocks change", "`Europe/Berlin`"),
        ("Tuesdays 9:00 IST", "IST", "clocks change", "`Asia/Kolkata`"),
        ("Tuesdays 9:00 UTC+2", "UTC+2", "no time zone", "continent and city"),
        ("Tuesdays 9:00 Etc/GMT+2", "Etc/GMT+2", "no time zone", ""),
        ("every Tuesday from 1.9.2026", "1.9.2026", "two ways", "2026-09-01"),
        ("every Tuesday from 1 September", "1 September", "which year", "2026-09-01"),
        ("every Tuesday from 2026-02-30", "2026-02-30", "no day", "Correct"),
        ("every Tuesday from 0026-02-03", "0026-02-03", "far away", "1970"),
        ("every Tuesday from Monday 2026-09-01", None, "is a Tuesday", "Correct"),
        ("every second Tuesday from 2026-09-02", None, "none of its days", "from 2026-09-08"),
        ("Tuesdays 2026-09-01", "2026-09-01", "single day", "`from`"),
        ("Tuesdays from 2026-09-01 until 2026-08-01", "until 2026-08-01", "ends before", ""),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text, wrong, message, hint):
    problem = read_rhythm(text)

    assert isinstance(problem, Problem), problem
    assert wrong in (None, text[problem.start : problem.end])
    assert message in problem.message
    assert hint in problem.hint
    assert problem.hint


WORDS = """
    every second other last first 3rd 31st 2 Tuesday Monday weekday working day days week weeks month quarter year of the in
    from until to at and after , - / 15:00 9 pm 16:00-17:00 2026-09-01 May 29 February Europe/Prague UTC PT biweekly monthly
    yearly daily twice 99 time ( ) . between noon starting on 1.2.3 2024 once a quarterly Fridays 1st 4th
"""


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS.split())).map(" ".join))
def test_any_text_is_read_or_explained(text):
    found = read_rhythm(text)

    if isinstance(found, Problem):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.message
        assert found.hint
    else:
        assert_words_say_the_same(found)


def test_every_meeting_of_a_large_community_can_be_said(shared):
    groups = read_groups(shared / "corpora/kubernetes-community/sigs.yaml")
    texts = {rhythm_of(meeting) for group in groups for meeting in meetings_of(group)}

    problems = {t: found for t in texts if isinstance(found := read_rhythm(t), Problem)}
    assert len(texts) > 40
    assert not problems


def assert_words_say_the_same(rhythm):
    """Check that the words of a rhythm are read as the same rhythm."""
    words = rhythm.in_words()
    again = read_rhythm(words)
    assert isinstance(again, Rhythm), (words, again)
    assert again.in_words() == words
    assert (again.rule, again.begins, again.ends) == (rhythm.rule, rhythm.begins, rhythm.ends)
    assert (again.time_zone, again.start, again.until) == (
        rhythm.time_zone,
        rhythm.start,
        rhythm.until,
    )
