"""From git to activity: when documents came and changed, read in one pass."""

from cop_kb.history.dates import History, read_history

__all__ = ["History", "read_history"]
