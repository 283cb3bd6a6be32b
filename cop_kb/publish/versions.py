"""The versions of a site that stand side by side, in the file that mike writes and Material's selector reads.

https://github.com/jimporter/mike#for-theme-authors
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cop_kb.errors import PublishError
from cop_kb.load.published import LATEST, VERSIONS

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_TAKEN = frozenset({VERSIONS, "index.html", "404.html", "CNAME"})
_NUMBER = re.compile(r"v?\d")


@dataclass(frozen=True)
class Version:
    """One version.

    Attributes:
        name: Its name, which is its folder.
        title: What readers see in the selector.
        aliases: Its other names, each a folder with the same content.
        properties: What other programs keep with it.
    """

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    properties: Any = None

    @property
    def names(self) -> tuple[str, ...]:
        """All its folders."""
        return (self.name, *self.aliases)


Versions = tuple[Version, ...]


def read_versions(content: bytes) -> Versions:
    """Read the file.

    Raises:
        PublishError: It is not such a file.
    """
    try:
        return tuple(
            Version(v["version"], v["title"], tuple(sorted(v["aliases"])), v.get("properties"))
            for v in json.loads(content)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{VERSIONS} on the branch is not what mike and cop-kb write there."
        raise PublishError(message, "Mend it on the branch, and publish again.") from error


def write_versions(versions: Versions) -> bytes:
    """Return the file, newest version first."""
    data = [
        {"version": v.name, "title": v.title, "aliases": list(v.aliases)}
        | ({"properties": v.properties} if v.properties else {})
        for v in versions
    ]
    return json.dumps(data, indent=2).encode() + b"\n"


def check_words(version: Version) -> None:
    """Check that a version, and its aliases, can be called so.

    Raises:
        PublishError: They cannot.
    """
    for name in version.names:
        if not _NAME.fullmatch(name) or name in _TAKEN:
            message = f"{name!r} cannot be the name of a version: it becomes a folder of the site."
            raise PublishError(message, "Use letters, digits, dots and hyphens, such as 2026.1.")
    if set(version.title) & set("<>"):  # the selector takes it for HTML
        raise PublishError(f"The title {version.title!r} holds < or >.", "Use other words.")


def with_version(versions: Versions, name: str, title: str, aliases: Sequence[str]) -> Versions:
    """Return ``versions`` with one that is added, or published again; it takes the aliases from the others.

    One that is published again keeps its title and its aliases, those that are given apart. A new one is the latest
    unless it is given other aliases.

    Raises:
        PublishError: A name is used up, as a version here and as an alias there.
    """
    known = {version.name: version for version in versions}
    for alias in aliases:
        if alias in known or alias == name:
            hint = "Give another name with --alias."
            raise PublishError(f"There is a version {alias}, so it cannot be an alias.", hint)
    other = next((v for v in versions if name in v.aliases), None)
    if other:
        message = f"{name} is an alias of the version {other.name}, so it cannot be a version."
        raise PublishError(message, "Give another name with --version.")
    old = known.pop(name, None)
    if old is None:
        aliases = aliases or (LATEST,)
        old = Version(name, name)
    taken = frozenset((*old.aliases, *aliases))
    new = replace(old, title=title or old.title, aliases=tuple(sorted(taken)))
    others = (_without_aliases(version, taken) for version in known.values())
    return tuple(sorted((new, *others), key=_age, reverse=True))


def without_version(versions: Versions, name: str) -> Versions:
    """Return ``versions`` without one.

    Raises:
        PublishError: There is no such version, or no other one.
    """
    rest = tuple(version for version in versions if version.name != name)
    if len(rest) == len(versions):
        there = ", ".join(version.name for version in versions)
        hint = f"There is {there}." if there else "No version has been published yet."
        raise PublishError(f"There is no version {name}.", hint)
    if not rest:
        message = f"{name} is the only version: without it nothing would be left."
        raise PublishError(message, "Publish another one first, or delete the branch with git.")
    return rest


def default_folder(versions: Versions) -> str:
    """Return the folder that the root of the site leads to."""
    if any(LATEST in version.aliases for version in versions):
        return LATEST
    return versions[0].name


def _without_aliases(version: Version, taken: frozenset[str]) -> Version:
    return replace(version, aliases=tuple(a for a in version.aliases if a not in taken))


def _age(version: Version) -> tuple[bool, list[tuple[int, int, str]]]:
    """Return what sorts versions from old to new: names stand for what is in the making, after all numbers.

    A word after a number, such as ``rc`` or ``beta``, comes before the number alone, and a further number after it.
    """
    parts = re.findall(r"\d+|[a-z]+", version.name.removeprefix("v").lower())
    places = [(2, int(part), "") if part.isdigit() else (0, 0, part) for part in parts]
    return not _NUMBER.match(version.name), [*places, (1, 0, "")]
