"""Renders starters and the skeleton in Jinja's sandbox."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cop_kb.errors import ContentTypeError
from cop_kb.positioned_yaml.writing import write_scalar
from cop_kb.resources import folder

SKELETON = "skeleton"
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&@$]")


def escape_markdown(text: str) -> str:
    """Return ``text`` so that every Markdown shows it as it is, in the middle of a line."""
    return _MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text)


def skeleton() -> Path:
    """Return the folder of what a new knowledge base consists of."""
    return folder("content_schema") / SKELETON


def render(template: str, values: Mapping[str, Any], path: Path) -> str:
    """Return ``template`` with ``values`` filled in.

    Args:
        template: The text of the template.
        values: What it may use; a name that is not among them is a mistake.
        path: Where the template stands, for messages.

    Raises:
        ContentTypeError: The template has a mistake.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(skeleton()),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters |= {"yaml": write_scalar, "markdown": escape_markdown}
    hint = "Mend the template; its language is Jinja: https://jinja.palletsprojects.com/templates/"
    try:
        return environment.from_string(template).render(values)
    except jinja2.TemplateSyntaxError as error:
        message = f"The template cannot be read: {error.message}"
        raise ContentTypeError(message, hint, path, error.lineno) from error
    except (
        jinja2.TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise ContentTypeError(f"The template cannot be filled in: {error}", hint, path) from error
