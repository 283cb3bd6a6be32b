"""A learning path as its page shows it: what to go through, what to do there, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cop_kb.model.document import Document
from cop_kb.model.duration import in_words, minutes_of

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView


class StepView(NamedTuple):
    """One step; ``document`` is None where the readers of the site may not see it, ``time`` and ``do`` may be empty."""

    document: DocumentView | None
    time: str
    do: str


class PathView(NamedTuple):
    """The steps, and how long all of them take; empty where no step says."""

    steps: tuple[StepView, ...]
    total: str


def path_view(site: SiteView, document: Document) -> PathView:
    """Return the path of ``document``; what has the wrong shape is left out, and the schema tells its author."""
    outgoing = site.kb.outgoing.get(document.src_uri, ())
    targets = {r.pointer: r.target for r in outgoing}
    values = document.data.get("steps")
    steps, minutes = [], 0
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if not isinstance(value, dict):
            continue
        time, do = (str(value.get(name) or "") for name in ("time", "do"))
        target = targets.get(f"/steps/{index}/document")
        minutes += minutes_of(time)
        view = site.document(target.src_uri) if target else None
        steps.append(StepView(view, time, do if view else ""))
    return PathView(tuple(steps), in_words(minutes))


def path_data(path: PathView) -> list[dict[str, object]]:
    """Return the steps for other programs; a document that the readers may not see has no id."""
    return [
        {
            "document": s.document.id if s.document else None,
            "minutes": minutes_of(s.time) or None,
            "do": s.do or None,
        }
        for s in path.steps
    ]
