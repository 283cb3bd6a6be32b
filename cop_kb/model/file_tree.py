"""The files below docs_dir, and what one may ask of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from cop_kb.model.nearest import Vocabulary

INDEXES = ("index.md", "README.md")
"""The files that are the page of their folder; the first wins."""


class FileTree(frozenset[str]):
    """Paths of files below docs_dir, with forward slashes. Immutable."""

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, at whatever depth; docs_dir itself is not among them."""
        found: set[str] = set()
        for uri in self:
            folder = folder_of(uri)
            while folder and folder not in found:
                found.add(folder)
                folder = folder_of(folder)
        return frozenset(found)

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """Paths by their last part, without regard to case."""
        found: dict[str, list[str]] = defaultdict(list)
        for uri in sorted(self):
            found[uri.rpartition("/")[2].casefold()].append(uri)
        return dict(found)

    @cached_property
    def names_by_folder(self) -> dict[str, list[str]]:
        """Names of the files in each folder that has any."""
        found: dict[str, list[str]] = defaultdict(list)
        for uri in sorted(self):
            folder, _, name = uri.rpartition("/")
            found[folder].append(name)
        return dict(found)

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        return {}

    def nearest(self, folder: str, name: str) -> str | None:
        """Return the name in ``folder`` that is most like ``name``, or None where none is alike."""
        if folder not in self._vocabularies:
            self._vocabularies[folder] = Vocabulary(self.names_by_folder.get(folder, ()))
        return self._vocabularies[folder].nearest(name)


def folder_of(uri: str) -> str:
    """Return the folder of a path; empty for docs_dir itself."""
    return uri.rpartition("/")[0]


def indexes_of(folder: str) -> list[str]:
    """Return the paths that the page of ``folder`` can have, the first of them first; ``.`` is docs_dir itself."""
    prefix = "" if folder == "." else f"{folder.removesuffix('/')}/"
    return [prefix + name for name in INDEXES]


def folders_of(uris: Iterable[str]) -> set[str]:
    """Return the folders that ``uris`` lie in."""
    return {folder_of(uri) for uri in uris}


def nearest_folder(uri: str, folders: Collection[str]) -> str | None:
    """Return the folder of ``uri``, or the nearest one above it, that is one of ``folders``."""
    folder = uri
    while folder:
        folder = folder_of(folder)
        if folder in folders:
            return folder
    return None
