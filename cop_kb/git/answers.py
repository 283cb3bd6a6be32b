"""What git says when it refuses, in its own words."""

import re
from collections.abc import Sequence

from cop_kb.errors import GitError

_SECRET = re.compile(r"(?<=://)[^\s'\"]*@|(?<=://)([^\s'\"?]*)\?[^\s'\"]*")
_WHO_SPEAKS = re.compile(r"^((fatal|error|ERROR|remote): ?)+")


def answer(error: GitError) -> list[str]:
    """Return all that git printed before it gave up, line by line, without passwords and tokens in addresses."""
    cause = error.__cause__
    printed = f"{getattr(cause, 'stderr', '')}\n{getattr(cause, 'stdout', '')}"
    lines = (re.sub(r"^std(err|out): '", "", line.strip()) for line in printed.splitlines())
    return [_SECRET.sub(r"\1", line.rstrip("' ")) for line in lines if line.rstrip("' ")]


def first_words(lines: Sequence[str]) -> str:
    """Return the line in which git or the remote side says what is wrong: the first, hints and warnings apart."""
    for line in lines:
        words = _WHO_SPEAKS.sub("", line).strip(" .")
        if words and not line.lower().startswith(("hint:", "warning:", "to ")):
            return words
    return ""


def reason_of_push(lines: Sequence[str]) -> str:
    """Return why a push failed: what the remote side said, and what git says of the branch at the end of its line."""
    said = [first_words([line]) for line in lines if line.startswith("remote:")]
    status = next((line for line in lines if line.startswith("!")), "")
    reason = re.search(r"\(([^()]*)\)$", status)
    reasons = dict.fromkeys([*said, reason[1] if reason else ""])
    return "; ".join(filter(None, reasons)) or first_words(lines)
