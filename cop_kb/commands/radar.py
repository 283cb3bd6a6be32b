"""``cop-kb radar``: situations that sources share and no guidance covers yet."""

from pathlib import Path

import click

from cop_kb.commands.options import common


@click.command()
@click.option("--community", help="Only what a source of this community tells of.")
@click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(["text", "json"]), help="How to show them.",
)  # fmt: skip
@common
def command(
    community: str | None,
    output_format: str,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Show the situations that several sources share and that no guidance covers yet."""
    from cop_kb.config import load_config
    from cop_kb.insights.radar import find_gaps
    from cop_kb.load import load_knowledge_base
    from cop_kb.reports.json import as_json
    from cop_kb.reports.radar import gaps_data, show_gaps
    from cop_kb.rules import uncovered_situation as rule
    from cop_kb.scaffold.lookup import find_community

    config = load_config(config_file)
    kb = load_knowledge_base(config)
    place = find_community(kb, community).community if community else ""
    found = find_gaps(kb, rule.threshold(config))
    gaps = [g for g in found if not place or any(d.community == place for d in g.sources)]
    if output_format == "json":
        click.echo(as_json(gaps_data(gaps)), nl=False)
    else:
        steps = [rule.first_step(kb, gap) for gap in gaps]
        click.echo(show_gaps(gaps, steps, quiet), nl=False)
