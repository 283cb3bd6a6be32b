"""What files that define something have in common: they are found, read and checked alike."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

from cop_kb.model.diagnostic import Finding
from cop_kb.model.nearest import nearest
from cop_kb.model.schema_error import Mistake, explain, position
from cop_kb.positioned_yaml import read_yaml
from cop_kb.resources import folder

_MAX_DEPTH = 20
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class Definition(NamedTuple):
    """What one file says, where it says it, and what is wrong with it."""

    data: Any
    marks: Mapping[str, Sequence[int]]
    findings: tuple[Finding, ...]


def definition_files(base: Path) -> list[Path]:
    """Return the YAML files in the folder ``base``, which need not exist."""
    return sorted(path for path in base.glob("*") if path.suffix in {".yaml", ".yml"})


def read_definition(
    rule: str, path: Path, find_mistakes: Callable[[Path, Any], list[Mistake]]
) -> Definition:
    """Read and check a file.

    Args:
        rule: Whose findings these are.
        path: The file.
        find_mistakes: Returns what is wrong with the data of the file.
    """
    text = read_text(rule, path)
    if isinstance(text, Finding):
        return Definition({}, {}, (text,))
    data, marks, problems = read_yaml(text, max_depth=_MAX_DEPTH)
    findings = tuple(problem._replace(rule=rule) for problem in problems)
    if not findings:
        findings = tuple(at_mistake(rule, marks, m) for m in find_mistakes(path, data))
    return Definition(data, marks, findings)


def read_text(rule: str, path: Path) -> str | Finding:
    """Return the text of a file, or why it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        message = f"`{path.name}` cannot be read: {reason}."
        return Finding(rule, 1, 1, 1, 1, message, "Save it as UTF-8, as a regular file.")


def refuse_irregular(rule: str, paths: Iterable[Path]) -> Finding | None:
    """Refuse what is no regular file: a link could lead to any file of the machine, a pipe would never end."""
    for path in paths:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            message = f"`{path.name}` is not a regular file, so it is left out."
            hint = "Put a regular file in its place, or remove it."
            return Finding(rule, 1, 1, 1, 1, message, hint)
    return None


def schema_mistakes(name: str, data: Any) -> list[Mistake]:  # noqa: ANN401 - whatever the file holds
    """Return what is wrong with ``data`` by the schema in the file ``name`` of ours."""
    schema, validator = _schema(name)
    return [m for error in validator.iter_errors(data) for m in explain(error, schema)]


@cache
def _schema(name: str) -> tuple[dict[str, Any], jsonschema_rs.Draft202012Validator]:
    schema = json.loads((folder("content_schema") / name).read_text("utf-8"))
    return schema, jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def at_mistake(rule: str, marks: Mapping[str, Sequence[int]], mistake: Mistake) -> Finding:
    """Return a finding about a mistake, at its place."""
    return Finding(rule, *position(marks, mistake), mistake.message, mistake.hint)


def wrong_value(pointer: str, message: str, hint: str) -> Mistake:
    """Return a mistake about the value at ``pointer``."""
    return Mistake("value", pointer, False, message, hint)


def bad_name(path: Path, what: str, example: str) -> list[Mistake]:
    """Return a mistake where the file is not named as identifiers are; ``what`` it is the name of."""
    if _NAME.fullmatch(path.stem):
        return []
    message = f"`{path.stem}` cannot be the name of a {what}."
    hint = f"Rename the file: small letters, digits and hyphens only, such as {example}."
    return [wrong_value("", message, hint)]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the hint about a name that is not known."""
    names = sorted(known)
    close = nearest(name, names)
    return f"Did you mean `{close}`?" if close else f"Known: {', '.join(names)}."
