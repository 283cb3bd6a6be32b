"""The words of a mail's author apart from those of others: signatures and quoted mails.

Whoever answers point by point quotes the points; without them the answers make no sense, so they stay.
"""

import re
from typing import NamedTuple

from cop_kb.model.quantity import number_of

_SIGNATURE = "-- "  # RFC 3676, section 4.3
_LONGEST_TRIMMED_SIGNATURE = 12  # lines; below a `--` whose space a program has taken away

_HEAD_NAMES = (
    "from|sent|date|to|cc|bcc|subject|reply-to"
    "|von|gesendet|datum|an|betreff"
    "|de|envoyé|à|objet|enviado|fecha|para|asunto|data|assunto"
    "|da|inviato|a|oggetto|van|verzonden|aan|onderwerp"
    "|od|odesláno|komu|kopie|předmět|wysłano|do|dw|temat|från|skickat|till|ämne"
)
_HEAD_FIELD = re.compile(rf"[> ]{{0,9}}\**(?:{_HEAD_NAMES})\**[ \u00a0]?:\**(?:\s|$)", re.I)
_HEAD_LINES = 3
_RULE = re.compile(r"[> ]*(?:-{2,}[^-]*-{2,}|_{5,}|-{5,}|begin forwarded message:)\s*", re.I)
_SAYS_FORWARD = re.compile(
    r"forward|weitergeleitet|transféré|reenviado|inoltrato|doorgestuurd|přeposlan", re.I
)
_GAP = re.compile(r"\n{3,}")
_QUOTE = re.compile(r" ?>")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d\d\b")
_LONGEST_RULE = 100
_LONGEST_INTRODUCTION = (4, 400)  # lines and characters


class _Head(NamedTuple):
    """Where the head of another mail stands in this one, and whether it says that the mail is passed on."""

    start: int
    end: int
    says_forward: bool


def keep_own_words(text: str, is_forward: bool) -> tuple[str, list[str]]:
    """Return what the author of a mail has written, and sentences on what was left out.

    Args:
        text: The text of the mail.
        is_forward: Whether its subject says that it passes another mail on, which is then what it is about.
    """
    lines, own, signature, quoted = text.split("\n"), list[str](), 0, 0
    while lines:
        head = _find_head(lines)
        part = lines[: head.start] if head else lines
        # A signature stands above the quote or below it, depending on the program.
        part, quote_below = _without_last_quote(part)
        part, count = _without_signature(part)
        part, quote_above = _without_last_quote(part)
        signature += count
        quoted += quote_below + quote_above
        own += part
        if head is None:
            break
        if not (is_forward or head.says_forward or not any(line.strip() for line in own)):
            quoted += len(lines) - head.start
            break
        is_forward = False
        lines = _unquoted(lines[head.end - 1], lines[head.end :])
    left_out = []
    if signature:
        left_out.append(f"The signature was left out: {number_of(signature, 'line')}.")
    if quoted:
        number = number_of(quoted, "line")
        left_out.append(f"An earlier mail that it quotes was left out: {number}.")
    own = _without_introductions(own)
    words = "\n".join(line.rstrip() for line in own).strip("\n")
    return _GAP.sub("\n\n", words), left_out


def _find_head(lines: list[str]) -> _Head | None:
    """Find lines such as `From: …`, `Date: …`, `Subject: …` in a row, and the rule above them."""
    run = 0
    for end, line in enumerate([*lines, ""]):
        if _HEAD_FIELD.match(line):
            run += 1
        elif run >= _HEAD_LINES:
            start = end - run
            above = start
            while above and not lines[above - 1].strip("> "):
                above -= 1
            rule = lines[above - 1] if above else ""
            if len(rule) <= _LONGEST_RULE and _RULE.fullmatch(rule):
                return _Head(above - 1, end, bool(_SAYS_FORWARD.search(rule)))
            return _Head(start, end, False)
        else:
            run = 0
    return None


def _unquoted(head: str, lines: list[str]) -> list[str]:
    """Return the lines below a head without the sign of a quote, where the head has it too."""
    if not _QUOTE.match(head):
        return lines
    return [re.sub(r"^ ?> ?", "", line) for line in lines]


def _without_last_quote(lines: list[str]) -> tuple[list[str], int]:
    """Leave out a quote that nothing follows, and the line that says who wrote it, unless nothing else is there."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _QUOTE.match(lines[end - 1])):
        end -= 1
    count = sum(1 for line in lines[end:] if line.strip())
    if not end or not count:
        return lines, 0
    start = _introduction(lines, end)
    return (lines[:start], count + end - start) if any(lines[:start]) else (lines, 0)


def _without_signature(lines: list[str]) -> tuple[list[str], int]:
    below = sum(1 for line in lines if line.strip())
    for number, line in enumerate(lines):
        below -= bool(line.strip())
        is_trimmed = line == _SIGNATURE.rstrip() and below <= _LONGEST_TRIMMED_SIGNATURE
        if below and (line == _SIGNATURE or is_trimmed):
            return lines[:number], below
    return lines, 0


def _without_introductions(lines: list[str]) -> list[str]:
    """Leave out the lines above quotes that say who wrote them and when."""
    kept: list[str] = []
    in_quote = False
    for line in lines:
        is_quote = bool(_QUOTE.match(line))
        if is_quote and not in_quote:
            del kept[_introduction(kept, len(kept)) :]
            if kept and kept[-1].strip():
                kept.append("")
        in_quote = is_quote
        kept.append(line)
    return kept


def _introduction(lines: list[str], end: int) -> int:
    """Return where the lines begin that say before the line ``end`` who wrote what follows; ``end`` if none do."""
    last = end
    while last and not lines[last - 1].strip():
        last -= 1
    start = last
    most, longest = _LONGEST_INTRODUCTION
    while start and lines[start - 1].strip() and last - start <= most:
        start -= 1
    text = " ".join(lines[start:last]).strip()
    fits = 0 < last - start <= most and len(text) <= longest and text.endswith(":")
    return start if fits and _says_who_wrote(text) else end


def _says_who_wrote(text: str) -> bool:
    return "@" in text or bool(_TIME.search(text) and _DAY.search(text))
