"""``cop-kb changelog``: what is new for members."""

from functools import partial
from pathlib import Path

import click

from cop_kb.commands.options import audience as audience_option
from cop_kb.commands.options import common, told
from cop_kb.today import read_today


@click.command()
@click.argument("since", required=False)
@click.option(
    "--until",
    metavar="WHEN",
    help="A day or a commit to end with.  [default: the files as they are now]",
)
@click.option("--community", help="Only what is new in this community.")
@told("release notes or a mail")
@audience_option
@common
def command(
    since: str | None,
    until: str | None,
    community: str | None,
    output_format: str,
    output: Path | None,
    audience: str | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Show what is new for members since a day, a version or a commit.

    SINCE is a day such as 2026-05-01, a span such as "4 weeks", a tag, a branch or a commit; without it, the last tag
    before now counts, or else the last four weeks. A day counts from its beginning. Drafts are left out.
    """
    from cop_kb.commands.comparing import Span, compare_revisions
    from cop_kb.commands.output import check_output, tell
    from cop_kb.commands.since import find_end, find_start
    from cop_kb.config import load_config
    from cop_kb.insights.difference.news import find_news
    from cop_kb.reports.addresses import page_address
    from cop_kb.reports.changelog import Changelog, render_changelog
    from cop_kb.scaffold.lookup import find_community

    config = load_config(config_file)
    check_output(config, output)
    today, readers = read_today(), audience or config.options.audience
    end = find_end(config.root, until, today) if until else None
    start = find_start(config.root, since, end or "HEAD", today)
    found = compare_revisions(config, Span(start.commit, end), readers, today, with_findings=False)
    news = find_news(found.difference, found.kb)
    if community:
        place = find_community(found.kb, community).community
        news = tuple(n for n in news if n.community == place)
    address = partial(page_address, found.config)
    changelog = Changelog(start.words, news, found.fronts, readers, address)
    tell(render_changelog(changelog, output_format, quiet=quiet), output)
