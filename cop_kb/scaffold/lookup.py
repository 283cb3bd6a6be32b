"""What a steward names on the command line: a content type, a community, a document."""

from collections.abc import Iterable
from pathlib import Path

from cop_kb.config import Config
from cop_kb.config.files import absolute
from cop_kb.errors import ContentTypeError, ScaffoldError
from cop_kb.load import load_knowledge_base
from cop_kb.load.content_types import TypeFile, read_type_files, select_types
from cop_kb.load.walk import walk
from cop_kb.model.content_type import CONTAINER, GUIDANCE, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.spelling import folded_name


def read_knowledge_base(config: Config) -> KnowledgeBase:
    """Return the knowledge base; unlike for other commands it may still be empty.

    Raises:
        CopKbError: It cannot be read.
    """
    entries = walk(config.docs_dir, config.exclude_docs)
    if any(entry.is_markdown and not entry.problem for entry in entries):
        return load_knowledge_base(config)
    files = read_type_files(config.content_types_dir)
    types = select_types(files, config.options.types, config.content_types_dir)
    return KnowledgeBase(types, (), ())


def find_type(config: Config, kb: KnowledgeBase, name: str) -> ContentType:
    """Return the content type that is called ``name``: its id, title, plural or folder, in any case, or one of its prompts.

    Raises:
        ContentTypeError: Its file has a mistake.
        ScaffoldError: There is no such type, or it is not switched on.
    """
    files = read_type_files(config.content_types_dir)
    names = {_key(words): offer.id for words, offer in prompts(kb.types.values()).items()}
    names |= {known: type_id for type_id, file in files.items() for known in _names(type_id, file)}
    found = names.get(_key(name))
    if found is None:
        close = nearest(_key(name), names)
        hint = f"Did you mean {names[close]!r}? " if close else ""
        on = ", ".join(kb.types)
        raise ScaffoldError(f"There is no content type {name!r}.", f"{hint}Switched on: {on}.")
    if found in kb.types:
        return kb.types[found]
    file = files[found]
    if file.type is None:
        first = file.findings[0]
        hint = first.hint or "Mend the type file."
        raise ContentTypeError(first.message, hint, file.path, first.line, first.column)
    types = ", ".join([*kb.types, found])
    raise ScaffoldError(
        f"The content type {found!r} is not switched on in this knowledge base.",
        f"In {config.path.name}, under `- cop-kb:`, write: types: [{types}]",
    )


def prompts(types: Iterable[ContentType]) -> dict[str, ContentType]:
    """Return what an author may say, each with the type that fits best.

    That is the type that lists the words first of all; of several, the first. What happened comes before what one should
    do about it, else the order is that of the types.
    """
    best: dict[str, tuple[int, ContentType]] = {}
    for content_type in sorted(types, key=lambda t: GUIDANCE in t.traits):
        for place, words in enumerate(content_type.prompts):
            if words not in best or place < best[words][0]:
                best[words] = (place, content_type)
    return {words: content_type for words, (_, content_type) in best.items()}


def find_community(kb: KnowledgeBase, name: str) -> Document:
    """Return the front page of the community that is called ``name``: its folder or its title.

    Raises:
        ScaffoldError: There is no such community.
    """
    names = {known: d for d in kb.communities for known in (_key(d.title), _key(d.community))}
    if _key(name) in names:
        return names[_key(name)]
    close = nearest(_key(name), names)
    if close:
        hint = f"Did you mean {names[close].community!r}?"
    else:
        hint = f"Communities: {', '.join(sorted(d.community for d in kb.communities))}."
    raise ScaffoldError(f"There is no community {name!r}.", hint)


def find_document(config: Config, kb: KnowledgeBase, text: str, community: str = "") -> Document:
    """Return the document that somebody means by ``text``: its id or part of it, its title, or the path of its file.

    Args:
        config: The configuration.
        kb: The knowledge base.
        text: What they call it.
        community: The folder of its community; empty for any.

    Raises:
        ScaffoldError: There is no such document, or there are several; or it is a page without a content type.
    """
    documents = [d for d in kb.typed if community in ("", d.community)]
    # As somebody in any folder types it, as reports show it, and as it is below docs_dir.
    paths = [absolute(folder, Path(text)) for folder in (Path(), config.root, config.docs_dir)]
    found = [d for d in documents if config.docs_dir / d.src_uri in paths] or [
        d for d in documents if text in (d.id, d.id.partition("/")[2] or d.id, d.slug)
    ]
    found = found or [d for d in documents if folded_name(d.title) == folded_name(text)]
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"Name one by its id: {', '.join(d.id for d in found)}."
        raise ScaffoldError(f"Several documents are called {text!r}.", hint)
    if any(config.docs_dir / d.src_uri in paths for d in kb.documents):
        hint = "Documents have one by the folder that they are in; see: cop-kb types"
        raise ScaffoldError(f"{text} is a plain page: it has no content type.", hint)
    names = {d.slug: d.id for d in documents}
    close = nearest(text.rpartition("/")[2], names)
    hint = (
        f"Did you mean {names[close]!r}?" if close else "Name it by its id, such as <type>/<file>."
    )
    raise ScaffoldError(f"There is no document {text!r}.", hint)


def require_community(kb: KnowledgeBase) -> None:
    """Check that there is a community that a document can be in.

    Raises:
        ScaffoldError: There is none.
    """
    if kb.communities:
        return
    container = find_container(kb.types.values())
    hint = f"Make one: cop-kb new {container.id} NAME" if container else ""
    raise ScaffoldError("There is no community yet.", hint)


def find_container(types: Iterable[ContentType]) -> ContentType | None:
    """Return the first type whose documents are front pages of communities; None where there is none."""
    return next((t for t in types if is_container(t)), None)


def is_container(content_type: ContentType) -> bool:
    """Tell whether a document of the type makes its folder a community."""
    return CONTAINER in content_type.traits and bool(content_type.file)


def is_list(content_type: ContentType) -> bool:
    """Tell whether a community has one document of the type, which is data only: a list that needs neither title nor owner."""
    return bool(content_type.file) and content_type.is_data


def refuse_title(content_type: ContentType, title: str) -> None:
    """Refuse a title for a list: it was most likely meant for a new line in it.

    Raises:
        ScaffoldError: There is a title.
    """
    if title:
        message = f"{content_type.plural}: a community has one list of them, which has no title."
        hint = f"Make it with: cop-kb new {content_type.id}. Then write {title!r} into it."
        raise ScaffoldError(message, hint)


def _names(type_id: str, file: TypeFile) -> set[str]:
    if file.type is None:
        return {_key(type_id)}
    words = (type_id, file.type.title, file.type.plural, file.type.folder)
    return {_key(word) for word in words if word}


def _key(name: str) -> str:
    return "-".join(folded_name(name).replace("_", " ").replace("-", " ").split())
