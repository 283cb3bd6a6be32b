"""A knowledge base with every content type switched on and a word of its own planted in every place of every document.

Each word begins with who may read it: ``zpub`` (everybody), ``zmem`` (members), ``zstw`` (stewards), ``znob`` (nobody any
more, since consent was taken back), or ``znev`` for what no reader ever sees. The rest of the word says which type and
place it comes from, so that a word which turns up where it should not tells the way that it took.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from cop_kb.load.content_types import read_type_files
from cop_kb.model.content_type import CONTAINER, PERSON

AUDIENCES = {"public": "zpub", "members": "zmem", "stewards": "zstw"}
READERS = {**AUDIENCES, "nobody": "znob"}
PREFIXES = tuple(READERS.values())
NEVER = "znev"

TYPES = {name: file.type for name, file in read_type_files(Path(__file__).parent / "none").items()}
_FRONT = next(t for t in TYPES.values() if CONTAINER in t.traits)
_WITH_FOLDER = [t for t in TYPES.values() if t.folder]

IN_BODIES = (
    "heading", "subheading", "section", "item", "body", "bold", "code", "task", "column", "cell", "codetitle",
    "fenced", "admonition", "admonitiontext", "html", "markdowninhtml", "footnote", "linka", "htmllinka",
)  # fmt: skip
"""The places in a text that readers see."""

CONFIG = f"""\
site_name: Zpubsite
site_url: https://example.org/
theme: {{name: material}}
# {NEVER}inconfiguration
plugins:
  - cop-kb:
      types: all
      cache: false
      audience: AUDIENCE
