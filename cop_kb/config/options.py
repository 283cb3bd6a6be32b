"""The options of cop-kb: what stands under ``plugins: - cop-kb:`` in mkdocs.yml."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jsonschema_rs

from cop_kb import resources
from cop_kb.model.diagnostic import Severity
from cop_kb.model.schema_error import Mistake, explain

_OFF = "off"


@dataclass(frozen=True)
class RuleSettings:
    """What the configuration says about one rule.

    Attributes:
        severity: How serious its findings are; None where the rule itself decides.
        enabled: Whether it is checked at all.
        parameters: Its own parameters, not yet checked.
    """

    severity: Severity | None = None
    enabled: bool = True
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """The options, with their defaults. ``content_schema/config.schema.json`` describes them for authors.

    Attributes:
        types: Content types in use; None for those that are on by default, ``("all",)`` for all.
        audience: For whom the site is built.
        tags: The tags that documents may have; None for any.
        rules: Settings by the name of the rule.
        cache: Whether what was read from unchanged files is kept for the next run.
        strict: Whether warnings count as errors.
        search: Whether the site gets a search index.
    """

    types: tuple[str, ...] | None = None
    audience: str = "public"
    tags: tuple[str, ...] | None = None
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    cache: bool = True
    strict: bool = False
    search: bool = True

    def rule(self, name: str) -> RuleSettings:
        """Return the settings of the rule ``name``."""
        return self.rules.get(name, _DEFAULT)


_DEFAULT = RuleSettings()


def check_options(data: object) -> list[Mistake]:
    """Return all mistakes in the options as they stand in mkdocs.yml; pointers lead from the options."""
    validator, schema = _validator()
    return [
        mistake
        for error in validator.iter_errors(_given(data))
        for mistake in explain(error, schema)
    ]


def make_options(data: object) -> Options:
    """Return the options that ``data`` describes; `check_options` must have found no mistake in it."""
    values: dict[str, Any] = dict(_given(data))
    for name in ("types", "tags"):
        if name in values:
            value = values[name]
            values[name] = (value,) if isinstance(value, str) else tuple(value)
    rules = values.get("rules", {})
    values["rules"] = {name: _rule_settings(rules[name]) for name in sorted(rules)}
    return Options(**values)


def _given(data: object) -> Any:  # noqa: ANN401 - any JSON until it has been checked
    """An option without a value, such as ``tags:`` or an environment variable that is not read, is not given."""
    if data is None:
        return {}
    if isinstance(data, dict):
        return {name: value for name, value in data.items() if value is not None}
    return data


def _rule_settings(data: Any) -> RuleSettings:  # noqa: ANN401 - any JSON
    if isinstance(data, bool):
        return RuleSettings(enabled=data)
    if isinstance(data, str):
        return RuleSettings(enabled=False) if data == _OFF else RuleSettings(Severity(data))
    parameters = dict(data)
    severity = parameters.pop("severity", None)
    enabled = parameters.pop("enabled", True)
    return RuleSettings(Severity(severity) if severity else None, enabled, parameters)


@cache
def _validator() -> tuple[jsonschema_rs.Validator, dict[str, Any]]:
    text = (resources.folder("content_schema") / "config.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    return jsonschema_rs.validator_for(schema), schema
