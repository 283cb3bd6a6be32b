"""Lookups: who is meant, who is related, who links, and what an audience may read."""

from datetime import date

import pytest


def uris(documents):
    return [document.src_uri for document in documents]


@pytest.fixture
def two(folder):
    """Two communities with documents of the same names."""
    for name in ("incidents", "learning"):
        folder.community(name)
        folder.page(f"{name}/playbooks/begin.md", f"# Begin {name}\n")
    folder.page("incidents/playbooks/roll-back.md", "# Roll back\n")
    folder.page("incidents/checklists/begin.md", "# A list to begin with\n")
    folder.page("learning/checklists/pair-up.md", "# Pair up\n")
    return folder.load()


@pytest.mark.parametrize(
    ("text", "near", "meant"),
    [
        ("learning/playbook/begin", "incidents", "learning/playbooks/begin.md"),
        ("playbook/begin", "incidents", "incidents/playbooks/begin.md"),
        ("playbook/begin", "learning", "learning/playbooks/begin.md"),
        ("roll-back", "incidents", "incidents/playbooks/roll-back.md"),
        ("roll-back", "learning", "incidents/playbooks/roll-back.md"),
        ("incidents", "learning", "incidents/index.md"),
        ("pair-up", "", "learning/checklists/pair-up.md"),
    ],
)
def test_an_author_may_name_a_document_in_several_ways(two, text, near, meant):
    assert two.find(text, near).src_uri == meant


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("begin", ""),
        ("playbook/begin", ""),
        ("playbook/roll-back", "learning"),
        ("playbooks/roll-back.md", "incidents"),
        ("", "incidents"),
        ("incidents/playbook/none", "incidents"),
    ],
)
def test_what_is_ambiguous_or_unknown_is_not_guessed(two, text, near):
    assert two.find(text, near) is None


def test_a_relation_decides_between_documents_of_one_name(two):
    spec = two.types["checklist"].relations["derived_from"]
    assert two.find("begin", "incidents", spec).src_uri == "incidents/playbooks/begin.md"
    assert two.find("begin", "learning", spec).src_uri == "learning/playbooks/begin.md"


CASE = "---\naudience: public\n---\n# A case\n"


def test_a_relation_shows_at_both_ends(folder):
    folder.community("incidents").page("incidents/case-rounds/silence.md", CASE)
    folder.page(
        "incidents/playbooks/speak.md",
        """
        ---
        derived_from: [case-round/silence, silence, case-round/nothing, speak]
        owners: [maya]
        ---
        # Speak
        """,
    )
    folder.page("incidents/members/maya.md", "# Maya\n")
    kb = folder.load()
    speak, silence, maya = (kb.find(name, "incidents") for name in ("speak", "silence", "maya"))
    assert [(r.spec.title, r.target.src_uri) for r in kb.outgoing[speak.src_uri]] == [
        ("Owners", maya.src_uri),
        ("Derived from", silence.src_uri),
        ("Derived from", silence.src_uri),
    ]
    assert {(r.spec.inverse_title, r.source.src_uri) for r in kb.incoming[silence.src_uri]} == {
        ("Led to", speak.src_uri)
    }
    assert [(r.spec.inverse_title, r.source) for r in kb.incoming[maya.src_uri]] == [
        ("Owns", speak)
    ]
    assert [(r.text, r.fits) for r in kb.references if r.spec.name == "derived_from"] == [
        ("case-round/silence", True),
        ("silence", True),
        ("case-round/nothing", False),
        ("speak", False),
    ]
    assert [r.pointer for r in kb.references if r.text == "speak"] == ["/derived_from/3"]


def test_backlinks_come_from_texts_of_others(folder):
    folder.page("a.md", "# A\n\n[b](b.md#x), [b again](./b.md), ![b](b.md), [self](a.md)\n")
    folder.page("b.md", "# B\n\n[self](#x)\n")
    folder.page("sub/c.md", "# C\n\n[b](../b.md?plain=1)\n")
    kb = folder.load()
    a, b, c = kb.documents
    assert uris(kb.backlinks(b)) == ["a.md", "sub/c.md"]
    assert uris(kb.backlinks(a)) == []
    assert kb.is_referred_to(b)
    assert not kb.is_referred_to(c)


def test_an_owner_leads_no_reader_to_a_document(folder):
    folder.community("incidents").page("incidents/members/maya.md", "# Maya\n")
    folder.page("incidents/playbooks/speak.md", "---\nowners: [maya]\n---\n# Speak\n")
    folder.page("incidents/case-rounds/a.md", CASE)
    folder.page("incidents/playbooks/b.md", "---\nderived_from: a\n---\n# B\n")
    kb = folder.load()
    referred_to = {d.slug for d in kb.typed if kb.is_referred_to(d)}
    assert referred_to == {"a", "b"}


