"""Puts together what is to be published from the site and from what stands on the branch."""

import html
from collections.abc import Mapping
from typing import NamedTuple

from cop_kb.errors import PublishError
from cop_kb.git.scratch import Entry, Scratch
from cop_kb.load.published import VERSIONS
from cop_kb.publish.standing import KEPT, Standing
from cop_kb.publish.versions import (
    Version,
    Versions,
    default_folder,
    with_version,
    without_version,
    write_versions,
)
from cop_kb.site.search import BUNDLE

# With an icon of its own: browsers would ask for /favicon.ico, which may be somebody else's place.
_LANDING = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<meta http-equiv="refresh" content="0; url={folder}/">
<link rel="canonical" href="{folder}/">
<title>{name}</title>
</head>
<body>
<p><a href="{folder}/">{name}</a></p>
</body>
</html>
"""


class Composition(NamedTuple):
    """What is to be published.

    Attributes:
        tree: The whole branch.
        before: The site, or the version, as it stands; an empty folder where there is none.
        after: The same as it is to be.
        versions: The versions that will stand side by side.
        gone: What will no longer lie at the root.
    """

    tree: Entry
    before: Entry
    after: Entry
    versions: Versions
    gone: tuple[str, ...]


def compose_site(scratch: Scratch, standing: Standing, site: Entry) -> Composition:
    """Put the site in the place of the one before.

    Raises:
        PublishError: Versions stand there side by side.
    """
    if standing.is_versioned:
        raise PublishError(
            "Versions stand side by side there, so this site must have one as well.",
            "Give it with --version. To publish without versions, name another branch with --branch.",
        )
    new = {".nojekyll": scratch.store(b"")} | _kept(standing.root) | scratch.entries(site.sha)
    tree = scratch.store_tree(_with_known_index(standing.root, new))
    return Composition(tree, scratch.store_tree(standing.root), tree, (), ())


def compose_version(
    scratch: Scratch, standing: Standing, site: Entry, version: Version, site_name: str
) -> Composition:
    """Put the site beside the other versions, and in all folders that its aliases are.

    A site without versions makes room.

    Raises:
        PublishError: Its name, or an alias, is used up.
    """
    versions = with_version(standing.versions, version.name, version.title, version.aliases)
    names = next(v.names for v in versions if v.name == version.name)
    root = dict(standing.root) if standing.is_versioned else _kept(standing.root)
    others = root.keys() - {name for v in standing.versions for name in v.names}
    if used := sorted(others & set(names)):
        raise PublishError(
            f"{used[0]} lies at the root of the branch already, and is no version.",
            "Give another name, or remove it there.",
        )
    before = root.get(version.name)
    old = scratch.entries(before.sha) if before else {}
    new = scratch.entries(site.sha)
    after = scratch.store_tree(_with_known_index(old, new))
    root |= dict.fromkeys(names, after)
    root |= {name: new[name] for name in KEPT & new.keys()}
    return _composed(scratch, standing, root, versions, site_name, before, after)


def compose_removal(scratch: Scratch, standing: Standing, name: str, site_name: str) -> Composition:
    """Remove a version with its aliases.

    Raises:
        PublishError: There is no such version, or no other one.
    """
    versions = without_version(standing.versions, name)
    removed = next(v.names for v in standing.versions if v.name == name)
    root = {name: entry for name, entry in standing.root.items() if name not in removed}
    before = standing.root.get(name)
    return _composed(scratch, standing, root, versions, site_name, before, None)


def _composed(
    scratch: Scratch,
    standing: Standing,
    root: Mapping[str, Entry],
    versions: Versions,
    site_name: str,
    before: Entry | None,
    after: Entry | None,
) -> Composition:
    """Add what the root of a branch with versions holds besides them: the list, and a page that leads to the default."""
    folder = default_folder(versions)
    landing = _LANDING.format(folder=html.escape(folder), name=html.escape(site_name))
    default = next(v.name for v in versions if folder in v.names)
    pages = {
        VERSIONS: scratch.store(write_versions(versions)),
        "index.html": scratch.store(landing.encode()),
        ".nojekyll": scratch.store(b""),
    }
    # A host shows the page for what is not found from the root, whatever the version.
    not_found = scratch.entries(root[default].sha).get("404.html") if default in root else None
    if not_found:
        pages["404.html"] = not_found
    whole = {**root, **pages}
    nothing = scratch.store_tree({})
    gone = tuple(sorted(standing.root.keys() - whole.keys()))
    return Composition(
        scratch.store_tree(whole), before or nothing, after or nothing, versions, gone
    )


def _kept(root: Mapping[str, Entry]) -> dict[str, Entry]:
    return {name: entry for name, entry in root.items() if name in KEPT}


def _with_known_index(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Return ``new``, with the search index of ``old`` where all else is the same.

    The index of the same pages has other bytes each time that it is made.
    """
    if BUNDLE in old and BUNDLE in new and {**old, BUNDLE: new[BUNDLE]} == new:
        return old
    return new
