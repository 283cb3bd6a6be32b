"""``cop-kb init``: a new knowledge base."""

import sys
from pathlib import Path

import click

from cop_kb.today import read_today


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What it is called.  [default: as the folder]")
@click.option(
    "--community", "communities", multiple=True, metavar="NAME",
    help="A community to begin with; may be given again.  [default: called like the knowledge base]",
)  # fmt: skip
@click.option(
    "--steward", "stewards", multiple=True, metavar="NAME",
    help='Who looks after it: "Ada Example", or with an account "Ada Example <@ada>"; may be given again.'
    "  [default: the author whom git knows]",
)  # fmt: skip
@click.option(
    "--types", metavar="all|ID,...",
    help="The content types to switch on.  [default: those that are on by default]",
)  # fmt: skip
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "none"]), default="github", show_default=True,
    help="Where changes are checked.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say only what must be said.")
@click.option("-v", "--verbose", is_flag=True, help="List the files, too.")
@click.option(
    "--color/--no-color",
    default=None,
    help="Accepted as by every command; nothing is coloured here.",
)
def command(
    folder: Path,
    name: str,
    communities: tuple[str, ...],
    stewards: tuple[str, ...],
    types: str | None,
    ci: str,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Make a knowledge base in DIR: a git repository that can be checked and built at once.

    What is in DIR already stays as it is.
    """
    from cop_kb.commands.made import show_knowledge_base
    from cop_kb.git import author_name
    from cop_kb.scaffold.knowledge_base import Wishes, make_knowledge_base, name_of_folder

    asking = sys.stdin.isatty()
    if not name and asking:
        name = click.prompt("Name of the knowledge base", default=name_of_folder(folder))
    if not communities and asking:
        communities = (click.prompt("Name of the first community", default=name),)
    author = author_name(folder)
    if not stewards and asking:
        author = click.prompt("Its steward", default=author, show_default=bool(author))
    made = make_knowledge_base(
        Wishes(
            folder=folder,
            name=name,
            communities=communities,
            stewards=stewards or ((author,) if author else ()),
            types=tuple(t.strip() for t in types.split(",") if t.strip()) if types else None,
            ci=ci,
            today=read_today(),
        )
    )
    click.echo(show_knowledge_base(made, quiet, verbose), nl=False)
