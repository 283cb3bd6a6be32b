"""Reads mkdocs.yml and the files that it inherits from."""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from cop_kb.errors import ConfigError
from cop_kb.model.schema_error import shown
from cop_kb.model.source import mark_of
from cop_kb.positioned_yaml import read_tolerant

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_INHERIT = "INHERIT"
_LONGEST_CHAIN = 10
_MAX_BYTES = 1_000_000


class ConfigFile(NamedTuple):
    """What one configuration file says itself, and where."""

    path: Path
    data: dict[str, Any]
    marks: Mapping[str, Sequence[int]]


def read_config_files(path: Path) -> list[ConfigFile]:
    """Return the configuration file and those that it inherits from, the nearest first.

    Args:
        path: The configuration file, absolute.

    Raises:
        ConfigError: One of them is missing, cannot be read, lies outside of the repository or inherits from itself.
    """
    missing = ConfigError(f"There is no {path.name} in {path.parent}.", _way_on(path), path)
    files = [_read_file(path, missing)]
    boundary = _boundary(path.parent)
    while (inherited := files[-1].data.pop(_INHERIT, None)) is not None:
        files.append(_read_parent(files, inherited, boundary))
    return files


def merge_files(files: Sequence[ConfigFile]) -> dict[str, Any]:
    """Merge as MkDocs does: mappings key by key, everything else replaced by the nearer file."""
    data: dict[str, Any] = {}
    for file in reversed(files):
        data = _merge(data, file.data)
    return data


def file_of(files: Sequence[ConfigFile], pointer: str) -> ConfigFile:
    """Return the file in which the value at ``pointer`` stands, or the nearest value around it."""
    while pointer:
        for file in files:
            if pointer in file.marks:
                return file
        pointer = pointer.rpartition("/")[0]
    return files[0]


def fail(files: Sequence[ConfigFile], key: str, message: str, hint: str) -> NoReturn:
    """Raise an error at a top-level key; without a line where the key is not given.

    Raises:
        ConfigError: Always.
    """
    pointer = f"/{key}"
    file = file_of(files, pointer)
    if pointer not in file.marks:
        raise ConfigError(message, hint, file.path)
    mark = mark_of(file.marks, pointer)
    raise ConfigError(message, hint, file.path, mark.key_line, mark.key_column)


def absolute(root: Path, name: str | Path) -> Path:
    """Return the path ``name``, seen from ``root``, without ``..``; links are not followed."""
    return Path(os.path.normpath((root / name).absolute()))


def real(path: Path) -> Path:
    """Return where ``path`` leads when links are followed; unlike ``Path.resolve``, links in a circle do no harm."""
    return Path(os.path.realpath(path))


def _way_on(path: Path) -> str:
    """Return what to do where there is no ``path``; a knowledge base inside of another is not what anybody wants."""
    above = (folder / name for folder in path.parent.parents for name in _NAMES)
    found = next(filter(os.path.isfile, above), None)
    if found is None:
        return "Run `cop-kb init` to make a knowledge base, or name its file with --config-file."
    folder, file = os.path.relpath(found.parent), os.path.relpath(found)
    return f"There is one in {folder}: go there, or add -f {file}"


def _read_parent(files: Sequence[ConfigFile], inherited: object, boundary: Path) -> ConfigFile:
    child = files[-1]
    if not isinstance(inherited, str):
        message = f"`{_INHERIT}` must be the path of a file, found {shown(inherited)}."
        fail([child], _INHERIT, message, "Write it as: INHERIT: base.yml")
    path = absolute(child.path.parent, inherited)
    if any(real(file.path) == real(path) for file in files):
        message = (
            f"`{_INHERIT}` leads in a circle: {inherited} is among the files that inherit from it."
        )
        fail([child], _INHERIT, message, "Remove one of these lines.")
    if len(files) >= _LONGEST_CHAIN:
        message = f"More than {_LONGEST_CHAIN} configuration files inherit from one another."
        fail([child], _INHERIT, message, "Put some of them together.")
    if path.suffix not in (".yml", ".yaml") or not real(path).is_relative_to(boundary):
        message = f"`{_INHERIT}` names {inherited}, which is no YAML file inside {boundary}."
        fail([child], _INHERIT, message, "Move the file there.")
    mark = mark_of(child.marks, f"/{_INHERIT}")
    missing = ConfigError(
        f"`{_INHERIT}` names {inherited}, which does not exist.",
        "Correct the path; it counts from the folder of this file.",
        child.path,
        mark.line,
        mark.column,
    )
    return _read_file(path, missing)


def _boundary(root: Path) -> Path:
    """Return the folder that inherited files must lie in: the repository, else the folder above mkdocs.yml."""
    folder = real(root)
    repositories = (f for f in (folder, *folder.parents) if (f / ".git").exists())
    return next(repositories, folder.parent)


def _read_file(path: Path, missing: ConfigError) -> ConfigFile:
    document = read_tolerant(_read_text(path, missing))
    if document.findings:
        first = document.findings[0]
        raise ConfigError(first.message, first.hint, path, first.line, first.column)
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        message = f"{path.name} must hold settings, found {shown(data)}."
        hint = "Write one setting a line, such as: site_name: Our knowledge base"
        raise ConfigError(message, hint, path, 1, 1)
    return ConfigFile(path, data, document.marks)


def _read_text(path: Path, missing: ConfigError) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ConfigError(f"{path} is not a file.", "Name the configuration file itself.", path)
        if status.st_size > _MAX_BYTES:
            message = f"{path.name} is larger than {_MAX_BYTES:,} bytes."
            raise ConfigError(message, "Make it smaller.", path)
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise missing from None
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror or error}."
        raise ConfigError(message, "Check its name and its permissions.", path) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path.name} is not UTF-8.", "Save it as UTF-8.", path, line) from error


def _merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    result = dict(parent)
    for key, value in child.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = _merge(old, value)
        else:
            result[key] = value
    return result
