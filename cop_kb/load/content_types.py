"""Reads the type files: those that cop-kb brings, then those of the knowledge base, which win."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cop_kb.load.definition import (
    at_mistake,
    definition_files,
    did_you_mean,
    read_definition,
    read_text,
    refuse_irregular,
    wrong_value,
)
from cop_kb.load.type_builder import build_type, ending_of
from cop_kb.load.type_mistakes import find_mistakes
from cop_kb.model.content_type import ANY, ContentType
from cop_kb.model.diagnostic import Finding
from cop_kb.model.source import json_pointer
from cop_kb.resources import folder

_RULE = "type-file"


class TypeFile(NamedTuple):
    """One type file that was read.

    Attributes:
        path: The file.
        type: The content type; None when the file has a mistake.
        findings: The mistakes.
        marks: Positions in the file.
        place: The folder or file that it wants to have, even when the type file has a mistake; may be empty.
        ending: How the files of its documents end.
    """

    path: Path
    type: ContentType | None
    findings: tuple[Finding, ...]
    marks: Mapping[str, Sequence[int]] = MappingProxyType({})
    place: str = ""
    ending: str = ContentType.ending


def read_type_files(own: Path) -> dict[str, TypeFile]:
    """Read all type files, by id.

    Args:
        own: The knowledge base's folder of type files; need not exist.

    Returns:
        Every type that there is, whether it is on or not. One of the knowledge base replaces one of cop-kb whole.
    """
    found: dict[str, TypeFile] = {}
    for path in definition_files(folder("content_schema") / "types"):
        found[path.stem] = _read_type_file(path)
    for path in definition_files(own):
        file = _refuse_links(path) or _read_type_file(path)
        replaced = found.get(path.stem)
        if replaced and not file.place:
            file = file._replace(place=replaced.place, ending=replaced.ending)
        found[path.stem] = file
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


def _refuse_links(path: Path) -> TypeFile | None:
    finding = refuse_irregular(_RULE, (path, path.with_suffix(".md")))
    return TypeFile(path, None, (finding,)) if finding else None


def find_clashes(
    types: Mapping[str, ContentType], files: Mapping[str, TypeFile]
) -> Iterator[tuple[Path, Finding]]:
    """Yield a finding for each type that is on and claims the place of another: only one of them can have it."""
    owners: dict[str, ContentType] = {}
    for content_type in types.values():
        place = content_type.file or content_type.folder
        first = owners.setdefault(place, content_type)
        if first is not content_type:
            file = files[content_type.id]
            pointer = "/file" if content_type.file else "/folder"
            message = f"`{place}` is the place of the content type `{first.id}` already."
            hint = f"Name another one, or leave `{first.id}` out of `types` in the configuration."
            mistake = wrong_value(pointer, message, hint)
            yield file.path, at_mistake(_RULE, file.marks, mistake)


def _read_type_file(path: Path) -> TypeFile:
    data, marks, findings = read_definition(_RULE, path, find_mistakes)
    starter = path.with_suffix(".md")
    template = read_text(_RULE, starter) if starter.exists() else ""
    if isinstance(template, Finding):
        findings = (*findings, template)
    if findings or isinstance(template, Finding):
        return TypeFile(path, None, findings, {}, *_claimed(data))
    built = build_type(path.stem, data, template)
    return TypeFile(path, built, (), marks, built.folder or built.file, built.ending)


def _claimed(data: Any) -> tuple[str, str]:  # noqa: ANN401 - whatever the file holds
    """Return the place and the ending that a type file with a mistake wants to have."""
    texts = {k: v for k, v in data.items() if isinstance(v, str)} if isinstance(data, dict) else {}
    return texts.get("folder") or texts.get("file", ""), ending_of(texts)


def _checked(file: TypeFile, files: Mapping[str, TypeFile]) -> TypeFile:
    """Check what only all types together can tell: that relations and words point to types that exist."""
    if file.type is None:
        return file
    named = [
        (json_pointer("relations", relation.name, "to", index), name)
        for relation in file.type.relations.values()
        for index, name in enumerate(relation.to)
        if name != ANY
    ]
    for field, schema in file.type.schema["properties"].items():
        if isinstance(schema, dict) and "vocabulary" in schema:
            pointer = json_pointer("front_matter", "properties", field, "vocabulary")
            named.append((pointer, schema["vocabulary"]))
    findings = []
    for pointer, name in named:
        if name not in files:
            message = f"There is no content type `{name}`."
            mistake = wrong_value(pointer, message, did_you_mean(name, files))
            findings.append(at_mistake(_RULE, file.marks, mistake))
    return file._replace(type=None, findings=tuple(findings)) if findings else file
