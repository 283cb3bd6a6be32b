"""From the bytes that somebody has sent to their words."""

import re
import stat
from pathlib import Path
from typing import NamedTuple

from cop_kb.errors import ScaffoldError
from cop_kb.scaffold.intake.addresses import hide_addresses
from cop_kb.scaffold.intake.decoding import WINDOWS, decode
from cop_kb.scaffold.intake.mail import is_mail, read_mail

MAX_BYTES = 20 * 2**20
"""As large as a mail with attachments gets."""

MAX_CHARACTERS = 200_000
"""As long as a text gets that people read."""

_MEGABYTE = 2**20
_CONTROL = re.compile(
    r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]"
)
_SAVE = "Save it as plain text in UTF-8, or copy its words into a text file."


class Contribution(NamedTuple):
    """What somebody has sent.

    Attributes:
        title: The subject of a mail; empty where there is none.
        text: Their words, with line feeds, as Markdown.
        remarks: Sentences on what was left out or changed.
    """

    title: str
    text: str
    remarks: tuple[str, ...] = ()


def read_file(path: Path) -> bytes:
    """Return what is in the file ``path``.

    Raises:
        ScaffoldError: It is missing, too large, no regular file, or cannot be read.
    """
    try:
        status = path.lstat()
        kind = _odd_kind(status.st_mode)
        if kind:
            hint = "Name the file itself, or pass its text on with: --from -"
            raise ScaffoldError(f"This is {kind}, and a file was expected.", hint, path)
        check_size(status.st_size, path)
        return path.read_bytes()
    except FileNotFoundError:
        raise ScaffoldError("There is no such file.", "Check the path.", path) from None
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        raise ScaffoldError(message, "Check the path and your permissions.", path) from error


def check_size(size: int, path: Path | None = None) -> None:
    """Check how much was sent.

    Raises:
        ScaffoldError: It is too much.
    """
    if size > MAX_BYTES:
        message = (
            f"It has {size // _MEGABYTE} MB or more; at most {MAX_BYTES // _MEGABYTE} MB are read."
        )
        raise ScaffoldError(message, "Copy the words that matter into a text file.", path)


def read_contribution(content: bytes, path: Path | None = None) -> Contribution:
    """Return what somebody has sent, be it a mail or a text.

    Args:
        content: What was sent.
        path: Where it comes from, for messages; None for standard input.

    Raises:
        ScaffoldError: There is no text in it, or too much of it.
    """
    check_size(len(content), path)
    title, remarks = "", []
    if is_mail(content):
        title, text, left_out = read_mail(content)
        remarks += left_out
        if not text.strip():
            hint = "Copy the words that matter into a text file." if left_out else ""
            raise ScaffoldError("There is no text in this mail.", hint, path)
    else:
        decoded = decode(content)
        if decoded is None:
            raise ScaffoldError("This is not a text.", _SAVE, path)
        text, encoding = decoded
        if encoding == WINDOWS:
            remarks.append(
                "It is not UTF-8 and was read as Windows-1252: look at its special letters."
            )
    if len(text) > MAX_CHARACTERS:
        message = f"The text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are taken."
        raise ScaffoldError(message, "Take out what a reader does not need, such as logs.", path)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, hidden = hide_addresses(text)
    title, hidden_in_title = hide_addresses(_CONTROL.sub("", title))
    if hidden or hidden_in_title:
        remarks.append(_addresses(hidden + hidden_in_title))
    if not text.strip():
        raise ScaffoldError("There is no text in it.", "Write a sentence and try again.", path)
    return Contribution(title, text, tuple(remarks))


def _odd_kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link"
    if stat.S_ISDIR(mode):
        return "a folder"
    return "" if stat.S_ISREG(mode) else "a device or a pipe"


def _addresses(number: int) -> str:
    if number == 1:
        return "1 e-mail address was left out; a note in brackets stands in its place."
    return (
        f"{number} e-mail addresses were left out; a note in brackets stands in the place of each."
    )
