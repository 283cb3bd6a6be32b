"""Says in plain words what is wrong with a YAML text, and what to do about it.

libyaml reports where it was at a loss and what it would have liked to see. What an author did is mostly something
else and often a line earlier, so each usual mistake has a recogniser here that looks at the text as well.
"""

from collections.abc import Callable

import yaml

from cop_kb.model.diagnostic import Finding
from cop_kb.positioned_yaml import layout, quoting
from cop_kb.positioned_yaml.document import SYNTAX, Event
from cop_kb.positioned_yaml.failure import Explanation, Failure

_FIELD = "Write one field a line, such as: title: Rolling back a release"

# The first that knows the mistake explains it.
_RECOGNISERS: tuple[Callable[[Failure], Explanation | None], ...] = (
    layout.tab,
    quoting.unclosed_quote,
    quoting.text_after_quote,
    quoting.text_after_bracket,
    layout.colon_in_value,
    layout.missing_space,
    layout.missing_space_after_dash,
    layout.too_far_right,
    layout.no_field,
    layout.list_at_field,
    layout.field_at_list,
    layout.indentation,
    quoting.unclosed_bracket,
    quoting.block_text,
    quoting.escape,
    quoting.special_sign,
)


def explain(error: yaml.YAMLError, text: str, last: Event | None, first_line: int) -> Finding:
    """Return a finding for a syntax error.

    Args:
        error: What PyYAML raised.
        text: The whole text.
        last: The last event before the error; None where there was none.
        first_line: The line of the file on which the text begins.
    """
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    failure = Failure(
        problem=getattr(error, "problem", None) or str(error),
        context=getattr(error, "context", None) or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context_place=(context.line, context.column) if context else (0, 0),
        lines=text.splitlines(),
        last=last,
    )
    found = next((e for recognise in _RECOGNISERS if (e := recognise(failure))), None)
    if found is None:
        found = Explanation(f"This is not valid YAML: {failure.problem}.", _FIELD)
    line, column = found.place or (failure.line, failure.column)
    if line >= len(failure.lines):
        # The end of the text, which libyaml counts as a line of its own.
        line = max(len(failure.lines) - 1, 0)
        column = len(failure.line_at(line))
    line, column = line + first_line, column + 1
    return Finding(SYNTAX, line, column, line, column + 1, found.message, found.hint)
