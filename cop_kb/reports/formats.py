"""Formats of sessions as text and as data, for facilitators and programs."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from cop_kb.model.session_format import Meeting, SessionFormat, in_hours

_WIDTH = 80
_STEP = 8


def show_list(formats: Iterable[SessionFormat]) -> str:
    """Return each format with its length, its group and its purpose."""
    lines = []
    for sheet in formats:
        lines.append(f"{sheet.id:<26} {sheet.duration}, {sheet.group.in_words}")
        lines += _wrapped(sheet.purpose, "    ")
    return "\n".join(lines) + "\n"


def show_sheet(sheet: SessionFormat, types: Iterable[str]) -> str:
    """Return the run sheet of a format; ``types`` are those whose documents can begin from it."""
    lines = [sheet.title, "=" * len(sheet.title), "", *_wrapped(sheet.purpose), ""]
    lines += _wrapped(f"Takes:    {sheet.duration}, {sheet.group.in_words}", "", 10)
    lines += _wrapped(f"Good for: {sheet.good_for}", "", 10)
    lines += _items("Instead", [f"{other.when}: {other.format}" for other in sheet.instead])
    lines += _items("Roles", [f"{part.name}: {part.does}" for part in sheet.parts])
    lines += _items("Before", sheet.before)
    lines += _items("At hand", sheet.materials)
    for meeting in sheet.meetings:
        lines += _meeting(meeting)
    lines += _items("Recorded", sheet.recorded)
    lines += _items("Never recorded", sheet.never_recorded)
    lines += _items("In a call", [sheet.remote])
    lines += _items("In writing", [sheet.asynchronous])
    lines += _items("Ask at the end", [" / ".join((sheet.feedback.question, *_answers(sheet)))])
    if sheet.origin:
        lines += ["", *_wrapped(f"Origin: {sheet.origin}")]
    lines += _items("Begin from it", [f'cop-kb new {t} --using {sheet.id} "TITLE"' for t in types])
    return "\n".join(lines) + "\n"


def _meeting(meeting: Meeting) -> Iterator[str]:
    times = f"{meeting.times} times " if meeting.times > 1 else ""
    details = ", ".join(filter(None, (meeting.when, times + in_hours(meeting.minutes))))
    yield from ("", f"{meeting.title or 'Steps'} ({details})")
    for clock, step in meeting.clock:
        who = f", {step.who}" if step.who else ""
        yield f"  {clock:<6}{step.title} ({step.minutes} min{who})"
        yield from _wrapped(step.does, " " * _STEP)
        for prompt in step.prompts:
            yield from _wrapped(f"> {prompt}", " " * _STEP, 2)
    if meeting.between:
        yield from _wrapped(f"Until next time: {meeting.between}", "  ")


def _answers(sheet: SessionFormat) -> Iterable[str]:
    choices = sheet.feedback.choices
    if sheet.feedback.kind == "scale":
        return [f"1 ({choices[0]}) to 5 ({choices[-1]})"]
    return choices or ["in their own words"]


def _items(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [line for item in items for line in _wrapped(f"- {item}", "  ", 2)]
    if lines:
        yield from ("", heading, *lines)


def _wrapped(text: str, indent: str = "", hanging: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * hanging,
        break_on_hyphens=False,
    )


def sheet_data(sheet: SessionFormat) -> dict[str, Any]:
    """Return a format as plain data, in the words of its file."""
    return {
        "id": sheet.id,
        "title": sheet.title,
        "purpose": sheet.purpose,
        "good_for": sheet.good_for,
        "instead": [other._asdict() for other in sheet.instead],
        "group": {
            "min": sheet.group.minimum,
            "best": sheet.group.best,
            "max": sheet.group.maximum,
        },
        "minutes": sheet.minutes,
        "roles": [{"role": part.name, "does": part.does} for part in sheet.parts],
        "before": list(sheet.before),
        "materials": list(sheet.materials),
        "meetings": [_meeting_data(meeting) for meeting in sheet.meetings],
        "recorded": list(sheet.recorded),
        "never_recorded": list(sheet.never_recorded),
        "recordable": sheet.recordable,
        "remote": sheet.remote,
        "asynchronous": sheet.asynchronous,
        "feedback": sheet.feedback._asdict(),
        "origin": sheet.origin,
    }


def _meeting_data(meeting: Meeting) -> dict[str, Any]:
    steps = [
        {
            "at": clock,
            "title": step.title,
            "minutes": step.minutes,
            "who": step.who,
            "do": step.does,
            "prompts": list(step.prompts),
        }
        for clock, step in meeting.clock
    ]
    return meeting._asdict() | {"steps": steps}
