"""What authors are told of values that do not fit."""

import jsonschema_rs
import pytest

from cop_kb.load.type_builder import common_schema
from cop_kb.model.schema_error import explain

SCHEMA = {
    "properties": {
        **common_schema()["properties"],
        "meeting": {"type": "string", "minLength": 3, "description": "When they meet."},
        "steps": {"type": "array", "minItems": 2},
        "anything": {"type": "object"},
        "place": {"type": "object", "properties": {"town": {}, "street": {}}},
    }
}


def told(values):
    """The message and the hint of the only mistake."""
    errors = jsonschema_rs.Draft202012Validator(SCHEMA).iter_errors(values)
    ((mistake,),) = [explain(error, SCHEMA) for error in errors]
    return mistake.message, mistake.hint


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        (
            {"meeting": ""},
            "`meeting` must not be empty.",
            "Fill it in, or remove the field.",
        ),
        (
            {"meeting": "no"},
            '`meeting` is too short: 3 characters at least, found the text "no".',
            "When they meet.",
        ),
        ({"steps": [1]}, "`steps` is too short: 2 entries at least, found 1.", ""),
    ],
)
def test_too_little_is_not_the_same_as_nothing(values, message, hint):
    assert told(values) == (message, hint)


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"suppress": ["orphan"]}, "Write it as: {rule: …, reason: …}"),
        ({"suppress": "orphan"}, "Put it in brackets: [{rule: …, reason: …}]"),
        ({"place": "Brno"}, "Write it as: {town: …, street: …}"),
        ({"anything": "Brno"}, ""),
        ({"tags": "on call"}, "Put it in brackets: [on call]"),
        ({"owners": "Ada Example"}, "Put it in brackets: [ada-example]"),
        ({"owners": "ada-example"}, "Put it in brackets: [ada-example]"),
        ({"owners": "Zoë Ångström"}, "Put it in brackets: [Zoë Ångström]"),
        ({"owners": "Ada, Kim"}, "Put it in brackets: [Ada, Kim]"),
    ],
)
def test_a_value_of_another_kind_has_a_hint_that_can_be_copied(values, hint):
    assert told(values)[1] == hint