def test_lists_are_sorted_as_readers_sort(folder):
    folder.community("incidents")
    for name, title in (("1", "beta"), ("2", "Alpha"), ("3", "alpha"), ("4", "Čas")):
        folder.page(f"incidents/playbooks/{name}.md", f"---\ntags: [b, A, b]\n---\n# {title}\n")
    kb = folder.load()
    titles = ["Alpha", "alpha", "beta", "Čas"]
    assert [d.title for d in kb.by_type["playbook"]] == titles
    assert [d.title for d in kb.of_community("incidents")] == titles
    assert list(kb.by_tag) == ["A", "b"]
    assert [d.title for d in kb.by_tag["b"]] == titles
    assert kb.by_type["checklist"] == ()
    assert kb.of_community("nowhere") == ()


def page(audience, *targets):
    return f"---\naudience: {audience}\n---\n# T\n\n" + " ".join(f"[x]({t})" for t in targets)


def narrowed_files(folder, audience):
    return sorted(folder.load().narrowed(audience, date(2026, 11, 21)).files)


def test_an_audience_contains_the_wider_ones(folder):
    for audience in ("public", "members", "stewards"):
        folder.page(f"{audience}.md", page(audience))
    folder.page("odd.md", page("everybody"))
    folder.page("open.md", page(""))
    assert narrowed_files(folder, "public") == ["open.md", "public.md"]
    assert narrowed_files(folder, "members") == ["members.md", "open.md", "public.md"]
    assert len(narrowed_files(folder, "stewards")) == 5


def test_an_attachment_follows_the_documents_of_its_folder(folder):
    folder.page("index.md", page("public"))
    folder.page("logo.png", b"")
    folder.page("closed/a.md", page("members", "a.pdf"))
    folder.page("closed/a.pdf", b"")
    folder.page("closed/never-linked.pdf", b"")
    folder.page("closed/deep/er/b.pdf", b"")
    folder.page("open/a.md", page("public"))
    folder.page("open/deep/c.pdf", b"")
    folder.page("only/files/d.pdf", b"")
    assert narrowed_files(folder, "public") == [
        "index.md",
        "logo.png",
        "only/files/d.pdf",
        "open/a.md",
        "open/deep/c.pdf",
    ]
    assert len(narrowed_files(folder, "members")) == 9


def test_in_a_mixed_folder_an_attachment_stays_when_a_document_that_stays_refers_to_it(folder):
    folder.page("mixed/open.md", page("public", "both.pdf", "img/open.png"))
    folder.page("mixed/closed.md", page("members", "both.pdf", "closed.pdf"))
    for name in ("both.pdf", "closed.pdf", "unlinked.pdf", "img/open.png", "img/unlinked.png"):
        folder.page(f"mixed/{name}", b"")
    assert narrowed_files(folder, "public") == [
        "mixed/both.pdf",
        "mixed/img/open.png",
        "mixed/open.md",
    ]


def test_an_attachment_of_closed_documents_alone_goes_wherever_it_lies(folder):
    folder.page("index.md", page("public", "open.png"))
    folder.page("closed/a.md", page("members", "../secret.png", "../open.png"))
    folder.page("secret.png", b"").page("open.png", b"").page("unlinked.png", b"")
    assert narrowed_files(folder, "public") == ["index.md", "open.png", "unlinked.png"]


def test_without_any_document_nearby_an_attachment_of_the_root_follows_the_root(folder):
    folder.page("index.md", page("members")).page("a/b.md", page("public")).page("logo.png", b"")
    assert narrowed_files(folder, "public") == ["a/b.md"]


@pytest.mark.parametrize(
    "garbled",
    [
        "---\naudience: stewards\ntitle: a: b\n---\n# T\n",
        "---\naudience: stewards\n# T\n",
        "---\n- audience: stewards\n---\n# T\n",
        "---\naudience: *whoever\n---\n# T\n",
        "---\n\taudience: stewards\n---\n# T\n",
    ],
)
def test_a_page_whose_front_matter_nobody_can_read_is_for_nobody_but_stewards(folder, garbled):
    folder.page("index.md").page("garbled.md", garbled)
    assert narrowed_files(folder, "members") == ["index.md"]


def test_wrong_letters_do_not_hide_a_page(folder):
    folder.page("index.md", b"# Caf\xe9\n")
    assert narrowed_files(folder, "public") == ["index.md"]
