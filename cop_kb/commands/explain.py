"""``cop-kb explain``: the manual page of a rule."""

import click

from cop_kb.errors import CopKbError


@click.command()
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Show the manual page of RULE; without RULE list them all."""
    from cop_kb.model.nearest import nearest
    from cop_kb.rules import RULES
    from cop_kb.rules.engine import find_rule
    from cop_kb.rules.manual import manual_page

    if rule is None:
        for each in RULES:
            click.echo(f"{each.ID:<24} {(each.__doc__ or '').splitlines()[0]}")
        return
    found = find_rule(rule)
    if found is None:
        close = nearest(rule, [each.ID for each in RULES])
        hint = f"Did you mean {close!r}?" if close else "List them with: cop-kb explain"
        raise CopKbError(f"There is no rule {rule!r}.", hint)
    click.echo(f"{found.ID}\n{'=' * len(found.ID)}\n\n{manual_page(found)}")
