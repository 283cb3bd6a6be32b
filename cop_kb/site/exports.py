"""The knowledge base as JSON, for other programs.

Whatever a document says about one that this audience may not see is left out: relations are given as the documents at
the other end, never as the author wrote them.
"""

import json
from typing import Any

from cop_kb import resources
from cop_kb.insights.rhythms import Told, rhythms_of
from cop_kb.load.published import EXPORT
from cop_kb.model.consent import may_read
from cop_kb.model.content_type import PATH, PERSON, TREE, ContentType
from cop_kb.model.document import Document, as_dict
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rhythm import Rhythm
from cop_kb.site.document_view import DocumentView
from cop_kb.site.path_view import path_data
from cop_kb.site.relation_view import RelatedView
from cop_kb.site.tree_view import tree_data
from cop_kb.site.views import SiteView

SCHEMA_VERSION = 1
KB_SCHEMA, PAGES_SCHEMA = (
    (resources.folder("content_schema") / name).read_text(encoding="utf-8")
    for name in ("kb.schema.json", "pages.schema.json")
)
"""The schemas of ``kb.json`` and ``pages.json``, as they stand beside them."""

_UNTOLD_FIELDS = frozenset({"consent", "suppress", "type"})


def exports(kb: KnowledgeBase, view: SiteView) -> dict[str, str]:
    """Return the files of the export and their texts, by path below the root of the site."""
    return {
        EXPORT: kb_json(kb, view),
        "api/kb.schema.json": KB_SCHEMA,
        "api/pages.json": pages_json(kb, view),
        "api/pages.schema.json": PAGES_SCHEMA,
    }


def pages_json(kb: KnowledgeBase, view: SiteView) -> str:
    """Return every page that somebody wrote, with what a reminder or a report needs.

    ``content_schema/pages.schema.json`` describes it.
    """
    pages = [_page(document, found) for document, found in _views(kb, view)]
    return _dump({"$schema": "pages.schema.json", "schema_version": SCHEMA_VERSION, "pages": pages})


def kb_json(kb: KnowledgeBase, view: SiteView) -> str:
    """Return the knowledge base: types, communities, documents, and how they hang together.

    ``content_schema/kb.schema.json`` describes it.
    """
    data = {
        "$schema": "kb.schema.json",
        "schema_version": SCHEMA_VERSION,
        "name": view.name,
        "audience": view.audience,
        "types": [_type(t) for t in kb.types.values() if _is_told(t, kb, view)],
        "communities": [front.community for front in kb.communities],
        "documents": [_document(document, found, view) for document, found in _views(kb, view)],
        "radar": [
            {"name": gap.name, "sources": [source.id for source in gap.sources]}
            for gap in view.radar.gaps
        ],
        "redirects": [{"from": old, "to": new} for old, new in view.redirects.items()],
    }
    return _dump(data)


def _views(kb: KnowledgeBase, view: SiteView) -> list[tuple[Document, DocumentView]]:
    return [(d, found) for d in kb.documents if (found := view.document(d.src_uri))]


def _page(document: Document, view: DocumentView) -> dict[str, Any]:
    owners = next((p for p in view.people if p.field == "owners"), None)
    return as_dict(document) | {
        "url": view.url,
        "status": document.status or None,
        "owners": [owner.id for owner in owners.documents] if owners else [],
        "hidden_owners": owners.hidden if owners else 0,
        "tags": sorted(set(document.texts("tags"))),
        "created": view.created or None,
        "last_changed": view.changed or None,
        "revisions": view.revisions or None,
        "contributors": _people(view, view.contributors),
        "reviewers": _people(view, view.reviewers),
        "last_reviewed_on": view.reviewed or None,
        "review_due": view.review_due or None,
        "maturity": _maturity(view),
    }


def _people(view: DocumentView, people: RelatedView) -> dict[str, Any] | None:
    """Return those whose names the readers may see, and the number of the others; None without a history."""
    if not view.changed:
        return None
    return {"names": [person.title for person in people.documents], "others": people.hidden}


def _is_told(content_type: ContentType, kb: KnowledgeBase, view: SiteView) -> bool:
    """Tell whether readers may know of a type: one that is for others, and of which they see nothing, is none of theirs."""
    return may_read(view.audience, content_type.audience) or bool(kb.by_type[content_type.id])


def _type(content_type: ContentType) -> dict[str, Any]:
    return {
        "id": content_type.id,
        "title": content_type.title,
        "plural": content_type.plural,
        "description": content_type.description,
        "traits": sorted(content_type.traits),
        "states": list(content_type.lifecycle.states),
        "relations": {
            spec.name: {
                "title": spec.title,
                "inverse": spec.inverse,
                "to_person": spec.trait == PERSON,
            }
            for spec in content_type.relations.values()
        },
    }


def _document(document: Document, view: DocumentView, site: SiteView) -> dict[str, Any]:
    return as_dict(document) | {
        "url": view.url,
        "status": document.status or None,
        "maturity": _maturity(view),
        "audience": view.audience,
        "fields": _fields(document),
        "tree": tree_data(view.tree) if TREE in view.traits else None,
        "steps": path_data(view.path) if PATH in view.traits else None,
        "rhythms": {told.field: _rhythm(told) for told in rhythms_of(document)},
        "sections": [
            {
                "heading": section.heading.text,
                "anchor": section.heading.anchor,
                "words": section.body.words,
            }
            for section in document.sections
        ],
        "relations": _relations(document.src_uri, site),
        "links": _links(document, site),
    }


def _maturity(view: DocumentView) -> str | None:
    return view.evidence.level or None if view.evidence else None


def _rhythm(told: Told) -> dict[str, Any]:
    """Return what a field says of when something happens; of what cannot be read, only the text."""
    rhythm = told.rhythm if isinstance(told.rhythm, Rhythm) else Rhythm(told.text)
    return {
        "text": told.text,
        "words": told.words,
        "rule": rhythm.rule or None,
        "start": rhythm.start.isoformat() if rhythm.start else None,
        "time": f"{rhythm.begins:%H:%M}" if rhythm.begins else None,
        "end_time": f"{rhythm.ends:%H:%M}" if rhythm.ends else None,
        "time_zone": rhythm.time_zone or None,
    }


def _fields(document: Document) -> dict[str, Any]:
    """Return what the type knows of the front matter; that of a plain page may hold anything."""
    if document.type is None:
        return {}
    related = {spec.path[0] for spec in document.type.relations.values()}
    known = document.type.schema.get("properties", {}).keys() - related
    return {name: document.data[name] for name in known - _UNTOLD_FIELDS if name in document.data}


def _relations(src_uri: str, site: SiteView) -> list[dict[str, str]]:
    """Return the relations of a document from both ends; ``inverse`` tells which end it is."""
    found = [
        {"name": r.spec.name, "direction": "to", "document": r.target.id}
        for r in site.kb.outgoing.get(src_uri, ())
        if r.target
    ]
    found += [
        {"name": r.spec.inverse, "direction": "from", "document": r.source.id}
        for r in site.kb.incoming.get(src_uri, ())
    ]
    return sorted(found, key=lambda r: (r["name"], r["document"], r["direction"]))


def _links(document: Document, site: SiteView) -> list[str]:
    """Return the paths of the documents that the text links to."""
    targets = {target for target, _ in document.record.targets if target != document.src_uri}
    return sorted(targets & site.kb.documents_by_uri.keys())


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
