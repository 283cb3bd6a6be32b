"""The next date of a rhythm, as the browser computes it, against dateutil; and how a page shows it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cop_kb.rhythm import Rhythm, occurrences, read_rhythm
from cop_kb.site.meeting_view import rhythm_data

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "theme" / "assets" / "kb"
READER = "America/St_Johns"

RHYTHMS = [
    "every Tuesday",
    "every Tuesday 15:00",
    "every Tuesday 15:00 Europe/Prague",
    "every weekday 9:00-9:15 America/New_York",
    "Mondays and Thursdays 23:30-1:00 Europe/Berlin",
    "every second Tuesday 15:00 Europe/Prague from 2026-09-01",
    "every second Tuesday 15:00 Europe/Prague from 2026-09-08",
    "every 3 weeks on Monday and Friday 8:00 Asia/Tokyo from 2026-02-02",
    "every second week on Sunday and Monday 8:00 UTC from 2026-01-04",
    "every second Tuesday from 2030-01-01",
    "every 5 days 12:00 Asia/Kolkata from 2026-01-01",
    "every day 0:00 Pacific/Auckland",
    "first Monday of the month 9:30 America/New_York",
    "first and third Tuesday of the month 15:00 Europe/Dublin",
    "last Friday of the month 16:00-17:00 UTC",
    "fifth Monday of the month 10:00 Australia/Lord_Howe",
    "first Thursday of every second month 14:00 Europe/Lisbon from 2026-03-05",
    "last Friday of the quarter 15:00 Europe/Prague",
    "first Monday of the quarter",
    "15th of the month 12:00 America/Sao_Paulo",
    "31st of the month 12:00 UTC",
    "1st and last day of the month 7:00 UTC",
    "first working day of the month 9:00 Europe/Warsaw",
    "last working day of the quarter 9:00 Europe/Warsaw",
    "Wednesday after the fourth Tuesday of the month 9:00 America/Los_Angeles",
    "first Monday in May 10:00 UTC",
    "4 May and 4 November",
    "29 February 10:00 Europe/Paris",
    "every 2 years on 4 May 10:00 UTC from 2026-05-04",
    "every Tuesday in May and June 10:00 UTC",
    "every Tuesday 15:00 Europe/Prague until 2026-03-31",
    "every Tuesday 15:00 until 2026-11-24",
    "every Tuesday until 2026-11-24",
    "every Sunday 2:30 Europe/Berlin",
    "every Sunday 2:30 America/New_York",
    "every day 1:30 America/New_York",
    "every Sunday 2:10 Australia/Lord_Howe",
]
NOWS = [
    "2026-01-01T00:00:00",
    "2026-02-28T23:59:59",
    "2026-03-07T12:00:00",  # clocks change in New York on the next day
    "2026-03-28T12:00:00",  # and in Europe
    "2026-03-31T12:59:59",
    "2026-03-31T13:00:01",
    "2026-04-04T10:00:00",  # in Australia
    "2026-05-04T09:59:59",
    "2026-06-30T23:00:00",
    "2026-10-24T22:00:00",
    "2026-10-31T23:30:00",
    "2026-11-21T12:00:00",
    "2026-11-24T14:00:00",
    "2026-11-24T23:45:00",
    "2026-12-31T23:59:59",
    "2027-02-28T12:00:00",
]


def expected(rhythm: Rhythm, now: datetime) -> list[str | None] | None:
    """Return day, beginning and end of the next date, as dateutil and zoneinfo find it."""
    zone = ZoneInfo(rhythm.time_zone or READER)
    today = now.astimezone(zone).date()
    for day in occurrences(rhythm, today - timedelta(days=1)):
        if rhythm.begins is None:
            if day >= today:
                return [day.isoformat(), None, None]
            continue
        begins = datetime.combine(day, rhythm.begins, zone).astimezone(UTC)
        until = rhythm.ends or rhythm.begins
        last = day + timedelta(days=until < rhythm.begins)
        ends = datetime.combine(last, until, zone).astimezone(UTC)
        if ends >= now:
            return [day.isoformat(), _iso(begins), _iso(ends) if rhythm.ends else None]
    return None


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def attributes(rhythm: Rhythm) -> dict[str, str]:
    """Return what the page says of a rhythm, as a script sees it."""
    words = {name: name.title().replace("-", "") for name in rhythm_data(rhythm)}
    return {f"kb{words[name]}": value for name, value in rhythm_data(rhythm).items()}


def test_the_browser_finds_the_same_dates_as_dateutil(browser, serve_folder):
    address = serve_folder(ASSETS) + "rhythm.js"
    rhythms = [read_rhythm(text) for text in RHYTHMS]
    with browser.new_context(timezone_id=READER) as context:
        page = context.new_page()
        page.goto(address)
        found = page.evaluate(
            """async ([address, rhythms, nows]) => {
                const { nextDate } = await import(address);
                return rhythms.map((data) => nows.map((now) => {
                    const next = nextDate(data, new Date(`${now}Z`));
                    return next && [next.day, next.begins?.toISOString() ?? null, next.ends?.toISOString() ?? null];
                }));
            }""",
            [address, [attributes(rhythm) for rhythm in rhythms], NOWS],
        )

    moments = [datetime.fromisoformat(now).replace(tzinfo=UTC) for now in NOWS]
    for rhythm, answers in zip(rhythms, found, strict=True):
        wanted = [expected(rhythm, now) for now in moments]
        assert dict(zip(NOWS, answers, strict=True)) == dict(zip(NOWS, wanted, strict=True)), (
            rhythm.text
        )


CHARTER = """\
---
type: community
summary: People who bring services back.
stewards: [ada-example]
meeting: {meeting}
---
# Incidents
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory, run, serve_folder) -> str:
    """A knowledge base of communities that meet in different rhythms."""
    folder = tmp_path_factory.mktemp("rhythms")
    done = run("init", ".", "--steward", "Ada Example", cwd=folder)
    assert done.returncode == 0, done.stderr
    meetings = {
        "quarterly": "first Monday of the quarter 15:00-16:00 Europe/Prague",
        "vague": "every second Tuesday 15:00 Europe/Prague",
        "unread": '"Thursdays <b>9:00</b> PT"',
        "dayless": "every weekday",
    }
    for name, meeting in meetings.items():
        front = folder / "docs" / name / "index.md"
        front.parent.mkdir()
        front.write_text(CHARTER.format(meeting=meeting), encoding="utf-8")
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return serve_folder(folder / "site")


