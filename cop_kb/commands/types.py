"""``cop-kb types``: the content types of a knowledge base."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cop_kb.commands.options import common
from cop_kb.errors import CopKbError

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.model.content_type import ContentType

_SCHEMA = "json-schema"
_FORMS = {"github-forms": "github", "gitlab-forms": "gitlab"}


@click.command()
@click.argument("name", required=False, metavar="[TYPE]")
@click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(["text", "json", _SCHEMA, *_FORMS]), help="How to show them.",
)  # fmt: skip
@click.option(
    "--output", metavar="DIR", type=click.Path(path_type=Path),
    help=f"With {_SCHEMA}: write the schemas that editors need into this folder. With {' or '.join(_FORMS)}:"
    " write the forms for people who do not use git.",
)  # fmt: skip
@common
def command(
    name: str | None,
    output_format: str,
    output: Path | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """List the content types, or explain one TYPE: what it is for, its fields and its sections."""
    from cop_kb.config import load_config
    from cop_kb.load.content_types import read_type_files, select_types
    from cop_kb.reports.json import as_json
    from cop_kb.reports.type_page import show_type
    from cop_kb.reports.types import show_list, type_data
    from cop_kb.scaffold.editor_schemas import document_schemas, write_schemas

    _check(name, output_format, output)
    config = load_config(config_file)
    if output and output_format in _FORMS:
        _write_forms(_FORMS[output_format], config, output, quiet)
        return
    files = read_type_files(config.content_types_dir)
    on = select_types(files, config.options.types, config.content_types_dir)
    types = sorted((f.type for f in files.values() if f.type), key=lambda t: (t.order, t.id))
    chosen = [_find(name, types)] if name else types
    if output:
        schemas, changed = write_schemas(config, types, output)
        if not quiet:
            place = click.format_filename(output)
            click.echo(f"{schemas} schemas in {place}, {changed} of them new or changed.")
    elif output_format == _SCHEMA:
        data = document_schemas(config, chosen)
        click.echo(as_json(data[chosen[0].id] if name else data), nl=False)
    elif output_format == "json":
        click.echo(as_json([type_data(t, t.id in on) for t in chosen]), nl=False)
    else:
        click.echo(show_type(chosen[0], types, on) if name else show_list(types, on), nl=False)


def _check(name: str | None, output_format: str, output: Path | None) -> None:
    """Refuse options that do not go together."""
    if output_format in _FORMS and (name or not output):
        command_line = f"cop-kb types --format {output_format} --output DIR"
        raise click.UsageError(f"Forms are written to a folder, of all types: {command_line}")
    if output and (name or output_format not in (_SCHEMA, *_FORMS)):
        command_line = f"cop-kb types --format {_SCHEMA} --output {output}"
        raise click.UsageError(f"--output writes schemas or forms, of all types: {command_line}")


def _write_forms(host: str, config: "Config", output: Path, quiet: bool) -> None:
    from cop_kb.scaffold.issue_forms import write_forms

    written = write_forms(host, config, output)
    if quiet:
        return
    place = click.format_filename(output)
    click.echo(
        f"{written.forms} forms in {place}, {written.changed} of them new, changed or removed."
    )
    for path in written.kept:
        click.echo(f"Left as it is, since it was not made here: {click.format_filename(path)}")


def _find(name: str, types: Iterable["ContentType"]) -> "ContentType":
    """Return the type of which ``name`` is the id, the title or the plural."""
    from cop_kb.model.nearest import nearest

    names: Mapping[str, ContentType] = {
        _key(word): t for t in types for word in (t.plural, t.title, t.id)
    }
    if _key(name) in names:
        return names[_key(name)]
    close = nearest(_key(name), names)
    known = ", ".join(t.id for t in types)
    hint = f"Did you mean {names[close].id!r}?" if close else f"Known types: {known}."
    raise CopKbError(f"There is no content type {name!r}.", hint)


def _key(word: str) -> str:
    return word.casefold().replace(" ", "-")
