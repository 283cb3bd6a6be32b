"""``cop-kb new``: a community or a document."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cop_kb.commands.options import common
from cop_kb.today import read_today

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.model.content_type import ContentType
    from cop_kb.model.knowledge_base import KnowledgeBase
    from cop_kb.scaffold.intake import Contribution


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
    "--using", "format_name", metavar="FORMAT", help="The format that it follows; cop-kb formats lists them."
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE",
    help="Any field of its front matter, read as YAML; may be given again.",
)  # fmt: skip
@click.option(
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
    help="Begin with what somebody has sent: a mail, a text or a filled form; - for what is piped in.",
)  # fmt: skip
@common
def command(
    type_name: str | None,
    words: tuple[str, ...],
    community: str | None,
    owners: tuple[str, ...],
    derived_from: tuple[str, ...],
    format_name: str | None,
    settings: tuple[str, ...],
    source: Path | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Add a document of TYPE that is called TITLE, or a community: cop-kb new community NAME.

    It begins as a draft with you as its owner. What is not given is asked for on a terminal, the type by what you have
    to say.
    """
    from cop_kb.commands import asking
    from cop_kb.commands.made import show_document
    from cop_kb.config import load_config
    from cop_kb.scaffold import lookup
    from cop_kb.scaffold.document import Request, make_document
    from cop_kb.scaffold.formats import read_format
    from cop_kb.scaffold.intake import NO_FORM, NOTHING_SENT, place, read_form
    from cop_kb.scaffold.issue_forms import require_form
    from cop_kb.scaffold.people import refuse_slip
    from cop_kb.scaffold.relations import read_sources
    from cop_kb.scaffold.values import read_settings

    config = load_config(config_file)
    sent = read_form(_read(source)) if source else NO_FORM
    kb = lookup.read_knowledge_base(config)
    content_type = lookup.find_type(config, kb, type_name or sent.type or asking.ask_type(kb))
    if sent.type and not type_name:
        require_form(content_type)
    folder = ""
    if not lookup.is_container(content_type):
        lookup.require_community(kb)
        community = community or sent.community or asking.ask_community(kb)
        folder = lookup.find_community(kb, community).community
    title = " ".join(words)
    values = read_settings(content_type, settings) | read_sources(content_type, derived_from)
    values |= read_format(config, kb, content_type, format_name)
    placed = place(sent.contribution, kb, content_type, folder, title) if source else NOTHING_SENT
    if lookup.is_list(content_type):
        lookup.refuse_title(content_type, title)
    else:
        title = title or placed.title or asking.ask_title(content_type)
    values = {**placed.fields, **values}
    values |= asking.ask_fields(content_type, values)
    authors = owners or _author(config, kb, content_type, folder)
    for owner in owners:
        refuse_slip(kb, folder, owner)
    request = Request(content_type, title, folder, authors, values, read_today(), placed.material)
    made = make_document(config, kb, request)
    click.echo(show_document(made, config, quiet, placed.remarks), nl=False)


def _author(
    config: "Config", kb: "KnowledgeBase", content_type: "ContentType", folder: str
) -> tuple[str, ...]:
    """Return who looks after a document for which nobody was named; nobody is an answer."""
    from cop_kb.commands.asking import ask_author
    from cop_kb.git import author_name
    from cop_kb.scaffold.people import default_author

    author = default_author(kb, folder, author_name(config.root)) or ask_author(content_type)
    return (author,) if author else ()


def _read(source: Path) -> "Contribution":
    """Read what somebody has sent: a file, or what is piped in."""
    from cop_kb.scaffold.intake import MAX_BYTES, read_contribution, read_file

    if source != Path("-"):
        return read_contribution(read_file(source), source)
    return read_contribution(sys.stdin.buffer.read(MAX_BYTES + 1))
