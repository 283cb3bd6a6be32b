"""The parameters that rules take from the configuration: a rule that has some says so in ``PARAMETERS``."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

import jsonschema_rs

from cop_kb.config import Config
from cop_kb.model.schema_error import explain
from cop_kb.rules.rule import Rule, Scope

IGNORE: Mapping[str, Any] = {
    "ignore": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": "Addresses that are not looked at, as they stand in the text; `*` stands for anything.",
    }
}


def parameters_of(rule: Rule) -> Mapping[str, Any]:
    """Return a JSON Schema for each parameter of ``rule``; most rules have none."""
    found: Mapping[str, Any] = getattr(rule, "PARAMETERS", {})
    return found


def check_parameters(config: Config, rules: Mapping[str, Rule]) -> None:
    """Check the parameters that the configuration gives to ``rules``.

    Raises:
        ConfigError: A rule does not know a parameter, or its value does not fit.
    """
    for name, settings in config.options.rules.items():
        known = {"severity": {}, "enabled": {}} | dict(parameters_of(rules[name]))
        schema = {"type": "object", "properties": known, "additionalProperties": False}
        for error in jsonschema_rs.Draft202012Validator(schema).iter_errors(
            dict(settings.parameters)
        ):
            mistake = explain(error, schema)[0]
            raise config.error(f"/rules/{name}{mistake.pointer}", mistake.message, mistake.hint)


def is_ignored(target: str, scope: Scope) -> bool:
    """Tell whether the parameter ``ignore`` covers the address ``target``."""
    patterns: list[str] = scope.parameters.get("ignore", [])
    return any(fnmatchcase(target, pattern) for pattern in patterns)
