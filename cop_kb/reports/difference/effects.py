"""What a change does beyond the documents that it touches, in words."""

from collections.abc import Iterator
from itertools import groupby

from cop_kb.insights.difference import Break, Difference, LevelChange, Reviewer, SettingChange
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.quantity import number_of
from cop_kb.model.redirects import GONE
from cop_kb.reports.naming import listed, named, titles
from cop_kb.reports.outline import Item, Part
from cop_kb.reports.pen import Pen

_SUBJECTS = {"type": "Content type", "format": "Format", "option": "Option"}


def effect_parts(difference: Difference, pen: Pen) -> Iterator[Part]:
    """Yield the parts that have anything to tell."""
    parts = (
        ("Other files", _files(difference, pen)),
        ("Maturity", (_level(change, pen) for change in difference.levels)),
        ("Leads nowhere now", _breaks(difference, pen)),
        ("Leads elsewhere now", _turns(difference, pen)),
        ("Redirects", _redirects(difference, pen)),
        ("Types, formats and options", (_setting(s, pen) for s in difference.settings)),
        ("New findings", (_finding(d, pen) for d in difference.new)),
        ("Mended findings", (_finding(d, pen) for d in difference.mended)),
    )
    for title, items in parts:
        found = tuple(items)
        if found:
            yield Part(title, found)


def reviewer_parts(difference: Difference, pen: Pen) -> Iterator[Part]:
    """Yield who should look at the change, if that is anybody."""
    found = tuple(_reviewers(difference, pen))
    if found:
        yield Part("Who should look at it", found)


def _files(difference: Difference, pen: Pen) -> Iterator[Item]:
    files = difference.files
    for head, uris in (
        ("Added", files.added),
        ("Changed", files.changed),
        ("Removed", files.removed),
    ):
        yield from (Item(f"{head}: {pen.code(uri)}") for uri in uris)


def _level(change: LevelChange, pen: Pen) -> Item:
    old, new = (pen.text(level) or "no level" for level in (change.old, change.new))
    reasons = []
    for reason in change.reasons:
        words = pen.text(reason.words)
        known = titles(reason.documents, pen)
        reasons.append(f"{words[:1].upper()}{words[1:]}{': ' + known if known else ''}")
    return Item(f"{named(change.document, pen)}: {old} → {new}", tuple(reasons))


def _breaks(difference: Difference, pen: Pen) -> Iterator[Item]:
    """Yield one item for each document in which something leads nowhere now."""
    for source, found in groupby(difference.breaks, key=lambda found: found.source):
        yield Item(named(source, pen), tuple(_break(one, pen) for one in found))


def _break(found: Break, pen: Pen) -> str:
    was = f", which was {pen.text(found.lost.title)}" if found.lost else ""
    if found.kind == "relation":
        return f"{pen.text(found.field)} names {pen.code(found.target)}{was}"
    if found.kind == "place":
        title = pen.text(found.lost.title) if found.lost else pen.code(found.target)
        return f"A link goes to {pen.code('#' + found.place)} in {title}"
    return f"A link goes to {pen.code(found.target)}{was}"


def _turns(difference: Difference, pen: Pen) -> Iterator[Item]:
    for turn in difference.turns:
        ends = f"{pen.code(turn.old.id)} → {pen.code(turn.new.id)}"
        yield Item(f"{named(turn.source, pen)}: {pen.text(turn.field)}: {ends}")


def _redirects(difference: Difference, pen: Pen) -> Iterator[Item]:
    for old, new in difference.redirects:
        where = "gone for good" if new == GONE else pen.code(new)
        yield Item(f"{pen.code(old)} → {where}")


def _setting(change: SettingChange, pen: Pen) -> Item:
    title = f"{pen.strong(change.title)} ({pen.code(change.name)})"
    name = title if change.title else pen.code(change.name)
    text = f"{_SUBJECTS[change.subject]} {name} {change.kind}"
    if change.parts:
        text += f": {listed(change.parts)}"
    if change.subject != "option":
        text += f"; concerns {number_of(change.documents, 'document')}"
    return Item(text)


def _finding(diagnostic: Diagnostic, pen: Pen) -> Item:
    d = diagnostic
    place = pen.code(f"{d.path}:{d.line}")
    return Item(f"{d.severity.word.capitalize()} in {place}: {pen.message(d.message)} ({d.rule})")


def _reviewers(difference: Difference, pen: Pen) -> Iterator[Item]:
    for reviewer in difference.reviewers:
        yield Item(f"{pen.strong(reviewer.person.title)}: {_because(reviewer, pen)}")
    if difference.unnamed_reviewers:
        more = "more " if difference.reviewers else ""
        people = number_of(difference.unnamed_reviewers, f"{more}person", f"{more}people")
        yield Item(f"{people} whose pages these readers may not see")


def _because(reviewer: Reviewer, pen: Pen) -> str:
    person = reviewer.person.src_uri
    own = any(because.document.src_uri == person for because in reviewer.because)
    parts = ["it is their page"] if own else []
    for kind, words in (
        ("owner", "owns"),
        ("affected", "owns what this affects:"),
        ("steward", "steward of"),
    ):
        told = (b.document for b in reviewer.because if b.kind == kind)
        documents = [document for document in told if document.src_uri != person]
        if documents:
            shown = titles(documents[:_MOST], pen)
            more = f" and {len(documents) - _MOST} more" if len(documents) > _MOST else ""
            parts.append(f"{words} {shown}{more}")
    return "; ".join(parts)


_MOST = 5
"""Documents that are named for one reviewer."""
