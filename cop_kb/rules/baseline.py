"""The baseline: findings that an existing collection begins with. They may stay, new ones may not come.

It is a file beside mkdocs.yml, one line a finding without its place in the file, so that it is easy to compare and to
merge, and lines may move.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.config import Config
from cop_kb.errors import CopKbError
from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.replacement import replace_file

NAME = ".cop-kb-baseline.json"
_VERSION = 1
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")

Recorded = Counter[tuple[str, str, str, Severity]]


class Entry(NamedTuple):
    """Findings that are recorded, alike but for their line.

    Attributes:
        path: Their file, as findings show it.
        rule: The rule.
        message: What is wrong.
        severity: How serious they were.
        times: How many there are of them.
        line: Where the entry stands in the baseline; 1 where somebody has put the file into another form.
    """

    path: str
    rule: str
    message: str
    severity: Severity
    times: int
    line: int

    def findings(self, most: int) -> list[Diagnostic]:
        """Return the recorded findings, no more than ``most`` of them, at the line of the entry."""
        place = (self.line, 1, self.rule, self.severity, self.line, 1)
        return [Diagnostic(self.path, *place, self.message, "")] * min(self.times, most)


class Baseline(NamedTuple):
    """What a baseline records.

    Attributes:
        path: Its file, as findings show it.
        command: The command that writes it anew.
        entries: Its entries, in their order.
    """

    path: str
    command: str
    entries: list[Entry]


def find_baseline(config: Config, named: Path | None = None) -> Path | None:
    """Return the file of the baseline: the one that was named, else the one beside mkdocs.yml; None where there is none.

    Raises:
        CopKbError: There is no file of that name.
    """
    path = named or config.root / NAME
    if path.is_file():
        return path
    if named:
        raise CopKbError(
            f"There is no baseline {named}.", f"Write it with: {_command(config, named)}"
        )
    return None


def read_baseline(config: Config, path: Path) -> Baseline:
    """Return what the baseline in the file ``path`` records.

    Raises:
        CopKbError: It cannot be read, or is no baseline.
    """
    command = _command(config, path)
    hint = f"Write it anew with: {command}"
    try:
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        if any(line.startswith(_CONFLICT) for line in lines):
            message = "This baseline holds the marks of a merge conflict."
            raise CopKbError(message, hint, path)
        return Baseline(config.shown(path.absolute()), command, _entries(json.loads(text), lines))
    except OSError as error:
        message = f"This baseline cannot be read: {error.strerror or error}."
        raise CopKbError(message, "Check its permissions.", path) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        message = "This is no baseline that cop-kb could read."
        raise CopKbError(message, hint, path) from error


class Recording(NamedTuple):
    """What was written to a baseline.

    Attributes:
        number: How many findings it records.
        added: How many of them it did not record before.
        removed: How many it recorded before, and does no more.
    """

    number: int
    added: int
    removed: int


def write_baseline(config: Config, path: Path, diagnostics: Iterable[Diagnostic]) -> Recording:
    """Record the errors and warnings among ``diagnostics`` in the file ``path``.

    Raises:
        CopKbError: It cannot be written.
    """
    found: Recorded = Counter(
        (d.path, d.rule, d.message, d.severity) for d in diagnostics if d.severity != Severity.INFO
    )
    lines = [_line(Entry(*key, number, 1)) for key, number in sorted(found.items())]
    body = ",\n".join(lines)
    content = f'{{\n"schema_version": {_VERSION},\n"findings": [\n{body}\n]\n}}\n'
    before = _recorded(config, path)
    replace_file(path, content.encode("utf-8", "backslashreplace"))
    return Recording(found.total(), (found - before).total(), (before - found).total())


def _recorded(config: Config, path: Path) -> Recorded:
    """Return what the baseline recorded until now; nothing where it could not be read."""
    try:
        entries = read_baseline(config, path).entries
    except CopKbError:
        return Counter()
    recorded: Recorded = Counter()
    for entry in entries:
        recorded[entry[:4]] += entry.times
    return recorded


def _command(config: Config, path: Path) -> str:
    """Return the command that writes the baseline ``path``."""
    usual = path.absolute() == config.root / NAME
    return "cop-kb validate --write-baseline" + ("" if usual else f" --baseline {path}")


def _line(entry: Entry) -> str:
    path, rule, message, severity, number, _ = entry
    data = {"path": path, "rule": rule, "severity": severity, "count": number, "message": message}
    return json.dumps(data, ensure_ascii=False)


def _entries(data: Any, lines: Sequence[str]) -> list[Entry]:  # noqa: ANN401 - whatever the file holds
    if data["schema_version"] != _VERSION:
        raise ValueError
    places = {line.rstrip(",\r"): number for number, line in enumerate(lines, start=1)}
    found = [_entry(item) for item in data["findings"]]
    return [entry._replace(line=places.get(_line(entry), 1)) for entry in found]


def _entry(data: Any) -> Entry:  # noqa: ANN401 - whatever the file holds
    path, rule, message, times = (data[key] for key in ("path", "rule", "message", "count"))
    if not all(isinstance(text, str) for text in (path, rule, message)):
        raise TypeError
    if type(times) is not int or times < 1:
        raise ValueError
    return Entry(path, rule, message, Severity(data["severity"]), times, 1)
