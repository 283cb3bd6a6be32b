"""Several sources share a situation, and no guidance covers it yet.

When the same thing has happened to two people, a third will meet it. What the sources taught can be written down as a
rule of thumb or as steps, with the sources as its beginnings. `cop-kb radar` lists all such situations.

To mend it, write down what the sources taught; the hint has the command. A source is answered when guidance is derived from it; a situation is covered when guidance names it in `situation`,
`symptoms` or `tags`.
"""

import shlex
from collections.abc import Iterator

from cop_kb.config import Config
from cop_kb.insights.evidence import PROVENANCE
from cop_kb.insights.radar import AT_LEAST, Gap, find_gaps
from cop_kb.model.content_type import GUIDANCE, ContentType
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, found

ID = "uncovered-situation"
GRADE = Grade.ADVICE
PARAMETERS = {
    "sources": {
        "type": "integer",
        "minimum": 2,
        "description": "How many sources must share a situation before it shows, such as 3.",
    }
}


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Tell of each situation once, in the first of its sources."""
    for gap in find_gaps(kb, scope.parameters.get("sources", AT_LEAST)):
        first, *others = gap.sources
        number = (
            "Another source shares" if len(others) == 1 else f"{len(others)} more sources share"
        )
        message = f"{number} this, and no guidance covers it yet: {gap.name}."
        mark = first.mark(_pointer(first, *gap.words[0]))
        yield first, found(ID, mark, message, first_step(kb, gap))


def threshold(config: Config) -> int:
    """Return how many sources must share a situation before it shows."""
    number: int = config.options.rule(ID).parameters.get("sources", AT_LEAST)
    return number


def first_step(kb: KnowledgeBase, gap: Gap) -> str:
    """Return what to do about a situation: the command that begins to write it down."""
    kinds = [t for t in kb.types.values() if GUIDANCE in t.traits and _may_rest_on(t, gap)]
    if not kinds:
        return "Write down what the sources taught."
    community = gap.sources[0].community
    title = shlex.quote(gap.name[:1].upper() + gap.name[1:])
    sources = " ".join(f"--derived-from {shlex.quote(d.id)}" for d in gap.sources)
    return f"cop-kb new {kinds[0].id} {title} --community {shlex.quote(community)} {sources}"


def _may_rest_on(content_type: ContentType, gap: Gap) -> bool:
    spec = content_type.relations.get(PROVENANCE)
    return spec is not None and all(d.type and spec.allows(d.type) for d in gap.sources)


def _pointer(document: Document, field: str, text: str) -> str:
    value = document.data.get(field)
    if isinstance(value, list):
        stripped = [item.strip() if isinstance(item, str) else item for item in value]
        return f"/{field}/{stripped.index(text)}" if text in stripped else f"/{field}"
    return f"/{field}"
