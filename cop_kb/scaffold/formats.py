"""A new document that follows a format of sessions."""

from collections.abc import Mapping
from typing import Any

from cop_kb.config import Config
from cop_kb.errors import ScaffoldError
from cop_kb.load.session_formats import find_format, read_format_files
from cop_kb.model.content_type import ContentType
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.session_format import SessionFormat, format_fields


def read_format(
    config: Config, kb: KnowledgeBase, content_type: ContentType, name: str | None
) -> dict[str, str]:
    """Return the field that says which format a document follows; nothing where no ``name`` is given.

    Raises:
        CopKbError: There is no such format, or its file has a mistake.
        ScaffoldError: Documents of the type follow no format.
    """
    if name is None:
        return {}
    fields = format_fields(content_type)
    if not fields:
        types = ", ".join(t.id for t in kb.types.values() if format_fields(t))
        message = f"A document of the type {content_type.id!r} follows no format."
        hint = f"Types that do: {types}." if types else "No type that does is switched on."
        raise ScaffoldError(message, f"{hint} Or leave out --using.")
    return {fields[0]: find_format(read_format_files(config.formats_dir), name).id}


def chosen_format(
    kb: KnowledgeBase, content_type: ContentType, values: Mapping[str, Any]
) -> SessionFormat | None:
    """Return the format that the fields of a document name; None where they name none that exists."""
    names = (values.get(field) for field in format_fields(content_type))
    found = (kb.formats.get(name) for name in names if isinstance(name, str))
    return next(filter(None, found), None)
