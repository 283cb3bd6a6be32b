"""Where the host of the repository shows a file: its history, its source, and an editor for it.

What each host calls these is data. Of a host that is not known nothing is guessed: no address is better than a wrong one.
"""

import posixpath
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from cop_kb.config.configuration import Config

BRANCH = "main"
"""The branch that is meant where the configuration names none."""


class Host(NamedTuple):
    """What the addresses of a host look like.

    Attributes:
        title: What people call it.
        names: The name of the host, or a part of it between two dots.
        own_path: What only its addresses have after that of the repository, so that any name will do; may be empty.
        paths: What stands between the address of the repository and the branch, as a regular expression.
        pages: The addresses of the history of a file, of the file, and of an editor for it.
        slashes: Whether the name of a branch may have a slash in these addresses.
    """

    title: str
    names: frozenset[str]
    own_path: str
    paths: str
    pages: Mapping[str, str]
    slashes: bool = True


HOSTS = (
    Host(
        title="GitHub",
        names=frozenset({"github", "ghe"}),
        own_path="",
        paths="/(?:edit|blob|tree)/",
        pages={
            "history": "{base}/commits/{branch}/{path}",
            "source": "{base}/blob/{branch}/{path}",
            "edit": "{base}/edit/{branch}/{path}",
        },
    ),
    Host(
        title="GitLab",
        names=frozenset({"gitlab"}),
        own_path="/-/",
        paths="/(?:-/)?(?:edit|blob|tree)/",
        pages={
            "history": "{base}/-/commits/{branch}/{path}",
            "source": "{base}/-/blob/{branch}/{path}",
            "edit": "{base}/-/edit/{branch}/{path}",
        },
    ),
    Host(
        title="Forgejo",
        names=frozenset({"codeberg", "forgejo", "gitea"}),
        own_path="/_edit/",
        paths="/(?:_edit|src/branch)/",
        pages={
            "history": "{base}/commits/branch/{branch}/{path}",
            "source": "{base}/src/branch/{branch}/{path}",
            "edit": "{base}/_edit/{branch}/{path}",
        },
    ),
    Host(
        title="Bitbucket",
        names=frozenset({"bitbucket.org"}),
        own_path="",
        paths="/src/",
        pages={
            "history": "{base}/history-node/{branch}/{path}",
            "source": "{base}/src/{branch}/{path}",
            "edit": "{base}/src/{branch}/{path}?mode=edit&spa=0&at={branch}",
        },
        slashes=False,
    ),
)


class _Repository(NamedTuple):
    """A repository at a host, and where in it the documents are; ``folder`` ends in a slash unless it is empty."""

    host: Host
    base: str
    branch: str
    folder: str

    def address(self, page: str, src_uri: str) -> str:
        """Return the address of a page of the host for a file."""
        path = quote(self.folder + src_uri)
        return self.host.pages[page].format(base=self.base, branch=quote(self.branch), path=path)


@dataclass(frozen=True)
class Hosting:
    """The addresses of the files of a knowledge base; empty texts where they are not known.

    Attributes:
        repository: What is known of the repository; None where that is nothing.
        edit_pattern: Where files are edited as mkdocs.yml says it, for ``str.format``; empty where it leaves that open.
    """

    repository: _Repository | None
    edit_pattern: str = ""

    def history(self, src_uri: str) -> str:
        """Return where the host shows the history of the file at ``src_uri`` below docs_dir."""
        return self.repository.address("history", src_uri) if self.repository else ""

    def source(self, src_uri: str) -> str:
        """Return where the host shows the file."""
        return self.repository.address("source", src_uri) if self.repository else ""

    def edit(self, src_uri: str) -> str:
        """Return where the host lets somebody edit the file in the browser."""
        if self.edit_pattern:
            stem, _ = posixpath.splitext(src_uri)
            return _Pattern().format(self.edit_pattern, path=src_uri, path_noext=stem)
        return self.repository.address("edit", src_uri) if self.repository else ""


def find_hosting(config: Config, folder: str) -> Hosting:
    """Return the addresses of the files of a knowledge base.

    ``edit_uri`` decides the branch, and ``edit_uri_template`` where files are edited, as in MkDocs.

    Args:
        config: The configuration.
        folder: The path of docs_dir in the repository.
    """
    pattern = _edit_pattern(config)
    if config.edit_uri_template:
        return Hosting(_repository(config, folder), pattern)
    if not config.edit_uri:
        return Hosting(_repository(config, folder))
    repository = _repository(config, folder)
    return Hosting(repository, "" if repository else pattern)


def _repository(config: Config, folder: str) -> _Repository | None:
    """Return the repository that the configuration names, if it is at a host that is known."""
    folder = f"{folder.strip('/')}/".removeprefix("./").removeprefix("/")
    base = config.repo_url.rstrip("/").removesuffix(".git")
    branch = BRANCH
    address = urljoin(f"{base}/", config.edit_uri)
    host = _host(address)
    if host is None or not address.startswith(("https://", "http://")):
        return None
    if config.edit_uri:
        parts = re.split(host.paths, urljoin(address, urlsplit(address).path), maxsplit=1)
        if len(parts) == 1:
            return None
        base = parts[0]
        branch, folder = _branch_and_folder(f"{unquote(parts[1]).strip('/')}/", folder)
    is_wrong = not branch or ("/" in branch and not host.slashes)
    return None if is_wrong else _Repository(host, base, branch, folder)


def _branch_and_folder(rest: str, folder: str) -> tuple[str, str]:
    """Tell where in ``rest`` the branch ends and the folder begins: branches may have slashes, too."""
    if folder and rest.endswith(f"/{folder}"):
        return rest.removesuffix(folder).strip("/"), folder
    branch, _, folder = rest.partition("/")
    return branch, folder


def _host(address: str) -> Host | None:
    parts = urlsplit(address)
    name = (parts.hostname or "").lower()
    known = {name, *name.split(".")}
    path = f"{parts.path}/"
    by_name = (host for host in HOSTS if host.names & known)
    by_path = (host for host in HOSTS if host.own_path and host.own_path in path)
    return next(by_name, None) or next(by_path, None)


class _Pattern(string.Formatter):
    """Writes paths as addresses have them: ``{path}`` with slashes, ``{path!q}`` without."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:  # noqa: ANN401 - as in the base class
        return quote(str(value), safe="" if conversion == "q" else "/")


def _edit_pattern(config: Config) -> str:
    """Return where files are edited, as MkDocs understands the configuration; empty for what is no address."""
    uri = config.edit_uri_template
    if not uri and config.edit_uri:
        uri = config.edit_uri.replace("{", "{{").replace("}", "}}").rstrip("/") + "/{path}"
    base = config.repo_url if uri.startswith(("?", "#")) else f"{config.repo_url.rstrip('/')}/"
    pattern = urljoin(base, uri)
    try:
        _Pattern().format(pattern, path="", path_noext="")
    except (LookupError, ValueError, AttributeError):
        return ""
    return pattern if uri and pattern.startswith(("https://", "http://")) else ""
