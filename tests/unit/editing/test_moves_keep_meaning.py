"""Whatever moves, every link and every relation of every document leads where it did: tried on generated knowledge bases."""

import posixpath
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cop_kb.config import load_config
from cop_kb.editing.moves import carry_out, plan_move
from cop_kb.load import load_knowledge_base

CONFIG = "site_name: Generated\nplugins:\n  - cop-kb: {types: all, cache: false}\n"
COMMUNITIES = ("incidents", "learning")
SLUGS = ("one", "two", "three four", "größe", "a(b)")
FOLDERS = {"playbook": "playbooks", "checklist": "checklists", "case-round": "case-rounds"}
PLACES = [f"{c}/{f}/{s}.md" for c in COMMUNITIES for f in FOLDERS.values() for s in SLUGS]
TREES = [f"{c}/decision-trees/{s}.yaml" for c in COMMUNITIES for s in SLUGS[:2]]
PLAIN = ["index.md", "plain/README.md", "plain/page.md", "incidents/notes.md", "plain/zone map.png"]


@st.composite
def knowledge_bases(draw):
    """Return files by their paths: documents that link to each other in every style, and name each other in every form."""
    uris = sorted(draw(st.sets(st.sampled_from(PLACES), min_size=3, max_size=9)))
    trees = sorted(draw(st.sets(st.sampled_from(TREES), max_size=2)))
    everything = [*uris, *trees, *PLAIN, *(f"{c}/index.md" for c in COMMUNITIES)]
    ids = [i for uri in uris for i in forms(uri)] + list(COMMUNITIES)
    files = {f"{c}/index.md": "---\ntype: community\n---\n# Front\n" for c in COMMUNITIES}
    files |= dict.fromkeys(PLAIN, "")
    for uri in [*uris, *PLAIN[:4]]:
        targets = draw(
            st.lists(st.tuples(st.sampled_from(everything), st.integers(0, 11)), max_size=6)
        )
        text = "\n\n".join(link(uri, target, style) for target, style in targets)
        sources = draw(st.lists(st.sampled_from(ids), max_size=3)) if uri in uris else []
        front = f"---\nderived_from: [{', '.join(sources)}]  # from\n---\n" if sources else ""
        files[uri] = f"{front}# Title\n\n{text}\n"
    for uri in trees:
        named = draw(st.sampled_from(ids))
        files[uri] = (
            f"nodes:\n  - id: a\n    question: Which?\n    answers:\n      - {{answer: 'Yes', document: '{named}'}}\n"
        )
    return files


def forms(uri):
    community, folder, name = uri.split("/")
    type_id = next(t for t, f in FOLDERS.items() if f == folder)
    slug = name.removesuffix(".md")
    return [slug, f"{type_id}/{slug}", f"{community}/{type_id}/{slug}"]


def link(uri, target, style):
    """Return a link from one file to another, in one of the ways in which authors write them."""
    path = posixpath.relpath(target, posixpath.dirname(uri) or ".")
    safe = path.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    ways = (
        f"[x]({safe})", f"[x]({safe}#title)", f"[x](<{path}>)", f"![x]({safe} 'a title')",
        f"[x](/{target.replace(' ', '%20')}?q=1#a)", f"[x][r{style}]\n\n[r{style}]: {safe}#b",
        f'<a href="{safe}">x</a>', f"- [![i]({safe})]({safe})", f"[x](./{safe})",
        f'!!! note "N"\n    See [x]({safe}).', f"[x]({posixpath.dirname(safe) or '.'}/)", f"[x]({posixpath.dirname(safe) or '.'})",
    )  # fmt: skip
    return ways[style]


@st.composite
def moves(draw):
    files = draw(knowledge_bases())
    typed = [uri for uri in files if uri in (*PLACES, *TREES)]
    kind = draw(st.sampled_from(["rename", "elsewhere", "community", "plain", "folder"]))
    if kind == "community":
        return (
            files,
            draw(st.sampled_from(COMMUNITIES)),
            draw(st.sampled_from(["team", "Our team"])),
        )
    if kind == "plain":
        old = draw(st.sampled_from(PLAIN[1:]))
        return (
            files,
            old,
            draw(st.sampled_from(["moved", "plain/in/deep", "learning/moved"]))
            + posixpath.splitext(old)[1],
        )
    if kind == "folder":
        return files, "plain", draw(st.sampled_from(["a/b/c", "learning/plain"]))
    old = draw(st.sampled_from(typed))
    community, folder, name = old.split("/")
    if kind == "rename":
        ending = posixpath.splitext(name)[1]
        return (
            files,
            old,
            f"{community}/{folder}/{draw(st.sampled_from(['new', 'one', 'ä ö']))}{ending}",
        )
    other = COMMUNITIES[community == COMMUNITIES[0]]
    return files, old, f"{other}/{folder}/{name}"


def meaning(kb, place):
    """Return what every link and every relation leads to, with paths as they are after a move."""
    links = {
        place(d.src_uri): [(landing(kb, uri, place), name) for uri, name in d.record.targets]
        for d in kb.documents
    }
    relations = {
        (place(r.source.src_uri), r.pointer): place(r.target.src_uri)
        for r in kb.references
        if r.target
    }
    return links, relations


def landing(kb, uri, place):
    if uri in ("", "?") or uri in kb.files:
        return place(uri)
    for name in ("index.md", "README.md"):
        page = posixpath.normpath(posixpath.join(uri, name))
        if page in kb.documents_by_uri:
            return place(page)
    return place(uri)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(moves())
def test_everything_leads_where_it_did(case):
    files, old, new = case
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for uri, text in {"../mkdocs.yml": CONFIG, **files}.items():
            path = root / "docs" / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        config = load_config(root / "mkdocs.yml")
        kb = load_knowledge_base(config)
        if new in files:
            return
        move = plan_move(config, kb, old, new)
        place = move.relocation.place

        assert not [r for r in move.remarks if "names nothing here" not in r.text]
        links, relations = meaning(move.after, lambda uri: uri)
        wanted_links, wanted_relations = meaning(kb, place)
        assert links == wanted_links
        assert wanted_relations.items() <= relations.items()

        carry_out(config, move)
        assert meaning(load_knowledge_base(config), lambda uri: uri) == (links, relations)
        assert {place(uri) for uri in files} == {
            p.relative_to(root / "docs").as_posix()
            for p in (root / "docs").rglob("*")
            if p.is_file() and p.name != "redirects.yml"
        }