@pytest.mark.parametrize(
    ("name", "now", "shown"),
    [
        (
            "quarterly",
            "2026-09-21T12:00:00Z",
            [
                "First Monday of the quarter, 15:00\u201316:00, Europe/Prague time",
                "next: Mon 5 Oct, 09:00 your time",
            ],
        ),
        ("quarterly", "2026-10-05T13:30:00Z", [..., "now, until 10:00 your time"]),
        ("quarterly", "2026-11-21T12:00:00Z", [..., "next: Mon 4 Jan 2027, 09:00 your time"]),
        ("vague", "2026-11-21T12:00:00Z", ["Every second Tuesday at 15:00, Europe/Prague time"]),
        ("unread", "2026-11-21T12:00:00Z", ["Thursdays <b>9:00</b> PT"]),
        ("dayless", "2026-11-21T12:00:00Z", ["Every weekday", "next: Mon 23 Nov"]),
    ],
)
def test_a_community_says_when_it_meets_next(browser, address, name, now, shown):
    with browser.new_context(timezone_id="America/New_York", locale="en-GB") as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.clock.set_fixed_time(now)
        page.goto(f"{address}{name}/")
        fact = page.locator(".kb-facts div").filter(has=page.get_by_text("Meets", exact=True))
        if len(shown) > 1:
            fact.locator("time").wait_for()
        lines = fact.locator("dd").inner_text().replace(",\u00a0", ", ").split("\n")

    assert not troubles
    assert len(lines) == len(shown)
    for line, wanted in zip(lines, shown, strict=True):
        assert wanted in (..., line.replace("Mon,", "Mon"))
