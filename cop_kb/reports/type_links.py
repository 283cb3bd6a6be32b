"""What documents of a type name, what names them, and how far they can prove themselves, in words for authors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cop_kb.insights.evidence import PROVENANCE
from cop_kb.load.type_builder import common_schema
from cop_kb.model.content_type import ANY, SOURCE, ContentType, Level
from cop_kb.model.quantity import number_of
from cop_kb.reports.wrapping import wrapped

_INDENT = 2


def naming_lines(content_type: ContentType, types: Sequence[ContentType]) -> Iterator[str]:
    """Yield the relations that an author fills in, but for those that every document has.

    Args:
        content_type: The type.
        types: The types that are on.
    """
    for name, spec in content_type.relations.items():
        if name in common_schema()["properties"]:
            continue
        whom = "documents" if ANY in spec.to else _plurals(t for t in types if spec.allows(t))
        place = " / ".join(part for part in spec.path if part != ANY)
        needed = " (needed to publish)" if name in content_type.required_fields else ""
        yield from wrapped(f"{place}: {whom or 'nothing that is switched on'}{needed}", _INDENT, 2)
        yield from wrapped(spec.description or f"{spec.title}.", 2 * _INDENT)


def named_lines(content_type: ContentType, types: Sequence[ContentType]) -> Iterator[str]:
    """Yield what a page of the type shows because another document names it.

    Args:
        content_type: The type.
        types: The types that are on.
    """
    found: dict[tuple[str, str], list[ContentType]] = defaultdict(list)
    whatever: dict[str, None] = {}
    for other in types:
        for spec in other.relations.values():
            if ANY in spec.to:
                whatever[spec.inverse_title] = None
            elif spec.allows(content_type):
                found[spec.inverse_title, spec.key].append(other)
    for (title, key), others in found.items():
        who = "documents" if len(others) == len(types) else _plurals(others)
        yield from wrapped(f"{title}: {who} whose `{key}` names it", _INDENT, 2)
    if whatever:
        yield from wrapped(f"As on every page: {', '.join(whatever)}", _INDENT, 2)


def evidence_lines(content_type: ContentType, types: Iterable[ContentType]) -> Iterator[str]:
    """Yield what each level of evidence takes.

    Args:
        content_type: The type.
        types: The types that are on.
    """
    for level in content_type.evidence:
        takes = ", ".join(_takes(level)) or "where each begins"
        yield from wrapped(f"{level.name}: {takes}", _INDENT, 2)
    if any(level.derived_from for level in content_type.evidence):
        sources = _plurals(t for t in types if SOURCE in t.traits)
        yield from wrapped(f"Sources are {sources or 'switched off here'}.", _INDENT)
    if content_type.evidence:
        yield from wrapped("Nobody writes it down: it is computed from these.", _INDENT)


def _takes(level: Level) -> Iterator[str]:
    """Yield what a level takes beyond the ones before."""
    if level.derived_from:
        through = ", also through other documents" if level.transitive else ""
        yield f"rests on {number_of(level.derived_from, 'source')} in `{PROVENANCE}`{through}"
    if level.uses:
        times = "once" if level.uses == 1 else f"{level.uses} times"
        others = " by others than its owners" if level.by_others else ""
        how = f" with the outcome {' or '.join(level.outcomes)}" if level.outcomes else ""
        yield f"used {times}{others}{how}"
    if level.teams:
        yield f"in {number_of(level.teams, 'team')}"
    if level.within:
        yield f"last within {level.within}"
    if level.reviewed_by:
        others = "somebody other than its owners"
        yield f"reviewed by {others if level.reviewed_by == 'others' else 'somebody'}"


def _plurals(types: Iterable[ContentType]) -> str:
    """Return what documents of several types are called, such as ``questions, roles and rituals``."""
    *names, last = [t.plural.lower() for t in types] or [""]
    return f"{', '.join(names)} and {last}" if names else last
