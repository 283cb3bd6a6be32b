"""The one package that knows git."""

from cop_kb.git.log import read_log
from cop_kb.git.repository import (
    BRANCH,
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
    export_tree,
    find_commit,
    merge_base,
)

__all__ = [
    "BRANCH",
    "FileChange",
    "author_name",
    "changed_files",
    "export_tree",
    "find_commit",
    "find_repository",
    "is_ignored",
    "is_shallow",
    "make_repository",
    "merge_base",
    "read_log",
    "require_git",
    "require_repository",
]
