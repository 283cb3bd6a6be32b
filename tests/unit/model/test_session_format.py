"""Formats of sessions: lengths, sizes and times in words."""

import pytest

from cop_kb.model.content_type import ContentType
from cop_kb.model.session_format import Group, Meeting, Step, format_fields, in_hours


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(5, "5 min"), (60, "1 h"), (75, "1 h 15 min"), (480, "8 h"), (615, "10 h 15 min")],
)
def test_a_length_of_time_in_words(minutes, words):
    assert in_hours(minutes) == words


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (Group(4, 6, 9), "4 to 9 people, best 6"),
        (Group(4, None, 9), "4 to 9 people"),
        (Group(2, 2, 2), "2 people"),
    ],
)
def test_the_size_of_a_group_in_words(group, words):
    assert group.in_words == words


def test_each_step_has_its_time_since_the_beginning():
    steps = tuple(Step(f"s{n}", n, "", "Do it.", ()) for n in (8, 52, 65, 5))
    meeting = Meeting("", "", 1, 130, steps, "")

    assert [clock for clock, _ in meeting.clock] == ["0:00", "0:08", "1:00", "2:05"]


def test_the_schema_of_a_field_says_that_it_names_a_format():
    properties = {
        "way": {"type": "string", "format": "session-format"},
        "day": {"type": "string", "format": "date"},
        "any": True,
    }
    content_type = ContentType("t", "T", "Ts", "D.", schema={"properties": properties})

    assert format_fields(content_type) == ("way",)
