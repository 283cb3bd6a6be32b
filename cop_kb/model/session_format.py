"""A format of sessions: how people spend an hour, or some weeks, so that they learn something from each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cop_kb.model.content_type import ContentType

FORMAT = "session-format"
"""What the schema of a field says as its ``format`` when the field names a format of sessions."""

EVERYBODY = "Everybody"
"""Who is active in a step that is nobody's in particular."""


class Group(NamedTuple):
    """How many people take part; ``best`` is None where it does not matter."""

    minimum: int
    best: int | None
    maximum: int

    @property
    def in_words(self) -> str:
        """Such as ``4 to 9 people, best 6``."""
        if self.minimum == self.maximum:
            return f"{self.minimum} people"
        best = f", best {self.best}" if self.best else ""
        return f"{self.minimum} to {self.maximum} people{best}"


class Part(NamedTuple):
    """What somebody in the role ``name`` does."""

    name: str
    does: str


class Step(NamedTuple):
    """A step of a meeting.

    Attributes:
        title: What it is called.
        minutes: How long it takes.
        who: Who leads it or is active; may be empty.
        does: What happens.
        prompts: What the one who leads it says aloud.
    """

    title: str
    minutes: int
    who: str
    does: str
    prompts: tuple[str, ...]


class Meeting(NamedTuple):
    """People at one time; a format has one meeting or several.

    Attributes:
        title: What it is called; empty where it is the only one.
        when: When it takes place; may be empty.
        times: How many times it is held.
        minutes: How long it takes.
        steps: In their order.
        between: What happens until the next meeting; may be empty.
    """

    title: str
    when: str
    times: int
    minutes: int
    steps: tuple[Step, ...]
    between: str

    @property
    def clock(self) -> Iterator[tuple[str, Step]]:
        """Each step with the time since the beginning, such as ``0:25``."""
        passed = 0
        for step in self.steps:
            yield f"{passed // 60}:{passed % 60:02}", step
            passed += step.minutes


class Alternative(NamedTuple):
    """When another format serves better: the situation, and the identifier of that format."""

    when: str
    format: str


class Feedback(NamedTuple):
    """The question at the end.

    Attributes:
        question: The question.
        kind: ``scale`` from 1 to 5, ``choice`` of one answer, or ``text``.
        choices: The words at the two ends of a scale, or the answers of a choice.
    """

    question: str
    kind: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class SessionFormat:
    """A format, as its file says it.

    Attributes:
        id: The name of its file, such as ``problem-clinic``.
        title: What it is called.
        purpose: What those who come take home.
        good_for: When to choose it.
        instead: When another one serves better.
        group: How many people take part.
        minutes: How long all meetings take together.
        parts: The roles, and what each does.
        before: What to do before it begins.
        materials: What must be at hand.
        meetings: What happens; at least one.
        recorded: What is written down.
        never_recorded: What nobody writes down.
        recordable: Whether notes of what was said may be kept at all.
        remote: How to hold it in a call.
        asynchronous: How to hold it in writing.
        feedback: The question at the end.
        origin: Where it comes from; may be empty.
        own: Whether the knowledge base brings it.
    """

    id: str
    title: str
    purpose: str
    good_for: str
    instead: tuple[Alternative, ...]
    group: Group
    minutes: int
    parts: tuple[Part, ...]
    before: tuple[str, ...]
    materials: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    recorded: tuple[str, ...]
    never_recorded: tuple[str, ...]
    recordable: bool
    remote: str
    asynchronous: str
    feedback: Feedback
    origin: str
    own: bool = False

    @property
    def duration(self) -> str:
        """How long it takes, such as ``45 min`` or ``8 h in 4 meetings``."""
        number = sum(meeting.times for meeting in self.meetings)
        return in_hours(self.minutes) + (f" in {number} meetings" if number > 1 else "")


def in_hours(minutes: int) -> str:
    """Return a length of time in words: ``45 min``, ``1 h 15 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))


def format_fields(content_type: ContentType) -> tuple[str, ...]:
    """Return the fields of a type that name a format of sessions."""
    properties: Mapping[str, object] = content_type.schema.get("properties", {})
    return tuple(
        name
        for name, field in properties.items()
        if isinstance(field, Mapping) and field.get("format") == FORMAT
    )
