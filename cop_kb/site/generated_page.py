"""A page that is made from the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class GeneratedPage:
    """A page that is made from the model; its Markdown is empty.

    Attributes:
        src_uri: Its path as if it stood below docs_dir.
        title: Its title, plain text.
        template: The template that shows it.
        description: One sentence for search engines; may be empty.
        data: What its template needs besides the knowledge base; see the function that makes it.
    """

    src_uri: str
    title: str
    template: str
    description: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
