"""What a filled form says of itself: which document it asks for, and where it belongs.

The forms are made by ``scaffold.issue_forms``. They come back as headings with an answer below each, and are then read
like any other text.
"""

import re
from itertools import zip_longest
from typing import NamedTuple

from cop_kb.model.content_type import fold_heading
from cop_kb.scaffold.intake.contribution import Contribution
from cop_kb.scaffold.intake.outline import Part, at_level, cut_at_headings

KIND = "Kind of document"
COMMUNITY = "Community"
PROMISE = "Before you send it"
"""The headings that are for us, and in no document."""

MARK = "Made of the content type"
"""What the first line of each form says, by which one that was made here is known."""

_OURS = frozenset(map(fold_heading, (KIND, COMMUNITY, PROMISE)))
_HEAD = re.compile(rf"<!-- {MARK}.*?-->", re.S)
_HINT = re.compile(r"\s*<!--.*?-->", re.S)
_NO_ANSWER = re.compile(r"[_*]*no response[_*]*", re.IGNORECASE)  # what forms of GitHub say


class Form(NamedTuple):
    """What somebody has sent, and what the form that it came in says of it.

    Attributes:
        type: What the document is called that it asks for; empty where it does not say so.
        community: The community that it names; may be empty.
        contribution: Their words, without what is for us.
    """

    type: str
    community: str
    contribution: Contribution


NO_FORM = Form("", "", Contribution("", ""))


def read_form(contribution: Contribution) -> Form:
    """Return what a form says of itself, and without its hints what was written into it; other texts stay as they are."""
    first, *others = cut_at_headings(_HEAD.sub("", contribution.text, count=1))
    parts = [part._replace(text=_without_hint(part.text)) for part in others]
    ours = {fold_heading(p.heading): p.text for p in reversed(parts) if _is_ours(p)}
    if fold_heading(KIND) not in ours:
        return Form("", "", contribution)
    answers = [first.text]
    for part, following in zip_longest(parts, parts[1:], fillvalue=Part("", 0, "")):
        if not _is_ours(part) and (part.text or following.level > part.level):
            answers += [at_level(part.heading, part.level), part.text]
    text = "\n\n".join(filter(None, answers))
    kind, community = (_choice(ours.get(fold_heading(h), "")) for h in (KIND, COMMUNITY))
    return Form(kind, community, contribution._replace(text=text))


def is_unanswered(text: str) -> bool:
    """Tell whether a form says below a heading that there is no answer."""
    return bool(_NO_ANSWER.fullmatch(text.strip()))


def _is_ours(part: Part) -> bool:
    return fold_heading(part.heading) in _OURS


def _without_hint(text: str) -> str:
    hint = _HINT.match(text)
    return text[hint.end() :].strip("\n") if hint else text


def _choice(text: str) -> str:
    return "" if is_unanswered(text) else " ".join(text.split())
