"""What moves where: a file, or a folder with all that is in it."""

from collections.abc import Iterable, Mapping

from cop_kb.model.file_tree import INDEXES, indexes_of
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.redirects import is_folder


class Relocation:
    """One move.

    Attributes:
        old: The path below docs_dir that was; that of a folder has no slash at its end.
        new: The path that will be.
        files: The new path of each file that moves, by its old one.
        is_folder: Whether a whole folder moves.
    """

    def __init__(self, old: str, new: str, files: Iterable[str]) -> None:
        self.old, self.new = old, new
        moving = [uri for uri in files if uri == old or uri.startswith(f"{old}/")]
        self.is_folder = old not in moving
        self.files: Mapping[str, str] = {uri: self.place(uri) for uri in sorted(moving)}

    def place(self, uri: str) -> str:
        """Return where a file or folder will be, there or not; a slash at its end stays."""
        if uri in (self.old, f"{self.old}/") or (self.is_folder and uri.startswith(f"{self.old}/")):
            return self.new + uri.removeprefix(self.old)
        return uri

    def target(self, kb: KnowledgeBase, uri: str) -> str:
        """Return where a link to ``uri`` should lead; a folder ends with a slash.

        A link to a folder goes to the page of the folder: where that moves alone, the link goes along.
        """
        if uri in kb.files:
            return self.place(uri)
        page = next((p for p in indexes_of(uri) if p in kb.documents_by_uri), None)
        if page is not None and page in self.files and not self.is_folder:
            folder, _, name = self.files[page].rpartition("/")
            return f"{folder}/" if name in INDEXES and folder else self.files[page]
        return self.place(uri if is_folder(uri) else f"{uri}/")
