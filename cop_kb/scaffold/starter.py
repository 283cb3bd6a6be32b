"""From the starter of a content type to the text of a new document."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.errors import ContentTypeError
from cop_kb.load.markdown import read_structure
from cop_kb.load.source import Source, parse_fields, parse_source
from cop_kb.load.type_builder import TYPE_FIELD
from cop_kb.model.content_type import ContentType
from cop_kb.model.session_format import SessionFormat
from cop_kb.scaffold.data_document import write_data
from cop_kb.scaffold.front_matter import write_front_matter
from cop_kb.scaffold.lookup import is_container, is_list
from cop_kb.scaffold.sections import NOTHING, Material, fill_sections
from cop_kb.scaffold.template import escape_markdown, render, skeleton

# Titles that mean the same as Markdown and as text, in every dialect. Others stand in the front matter.
_CALM = re.compile(r"[^\W_](?:[^\W_]|[ ,.;:'\"?!%()/–—’“”…-])*")  # noqa: RUF001 - signs of real titles
_STAND_IN = "Stand-in"
_PROMPT = re.compile(r"^## (?P<heading>[^\n]+)\n\s*<!--(?P<asks>.*?)-->\s*(?=^## |\Z)", re.M | re.S)


class Starter(NamedTuple):
    """A template of a new document.

    Attributes:
        text: The template. It knows every field of the type, ``asks`` (the question of each section by its heading),
            ``today``, ``title`` as Markdown, ``plain_title`` as it was typed, and ``session_format``, which is None
            for a document that follows no format. Fields in its front matter are
            defaults; comments there are kept.
        path: Where it stands, for messages.
    """

    text: str
    path: Path


def own_starter(content_type: ContentType, own_types: Path) -> Starter:
    """Return the starter of a type.

    Args:
        content_type: The type.
        own_types: The knowledge base's folder of type files, which win.
    """
    name = f"{content_type.id}.md"
    own = own_types / name
    path = own if own.is_file() else skeleton().parent / "types" / name
    return Starter(content_type.starter, path)


def filled_starter(content_type: ContentType) -> Starter | None:
    """Return the template of what cop-kb writes for somebody else, such as a first charter; None where there is none."""
    path = skeleton() / "documents" / f"{content_type.id}.md"
    return Starter(path.read_text("utf-8"), path) if path.is_file() else None


def compose(
    content_type: ContentType,
    starter: Starter,
    title: str,
    values: Mapping[str, Any],
    today: date,
    material: Material = NOTHING,
    session_format: SessionFormat | None = None,
) -> tuple[str, dict[str, Any]]:
    """Return the text of a new document, and the fields in its front matter.

    Args:
        content_type: What it is.
        starter: The template.
        title: What it is called; any text on one line.
        values: Fields of the front matter. A field that is None is left out, even if the starter has it.
        today: The day, for the starter.
        material: What its author has written already; it is no template.
        session_format: The format that it follows, for the starter.

    Raises:
        ContentTypeError: The starter has a mistake.
    """
    context = _context(content_type, title, values, today)
    context["session_format"] = session_format
    if content_type.is_data:
        text, source = _data(starter, title, context)
        fields, missing = _fields(content_type, title, source.data, values)
        return write_data(text, source, fields | _unfilled(source.data, values), missing), fields
    body, remarks, defaults, has_heading = _body(starter, title, context)
    fields, missing = _fields(content_type, "" if has_heading else title, defaults, values)
    body = fill_sections(body, content_type, material)
    if fields.get("status", content_type.lifecycle.states[0]) not in content_type.lifecycle.drafts:
        body = _fold_prompts(body, content_type)
    return write_front_matter(fields, missing, remarks) + "\n" + body.strip("\n") + "\n", fields


def _fields(
    content_type: ContentType, title: str, defaults: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields of a new document in their order, and what belongs into required ones that are still missing.

    Args:
        content_type: What it is.
        title: What it is called, unless that stands elsewhere.
        defaults: The fields of the starter.
        values: The fields that are given.
    """
    names = content_type.schema["properties"]
    known = {**defaults, **values}
    if is_container(content_type):
        known[TYPE_FIELD] = content_type.id
    if title:
        known.setdefault("title", title)
    if not is_list(content_type):
        known.setdefault("status", content_type.lifecycle.states[0])
    order = dict.fromkeys([TYPE_FIELD, *names, *known])
    fields = {name: known[name] for name in order if known.get(name) is not None}
    missing = {
        name: names.get(name, {}).get("description", "")
        for name in content_type.required_fields
        if name not in fields
    }
    return fields, missing


def _context(
    content_type: ContentType, title: str, values: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Return what a starter knows besides the title as Markdown."""
    return {
        **dict.fromkeys(content_type.schema["properties"], ""),
        **{name: value for name, value in values.items() if value is not None},
        "today": today.isoformat(),
        # Two dashes could end the comment that the question stands in.
        "asks": {s.heading: s.asks.replace("--", "–") for s in content_type.sections},  # noqa: RUF001
        "plain_title": title,
    }


def _body(
    starter: Starter, title: str, context: Mapping[str, Any]
) -> tuple[str, list[str], dict[str, Any], bool]:
    """Return the body, the comments and fields of the front matter, and whether the body shows the title."""
    calm = bool(_CALM.fullmatch(title))
    shown = title if calm else escape_markdown(title)
    text = render(starter.text, {**context, "title": shown}, starter.path)
    source = _readable(starter, parse_source(text.encode()))
    front_matter = text[: len(text) - len(source.body)]
    remarks = [line for line in front_matter.splitlines() if line.startswith("#")]
    if calm:
        return source.body, remarks, source.data, _heading(source.body)[0] == title
    stand_in = render(starter.text, {**context, "title": _STAND_IN}, starter.path)
    heading, line = _heading(parse_source(stand_in.encode()).body)
    body = source.body
    if heading == _STAND_IN:
        lines = body.splitlines(keepends=True)
        body = "".join(lines[: line - 1] + lines[line:])
    return body, remarks, source.data, False


def _data(starter: Starter, title: str, context: Mapping[str, Any]) -> tuple[str, Source]:
    """Return the text of a starter that is data only, and what it says."""
    text = render(starter.text, {**context, "title": title}, starter.path)
    return text, _readable(starter, parse_fields(text.encode()))


def _unfilled(defaults: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, None]:
    """Return the empty fields of a starter that is data only: they are there to be filled in."""
    return {n: None for n, value in defaults.items() if value is None and n not in values}


def _readable(starter: Starter, source: Source) -> Source:
    """Return what a starter says, once it is filled in.

    Raises:
        ContentTypeError: It cannot be read.
    """
    if source.findings:
        first = source.findings[0]
        hint = "Write values through YAML, such as: tags: [{{ plain_title | yaml }}]"
        raise ContentTypeError(first.message, hint, starter.path, first.line)
    return source


def _heading(body: str) -> tuple[str, int]:
    """Return the text and the line of the first heading of level 1."""
    headings = (h for h in read_structure(body).headings if h.level == 1)
    return next(((h.text, h.line) for h in headings), ("", 0))


def _fold_prompts(body: str, content_type: ContentType) -> str:
    """Put optional sections that hold a question only into comments.

    An empty section is a hint in a draft. A document that is no draft from its first day on should not begin with errors.
    """
    required = {section.heading for section in content_type.sections if section.required}

    def fold(found: re.Match[str]) -> str:
        if found["heading"].strip() in required:
            return found[0]
        return f"<!--\n## {found['heading']}\n\n{found['asks'].strip()}\n-->\n\n"

    return _PROMPT.sub(fold, body)
