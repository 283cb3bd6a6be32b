"""The one package that knows git."""

from cop_kb.git.branches import main_branch
from cop_kb.git.export import export_tree
from cop_kb.git.log import HEADER, MAILMAP, list_files, map_contacts, read_log, read_merges
from cop_kb.git.place import Place, find_place
from cop_kb.git.repository import (
    BRANCH,
    WHOLE_HISTORY,
    author_name,
    find_repository,
    is_ignored,
    is_shallow,
    make_repository,
    require_git,
    require_repository,
)
from cop_kb.git.revision import (
    FileChange,
    changed_files,
    find_commit,
    merge_base,
)

__all__ = [
    "BRANCH",
    "HEADER",
    "MAILMAP",
    "WHOLE_HISTORY",
    "FileChange",
    "Place",
    "author_name",
    "changed_files",
    "export_tree",
    "find_commit",
    "find_place",
    "find_repository",
    "is_ignored",
    "is_shallow",
    "list_files",
    "main_branch",
    "make_repository",
    "map_contacts",
    "merge_base",
    "read_log",
    "read_merges",
    "require_git",
    "require_repository",
]
