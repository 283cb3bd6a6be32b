"""A new knowledge base: a git repository that validates and builds from the first day on."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import cop_kb
from cop_kb import git
from cop_kb.config import Config, load_config
from cop_kb.errors import ScaffoldError
from cop_kb.load.content_types import read_type_files, select_types
from cop_kb.model.content_type import ContentType
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.scaffold.editor_schemas import file_patterns, schema_files
from cop_kb.scaffold.first_documents import Community, first_documents
from cop_kb.scaffold.issue_forms import HOSTS, form_files
from cop_kb.scaffold.lookup import find_container, read_knowledge_base
from cop_kb.scaffold.new_files import NewFiles, find_taken
from cop_kb.scaffold.people import is_about_a_person
from cop_kb.scaffold.skeleton import skeleton_files
from cop_kb.scaffold.slug import slug_from_title
from cop_kb.scaffold.steward import read_steward
from cop_kb.scaffold.title import clean_title

_CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_FIRST_COMMIT = "Start the knowledge base"


@dataclass(frozen=True)
class Wishes:
    """What is wanted.

    Attributes:
        folder: Where the knowledge base shall be; need not exist.
        name: What it is called; empty for the name of the folder.
        communities: Names of its communities; none for one that is called like the knowledge base.
        stewards: Who looks after them, as ``read_steward`` reads it.
        types: Content types to switch on; None for those that are on by default, ``("all",)`` for all.
        ci: The host whose workflow is written: ``github``, ``gitlab`` or ``none``.
        today: The day that counts as today.
    """

    folder: Path
    name: str
    communities: tuple[str, ...]
    stewards: tuple[str, ...]
    types: tuple[str, ...] | None
    ci: str
    today: date


class NewKnowledgeBase(NamedTuple):
    """What was made.

    Attributes:
        root: Its folder.
        made: Paths of new files, below ``root``.
        kept: Paths of files that were there already and were left as they are.
        repository: The top folder of the git repository.
        is_new: Whether the repository was made too.
        committed: Whether the new files are committed.
        example: A content type for a first document; empty where none is on.
    """

    root: Path
    made: tuple[str, ...]
    kept: tuple[str, ...]
    repository: Path
    is_new: bool
    committed: bool
    example: str


class _File(NamedTuple):
    """A file to be made: ``uri`` below ``base``."""

    base: Path
    uri: str
    text: str


def name_of_folder(path: Path) -> str:
    """Return the name of a knowledge base in the folder ``path``, in words."""
    words = path.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def make_knowledge_base(wishes: Wishes) -> NewKnowledgeBase:
    """Make a knowledge base. What is there already stays as it is.

    A repository around the folder is used, and nothing is staged or committed in it; else a new one is made.

    Raises:
        ConfigError: There is a configuration already, and it cannot be read.
        GitError: git cannot be run.
        ScaffoldError: The folder cannot be used, or a name makes no sense. Nothing is left behind then.
    """
    root = Path(os.path.normpath(wishes.folder.absolute()))
    if root.exists() and not root.is_dir():
        raise ScaffoldError(f"{root} is a file.", "Name a folder.", root)
    git.require_git(root)
    config = _existing_config(root)
    types = _types(root, wishes, config)
    example = next((t.id for t in types.values() if t.folder and not is_about_a_person(t)), "")
    files = _files(root, wishes, types, config, example)
    kept: list[str] = []
    made: list[str] = []
    with NewFiles() as new:
        new.make_folder(root)
        for file in files:
            shown = (file.base / file.uri).relative_to(root).as_posix()
            if find_taken(file.base, file.uri):
                kept.append(shown)
            else:
                new.write(file.base / file.uri, file.text)
                made.append(shown)
        repository, is_new, committed = _repository(root, new.files)
    return NewKnowledgeBase(root, tuple(made), tuple(kept), repository, is_new, committed, example)


def _existing_config(root: Path) -> Config | None:
    found = next((root / name for name in _CONFIG_NAMES if (root / name).exists()), None)
    return load_config(found) if found else None


def _types(root: Path, wishes: Wishes, config: Config | None) -> dict[str, ContentType]:
    """Return the content types that will be on."""
    own = root / "content_types"
    known = read_type_files(own)
    wanted = config.options.types if config else wishes.types
    for name in wanted or ():
        if name not in known and name != "all":
            close = nearest(name, known)
            hint = f"Did you mean {close!r}?" if close else f"Known: {', '.join(known)}."
            raise ScaffoldError(f"There is no content type {name!r}.", hint)
    types = select_types(known, wanted, own)
    if find_container(types.values()) is None:
        every = select_types(known, ("all",), own)
        container = find_container(every.values())
        hint = f"Add {container.id} to the types." if container else ""
        raise ScaffoldError("None of the types makes a community.", hint)
    return types


def _files(
    root: Path,
    wishes: Wishes,
    types: Mapping[str, ContentType],
    config: Config | None,
    example: str,
) -> list[_File]:
    """Return all files of the knowledge base, those that are there already included."""
    name = clean_title(wishes.name or name_of_folder(root))
    slug_from_title(name)  # a name without a letter is none
    docs_dir = config.docs_dir if config else root / "docs"
    if not docs_dir.is_relative_to(root):
        message = f"The documents are in {docs_dir}, outside of {root}."
        raise ScaffoldError(message, "Make the knowledge base in the folder above both.", docs_dir)
    docs = docs_dir.relative_to(root).as_posix()
    kb = read_knowledge_base(config) if config else KnowledgeBase(types, (), ())
    communities = _communities(docs, wishes.communities or (() if kb.communities else (name,)))
    stewards = list({s.slug: s for s in map(read_steward, wishes.stewards)}.values())
    every = [f.type for f in read_type_files(root / "content_types").values() if f.type]
    values: dict[str, Any] = {
        "name": name,
        "version": cop_kb.__version__,
        "docs": docs,
        "communities": communities,
        "stewards": stewards,
        "types": wishes.types,
        "example": example,
        "branch": git.main_branch(root) if _repository_around(root) else git.BRANCH,
        "ci": wishes.ci,
        "yaml_files": file_patterns(every, docs),
    }
    titles = [d.title for d in kb.communities] + [c.title for c in communities]
    files = _forms(root, wishes.ci, types, titles) | skeleton_files(wishes.ci, values)
    files |= _schemas(kb, every, config)
    if config and config.path.name != _CONFIG_NAMES[0]:
        del files[_CONFIG_NAMES[0]]
    documents = first_documents(kb, communities, stewards, wishes.today)
    return [
        *(_File(root, uri, text) for uri, text in sorted(files.items())),
        *(_File(docs_dir, uri, text) for uri, text in documents),
    ]


def _communities(docs: str, titles: Iterable[str]) -> list[Community]:
    """Return the communities that are called ``titles``, each with a folder of its own."""
    found: dict[str, Community] = {}
    for title in map(clean_title, titles):
        slug = slug_from_title(title, top_level=True)
        if slug in found:
            message = f"The communities {found[slug].title!r} and {title!r} would share a folder."
            raise ScaffoldError(message, "Give them names that differ in more than case and signs.")
        found[slug] = Community(title, slug, f"{docs}/{slug}")
    return list(found.values())


def _forms(
    root: Path, ci: str, types: Mapping[str, ContentType], communities: Sequence[str]
) -> dict[str, str]:
    """Return text by path of the forms with which people who do not use git send documents."""
    forms = form_files(ci, types.values(), communities, root / "content_types")
    return {f"{HOSTS[ci].folder}/{name}": text for name, text in forms.items()}


def _schemas(
    kb: KnowledgeBase, types: Iterable[ContentType], config: Config | None
) -> dict[str, str]:
    """Return text by path of the schemas that the settings of the editor name."""
    tags = config.options.tags if config else None
    return {f".vscode/schemas/{n}": text for n, text in schema_files(kb, types, tags or ()).items()}


def _repository_around(root: Path) -> Path | None:
    """Return the repository that the knowledge base will be part of; None where it gets its own."""
    around = git.find_repository(root)
    return around if around and (around == root or not git.is_ignored(around, root)) else None


def _repository(root: Path, files: Sequence[Path]) -> tuple[Path, bool, bool]:
    """Return the repository of the new files, whether it is new, and whether they are committed to it."""
    around = _repository_around(root)
    if around:
        return around, False, False
    try:
        committed = git.make_repository(root, files, _FIRST_COMMIT)
    except BaseException:
        shutil.rmtree(root / ".git", ignore_errors=True)
        raise
    return root, True, committed
