"""Reads the formats of sessions: those that cop-kb brings, then those of the knowledge base, which win."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cop_kb.errors import CopKbError
from cop_kb.load.definition import (
    at_mistake,
    definition_files,
    did_you_mean,
    read_definition,
    refuse_irregular,
    wrong_value,
)
from cop_kb.load.format_mistakes import find_mistakes
from cop_kb.model.diagnostic import Finding
from cop_kb.model.nearest import nearest
from cop_kb.model.session_format import (
    Alternative,
    Feedback,
    Group,
    Meeting,
    Part,
    SessionFormat,
    Step,
)
from cop_kb.model.source import json_pointer
from cop_kb.resources import folder

_RULE = "format-file"


class FormatFile(NamedTuple):
    """The file of one format.

    Attributes:
        path: The file.
        format: The format; None when the file has a mistake.
        findings: The mistakes.
        marks: Positions in the file.
    """

    path: Path
    format: SessionFormat | None
    findings: tuple[Finding, ...] = ()
    marks: Mapping[str, Sequence[int]] = MappingProxyType({})


def read_format_files(own: Path) -> dict[str, FormatFile]:
    """Read the files of all formats, by id.

    Args:
        own: The knowledge base's folder of formats; need not exist.

    Returns:
        One of the knowledge base replaces one of cop-kb whole.
    """
    found = {
        path.stem: _read_format_file(path)
        for path in definition_files(folder("content_schema") / "formats")
    }
    for path in definition_files(own):
        refused = refuse_irregular(_RULE, [path])
        found[path.stem] = (
            FormatFile(path, None, (refused,)) if refused else _read_format_file(path, own=True)
        )
    return {name: _checked(file, found) for name, file in sorted(found.items())}


def find_format(files: Mapping[str, FormatFile], name: str) -> SessionFormat:
    """Return the format with the identifier ``name``.

    Raises:
        CopKbError: There is none, or its file has a mistake.
    """
    file = files.get(name)
    if file is None:
        close = nearest(name, files)
        hint = f"Did you mean {close!r}?" if close else "See them with: cop-kb formats"
        raise CopKbError(f"There is no format {name!r}.", hint)
    if file.format is None:
        first = file.findings[0]
        raise CopKbError(first.message, first.hint, file.path, first.line, first.column)
    return file.format


def _read_format_file(path: Path, *, own: bool = False) -> FormatFile:
    data, marks, findings = read_definition(_RULE, path, find_mistakes)
    built = None if findings else _build(path.stem, data, own=own)
    return FormatFile(path, built, findings, marks)


def _checked(file: FormatFile, known: Collection[str]) -> FormatFile:
    """Check what only all formats together can tell: that those which serve better exist."""
    if file.format is None:
        return file
    findings = []
    for index, other in enumerate(file.format.instead):
        if other.format not in known:
            pointer = json_pointer("instead", index, "format")
            message = f"There is no format `{other.format}`."
            mistake = wrong_value(pointer, message, did_you_mean(other.format, known))
            findings.append(at_mistake(_RULE, file.marks, mistake))
    return file._replace(format=None, findings=tuple(findings)) if findings else file


def _build(name: str, data: Mapping[str, Any], *, own: bool) -> SessionFormat:
    group, feedback = data["group"], data["feedback"]
    return SessionFormat(
        id=name,
        title=data["title"],
        purpose=_line(data["purpose"]),
        good_for=_line(data["good_for"]),
        instead=tuple(Alternative(_line(o["when"]), o["format"]) for o in data.get("instead", ())),
        group=Group(group["min"], group.get("best"), group["max"]),
        minutes=data["minutes"],
        parts=tuple(Part(part["role"], _line(part["does"])) for part in data["roles"]),
        before=_lines(data.get("before", ())),
        materials=_lines(data.get("materials", ())),
        meetings=tuple(map(_meeting, data.get("meetings", [{**data, "title": ""}]))),
        recorded=_lines(data["recorded"]),
        never_recorded=_lines(data["never_recorded"]),
        recordable=data["recordable"],
        remote=_line(data["remote"]),
        asynchronous=_line(data["asynchronous"]),
        feedback=Feedback(
            _line(feedback["question"]), feedback["kind"], _lines(feedback.get("choices", ()))
        ),
        origin=_line(data.get("origin", "")),
        own=own,
    )


def _meeting(data: Mapping[str, Any]) -> Meeting:
    return Meeting(
        title=data["title"],
        when=data.get("when", ""),
        times=data.get("times", 1),
        minutes=data["minutes"],
        steps=tuple(map(_step, data["steps"])),
        between=_line(data.get("between", "")),
    )


def _step(data: Mapping[str, Any]) -> Step:
    prompts = _lines(data.get("prompts", ()))
    return Step(data["title"], data["minutes"], data.get("who", ""), _line(data["do"]), prompts)


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_line, texts))


def _line(text: str) -> str:
    return " ".join(text.split())
