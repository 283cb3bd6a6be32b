"""``cop-kb types``: the content types of a knowledge base."""

import json
from pathlib import Path

import click

from cop_kb.commands.options import common
from cop_kb.errors import CopKbError


@click.command()
@click.argument("name", required=False, metavar="[TYPE]")
@click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(["text", "json", "json-schema"]), help="How to show them.",
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
    """List the content types, or show one TYPE with its fields, sections and relations."""
    from cop_kb.config import load_config
    from cop_kb.load.content_types import read_type_files, select_types
    from cop_kb.model.nearest import nearest
    from cop_kb.reports.types import show_list, show_type, type_data

    config = load_config(config_file)
    files = read_type_files(config.content_types_dir)
    on = select_types(files, config.options.types, config.content_types_dir)
    types = {n: file.type for n, file in files.items() if file.type}
    if name is not None and name not in types:
        close = nearest(name, types)
        hint = f"Did you mean {close!r}?" if close else f"Known types: {', '.join(types)}."
        raise CopKbError(f"There is no content type {name!r}.", hint)
    chosen = [types[name]] if name else sorted(types.values(), key=lambda t: (t.order, t.id))
    if output_format == "json":
        click.echo(
            json.dumps([type_data(t, t.id in on) for t in chosen], indent=2, ensure_ascii=False)
        )
    elif output_format == "json-schema":
        schemas = {t.id: {**t.schema, "required": list(t.required_fields)} for t in chosen}
        click.echo(json.dumps(schemas[name] if name else schemas, indent=2, ensure_ascii=False))
    else:
        text = show_type(types[name], types.values()) if name else show_list(chosen, on)
        click.echo(text, nl=False)
