"""What a page tells of when people meet, and what it gives the browser to find the next date."""

import pytest

CHARTER = "---\ntype: community\nmeeting: {}\n---\n# Incidents\n"


@pytest.mark.parametrize(
    ("meeting", "words", "data"),
    [
        (
            "biweekly Tue 3pm Europe/Prague from 2026-09-01",
            "Every second Tuesday at 15:00, Europe/Prague time, from 1 September 2026",
            {
                "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
                "start": "2026-09-01",
                "time": "15:00",
                "tz": "Europe/Prague",
            },
        ),
        ("Tuesdays", "Every Tuesday", {"rrule": "FREQ=WEEKLY;BYDAY=TU"}),
        ("biweekly on Tuesday", "Every second Tuesday", {}),
        ("after each incident", "After each incident", {}),
        ("when we feel like it", "When we feel like it", {}),
        ("on Tusdays", "on Tusdays", {}),
    ],
)
def test_a_rhythm_is_shown_in_words_with_what_tells_its_dates(make_site, meeting, words, data):
    site = make_site({"incidents/index.md": CHARTER.format(meeting)})

    [shown] = site.document("incidents/index.md").rhythms
    assert (shown.field, shown.title) == ("meeting", "Meets")
    assert shown.words == words
    assert shown.data == data


@pytest.mark.parametrize("meeting", ["", "[a, list]", "7", "'  '"])
def test_what_is_no_text_says_nothing(make_site, meeting):
    site = make_site({"incidents/index.md": CHARTER.format(meeting)})

    assert not site.document("incidents/index.md").rhythms
