"""From a folder to the knowledge base: walk, read what changed, put together."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from cop_kb.cache import Cache
from cop_kb.collector import pause_collector
from cop_kb.config import Config
from cop_kb.errors import CopKbError
from cop_kb.load.content_types import TypeFile, find_clashes, read_type_files, select_types
from cop_kb.load.placement import Placement, may_hold_data
from cop_kb.load.record import read_record
from cop_kb.load.redirects import read_redirects
from cop_kb.load.session_formats import FormatFile, read_format_files
from cop_kb.load.walk import Entry, walk
from cop_kb.model.content_type import CONTAINER, ContentType
from cop_kb.model.diagnostic import Diagnostic, Finding, Severity
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.model.record import FileRecord
from cop_kb.model.redirects import REDIRECTS
from cop_kb.model.session_format import format_fields
from cop_kb.parallel import share

_CACHE_NAME = "records"
_SETTLED = 2_000_000_000  # ns: a file that changed this shortly before it was read may change again unnoticed


@pause_collector()
def load_knowledge_base(config: Config, jobs: int | None = None) -> KnowledgeBase:
    """Read the knowledge base that ``config`` describes.

    Args:
        config: The configuration.
        jobs: How many processes may read; None for one a core.

    Raises:
        CopKbError: There is no Markdown file at all, or the configuration names a type that does not exist.
    """
    files = read_type_files(config.content_types_dir)
    types = _selected(config, files)
    entries = [e for e in walk(config.docs_dir, config.exclude_docs) if e.src_uri != REDIRECTS]
    pages = [e for e in entries if e.is_markdown or may_hold_data(e.src_uri, files)]
    records = read_records(config, pages, jobs)
    if not records:
        raise CopKbError(
            f"There is no Markdown file in {config.docs_dir}, so there is nothing to check or to show.",
            hint="Make a community with: cop-kb new community NAME",
            path=config.path,
        )
    placed = map(Placement(records, types, files).document, records)
    # What holds data and is no document of ours is a file like any other.
    documents = [d for d in placed if d.src_uri.endswith(".md") or d.type or d.meant]
    formats = _read_formats(config, types)
    redirects, mistakes = read_redirects(config.docs_dir)
    problems = [
        *_type_problems(config, files, types),
        *(_problem(config.shown(config.docs_dir / REDIRECTS), m) for m in mistakes),
        *(_problem(config.shown(f.path), p) for f in formats.values() for p in f.findings),
        *_file_problems(config, entries),
    ]
    readable = (entry.src_uri for entry in entries if not entry.problem)
    found = {name: file.format for name, file in formats.items() if file.format}
    return KnowledgeBase(types, documents, readable, problems, found, redirects=redirects)


def read_records(config: Config, entries: Sequence[Entry], jobs: int | None) -> list[FileRecord]:
    """Return the records of ``entries``, all of them documents, from the cache where the file has not changed."""
    cache = Cache(config.root if config.options.cache else None)
    known: Mapping[str, Any] = cache.load(_CACHE_NAME, str(config.docs_dir)) or {}
    records: dict[str, tuple[int, int, Any]] = {}
    changed: list[Entry] = []
    for entry in entries:
        if entry.problem:
            continue
        kept = known.get(entry.src_uri)
        if kept is not None and kept[0] == entry.size and kept[1] == entry.modified:
            records[entry.src_uri] = kept
        else:
            changed.append(entry)
    now = time.time_ns()
    read = share(lambda es: [read_record(config.docs_dir, e.src_uri) for e in es], changed, jobs)
    for entry, record in zip(changed, read, strict=True):
        modified = entry.modified if now - entry.modified > _SETTLED else 0
        records[entry.src_uri] = (entry.size, modified, record)
    if changed or len(records) != len(known):
        cache.store(_CACHE_NAME, records, str(config.docs_dir))
    return [FileRecord._make(records[uri][2]) for uri in sorted(records)]


def _selected(config: Config, files: Mapping[str, TypeFile]) -> dict[str, ContentType]:
    for name in config.options.types or ():
        if name not in files and name != "all":
            close = nearest(name, files)
            message = (
                f"The configuration switches on the content type {name!r}, which does not exist."
            )
            hint = f"Did you mean {close!r}?" if close else f"Known types: {', '.join(files)}."
            raise config.error("/types", message, hint)
    types = select_types(files, config.options.types, config.content_types_dir)
    fronts = [name for name, file in files.items() if file.type and CONTAINER in file.type.traits]
    if fronts and not types.keys() & set(fronts):
        message = "`types` leaves out the type of communities, without which nothing is checked."
        raise config.error("/types", message, f"Add it: {', '.join(fronts)}")
    return types


def _read_formats(config: Config, types: Mapping[str, ContentType]) -> dict[str, FormatFile]:
    """Read the formats of sessions, where documents can name them."""
    wanted = any(format_fields(content_type) for content_type in types.values())
    return read_format_files(config.formats_dir) if wanted else {}


def _type_problems(
    config: Config, files: Mapping[str, TypeFile], types: Mapping[str, ContentType]
) -> list[Diagnostic]:
    found = [(file.path, finding) for file in files.values() for finding in file.findings]
    return [
        _problem(config.shown(path), finding)
        for path, finding in (*found, *find_clashes(types, files))
    ]


def _file_problems(config: Config, entries: Sequence[Entry]) -> list[Diagnostic]:
    return [
        _problem(config.shown(config.docs_dir / entry.src_uri), entry.problem)
        for entry in entries
        if entry.problem
    ]


def _problem(path: str, finding: Finding) -> Diagnostic:
    rule, line, column, end_line, end_column, message, hint = finding
    return Diagnostic(path, line, column, rule, Severity.ERROR, end_line, end_column, message, hint)
