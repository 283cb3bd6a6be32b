"""What waits for a steward: for a terminal, for an issue, and as data."""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cop_kb.insights.keepers import keepers
from cop_kb.insights.queue import UNTIL, Task, Waiting
from cop_kb.insights.reviews import Sight
from cop_kb.model.document import Document
from cop_kb.model.quantity import number_of
from cop_kb.reports.outline import COMMENT, Item, Outline, Part, as_markdown, as_text
from cop_kb.reports.task_list import Desk
from cop_kb.rules.uncovered_situation import first_step

_WHAT = {
    Waiting.ERROR: "has an error: {what}",
    Waiting.REVIEW: "{how} of {seen} held until {since}",
    Waiting.EXPIRED: "held until {since}",
    Waiting.STATE: "waits for {what}",
    Waiting.DRAFT: "a draft that nobody touches",
    Waiting.GAP: "{number} sources tell of it, and no guidance covers it yet",
}
_HOW = {
    Sight.REVIEW: "its review",
    Sight.USE: "its last use",
    Sight.CHANGE: "never reviewed, its last change",
}
_STEP = {
    Waiting.ERROR: "Correct it, and see:",
    Waiting.REVIEW: "Read it; when it is still right:",
    Waiting.EXPIRED: f"Give a new day in {UNTIL}, or:",
    Waiting.STATE: "When that has come:",
    Waiting.DRAFT: "Finish it, ask whoever began it, or remove it.",
    Waiting.GAP: "Write down what they taught:",
}


class Queue(NamedTuple):
    """What waits.

    Attributes:
        today: The day that counts as today.
        tasks: What waits on that day, the longest first.
        notice: Why ages are not known; empty when all is well.
    """

    today: date
    tasks: Sequence[Task]
    notice: str = ""


def show_queue(queue: Queue, desk: Desk) -> str:
    """Return the queue for a terminal or, where the desk says so, in Markdown."""
    outline = _outline(queue, desk)
    return as_markdown(outline, COMMENT) if desk.markdown else as_text(outline)


def queue_data(queue: Queue, desk: Desk) -> dict[str, Any]:
    """Return the queue as plain data."""
    return {
        "schema_version": 1,
        "today": queue.today.isoformat(),
        "notice": queue.notice or None,
        "tasks": [
            {
                **desk.data(task.document),
                "waiting": task.waiting.value,
                "situation": task.gap.name if task.gap else None,
                "sources": [d.id for d in task.gap.sources] if task.gap else [],
                "since": task.since.isoformat() if task.since else None,
                "days": (queue.today - task.since).days if task.since else None,
                "what": _what(task),
                "step": f"{_STEP[task.waiting]} {_command(task, desk)}".rstrip(),
            }
            for task in queue.tasks
        ],
    }


def _outline(queue: Queue, desk: Desk) -> Outline:
    if not queue.tasks:
        return Outline("Nothing waits.")
    summary = f"{number_of(len(queue.tasks), 'thing waits', 'things wait')}."
    dated = tuple(_item(queue, task, desk) for task in queue.tasks if task.since)
    undated = tuple(_item(queue, task, desk) for task in queue.tasks if not task.since)
    parts = (Part("The longest first", dated), Part("Nobody knows how long", undated))
    return Outline(summary, (), tuple(part for part in parts if part.items))


def _item(queue: Queue, task: Task, desk: Desk) -> Item:
    age = f"{number_of((queue.today - task.since).days, 'day')}: " if task.since else ""
    title = desk.pen.text(task.gap.name) if task.gap else desk.title(task.document)
    command = _command(task, desk)
    step = f"→ {_STEP[task.waiting]}"
    step += f" {desk.code(command)}" if command else ""
    since = f"since {task.since}" if task.since else ""
    place = ", ".join(filter(None, (*_places(task, desk), since)))
    return Item(f"{desk.box()}{age}{title} ({desk.pen.text(_what(task))})", (place, step))


def _places(task: Task, desk: Desk) -> list[str]:
    """Return where a task is to be seen to, and by whom."""
    if task.gap:
        return [desk.code(document.id) for document in task.gap.sources]
    people = desk.names(keepers(desk.kb, task.document))
    return [desk.code(desk.path(task.document)), f"kept by {people}"]


def _what(task: Task) -> str:
    words = {"what": task.what, "since": str(task.since)}
    if task.review:
        words["how"] = _HOW[task.review.how]
        words["seen"] = str(task.review.seen)
    if task.gap:
        words["number"] = str(len(task.gap.sources))
    return _WHAT[task.waiting].format_map(words)


def _command(task: Task, desk: Desk) -> str:
    """Return the command, or the line to write, that brings a task further; empty where there is none."""
    path = shlex.quote(desk.path(task.document))
    commands = {
        Waiting.ERROR: f"cop-kb validate {path}",
        Waiting.REVIEW: f"cop-kb review {path}",
        Waiting.EXPIRED: f"cop-kb retire {path}",
        Waiting.STATE: f"status: {_following(task.document)}",
        Waiting.GAP: first_step(desk.kb, task.gap) if task.gap else "",
    }
    return commands.get(task.waiting, "")


def _following(document: Document) -> str:
    """Return the state that comes after that of a document."""
    states = document.type.lifecycle.states if document.type else ()
    later = states[states.index(document.status) + 1 :] if document.status in states else ()
    return later[0] if later else document.status
