"""Schemas with which an editor checks and completes YAML files as they are typed, and where they hold."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from cop_kb.config import Config
from cop_kb.errors import CopKbError
from cop_kb.model.content_type import ContentType
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.replacement import replace_file
from cop_kb.resources import folder
from cop_kb.scaffold.document_schema import DIALECT, Schema, document_schema, known_names
from cop_kb.scaffold.lookup import read_knowledge_base

KNOWN = "known.schema.json"
"""The file of what is there to name. It alone changes when documents come and go."""

_ABOUT_US = ("config", "format", "mkdocs", "type")


def write_schemas(config: Config, types: Iterable[ContentType], target: Path) -> tuple[int, int]:
    """Write the schemas that editors need into a folder; return how many there are, and how many have changed.

    Args:
        config: The configuration of the knowledge base.
        types: All types that there are.
        target: The folder; it is made where it does not exist.

    Raises:
        CopKbError: The knowledge base cannot be read, or the folder cannot be written to.
    """
    kb = read_knowledge_base(config)
    files = schema_files(kb, types, config.options.tags or ())
    changed = 0
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"This folder cannot be made: {error.strerror or error}."
        raise CopKbError(message, "Name another folder.", target) from error
    for name, text in files.items():
        path, content = target / name, text.encode()
        if not path.is_file() or path.read_bytes() != content:
            replace_file(path, content)
            changed += 1
    return len(files), changed


def document_schemas(config: Config, types: Iterable[ContentType]) -> dict[str, Schema]:
    """Return a schema for documents of each of ``types`` by its id, each of them complete.

    Raises:
        CopKbError: The knowledge base cannot be read.
    """
    kb = read_knowledge_base(config)
    names = known_names(kb, config.options.tags or ())
    return {t.id: document_schema(t, kb.types, names) for t in types}


def schema_files(
    kb: KnowledgeBase, types: Iterable[ContentType], tags: Sequence[str]
) -> dict[str, str]:
    """Return the schemas by the names of their files, which lie in one folder and refer to one another.

    Documents are described of the types that are on, and of all whose documents are YAML files: the settings of an
    editor name those whether they are on or not.

    Args:
        kb: The knowledge base.
        types: All types that there are.
        tags: The tags that documents may have; none for any.
    """
    base = folder("content_schema")
    names = known_names(kb, tags)
    files = {
        KNOWN: _json(
            {
                "$schema": DIALECT,
                "title": "What is there to name",
                "description": "Made by `cop-kb types --format json-schema --output`. Anything else is accepted as well.",
                "$defs": names,
            }
        )
    }
    for content_type in types:
        if content_type.id in kb.types or content_type.is_data:
            schema = document_schema(content_type, kb.types, names, KNOWN)
            files[schema_name(content_type)] = _json(schema)
    for name in _ABOUT_US:
        files[f"{name}.schema.json"] = (base / f"{name}.schema.json").read_text("utf-8")
    return files


def schema_name(content_type: ContentType) -> str:
    """Return the name of the file that describes documents of a type."""
    taken = content_type.id in (*_ABOUT_US, "known")
    name = f"{content_type.id}-document" if taken else content_type.id
    return f"{name}.schema.json"


def file_patterns(types: Iterable[ContentType], docs: str) -> dict[str, list[str]]:
    """Return for each schema the YAML files that it describes, as patterns that begin at the knowledge base.

    Args:
        types: All types that there are.
        docs: The path of the documents.
    """
    patterns = {
        "mkdocs.schema.json": ["/mkdocs.yml"],
        "type.schema.json": ["/content_types/*.yaml", "/content_types/*.yml"],
        "format.schema.json": ["/formats/*.yaml", "/formats/*.yml"],
    }
    for t in types:
        if t.is_data:
            place = t.file or f"{t.folder}/**/*.{t.ending}"
            patterns[schema_name(t)] = [f"/{docs}/*/{place}"]
    return patterns


def _json(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
