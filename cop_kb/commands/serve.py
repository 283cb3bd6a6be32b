"""``cop-kb serve``: show the site while documents are written."""

import logging
from pathlib import Path

import click

from cop_kb.commands.options import audience as audience_option
from cop_kb.commands.options import common

_PORTS = 2**16


def _checked(context: click.Context, parameter: click.Parameter, address: str | None) -> str | None:
    """Refuse what MkDocs would refuse as an address, which says so in words of its configuration."""
    if address is None:
        return None
    from ipaddress import ip_address

    host, _, port = address.rpartition(":")
    try:
        fits = host == "localhost" or bool(ip_address(host.removeprefix("[").removesuffix("]")))
        fits = fits and int(port) in range(_PORTS)
    except ValueError:
        fits = False
    if not fits:
        raise click.BadParameter("Write it as IP:PORT, such as 127.0.0.1:8000.")
    return address


@click.command()
@click.option(
    "-a", "--dev-addr", metavar="IP:PORT", callback=_checked,
    help="Where to serve.  [default: 127.0.0.1:8000]",
)  # fmt: skip
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@audience_option
@common
def command(
    dev_addr: str | None,
    open_browser: bool,
    audience: str | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Build the site, show it at an address of this machine, and build it again whenever a file is saved."""
    from cop_kb.config import load_config
    from cop_kb.site.builder import serve_site
    from cop_kb.site.site import Request

    logging.basicConfig(level=logging.WARNING if quiet else logging.INFO, format="%(message)s")
    config = load_config(config_file).with_changes(audience=audience)
    serve_site(Request(config), dev_addr, open_browser)
