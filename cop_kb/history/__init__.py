"""From git to activity: when documents came and changed and by whom, read in one pass."""

from cop_kb.history.history import NO_HISTORY, FileHistory, History, read_history

__all__ = ["NO_HISTORY", "FileHistory", "History", "read_history"]
