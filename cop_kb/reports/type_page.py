"""A content type explained to somebody who is about to write a document of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cop_kb.load.type_builder import TYPE_FIELD, common_schema
from cop_kb.model.content_type import CONTAINER, USES, ContentType, Count, SectionSpec
from cop_kb.model.session_format import format_fields
from cop_kb.reports.kinds import inner_fields, kind_words
from cop_kb.reports.type_links import evidence_lines, named_lines, naming_lines
from cop_kb.reports.wrapping import wrapped

_NEEDED = "needed to publish"
_AT_ONCE = "even in a first draft"
_READERS = {"public": "everybody", "members": "members", "stewards": "stewards"}
_STEP = 2


def show_type(content_type: ContentType, types: Iterable[ContentType], on: Collection[str]) -> str:
    """Return what an author wants to know of a type before the first document.

    Args:
        content_type: The type.
        types: All types that there are.
        on: The ids of those that are on.
    """
    known = {t.id: t for t in types}
    used = [t for t in known.values() if t.id in on]
    parts = [
        _purpose(content_type, content_type.id in on),
        _part("Begin", _beginning(content_type)),
        _part("Sections, in this order", _sections(content_type)),
        _part("Fields", _fields(content_type, known)),
        _part("What it names", naming_lines(content_type, used)),
        _part("What its page shows by itself", named_lines(content_type, used)),
        _part("States", _states(content_type)),
        _part("Evidence", evidence_lines(content_type, used)),
        _part("Fields that every document may have", _common_fields(content_type, known)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _part(heading: str, lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"{heading}\n{text}" if text else ""


def _purpose(content_type: ContentType, is_on: bool) -> str:
    lines = [content_type.title, "=" * len(content_type.title), ""]
    lines += wrapped(content_type.description)
    if content_type.prompts:
        said = " or ".join(f'"{prompt}"' for prompt in content_type.prompts)
        lines += ["", *wrapped(f"Write one when you would say: {said}.")]
    if not is_on:
        hint = f"To switch it on, add {content_type.id} to `types` in mkdocs.yml."
        lines += ["", *wrapped(f"It is switched off here. {hint}")]
    return "\n".join(lines)


def _beginning(content_type: ContentType) -> Iterator[str]:
    yield f"{' ' * _STEP}{_command(content_type)}"
    if content_type.file:
        place = f"Each community has one: {content_type.file} in its folder"
    else:
        folder, ending = content_type.folder, content_type.ending
        place = (
            f"Each is a file of its own: {folder}/<title>.{ending} in the folder of the community"
        )
    what = ", with fields only" if content_type.is_data else ""
    yield from wrapped(f"{place}{what}.", _STEP)
    yield from wrapped(
        f"It is for {_READERS[content_type.audience]}, unless its `audience` says otherwise.", _STEP
    )


def _command(content_type: ContentType) -> str:
    if USES in content_type.traits:
        return 'cop-kb note DOCUMENT OUTCOME "One sentence"'
    begin = f"cop-kb new {content_type.id}"
    if content_type.file and CONTAINER not in content_type.traits:
        return begin
    using = " --using FORMAT" if format_fields(content_type) else ""
    name = "Its name" if CONTAINER in content_type.traits else "A title in a reader's words"
    return f'{begin}{using} "{name}"'


def _sections(content_type: ContentType) -> Iterator[str]:
    if content_type.is_data:
        return
    for section in content_type.sections:
        yield from wrapped(_remarked(section.heading, _section_remarks(section)), _STEP)
        yield from wrapped(section.asks, 2 * _STEP)
    if not content_type.sections:
        yield from wrapped("Any that the document needs.", _STEP)
    elif content_type.free_sections:
        yield from wrapped("Other sections are welcome, wherever they fit.", _STEP)
    if content_type.contains:
        yield from wrapped(f"In all: {_amounts(content_type.contains)}.", _STEP)


def _section_remarks(section: SectionSpec) -> Iterator[str]:
    if section.required or section.draft:
        yield _AT_ONCE if section.draft else _NEEDED
    if section.contains:
        yield _amounts(section.contains)


def _amounts(contains: Mapping[str, Count]) -> str:
    return ", ".join(_amount(name.replace("_", " "), count) for name, count in contains.items())


def _amount(what: str, count: Count) -> str:
    if count.maximum is None:
        return f"{count.minimum} {what} or more"
    return f"{count.minimum} to {count.maximum} {what}"


def _fields(content_type: ContentType, types: Mapping[str, ContentType]) -> Iterator[str]:
    common = common_schema()["properties"]
    for name, field in content_type.schema["properties"].items():
        own = name not in (TYPE_FIELD, *common, *content_type.relations)
        needed = name in content_type.required_fields
        if own or (needed and name in common):
            yield from _field(name, field, [_NEEDED] if needed else [], types)


def _common_fields(content_type: ContentType, types: Mapping[str, ContentType]) -> Iterator[str]:
    for name in common_schema()["properties"]:
        if name not in content_type.required_fields:
            field = content_type.schema["properties"][name]
            yield from _field(name, field, (), types)


def _field(
    name: str,
    field: Any,  # noqa: ANN401 - a JSON Schema
    remarks: Iterable[str],
    types: Mapping[str, ContentType],
    depth: int = 1,
) -> Iterator[str]:
    """Yield what an author should know of a field, then of the fields inside of it."""
    text = _remarked(f"{name}: {kind_words(field, types)}", remarks)
    yield from wrapped(text, depth * _STEP, 2 * _STEP)
    about = field.get("description", "") if isinstance(field, Mapping) else ""
    yield from wrapped(about, (depth + 1) * _STEP)
    for inner, schema, needed in inner_fields(field):
        yield from _field(inner, schema, ["needed"] if needed else [], types, depth + 1)


def _states(content_type: ContentType) -> Iterator[str]:
    life = content_type.lifecycle
    first, *others = life.states
    yield from wrapped(f"It is {first} at first{_or(', then ', others)}.", _STEP)
    if life.drafts:
        hinted = "what is missing is only hinted at"
        yield from wrapped(f"While it is {_or('', life.drafts)}, {hinted}.", _STEP)
    for state, wait in life.waits.items():
        day = f" from the day in `{wait.since}` on" if wait.since else ""
        yield from wrapped(f"While it is {state}, it waits for {wait.what}{day}.", _STEP)
    if life.retired:
        yield from wrapped(
            f"Once it is {_or('', life.retired)}, it is kept for the record only.", _STEP
        )
    if life.review_in:
        use = _or(" So does a use with the outcome ", life.review_by_use)
        yield from wrapped(f"A review holds for {life.review_in}.{use}{'.' * bool(use)}", _STEP)


def _or(before: str, words: Sequence[str]) -> str:
    """Return ``before`` with ``words`` behind it, an ``or`` before the last; nothing for no words."""
    if not words:
        return ""
    return before + " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _remarked(text: str, remarks: Iterable[str]) -> str:
    remark = "; ".join(remarks)
    return f"{text} ({remark})" if remark else text
