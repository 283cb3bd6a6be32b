"""What is published already: the branch as it stands, and whether anything may be put in its place."""

import json
from dataclasses import dataclass

from cop_kb.errors import PublishError
from cop_kb.git.publishing import RemoteBranch
from cop_kb.git.scratch import Entry
from cop_kb.load.published import EXPORT, VERSIONS
from cop_kb.publish.versions import Versions, read_versions

KEPT = frozenset({".nojekyll", "CNAME"})
"""What belongs to the place of publication: it stays whatever site comes, and a branch of nothing else counts as empty."""

_SITE = frozenset({"index.html", "404.html", "sitemap.xml"})


@dataclass(frozen=True)
class Standing:
    """What is published.

    Attributes:
        tip: The last commit of the branch; empty where there is no such branch.
        root: What lies at its root, by name.
        versions: The versions that stand side by side, newest first.
        audiences: For whom the sites were built, as far as they say it.
    """

    tip: str
    root: dict[str, Entry]
    versions: Versions
    audiences: frozenset[str]

    @property
    def is_versioned(self) -> bool:
        """Tell whether versions stand side by side."""
        return VERSIONS in self.root


def read_standing(branch: RemoteBranch) -> Standing:
    """Read what is published.

    Raises:
        PublishError: The branch holds something else than a site.
        GitError: It cannot be read.
    """
    tip = branch.tip()
    if not tip:
        return Standing("", {}, (), frozenset())
    root = branch.scratch.entries(tip)
    versions: Versions = ()
    if VERSIONS in root:
        versions = read_versions(branch.scratch.read(tip, VERSIONS) or b"")
    elif not _is_site(branch, tip, root):
        raise PublishError(
            f"The branch {branch.name} of {branch.remote} holds no site, so nothing is put in its place.",
            "Name another one with --branch, such as gh-pages. One that is not there is made.",
        )
    folders = [f"{version.name}/" for version in versions] if VERSIONS in root else [""]
    found = (_audience(branch.scratch.read(tip, f"{folder}{EXPORT}")) for folder in folders)
    return Standing(tip, root, versions, frozenset(filter(None, found)))


def check_audience(standing: Standing, audience: str, branch: RemoteBranch) -> None:
    """Check that those who can read what is published are those whom a site is built for.

    Raises:
        PublishError: They are others.
    """
    others = sorted(standing.audiences - {audience})
    if others:
        message = (
            f"The site on {branch.name} of {branch.remote} was built for the audience {' and '.join(others)}, and this one"
            f" is for {audience}."
        )
        hint = f"If those who can open it may read this one, say so: --audience {audience}"
        raise PublishError(message, hint)


def _is_site(branch: RemoteBranch, tip: str, root: dict[str, Entry]) -> bool:
    return (
        root.keys() <= KEPT or root.keys() >= _SITE or branch.scratch.read(tip, EXPORT) is not None
    )


def _audience(export: bytes | None) -> str:
    """Return for whom a site was built; empty where it does not say it, as that of another program."""
    try:
        data = json.loads(export or b"{}")
    except (ValueError, RecursionError):
        return ""
    audience = data.get("audience", "") if isinstance(data, dict) else ""
    return audience if isinstance(audience, str) else ""
