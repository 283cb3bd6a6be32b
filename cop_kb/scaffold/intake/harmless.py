"""Text as text: what somebody has sent shows as they wrote it, and does nothing else.

HTML shows as its source, since a tag that is not closed would swallow what stands below it. Closed comments stay
comments: forms put their hints there. Links that could run code are no links. Code is left as it is.
"""

import re
from collections import defaultdict
from html import unescape
from itertools import groupby

from cop_kb.load.markdown import read_structure
from cop_kb.load.markdown.commonmark import FENCE
from cop_kb.rules.unsafe_link import unsafe_scheme

_OPENING = re.compile(r"[ \t]*(`{3,}|~{3,})(?![^\n]*`)")
_SIGN = re.compile(r"<(?=[A-Za-z/!?])|`+|\\[\\`]")  # a backtick behind a backslash begins no code
_WEB_ADDRESS = re.compile(r"<https?://[^\s<>]{1,2000}>")
_LONGEST_CODE = 2000
# An address in a link, or in the definition of one.
_ADDRESS = re.compile(r"\](?P<sign>[(:])(?=\s{0,20}<?(?P<address>[^\n()<>]{0,300}))")


def make_harmless(text: str) -> tuple[str, int]:
    """Return Markdown in which HTML and unsafe links are text, and how many HTML tags there were."""
    lines = text.split("\n")
    fenced = _fenced_lines(lines)
    parts, tags = [], 0
    for is_code, numbers in groupby(range(len(lines)), fenced.__contains__):
        part = "\n".join(lines[n] if is_code else _without_fence(lines[n]) for n in numbers)
        if not is_code:
            part, count = _show_tags(part)
            tags += count
        parts.append(part)
    return _without_unsafe_links("\n".join(parts)), tags


def _fenced_lines(lines: list[str]) -> set[int]:
    """Return the numbers of the lines of code between fences, the fences included."""
    ends: dict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(lines))):
        ends[lines[number].strip()].append(number)
    fenced: set[int] = set()
    done = 0
    for number, line in enumerate(lines):
        fence = FENCE.match(line.lstrip(" \t")) if number >= done else None
        if fence is None:
            continue
        closing = ends[fence[1]]
        while closing and closing[-1] <= number:
            closing.pop()
        if closing:
            done = closing[-1] + 1
            fenced.update(range(number, done))
    return fenced


def _without_fence(line: str) -> str:
    """Escape a fence that nothing closes, or that is none to the site: it could find its end in another section."""
    fence = _OPENING.match(line)
    return f"{line[: fence.start(1)]}\\{line[fence.start(1) :]}" if fence else line


def _show_tags(text: str) -> tuple[str, int]:
    parts, done, tags = [], 0, 0
    last_comment_end = text.rfind("-->")
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start < done or sign[0][0] == "\\":
            continue
        if sign[0][0] == "`":
            end = _code_end(text, sign)
            if end == sign.end():  # in another line they could find their end
                parts.append(text[done:start] + "\\`" * len(sign[0]))
                done = end
                continue
        elif text.startswith("<!--", start) and start < last_comment_end:
            end = _comment_end(text, start)
        else:
            address = _WEB_ADDRESS.match(text, start)
            end = address.end() if address else start
        if end > start:
            parts.append(text[done:end])
            done = end
        else:
            parts.append(text[done:start] + "&lt;")
            done = start + 1
            tags += 1
    return "".join([*parts, text[done:]]), tags


def _comment_end(text: str, start: int) -> int:
    """Return where a comment ends that stands within a line, or has its lines for itself; else where it begins."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    end = text.find("-->", start + len("<!--")) + len("-->")
    if end < start + len("<!---->") or before.endswith("\\"):
        return start
    after = text[end:].partition("\n")[0]
    alone = not before.strip() and not after.strip()
    within = bool(before.strip()) and "\n" not in text[start:end]
    return end if alone or within else start


def _code_end(text: str, opening: re.Match[str]) -> int:
    """Return where the code ends that backticks begin; their own end where nothing in their line closes them."""
    start = opening.end()
    line = text[start : start + _LONGEST_CODE].partition("\n")[0]
    closing = re.search(rf"(?<!`){opening[0]}(?!`)", line)
    return start + closing.end() if closing else start


def _without_unsafe_links(text: str) -> str:
    """Return ``text`` with entities for the signs that make links of unsafe addresses."""

    def close(found: re.Match[str]) -> str:
        return f"]&#{ord(found['sign'])};"

    def close_unsafe(found: re.Match[str]) -> str:
        return close(found) if unsafe_scheme(unescape(found["address"])) else found[0]

    # Another section may use what is defined here, so that this does not ask whether there are links.
    text = _ADDRESS.sub(close_unsafe, text)
    is_safe = not any(unsafe_scheme(link.target) for link in read_structure(text).links)
    return text if is_safe else _ADDRESS.sub(close, text)
