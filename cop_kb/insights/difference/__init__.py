"""What a change does to a knowledge base, in the terms of its readers."""

from cop_kb.insights.difference.comparison import Circumstances, compare, moved_paths
from cop_kb.insights.difference.document_change import (
    ADDED,
    CHANGED,
    MOVED,
    OPENED,
    REMOVED,
    DocumentChange,
    EntryChange,
    FieldChange,
    SectionChange,
)
from cop_kb.insights.difference.pairs import Pair, pair_documents
from cop_kb.insights.difference.side import Passages, Side
from cop_kb.insights.difference.values import (
    Break,
    Difference,
    LevelChange,
    Reason,
    Reviewer,
    SettingChange,
    Turn,
)

__all__ = [
    "ADDED",
    "CHANGED",
    "MOVED",
    "OPENED",
    "REMOVED",
    "Break",
    "Circumstances",
    "Difference",
    "DocumentChange",
    "EntryChange",
    "FieldChange",
    "LevelChange",
    "Pair",
    "Passages",
    "Reason",
    "Reviewer",
    "SectionChange",
    "SettingChange",
    "Side",
    "Turn",
    "compare",
    "moved_paths",
    "pair_documents",
]
