"""The text of one file: decoded, its line ends made one, its front matter apart from its body."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cop_kb.model.diagnostic import Finding
from cop_kb.positioned_yaml import read_yaml
from cop_kb.resources import folder

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_NEARLY_FENCE = re.compile(r"(?:[ \t]*\n)*[ \t]*-{3,5}[ \t]*\n")
# Nothing at all, before lines of text that end at a line `---`: the first of them may be a field.
_NO_FENCE = re.compile(r"(?=(?:[ \t]*[^\s][^\n]*\n)+?---[ \t]*$)", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = Finding(
    "unreadable-file", 1, 1, 1, 1,
    "The file is not UTF-8 text; it may be UTF-16, which some editors call Unicode.",
    "Save the file as UTF-8.",
)  # fmt: skip
_LINE_ENDS = re.compile(r"\r\n?")


class Source(NamedTuple):
    """What a Markdown file says.

    Attributes:
        data: The front matter; empty where there is none or it cannot be read.
        marks: Positions in the front matter, see ``FileRecord``.
        body: The text after the front matter.
        body_line: The line that the body begins on, from 1.
        findings: What could not be read.
    """

    data: dict[str, object]
    marks: Mapping[str, Sequence[int]]
    body: str
    body_line: int
    findings: tuple[Finding, ...]


def read_source(path: Path) -> Source:
    """Read the Markdown file ``path``. A file that cannot be read yields a finding, never an exception."""
    try:
        return parse_source(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        finding = Finding(
            "unreadable-file", 1, 1, 1, 1,
            f"The file cannot be read: {reason}.",
            "Check that it is there and that you may read it.",
        )  # fmt: skip
        return Source({}, {}, "", 1, (finding,))


def read_body(path: Path, body_line: int) -> str:
    """Return the text of ``path`` from the line ``body_line`` on, decoded as ``read_source`` does.

    Raises:
        OSError: The file cannot be read.
    """
    return "\n".join(read_text(path).split("\n", body_line - 1)[body_line - 1 :])


def read_text(path: Path) -> str:
    """Return the whole text of ``path``, decoded as ``read_source`` does, lines ended by a line feed.

    Raises:
        OSError: The file cannot be read.
    """
    return _decode(path.read_bytes())[0]


def parse_file(src_uri: str, content: bytes) -> Source:
    """Read what the file at ``src_uri`` holds: a text with front matter, or fields only."""
    return (parse_source if src_uri.endswith(".md") else parse_fields)(content)


def parse_source(content: bytes) -> Source:
    """Decode ``content`` and split it.

    Text that is not UTF-8 is read as Latin-1, with a finding. Front matter is what stands between a first line ``---``
    and the next line ``---`` or ``...``, if it is a mapping; anything else that opens with a dash rule is plain text.
    """
    text, findings = _decode(content)
    split = _split(text)
    if split is None:
        return Source({}, {}, text, 1, findings + (_unclosed(text) or _displaced(text)))
    front_matter, body = split
    body_line = front_matter.count("\n") + 3
    data, marks, problems = read_yaml(front_matter, first_line=2)
    if isinstance(data, dict):
        return Source(data, marks, body, body_line, findings + problems)
    if isinstance(data, list):
        problems = problems or _no_mapping(2)
    elif data is not None and not problems:
        return Source({}, {}, text, 1, findings)
    return Source({}, {}, body, body_line, findings + problems)


def parse_fields(content: bytes) -> Source:
    """Decode ``content`` and read all of it as fields: the text of a document that is data only."""
    text, findings = _decode(content)
    data, marks, problems = read_yaml(text)
    if isinstance(data, dict):
        return Source(data, marks, "", 1, findings + problems)
    if data is not None and not problems:
        problems = _no_mapping(1)
    return Source({}, {}, "", 1, findings + problems)


def _decode(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    if content.startswith(_UTF16) or b"\0" in content:
        return "", (_NOT_TEXT,)
    findings: tuple[Finding, ...] = ()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        text = content.decode("latin-1")
        byte = f"0x{content[error.start]:02x}"
        findings = (
            Finding(
                "encoding", line, column, line, column + 1,
                f"The file is not UTF-8. It is read as Latin-1, so letters may be wrong (here the byte {byte}).",
                "Save the file as UTF-8.",
            ),
        )  # fmt: skip
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return text, findings


def _split(text: str) -> tuple[str, str] | None:
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _END.search(text, opening.end())
    if closing is None:
        return None
    return text[opening.end() : closing.start()], text[closing.end() + 1 :]


def _unclosed(text: str) -> tuple[Finding, ...]:
    opening = _FENCE.match(text)
    if opening is None or _KEY.match(text, opening.end()) is None:
        return ()
    return (
        Finding(
            "unclosed-front-matter", 1, 1, 1, 4,
            "The front matter that opens here is never closed, so all of it shows as text.",
            "Put a line with --- after the last field.",
        ),
    )  # fmt: skip


def _displaced(text: str) -> tuple[Finding, ...]:
    """Find what its author took for front matter: nearly a line ``---``, or none, and then a field that documents have.

    A long dash rule above plain words, as some collections have it, is left in peace.
    """
    opening = _NEARLY_FENCE.match(text) or _NO_FENCE.match(text)
    if opening is None:
        return ()
    field = _KEY.match(text, opening.end())
    if field is None or field[0].partition(":")[0].strip() not in _known_fields():
        return ()
    hint = "Begin the file with a line of exactly three dashes: nothing before them, and no empty line above."
    if opening.re is _NO_FENCE:
        hint = "Put a line of exactly three dashes above the first field."
    line = text.count("\n", 0, max(opening.end() - 1, 0)) + 1
    return (
        Finding(
            "displaced-front-matter", line, 1, line, len(opening[0].rpartition("\n")[0]) + 1,
            "This looks like front matter and is not read as such, so all of it shows as text.",
            hint,
        ),
    )  # fmt: skip


@cache
def _known_fields() -> frozenset[str]:
    path = folder("content_schema") / "common.schema.json"
    return frozenset({"type", *json.loads(path.read_text("utf-8"))["properties"]})


def _no_mapping(line: int) -> tuple[Finding, ...]:
    return (
        Finding(
            "yaml-syntax", line, 1, line, 1,
            "This is a list or a text, and fields were expected.",
            "Write one field a line, such as: title: Rolling back a release",
        ),
    )  # fmt: skip
