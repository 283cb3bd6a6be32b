"""The words of a document, section by section, as its file has them."""

import re
from pathlib import Path

from cop_kb.load.source import read_body
from cop_kb.model.content_type import fold_heading
from cop_kb.model.document import SECTION_LEVEL, Document

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ADDRESS = re.compile(
    r"""(\]\(<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)     # a link or an image, or a definition
    (?:[^()<>:#?"'\n]*/)?                         # the folders
    (?:[^()<>:#?/\n]*\.(?:md|ya?ml)(?=[#?)>\s]))? # another document""",
    re.MULTILINE | re.VERBOSE,
)
"""Where a link leads: nobody reads it, and it changes when something moves. The names of images and the like stay."""
_BEGINNING = ""


def read_passages(docs_dir: Path, document: Document) -> dict[str, str]:
    """Return the text below each heading of level 2, by the heading as it is compared.

    Comments and the addresses of other documents are left out. What stands above the first heading has the
    key ``""``. Sections that the type takes for one stand together.
    A document of fields only has no text, and neither has a file that cannot be read.
    """
    if not document.src_uri.endswith(".md"):
        return {}
    first = document.record.body_line
    try:
        lines = read_body(docs_dir / document.src_uri, first).split("\n")
    except OSError:
        return {}
    specs = {section.heading.line: section.spec for section in document.sections}
    found: dict[str, list[str]] = {_BEGINNING: []}
    key, begin = _BEGINNING, 0
    for heading in document.details.structure.headings:
        if heading.level > SECTION_LEVEL:
            continue
        place = heading.line - first
        found.setdefault(key, []).extend(lines[begin:place])
        spec = specs.get(heading.line)
        is_section = heading.level == SECTION_LEVEL
        key = fold_heading(spec.heading if spec else heading.text) if is_section else _BEGINNING
        begin = place + 1
    found.setdefault(key, []).extend(lines[begin:])
    return {name: _without_unread("\n".join(text)) for name, text in found.items()}


def _without_unread(text: str) -> str:
    return _ADDRESS.sub(r"\1", _COMMENT.sub(" ", text))
