"""A knowledge base as it was at another commit."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cop_kb import git
from cop_kb.config import Config, load_config
from cop_kb.errors import ConfigError
from cop_kb.load.knowledge_base import load_knowledge_base
from cop_kb.model.knowledge_base import KnowledgeBase


class Revision(NamedTuple):
    """A knowledge base as it was at a commit.

    Attributes:
        commit: The full name of the commit.
        config: Its configuration then.
        kb: The knowledge base then.
    """

    commit: str
    config: Config
    kb: KnowledgeBase


@contextmanager
def read_revision(config: Config, commit: str) -> Iterator[Revision | None]:
    """Read the knowledge base that stands in ``config.root`` as it was at ``commit``.

    Yields None where there was no configuration, or no document, at that time. What is yielded lives as long as the
    context: its files are taken away afterwards.

    Args:
        config: The configuration now.
        commit: The full name of a commit.

    Raises:
        GitError: git refuses.
        ConfigError: The configuration of that time cannot be read.
    """
    top = Path(os.path.commonpath([config.root, config.docs_dir]))
    with tempfile.TemporaryDirectory(prefix="cop-kb-") as scratch:
        folder = Path(scratch).resolve()
        path = folder / config.path.relative_to(top)
        if not git.export_tree(top, commit, folder) or not path.exists():
            yield None
            return
        old = load_config(path)
        _require_inside(folder, old)
        old = replace(old, options=replace(old.options, cache=False))
        yield Revision(commit, old, load_knowledge_base(old)) if _has_documents(old) else None


def _require_inside(folder: Path, config: Config) -> None:
    """Refuse what an old configuration names outside of what was read: it would be read as it is now, and by whoever asks."""
    if not config.docs_dir.resolve().is_relative_to(folder):
        message = "`docs_dir` is not in the repository."
        raise ConfigError(message, "Name a folder beside mkdocs.yml.", config.path)


def _has_documents(config: Config) -> bool:
    return next(config.docs_dir.rglob("*.md"), None) is not None
