"""Writes YAML that our reader, MkDocs and a person read alike."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from cop_kb.positioned_yaml.scalars import resolve

_STR = "tag:yaml.org,2002:str"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ONE_LINE = 1_000_000


class _Dumper(yaml.SafeDumper):
    """Writes mappings as blocks, lists of words in brackets, and days without quotes, as people write them."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:  # noqa: ANN401
        return super().represent_mapping(tag, mapping, flow_style=False)

    def represent_text(self, text: str) -> yaml.ScalarNode:
        if _DAY.fullmatch(text) and _is_day(text):
            return self.represent_scalar(_TIMESTAMP, text)
        return self.represent_scalar(_STR, text, style=None if _may_be_plain(text) else '"')


_Dumper.add_representer(str, _Dumper.represent_text)


def _is_day(text: str) -> bool:
    """Tell whether the day exists; others would stop readers that make a date of it."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _may_be_plain(text: str) -> bool:
    """Tell whether ``text`` without quotes is the same text under YAML 1.2; PyYAML sees to YAML 1.1."""
    try:
        return resolve(text) == text and text.isprintable()
    except OverflowError:
        return False


def write_fields(fields: Mapping[str, Any]) -> str:
    """Return ``fields`` as YAML, one key a line where that is possible; empty for none."""
    return _dump(dict(fields), flow=None) if fields else ""


def write_scalar(value: str | float | None) -> str:
    """Return one value as it may stand anywhere in YAML, with quotes where it needs them."""
    return _dump([value], flow=True)[1:-2]


def write_flow(fields: Mapping[str, str | float | None]) -> str:
    """Return ``fields`` as YAML on one line, in braces."""
    return "{" + ", ".join(f"{name}: {write_scalar(value)}" for name, value in fields.items()) + "}"


def _dump(value: Any, flow: bool | None) -> str:  # noqa: ANN401 - any JSON
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_ONE_LINE,
        default_flow_style=flow,
    )
    return text
