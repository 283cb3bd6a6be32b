"""``cop-kb publish``: build the site and push it to where a web server shows it."""

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from cop_kb.commands.options import building, common

_DIRTY = "Some files are not committed. The site shows them, and the commit says so with `-dirty` behind the source."
_UNFIT = "Nothing was published. Mend the errors, or publish anyway with --no-strict."


@click.command()
@click.option("--version", metavar="V", help="Publish as this version, beside the others.")
@click.option(
    "--alias", "aliases", multiple=True, metavar="A",
    help="Another name of the version, taken from the one that has it; may be given again."
    "  [default: latest, for a version that is new]",
)  # fmt: skip
@click.option("--title", help="What readers see of the version.  [default: its name]")
@click.option("--delete", "removed", metavar="V", help="Remove this version and its aliases.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be published; push nothing.")
@click.option("--remote", metavar="NAME", help="The remote.  [default: remote_name, else origin]")
@click.option(
    "--branch", metavar="NAME", help="The branch of it.  [default: remote_branch, else gh-pages]"
)
@click.option("-m", "--message", help="The first line of the commit.")
@building
@common
def command(
    version: str | None,
    aliases: tuple[str, ...],
    title: str | None,
    removed: str | None,
    dry_run: bool,
    remote: str | None,
    branch: str | None,
    message: str | None,
    strict: bool | None,
    audience: str | None,
    jobs: int | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Check the knowledge base, build its site, and push it to the branch that holds the published site.

    It becomes one commit on top of what others have published. Nothing changes in your own files and branches.
    """
    from cop_kb.commands.checking import is_fit
    from cop_kb.commands.progress import show_left_out, show_progress
    from cop_kb.config import load_config
    from cop_kb.load import load_knowledge_base
    from cop_kb.publish.publication import Wishes, open_publication
    from cop_kb.publish.report import report
    from cop_kb.publish.versions import Version
    from cop_kb.site.builder import build_site
    from cop_kb.site.site import Request

    if (aliases or title) and version is None:
        raise click.UsageError("--alias and --title belong to a version: give --version as well.")
    if removed is not None and version is not None:
        raise click.UsageError("--delete removes a version, and --version publishes one.")
    config = load_config(config_file).with_changes(audience=audience)
    wishes = Wishes(
        config=config,
        remote=remote or config.remote_name,
        branch=branch or config.remote_branch,
        version=None if version is None else Version(version, title or "", aliases),
        removed=removed,
        message=message or "",
        audience_is_said=audience is not None,
        dry_run=dry_run,
    )
    with open_publication(wishes) as publication, TemporaryDirectory(prefix="cop-kb-") as scratch:
        if publication.dirty and removed is None:
            click.echo(_DIRTY, err=True)
        if removed is not None:
            published = publication.publish_removal()
        else:
            config = replace(config, site_dir=Path(scratch) / "site")
            kb = load_knowledge_base(config)
            if not is_fit(config, kb, strict, quiet, verbose, color):
                click.echo(_UNFIT, err=True)
                return 1
            with show_progress(quiet) as progress:
                request = Request(config, kb, version or "")
                built = build_site(request, jobs or os.cpu_count() or 1, progress)
            show_left_out(built, quiet)
            published = publication.publish_site(built.site_dir)
    if dry_run or not quiet:
        click.echo(report(published, wishes, verbose), nl=False)
    return 0
