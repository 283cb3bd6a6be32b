"""What a change does to a knowledge base: as text, as Markdown for a comment, as JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from cop_kb.insights.difference import Difference, DocumentChange
from cop_kb.model.document import AUDIENCES, Document
from cop_kb.model.quantity import number_of
from cop_kb.reports.difference.data import difference_data
from cop_kb.reports.difference.documents import document_item
from cop_kb.reports.difference.effects import effect_parts, reviewer_parts
from cop_kb.reports.difference.summary import summary
from cop_kb.reports.json import as_json
from cop_kb.reports.naming import community_order, community_title
from cop_kb.reports.outline import COMMENT, Item, Outline, Part, as_markdown, as_text
from cop_kb.reports.pen import MarkdownPen, Pen, PlainPen

FORMATS = ("text", "markdown", "json")
TITLE = "What this change does"

PARTIAL = "There is more in what these readers may not see. To see all of it: --audience stewards"


def render_difference(
    difference: Difference,
    fronts: Mapping[str, Document],
    output_format: str,
    base: str | None,
    head: str | None,
    *,
    quiet: bool = False,
) -> str:
    """Return what a change does to a knowledge base.

    Args:
        difference: What a comparison found.
        fronts: The front pages of the communities by their folders.
        output_format: One of ``FORMATS``; Markdown fits a comment on a pull request.
        base: The full name of the commit that it begins with; None where there was none.
        head: That of the one that it ends with; None for the files as they are now.
        quiet: Whether the summary is enough as text.
    """
    if output_format == "json":
        return as_json(difference_data(difference, base, head))
    if output_format == "markdown":
        return as_markdown(outline(difference, fronts, MarkdownPen()), COMMENT, TITLE)
    return as_text(outline(difference, fronts, PlainPen()), short=quiet)


def outline(difference: Difference, fronts: Mapping[str, Document], pen: Pen) -> Outline:
    """Return what a change does, in parts.

    Args:
        difference: What a comparison found.
        fronts: The front pages of the communities by their folders.
        pen: How to set what authors wrote.
    """
    remarks = (PARTIAL,) if difference.is_partial and difference.audience != AUDIENCES[-1] else ()
    if difference.is_first:
        first = "There was no knowledge base before, so everything is new."
        parts = tuple(_counts(difference, fronts, pen))
        return Outline(first, (summary(difference, pen), *remarks), parts)
    parts = (
        *reviewer_parts(difference, pen),
        *_communities(difference, fronts, pen),
        *effect_parts(difference, pen),
    )
    return Outline(summary(difference, pen), remarks, parts)


def _communities(
    difference: Difference, fronts: Mapping[str, Document], pen: Pen
) -> Iterator[Part]:
    """Yield the changes of each community, those outside of communities last."""
    found: dict[str, list[Item]] = defaultdict(list)
    for move in difference.communities:
        along = number_of(move.documents, "document")
        text = f"Moved: from {pen.code(move.old + '/')} to {pen.code(move.new + '/')} with {along}"
        found[move.new].append(Item(text))
    for change in difference.documents:
        found[change.document.community].append(document_item(change, pen))
    for community in sorted(found, key=lambda c: community_order(c, fronts)):
        yield Part(pen.text(community_title(community, fronts)), tuple(found[community]))


def _counts(difference: Difference, fronts: Mapping[str, Document], pen: Pen) -> Iterator[Part]:
    by_community: dict[str, list[DocumentChange]] = defaultdict(list)
    for change in difference.documents:
        by_community[change.document.community].append(change)
    for community in sorted(by_community, key=lambda c: community_order(c, fronts)):
        kinds = Counter(_kind(change.document) for change in by_community[community])
        items = tuple(Item(number_of(n, *map(pen.text, kind))) for kind, n in kinds.items())
        yield Part(pen.text(community_title(community, fronts)), items)


def _kind(document: Document) -> tuple[str, str]:
    if document.type is None:
        return "plain page", "plain pages"
    return document.type.title, document.type.plural
