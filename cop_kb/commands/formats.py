"""``cop-kb formats``: the formats of sessions."""

from pathlib import Path

import click

from cop_kb.commands.options import common


@click.command()
@click.argument("name", required=False, metavar="[FORMAT]")
@click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(["text", "json"]), help="How to show them.",
)  # fmt: skip
@common
def command(
    name: str | None,
    output_format: str,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """List the formats of sessions, or show the run sheet of one FORMAT.

    Formats of your own are YAML files in the folder formats beside mkdocs.yml.
    """
    from cop_kb.config import load_config
    from cop_kb.load.content_types import read_type_files, select_types
    from cop_kb.load.session_formats import find_format, read_format_files
    from cop_kb.model.session_format import format_fields
    from cop_kb.reports.formats import sheet_data, show_list, show_sheet
    from cop_kb.reports.json import as_json

    config = load_config(config_file)
    files = read_format_files(config.formats_dir)
    chosen = [find_format(files, name)] if name else [f.format for f in files.values() if f.format]
    if output_format == "json":
        click.echo(as_json([sheet_data(f) for f in chosen]), nl=False)
    elif name:
        types = read_type_files(config.content_types_dir)
        on = select_types(types, config.options.types, config.content_types_dir).values()
        click.echo(show_sheet(chosen[0], [t.id for t in on if format_fields(t)]), nl=False)
    else:
        click.echo(show_list(chosen), nl=False)
