"""What became of the sections of a document."""

from collections.abc import Mapping
from typing import NamedTuple

from cop_kb.insights.difference.document_change import ADDED, CHANGED, REMOVED, SectionChange
from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.words import count_changes, is_same_text, share_of_words
from cop_kb.model.content_type import fold_heading
from cop_kb.model.document import Document, add_regions
from cop_kb.model.structure import Region

RENAMED = "renamed"
_ALIKE = 0.6
"""The share of words that a section keeps that is merely called otherwise now."""


class _Part(NamedTuple):
    """A section as it stands on one side."""

    heading: str
    text: str
    body: Region


def compare_sections(
    before: Side, after: Side, one: Document, other: Document
) -> tuple[SectionChange, ...]:
    """Return what became of the sections, in the order of the text now; those that are gone come last.

    A section keeps its name where the type takes the two headings for one, and where most of its words stay.
    """
    old, new = _parts(before, one), _parts(after, other)
    renamed = _find_renamed(old, new)
    changes = []
    for key, part in new.items():
        was = old.get(renamed.get(key, key))
        change = _compare(was, part) if was else _whole(ADDED, part)
        if change:
            changes.append(change)
    gone = old.keys() - new.keys() - set(renamed.values())
    changes += [change for key in old if key in gone if (change := _whole(REMOVED, old[key]))]
    return tuple(changes)


def _parts(side: Side, document: Document) -> dict[str, _Part]:
    texts = side.passages(document)
    found = {"": _Part("", texts.get("", ""), Region(0, 0, 0, 0, 0))} if texts else {}
    for section in document.sections:
        heading = section.heading.text
        key = fold_heading(section.spec.heading if section.spec else heading)
        if key in found:
            found[key] = found[key]._replace(body=add_regions(found[key].body, section.body))
        else:
            found[key] = _Part(heading, texts.get(key, ""), section.body)
    return found


def _find_renamed(old: Mapping[str, _Part], new: Mapping[str, _Part]) -> dict[str, str]:
    """Return for new sections which one they were before, where nothing but the words tells it."""
    gone = [key for key in old if key not in new]
    found: dict[str, str] = {}
    for key in (key for key in new if key not in old):
        shares = {name: share_of_words(old[name].text, new[key].text) for name in gone}
        best = max(gone, key=lambda name: shares[name], default=None)
        if best is not None and shares[best] >= _ALIKE:
            found[key] = best
            gone.remove(best)
    return found


def _compare(old: _Part, new: _Part) -> SectionChange | None:
    is_renamed = fold_heading(old.heading) != fold_heading(new.heading)
    if is_same_text(old.text, new.text) and not is_renamed:
        return None
    added, removed = count_changes(old.text, new.text)
    return SectionChange(
        kind=RENAMED if is_renamed else CHANGED,
        heading=new.heading,
        was=old.heading if is_renamed else "",
        added=added,
        removed=removed,
        items=(old.body.list_items, new.body.list_items),
        tasks=(old.body.task_items, new.body.task_items),
    )


def _whole(kind: str, part: _Part) -> SectionChange | None:
    """Return a section that came or went as a whole; nothing where there is neither heading nor text."""
    words = count_changes("", part.text)[0]
    if not (part.heading or words):
        return None
    if kind == ADDED:
        return SectionChange(kind, part.heading, added=words)
    return SectionChange(kind, part.heading, removed=words)
