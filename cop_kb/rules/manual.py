"""The manual page of a rule: its docstring, how serious its findings are, and its parameters."""

import inspect

from cop_kb.rules.parameters import parameters_of
from cop_kb.rules.rule import Rule


def manual_page(rule: Rule) -> str:
    """Return the manual page of ``rule`` as Markdown, without a heading."""
    draft, published = rule.GRADE.value
    severities = (
        f"In a draft: {draft.word}. In a published document or a plain page: {published.word}."
    )
    parts = [inspect.cleandoc(rule.__doc__ or ""), severities]
    if parameters_of(rule):
        lines = [f"- `{name}`: {p['description']}" for name, p in parameters_of(rule).items()]
        parts.append("\n".join(["Parameters in the configuration:", "", *lines]))
    return "\n\n".join(parts)