"""


def community_of(prefix, content_type):
    """Return the community of a document; what a community has once needs one for each kind of reader."""
    return "zpubcommunity" if content_type.folder else f"{prefix}community"


def path_of(prefix, content_type):
    """Return where a document lies below docs."""
    community = community_of(prefix, content_type)
    if content_type.file:
        return f"{community}/{content_type.file}"
    return f"{community}/{content_type.folder}/{_slug(prefix, content_type)}.{content_type.ending}"


def documents():
    """Return every planted document by its path."""
    return {
        path_of(p, t): _Author(r, p, t).write() for r, p in READERS.items() for t in TYPES.values()
    }


def attachments():
    """Return the attachments, one for each document with a folder."""
    return {
        f"{community_of(p, t)}/{t.folder}/{_picture(p, t)}": f"<svg><!-- {p}{_plain(t)}pixel --></svg>"
        for p in PREFIXES
        for t in _WITH_FOLDER
    }


def write(root, files, audience="public"):
    """Write a knowledge base."""
    for name, text in {"mkdocs.yml": CONFIG.replace("AUDIENCE", audience), **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _plain(content_type):
    return content_type.id.replace("-", "")


def _slug(prefix, content_type):
    return f"{prefix}{_plain(content_type)}slug"


def _picture(prefix, content_type):
    return f"{prefix}{_plain(content_type)}picture.svg"


def _id(prefix, content_type):
    community = community_of(prefix, content_type)
    if content_type.folder:
        return f"{community}/{content_type.id}/{_slug(prefix, content_type)}"
    return community if CONTAINER in content_type.traits else f"{community}/{content_type.id}"


class _Author:
    """Writes the document of one type for one kind of reader."""

    def __init__(self, readers, prefix, content_type):
        self.readers, self.prefix, self.type = readers, prefix, content_type
        self.targets = {s.path: s for s in content_type.relations.values()}

    def word(self, place):
        return f"{self.prefix}{_plain(self.type)}{place.replace('_', '')}"

    def write(self):
        front = f"# {NEVER}comment\n{yaml.safe_dump(self.fields(), allow_unicode=True, sort_keys=False)}"
        if self.type.is_data:
            return front
        return f"---\n{front}---\n{self.body()}"

    def fields(self):
        """Return a value for every field that the type has, and for one that it has not."""
        fields = {
            name: value
            for name, schema in self.type.schema["properties"].items()
            if name not in {"type", "status", "start"}
            and (value := self.value(schema, (name,))) is not None
        }
        fields |= {
            "title": f"{self.word('title').capitalize()} “Žluť” & <co>",
            "audience": self.readers if self.readers in AUDIENCES else "public",
            "consent": [self.consent()],
            "suppress": [{"rule": "orphan", "reason": f"{NEVER}reason"}],
            "last_reviewed_on": "2026-11-01",
            f"{NEVER}field": f"{NEVER}value",
        }
        if CONTAINER in self.type.traits:
            fields["type"] = self.type.id
        return fields

    def consent(self):
        entry = {"person": f"{NEVER}person", "scope": "public", "given_on": "2026-01-01"}
        return entry | ({"withdrawn": "2026-11-20"} if self.readers == "nobody" else {})

    def value(self, schema, path, number=0):
        """Return what an author could write: the relation's targets, what the schema lists, or a planted word."""
        schema = schema if isinstance(schema, dict) else {}
        if path in self.targets:
            names = [_id(prefix, self.target(path)) for prefix in PREFIXES]
            return names if schema.get("type", "array") != "string" else names[number]
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type", "array" if "items" in schema else "string")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "array":
            each = range(len(PREFIXES)) if schema["items"].get("type") == "object" else range(1)
            return [self.value(schema["items"], (*path, "*"), number) for number in each]
        if kind == "object":
            inner = schema.get("properties", {}).items()
            values = {name: self.value(field, (*path, name), number) for name, field in inner}
            return {name: value for name, value in values.items() if value is not None}
        if kind != "string":
            return None
        return self.text(schema, path, number)

    def text(self, schema, path, number):
        place = "".join(part for part in path if part != "*") + "abcd"[number]
        if path[-1] == "next":
            return self.word(f"nodesid{'abcd'[number]}")
        known = {
            "date": "2026-05-01",
            "rhythm": "every Tuesday 10:00 Europe/Prague",
            "session-format": "case-round",
        }
        if schema.get("format") in known:
            return known[schema["format"]]
        pattern = schema.get("pattern", "")
        if pattern.startswith("^https?:"):
            return f"https://example.org/{self.word(place)}"
        return None if pattern and not pattern.startswith("^[a-z0-9]") else self.word(place)

    def target(self, path):
        spec = self.targets[path]
        fitting = [t for t in TYPES.values() if spec.allows(t)]
        other = [t for t in fitting if t.folder and t is not self.type and PERSON not in t.traits]
        return min(other or fitting, key=lambda t: not t.evidence)

    def body(self):
        headings = "".join(
            f"## {spec.heading}\n\n{self.word('section')} - [ ] no task\n\n- {self.word('item')}\n- two\n\n"
            for spec in self.type.sections
        )
        return "\n".join(
            [
                f"# {self.word('heading').capitalize()} <!-- {NEVER}inheading -->\n",
                headings,
                *self.extras(),
            ]
        )

    def extras(self) -> Iterator[str]:
        word = self.word
        yield f"## A heading {word('subheading')}\n"
        yield f"<!-- {NEVER}inblock\nof two lines {NEVER}inblocktoo -->\n"
        yield f"Text {word('body')}. <!-- {NEVER}inline --> **{word('bold')}** `{word('code')}`[^1]\n"
        yield f"- [ ] {word('task')} <!-- {NEVER}intask -->\n"
        yield f"| {word('column')} |\n|---|\n| {word('cell')} <!-- {NEVER}incell --> |\n"
        yield f'```text title="{word("codetitle")}"\n{word("fenced")} <!-- shown -->\n```\n'
        yield f'!!! note "{word("admonition")}"\n    {word("admonitiontext")}\n\n    <!-- {NEVER}inadmonition -->\n'
        yield f'<div class="x">{word("html")} <!-- {NEVER}inhtml --></div>\n'
        yield f"<div markdown>\n{word('markdowninhtml')} <!-- {NEVER}inmarkdown -->\n</div>\n"
        yield f"[^1]: {word('footnote')} <!-- {NEVER}infootnote -->\n"
        yield f"[//]: # ({NEVER}reference)\n"
        for number, prefix in enumerate(PREFIXES):
            yield from self.links("abcd"[number], prefix)
        if self.type.folder:
            yield from self.pictures()

    def links(self, letter, prefix):
        word, up = self.word, "../../" if self.type.folder else "../"
        for other in TYPES.values():
            path = up + path_of(prefix, other)
            yield f"- [{word('link' + letter)}]({path} '{word('linktitle' + letter)}')"
            yield f'- <a href="{path}" title="x">{word("htmllink" + letter)}</a>'

    def pictures(self):
        """A document shows its own picture; that of another would be shown to whoever may read this one."""
        picture = _picture(self.prefix, self.type)
        yield f"\n![{self.word('alt')}]({picture})\n"
        yield f'<img src="{picture}" alt="{self.word("htmlalt")}">\n'
