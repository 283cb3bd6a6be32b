"""What a form asks of somebody who does not use git: the first fields of a content type, then its sections."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.model.content_type import ContentType, SectionSpec, fold_heading
from cop_kb.scaffold.intake.fields import open_fields
from cop_kb.scaffold.intake.form import COMMUNITY, KIND, PROMISE
from cop_kb.scaffold.sections import read_prompts
from cop_kb.scaffold.starter import compose, own_starter

_TITLE = "title"  # the form's own title is that of the document
_SCALARS = frozenset({"string", "integer", "number"})
_LINE, _TEXT, _CHOICE = "input", "textarea", "dropdown"


class Question(NamedTuple):
    """One question of a form.

    Attributes:
        label: What stands above the answer, in the form and in what comes back.
        asks: The question itself; may be empty.
        example: What an answer looks like; may be empty.
        control: What the answer is written into: ``input`` for a line, ``textarea`` or ``dropdown``.
        options: The answers to choose from.
        required: Whether nothing can be sent without an answer.
    """

    label: str
    asks: str = ""
    example: str = ""
    control: str = _TEXT
    options: tuple[str, ...] = ()
    required: bool = False


def questions(content_type: ContentType, own_types: Path) -> list[Question]:
    """Return what a form of a type asks. At least one section is required, since a form can come back empty.

    Args:
        content_type: The type.
        own_types: The knowledge base's folder of type files.

    Raises:
        ContentTypeError: The starter of the type has a mistake.
    """
    taken = {fold_heading(label) for label in (KIND, COMMUNITY, PROMISE)}
    fields = _unlike(taken, _fields(content_type))
    sections = _unlike(taken, _sections(content_type, own_types))
    if sections and not any(q.required for q in sections):
        sections[0] = sections[0]._replace(required=True)
    return fields + sections


def _unlike(taken: set[str], asked: Iterable[Question]) -> list[Question]:
    """Return the questions whose label is not taken, and take it."""
    kept = []
    for question in asked:
        label = fold_heading(question.label)
        if label not in taken:
            taken.add(label)
            kept.append(question)
    return kept


def _fields(content_type: ContentType) -> Iterator[Question]:
    """Yield a question for each field that is needed early or has few values, unless a section is called like it."""
    early = {*content_type.required_fields, *content_type.asked_fields}
    both = set(content_type.required_fields) & set(content_type.asked_fields)
    allowed = open_fields(content_type) - set(content_type.relations) - {_TITLE}
    headings = {fold_heading(section.heading) for section in content_type.sections}
    for name, schema in content_type.schema["properties"].items():
        label = content_type.label(name)
        if name not in allowed or fold_heading(label) in headings:
            continue
        options = _options(schema)
        if options or (name in early and _is_scalar(schema)):
            asks = " ".join(str(schema.get("description", "")).split())
            # GitHub has "none" for itself, and shows no form in which it is an answer.
            if options and "none" not in map(str.casefold, options):
                yield Question(label, asks, "", _CHOICE, options, name in both)
            else:
                yield Question(label, asks, ", ".join(options), _LINE, (), name in both)


def _options(schema: Any) -> tuple[str, ...]:  # noqa: ANN401 - any JSON
    return tuple(map(str, schema.get("enum", ()))) if isinstance(schema, dict) else ()


def _is_scalar(schema: Any) -> bool:  # noqa: ANN401 - any JSON
    kinds = schema.get("type", ()) if isinstance(schema, dict) else ()
    return bool(_SCALARS & {*([kinds] if isinstance(kinds, str) else kinds)})


def _sections(content_type: ContentType, own_types: Path) -> Iterator[Question]:
    """Yield a question for each section, in the order of the starter, with the example that it gives."""
    starter = own_starter(content_type, own_types)
    body, _ = compose(content_type, starter, content_type.title, {}, date.min)
    rest = {spec.heading: spec for spec in content_type.sections}
    for prompt in read_prompts(body, content_type):
        if prompt.spec and rest.pop(prompt.spec.heading, None) and not prompt.spec.later:
            yield _section(prompt.spec, prompt.hint)
        elif prompt.spec is None and content_type.free_sections:
            yield Question(prompt.heading, prompt.hint)
    for spec in rest.values():
        if not spec.later:
            yield _section(spec)


def _section(spec: SectionSpec, hint: str = "") -> Question:
    # A starter repeats the question and goes on with an example.
    example = hint.removeprefix(spec.asks).strip() if hint.startswith(spec.asks) else ""
    return Question(spec.heading, spec.asks, example, required=spec.draft)
