"""Forms for people who do not use git: one for each content type of which anybody may send a document in public.

What is filled in comes back through ``scaffold.intake``, to which the labels of a form are headings.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.errors import CopKbError, ScaffoldError
from cop_kb.model.content_type import CONTAINER, PERSON, SOURCE, ContentType
from cop_kb.model.document import AUDIENCES
from cop_kb.replacement import replace_file
from cop_kb.scaffold.intake.form import COMMUNITY, KIND, MARK, PROMISE
from cop_kb.scaffold.lookup import read_knowledge_base
from cop_kb.scaffold.questions import questions
from cop_kb.scaffold.template import render, skeleton

_LABELS = {"kind": KIND, "community": COMMUNITY, "promise": PROMISE}
_PRIVATE = frozenset({CONTAINER, PERSON, SOURCE})


class Host(NamedTuple):
    """Where forms are filled in.

    Attributes:
        folder: Where the host looks for them, from the top of the repository.
        template: What they are made of, in the skeleton.
        ending: How the names of their files end.
    """

    folder: str
    template: str
    ending: str


HOSTS = {
    "github": Host(".github/ISSUE_TEMPLATE", "shared/github/form.yml", ".yml"),
    "gitlab": Host(".gitlab/issue_templates", "shared/gitlab/form.md", ".md"),
}


class Written(NamedTuple):
    """What was written.

    Attributes:
        forms: How many forms there are.
        changed: How many of them are new or changed, or were removed.
        kept: Files in the place of a form that were not made here, and so stay.
    """

    forms: int
    changed: int
    kept: tuple[Path, ...]


def has_form(content_type: ContentType) -> bool:
    """Tell whether anybody may send a document of the type for all to read: a text for everybody that tells of nobody."""
    is_text = bool(content_type.folder) and not content_type.is_data
    is_private = content_type.audience != AUDIENCES[0] or bool(content_type.traits & _PRIVATE)
    return is_text and not is_private


def require_form(content_type: ContentType) -> None:
    """Check that a text may ask for a document of the type: one that pretends to be a form asks for what has none.

    Raises:
        ScaffoldError: It has no form.
    """
    if not has_form(content_type):
        message = f"The text asks for the type {content_type.title}, of which there is no form."
        hint = f"If it is meant all the same, say so: cop-kb new {content_type.id} --from FILE"
        raise ScaffoldError(message, hint)


def form_files(
    host: str, types: Iterable[ContentType], communities: Sequence[str], own_types: Path
) -> dict[str, str]:
    """Return the forms by the names of their files.

    Args:
        host: A key of ``HOSTS``; there are none for another.
        types: The content types that are on.
        communities: The titles of the communities.
        own_types: The knowledge base's folder of type files.

    Raises:
        ContentTypeError: The starter of a type has a mistake.
    """
    if host not in HOSTS:
        return {}
    path = skeleton() / HOSTS[host].template
    template = path.read_text("utf-8")
    files = {}
    for content_type in filter(has_form, types):
        asked = questions(content_type, own_types)
        values = {"type": content_type, "communities": communities, "labels": _LABELS}
        text = render(template, values | {"questions": asked}, path)
        files[f"{content_type.id}{HOSTS[host].ending}"] = text
    return files


def write_forms(host: str, config: Config, target: Path) -> Written:
    """Write the forms into a folder, and remove those of types that have none any more. Other files stay as they are.

    Raises:
        CopKbError: The knowledge base cannot be read, or the folder cannot be written to.
    """
    kb = read_knowledge_base(config)
    communities = [document.title for document in kb.communities]
    files = form_files(host, kb.types.values(), communities, config.content_types_dir)
    try:
        target.mkdir(parents=True, exist_ok=True)
        before = {p.name: p for p in sorted(target.glob(f"*{HOSTS[host].ending}")) if p.is_file()}
        ours = {name for name, path in before.items() if _is_ours(path)}
        kept = tuple(path for name, path in before.items() if name in files and name not in ours)
        gone = [before[name] for name in sorted(ours - files.keys())]
        for path in gone:
            path.unlink()
    except OSError as error:
        message = f"The forms cannot be written here: {error.strerror or error}."
        raise CopKbError(message, "Check the folder and your permissions.", target) from error
    changed = len(gone)
    for name, text in files.items():
        path, content = target / name, text.encode()
        if path not in kept and (name not in before or path.read_bytes() != content):
            replace_file(path, content)
            changed += 1
    return Written(len(files), changed, kept)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK.encode() in file.readline()
