"""Reads the type files: those that cop-kb brings, then those of the knowledge base, which win."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import jsonschema_rs

from cop_kb.load.type_builder import build_type
from cop_kb.model.content_type import ContentType, Lifecycle
from cop_kb.model.diagnostic import Finding
from cop_kb.model.nearest import nearest
from cop_kb.model.schema_error import Mistake, explain, position
from cop_kb.model.source import json_pointer
from cop_kb.positioned_yaml import read_yaml
from cop_kb.resources import folder

_RULE = "type-file"
_MAX_DEPTH = 20


class TypeFile(NamedTuple):
    """One type file that was read.

    Attributes:
        path: The file.
        type: The content type; None when the file has a mistake.
        findings: The mistakes.
        marks: Positions in the file.
    """

    path: Path
    type: ContentType | None
    findings: tuple[Finding, ...]
    marks: Mapping[str, Sequence[int]] = MappingProxyType({})


def read_type_files(own: Path) -> dict[str, TypeFile]:
    """Read all type files, by id.

    Args:
        own: The knowledge base's folder of type files; need not exist.

    Returns:
        Every type that there is, whether it is on or not. One of the knowledge base replaces one of cop-kb whole.
    """
    found: dict[str, TypeFile] = {}
    for base in (folder("content_schema") / "types", own):
        for path in sorted(base.glob("*.yaml")) + sorted(base.glob("*.yml")):
            found[path.stem] = _read_type_file(path)
    return {name: _checked(file, found) for name, file in sorted(found.items())}


def select_types(
    files: Mapping[str, TypeFile], wanted: tuple[str, ...] | None, own: Path
) -> dict[str, ContentType]:
    """Return the types that are on, in their order.

    Args:
        files: All that were read.
        wanted: Ids from the configuration, ``("all",)`` for all, None for those that are on by default.
        own: The folder of the knowledge base's own types, which are on when nothing is said.
    """
    types = [file.type for file in files.values() if file.type is not None]
    if wanted is None:
        on = [t for t in types if t.default or files[t.id].path.parent == own]
    elif wanted == ("all",):
        on = types
    else:
        on = [t for t in types if t.id in wanted]
    return {t.id: t for t in sorted(on, key=lambda t: (t.order, t.id))}


def _load_json(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((folder("content_schema") / name).read_text("utf-8"))
    return schema


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_load_json("type.schema.json"), validate_formats=True)


def _read_type_file(path: Path) -> TypeFile:
    try:
        text = path.read_text("utf-8")
        template = _read_starter(path)
    except (OSError, UnicodeDecodeError) as error:
        message = f"The file or its starter cannot be read: {error}."
        finding = Finding(_RULE, 1, 1, 1, 1, message, "Save both as UTF-8.")
        return TypeFile(path, None, (finding,))
    document = read_yaml(text, max_depth=_MAX_DEPTH)
    findings = [finding._replace(rule=_RULE) for finding in document.findings]
    if not findings:
        mistakes = _mistakes(document.data)
        findings = [
            Finding(_RULE, *position(document.marks, m), m.message, m.hint) for m in mistakes
        ]
    if findings:
        return TypeFile(path, None, tuple(findings))
    return TypeFile(path, build_type(path.stem, document.data, template), (), document.marks)


def _read_starter(path: Path) -> str:
    starter = path.with_suffix(".md")
    return starter.read_text("utf-8") if starter.is_file() else ""


def _mistakes(data: Any) -> list[Mistake]:  # noqa: ANN401 - whatever the file holds
    schema = _load_json("type.schema.json")
    mistakes = [m for error in _validator().iter_errors(data) for m in explain(error, schema)]
    if mistakes:
        return mistakes
    for name, field in data.get("front_matter", {}).get("properties", {}).items():
        try:
            jsonschema_rs.Draft202012Validator(field)
        except ValueError as error:
            pointer = json_pointer("front_matter", "properties", name)
            message = f"The schema of the field `{name}` does not hold together: {error}"
            mistakes.append(
                Mistake("value", pointer, False, message, "See https://json-schema.org.")
            )
    lifecycle = data.get("lifecycle", {})
    states = lifecycle.get("states", Lifecycle.states)
    for key in ("drafts", "retired"):
        for index, state in enumerate(lifecycle.get(key, ())):
            if state not in states:
                message = f"`{state}` is not one of the states: {', '.join(states)}."
                pointer = json_pointer("lifecycle", key, index)
                mistakes.append(Mistake("value", pointer, False, message, "Add it to `states`."))
    return mistakes


def _checked(file: TypeFile, files: Mapping[str, TypeFile]) -> TypeFile:
    """Check what only all types together can tell: that relations point to types that exist."""
    if file.type is None:
        return file
    findings = []
    for relation in file.type.relations.values():
        for index, name in enumerate(relation.to):
            if name not in files:
                pointer = json_pointer("relations", relation.name, "to", index)
                mistake = Mistake(
                    "value", pointer, False, f"There is no content type `{name}`.", ""
                )
                close = nearest(name, files)
                hint = f"Did you mean `{close}`?" if close else f"Known: {', '.join(files)}."
                findings.append(
                    Finding(_RULE, *position(file.marks, mistake), mistake.message, hint)
                )
    return TypeFile(file.path, None, tuple(findings)) if findings else file
