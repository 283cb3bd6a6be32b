"""A knowledge base to add to, made by ``init``."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cop_kb.config import Config, load_config
from cop_kb.load import load_knowledge_base
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.engine import check
from cop_kb.scaffold.document import NewDocument, Request, make_document
from cop_kb.scaffold.knowledge_base import Wishes, make_knowledge_base
from cop_kb.scaffold.lookup import find_type, is_container, read_knowledge_base

TODAY = date(2026, 1, 15)


def _wishes(folder: Path, **changes) -> Wishes:
    """What a steward asks ``init`` for, unless a test asks for something else."""
    wanted = {
        "name": "Our knowledge",
        "communities": ("Incident response",),
        "stewards": ("Ada Example",),
        "types": None,
        "ci": "github",
        "today": TODAY,
    }
    return Wishes(folder, **(wanted | changes))


def _severities(folder: Path) -> set[str]:
    """The severities of all that ``validate`` would say about a knowledge base."""
    config = load_config(folder / "mkdocs.yml").with_changes(no_cache=True)
    return {d.severity.value for d in check(load_knowledge_base(config), config, TODAY)}


@pytest.fixture
def wishes() -> Callable[..., Wishes]:
    return _wishes


@pytest.fixture
def severities() -> Callable[[Path], set[str]]:
    return _severities


@pytest.fixture
def config(tmp_path) -> Config:
    root = make_knowledge_base(_wishes(tmp_path / "kb")).root
    return load_config(root / "mkdocs.yml").with_changes(no_cache=True)


@pytest.fixture
def read(config) -> Callable[[], KnowledgeBase]:
    return lambda: read_knowledge_base(config)


@pytest.fixture
def add(config) -> Callable[..., NewDocument]:
    """Add a document as ``new`` does: ``add("checklist", "Title", community="incident-response")``."""

    def make(kind, title, community="incident-response", authors=("Ada Example",), **values):
        kb = read_knowledge_base(config)
        content_type = find_type(config, kb, kind)
        place = "" if is_container(content_type) else community
        request = Request(content_type, title, place, authors, values, TODAY)
        return make_document(config, kb, request)

    return make
