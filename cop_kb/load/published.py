"""What was published last: which pages had an address, so that none of them goes without a redirect."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, TypeGuard

from cop_kb import git
from cop_kb.config import Config
from cop_kb.git import published
from cop_kb.load.redirects import read_entries
from cop_kb.load.walk import is_left_out
from cop_kb.model.redirects import REDIRECTS, is_folder
from cop_kb.positioned_yaml import read_yaml

EXPORT = "api/kb.json"
"""The knowledge base as data, below the root of a site."""

VERSIONS = "versions.json"
"""The list of the versions that stand side by side, at the root of the branch."""

LATEST = "latest"
"""The other name of the version that readers should have."""

_LONGEST = 1000  # characters of a path
_PARAMETER = "/rules/gone-page/published"


class PublishedPages:
    """The pages that were published last, by the paths of their files. Nothing is read before something is asked.

    Args:
        config: The configuration of the knowledge base.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._folder = config.docs_dir

    def paths(self, file: str = "") -> frozenset[str]:
        """Return the paths of documents that had a page, and old addresses that redirected; empty where nothing is known.

        They are looked up in the export of the published site, in the branch of the repository that holds it. Where
        there is none, the documents at which this branch left the default branch of the remote count as published.

        Args:
            file: An export to look them up in instead, seen from the folder of the configuration.

        Raises:
            ConfigError: That file cannot be read.
        """
        return frozenset(self._in_file(file)) if file else self._in_git

    def _in_file(self, name: str) -> Iterator[str]:
        try:
            export = json.loads((self._config.root / name).read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            message = f"{name} cannot be read as the export of a published site."
            hint = f"Name the file `{EXPORT}` of the published site, or remove the parameter."
            raise self._config.error(_PARAMETER, message, hint) from error
        return _paths(export)

    @cached_property
    def _in_git(self) -> frozenset[str]:
        if git.find_repository(self._folder) is None:
            return frozenset()
        config = self._config
        site, default = published.published_commits(
            self._folder, config.remote_name, config.remote_branch
        )
        export = _json(self._export(site)) if site else None
        if isinstance(export, dict):
            return self._of_this_branch(frozenset(_paths(export)))
        return (
            frozenset(self._in_tree(git.merge_base(self._folder, default, "HEAD")))
            if default
            else frozenset()
        )

    def _export(self, site: str) -> str | None:
        """Return the export of the published site; where it has versions, that of the one called latest, else of the newest."""
        versions = _json(published.read_blob(self._folder, site, VERSIONS))
        known = [v for v in versions if isinstance(v, dict)] if isinstance(versions, list) else []
        wanted = [v for v in known if LATEST in _listed(v, "aliases")] or known
        version = wanted[0].get("version") if wanted else ""
        folder = f"{version}/" if _is_path(version) else ""
        return published.read_blob(self._folder, site, folder + EXPORT)

    def _of_this_branch(self, paths: frozenset[str]) -> frozenset[str]:
        """Leave out what was published since from elsewhere: what is not there was never here, and is not gone."""
        missing = sorted(path for path in paths if not (self._folder / path).is_file())
        if not missing or git.is_shallow(self._folder):
            return paths
        return paths - (set(missing) - published.touched_paths(self._folder, missing))

    def _in_tree(self, commit: str) -> Iterator[str]:
        paths = published.list_tree(self._folder, commit)
        yield from (
            p for p in paths if p != REDIRECTS and not is_left_out(p, self._config.exclude_docs)
        )
        if REDIRECTS in paths:
            text = published.read_blob(self._folder, commit, f"./{REDIRECTS}") or ""
            document = read_yaml(text)
            entries = read_entries(document.data, document.marks)
            yield from (r.old for r in entries if not is_folder(r.old))


def _paths(export: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the file holds
    for name, key in (("documents", "src_uri"), ("redirects", "from")):
        for entry in _listed(export, name):
            path = entry.get(key) if isinstance(entry, Mapping) else None
            if _is_path(path):
                yield path


def _listed(data: object, key: str) -> list[Any]:
    """Return a list in what somebody wrote; an empty one for anything else."""
    found = data.get(key) if isinstance(data, Mapping) else None
    return found if isinstance(found, list) else []


def _is_path(text: object) -> TypeGuard[str]:
    """Tell whether a file can have a name like this."""
    if not isinstance(text, str) or not text or len(text) > _LONGEST:
        return False
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _json(text: str | None) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
