"""What is wrong with the file of a format: first what its schema says, then what no schema can say."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cop_kb.load.definition import bad_name, did_you_mean, schema_mistakes, wrong_value
from cop_kb.model.schema_error import Mistake
from cop_kb.model.session_format import EVERYBODY
from cop_kb.model.source import json_pointer

_ENDS = 2  # of a scale


def find_mistakes(path: Path, data: Any) -> list[Mistake]:  # noqa: ANN401 - whatever the file holds
    """Return the mistakes in the file ``path`` of a format, which holds ``data``."""
    if mistakes := schema_mistakes("format.schema.json", data):
        return mistakes
    return [
        *bad_name(path, "format", "problem-clinic.yaml"),
        *_wrong_sums(data),
        *_unknown_roles(data),
        *_wrong_group(data["group"]),
        *_wrong_choices(data["feedback"]),
    ]


def _wrong_sums(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield where minutes do not add up; a sum of wrong sums is not told."""
    if "steps" in data:
        yield from _wrong_sum("", data, "the steps", [s["minutes"] for s in data["steps"]])
        return
    wrong = [
        mistake
        for index, meeting in enumerate(data["meetings"])
        for mistake in _wrong_sum(
            json_pointer("meetings", index),
            meeting,
            "its steps",
            [step["minutes"] for step in meeting["steps"]],
        )
    ]
    yield from wrong
    if not wrong:
        parts = [m["minutes"] for m in data["meetings"] for _ in range(m.get("times", 1))]
        yield from _wrong_sum("", data, "the meetings", parts)


def _wrong_sum(
    base: str, data: Mapping[str, Any], parts: str, minutes: list[int]
) -> Iterator[Mistake]:
    said, added = data["minutes"], sum(minutes)
    if said != added:
        message = f"`minutes` says {said}, but {parts} add up to {added}."
        hint = f"Correct one of them: {' + '.join(map(str, minutes))} = {added}."
        yield wrong_value(base + "/minutes", message, hint)


def _unknown_roles(data: Mapping[str, Any]) -> Iterator[Mistake]:
    known = [*(part["role"] for part in data["roles"]), EVERYBODY]
    groups = [("", data)] if "steps" in data else []
    groups += [(json_pointer("meetings", i), m) for i, m in enumerate(data.get("meetings", ()))]
    for base, group in groups:
        for index, step in enumerate(group["steps"]):
            if step.get("who", EVERYBODY) not in known:
                pointer = base + json_pointer("steps", index, "who")
                message = f"`{step['who']}` is none of the roles."
                yield wrong_value(pointer, message, did_you_mean(step["who"], known))


def _wrong_group(group: Mapping[str, int]) -> Iterator[Mistake]:
    least, most = group["min"], group["max"]
    if least > most:
        message = f"`min` is {least} and `max` only {most}."
        yield wrong_value("/group/min", message, "The smallest group comes first.")
    elif not least <= group.get("best", least) <= most:
        message = f"`best` is {group['best']}, which is not from {least} to {most}."
        yield wrong_value("/group/best", message, "Name a size that may be, or leave it out.")


def _wrong_choices(feedback: Mapping[str, Any]) -> Iterator[Mistake]:
    number, kind = len(feedback.get("choices", ())), feedback["kind"]
    place = "/feedback/choices" if number else "/feedback/kind"
    if kind == "scale" and number != _ENDS:
        message = f"A scale needs two words in `choices`, found {number}."
        yield wrong_value(place, message, "Say what 1 and what 5 means: [Not at all, Very much]")
    elif kind == "choice" and number < _ENDS:
        message = f"A choice needs two answers at least in `choices`, found {number}."
        yield wrong_value(place, message, "List the answers.")
    elif kind == "text" and number:
        message = "A question that is answered by free text has no `choices`."
        yield wrong_value(place, message, "Remove them, or make it a `choice`.")
