"""``cop-kb new``: a community or a document."""

from pathlib import Path

import click

from cop_kb.commands.options import common
from cop_kb.today import read_today


@click.command()
@click.argument("type_name", metavar="[TYPE]", required=False)
@click.argument("words", metavar="[TITLE]", nargs=-1)
@click.option("--community", help="Its community.  [default: the only one]")
@click.option(
    "--owner", "owners", multiple=True, metavar="NAME",
    help="Who looks after it; may be given again.  [default: the author whom git knows]",
)  # fmt: skip
@click.option(
    "--derived-from", multiple=True, metavar="ID",
    help="A document that it rests on; may be given again.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE",
    help="Any field of its front matter, read as YAML; may be given again.",
)  # fmt: skip
@common
def command(
    type_name: str | None,
    words: tuple[str, ...],
    community: str | None,
    owners: tuple[str, ...],
    derived_from: tuple[str, ...],
    settings: tuple[str, ...],
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Add a document of TYPE that is called TITLE, or a community: cop-kb new community NAME.

    It begins as a draft with you as its owner. What is not given is asked for on a terminal.
    """
    from cop_kb.commands import asking
    from cop_kb.commands.made import show_document
    from cop_kb.config import load_config
    from cop_kb.git import author_name
    from cop_kb.scaffold import lookup
    from cop_kb.scaffold.document import Request, make_document
    from cop_kb.scaffold.people import default_author, refuse_slip
    from cop_kb.scaffold.relations import read_sources
    from cop_kb.scaffold.values import read_settings

    config = load_config(config_file)
    kb = lookup.read_knowledge_base(config)
    content_type = lookup.find_type(config, kb, type_name or asking.ask_type(kb))
    place = ""
    if not lookup.is_container(content_type):
        lookup.require_community(kb)
        place = lookup.find_community(kb, community or asking.ask_community(kb)).community
    title = " ".join(words) or asking.ask_title(content_type)
    values = read_settings(content_type, settings) | read_sources(content_type, derived_from)
    values |= asking.ask_fields(content_type, values)
    for owner in owners:
        refuse_slip(kb, place, owner)
    if not owners:
        author = default_author(kb, place, author_name(config.root))
        owners = tuple(filter(None, [author or asking.ask_author(content_type)]))
    made = make_document(
        config, kb, Request(content_type, title, place, owners, values, read_today())
    )
    click.echo(show_document(made, config, quiet), nl=False)
