"""Stewards as they are named on the command line."""

import re
from typing import NamedTuple

from cop_kb.errors import ScaffoldError
from cop_kb.scaffold.slug import slug_from_title

_STEWARD = re.compile(r"(?P<name>[^<>]+?)(?:\s*<(?P<handle>[^<>]*)>)?")
# Users and groups of GitHub and GitLab.
_HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")


class Steward(NamedTuple):
    """Somebody who looks after a community.

    Attributes:
        name: The name.
        slug: The name of the file of their page.
        handle: Their account on the host of the repository, such as ``@ada``; empty when it is not known.
    """

    name: str
    slug: str
    handle: str


def read_steward(text: str) -> Steward:
    """Read ``Ada Example`` or ``Ada Example <@ada>``.

    Raises:
        ScaffoldError: It is neither.
    """
    text = " ".join(text.split())
    match = _STEWARD.fullmatch(text)
    handle = (match["handle"] or "") if match else ""
    if match is None or (match["handle"] is not None and not _HANDLE.fullmatch(handle)):
        raise ScaffoldError(
            f"The steward {text!r} cannot be read.",
            'Give a name, or a name and an account: --steward "Ada Example <@ada>". No mail address is kept.',
        )
    return Steward(match["name"], slug_from_title(match["name"]), handle)
