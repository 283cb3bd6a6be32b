"""From git to activity: when documents came and changed, and who wrote and reviewed them, read in one pass."""

from cop_kb.history.file_history import FileHistory
from cop_kb.history.history import NO_HISTORY, History, load_history, read_history

__all__ = ["NO_HISTORY", "FileHistory", "History", "load_history", "read_history"]
