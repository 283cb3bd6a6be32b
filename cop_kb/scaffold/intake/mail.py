"""Reads a mail: its subject and the words of whoever sent it, nothing else of its head and no attachment."""

import email
import re
from binascii import Error as Base64Error
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import Any, NamedTuple

from cop_kb.errors import ScaffoldError
from cop_kb.model.quantity import number_of
from cop_kb.scaffold.intake.decoding import decode
from cop_kb.scaffold.intake.html import read_html
from cop_kb.scaffold.intake.replies import keep_own_words

# Header fields that mails have and other texts do not: two of them before the first empty line make a mail.
_FIELDS = frozenset(
    b"from to cc subject date sender reply-to message-id mime-version received return-path delivered-to content-type"
    b" content-transfer-encoding in-reply-to references x-mailer thread-topic".split()
)
_ENOUGH = 2
_HEAD = 100_000
_FIELD = re.compile(rb"([!-9;-~]{1,80}):")
_EMPTY_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_PREFIX = re.compile(
    r"\s*(?:(?P<forward>fwd?|wg|tr|rv|enc|doorst|vl|pd)|re|aw|antw|sv|vs|rif|ref|odp|r)(?:\[\d+\])?\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
# The parser of Python stumbles over odd parameters; these are all that matter here.
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_FILE_NAME = re.compile(r"\b(?:file)?name\*?\d*\*?\s*=", re.IGNORECASE)
_WHOLE_MAIL = "message/rfc822"
_MAX_DEPTH = 20
_LONGEST_TEXT = 1_000_000  # with all the HTML that some programs write around a few words


class _Contents(NamedTuple):
    """What a mail holds.

    Attributes:
        text: Its texts as Markdown.
        has_signature: Whether a signature was marked as such and left out.
        attachments: How many files come with it.
        mail: The first mail among them.
    """

    text: str
    has_signature: bool
    attachments: int
    mail: Message | None


def is_mail(content: bytes) -> bool:
    """Tell by its first lines whether this is a mail."""
    head = _EMPTY_LINE.split(content[:_HEAD].removeprefix(_BYTE_ORDER_MARK), maxsplit=1)[0]
    names = set()
    for number, line in enumerate(head.splitlines()):
        field = _FIELD.match(line)
        if field:
            names.add(field[1].lower())
        elif not line[:1].isspace() and (number or not line.startswith(b"From ")):
            return False  # mailboxes begin each mail with a line `From `
    return len(names & _FIELDS) >= _ENOUGH


def read_mail(content: bytes) -> tuple[str, str, list[str]]:
    """Return the subject of a mail, its text as Markdown, and sentences on what was left out.

    Its author is not among them: whoever brings a mail in decides whom to name.
    """
    try:
        message = email.message_from_bytes(content.removeprefix(_BYTE_ORDER_MARK))
        return _read(message)
    except (RecursionError, MessageError):
        return "", "", []  # parts inside parts without end: nobody has written that


def _read(message: Message) -> tuple[str, str, list[str]]:
    subject, is_forward = _split_subject(_header(message, "subject"))
    mail = _contents(message)
    if not mail.text and (inner := mail.mail):
        # Some programs pass a mail on as an attachment.
        mail = _contents(inner)
        subject = _split_subject(_header(inner, "subject"))[0] or subject
    text, left_out = keep_own_words(mail.text, is_forward)
    if mail.has_signature:
        left_out.append("The signature was left out.")
    if mail.attachments:
        number = number_of(mail.attachments, "attachment was", "attachments were")
        left_out.append(f"{number} not taken.")
    return subject, text, left_out


def _contents(message: Message) -> _Contents:
    texts, attachments, has_signature = [], [], False
    for part in _leaves(message, 0):
        kind = part.get_content_type()
        if _is_file(part) or kind not in {"text/plain", "text/html"}:
            attachments.append(part)
            continue
        text, found = read_html(_text(part)) if kind == "text/html" else (_text(part), False)
        has_signature = has_signature or found
        texts.append(text.strip("\n"))
    mails = [_parts(a)[0] for a in attachments if a.get_content_type() == _WHOLE_MAIL and _parts(a)]
    text = "\n\n".join(text for text in texts if text.strip())
    return _Contents(text, has_signature, len(attachments), mails[0] if mails else None)


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something, of several versions of the same text only one."""
    parts = _parts(part)
    if not parts or part.get_content_type() == _WHOLE_MAIL or depth == _MAX_DEPTH:
        yield part
    elif part.get_content_subtype() == "alternative":
        versions = [list(_leaves(each, depth + 1)) for each in parts]
        yield from min(versions, key=_preference)
    else:
        for each in parts:
            yield from _leaves(each, depth + 1)


def _preference(version: list[Message]) -> int:
    """Return how well a version of a text suits: words alone before HTML, and that before anything else."""
    kinds = {part.get_content_type(): part for part in version}
    plain = kinds.get("text/plain")
    if plain is not None and _text(plain).strip():
        return 0
    return 1 if "text/html" in kinds else 2


def _parts(part: Message) -> list[Message]:
    payload: Any = part.get_payload() if part.is_multipart() else []
    return list(payload)


def _is_file(part: Message) -> bool:
    """Tell whether a part is a file rather than words. Whatever its name is, and however that is encoded."""
    disposition = str(part.get("content-disposition", "")).lower()
    return "attachment" in disposition or bool(
        _FILE_NAME.search(disposition + ";" + str(part.get("content-type", "")))
    )


def _text(part: Message) -> str:
    payload: Any = part.get_payload(decode=True)
    charset = _CHARSET.search(str(part.get("content-type", "")))
    decoded = decode(payload or b"", charset[1] if charset else "")
    text = decoded[0].replace("\r\n", "\n") if decoded else ""
    if len(text) > _LONGEST_TEXT:
        message = f"A text in this mail has {len(text):,} characters."
        raise ScaffoldError(message, "Copy the words that matter into a text file.")
    return text


def _header(message: Message, name: str) -> str:
    """Return the text of a header field on one line, whether it is encoded as the standard says or not at all."""
    raw = next((str(v) for key, v in message.raw_items() if key.lower() == name), "")
    decoded = decode(raw.encode("utf-8", "surrogateescape"))
    text = " ".join(decoded[0].split()) if decoded else ""
    try:
        return "".join(_word(word, charset) for word, charset in decode_header(text))
    except (MessageError, Base64Error, ValueError):
        return text


def _word(word: str | bytes, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    if charset is None:  # how `decode_header` gives back what was not encoded
        return word.decode("raw-unicode-escape", "replace")
    decoded = decode(word, charset)
    return decoded[0] if decoded else ""


def _split_subject(subject: str) -> tuple[str, bool]:
    """Return a subject without the signs of replies and forwards, and whether it is a forward."""
    is_forward = False
    while match := _PREFIX.match(subject):
        subject = subject[match.end() :]
        is_forward = is_forward or bool(match["forward"])
    return subject.strip(), is_forward
