"""Who looks after a document."""

from cop_kb.insights.keepers import Keeper, keepers, stewards

ADA = Keeper("c/member/ada", "Ada Lovelace")


def test_owners_stewards_and_people_themselves(folder):
    folder.page(
        "c/index.md", "---\ntype: community\nstewards: [ada, 'Bo']\nowners: [cy]\n---\n# C\n"
    )
    folder.page("c/members/ada.md", "# Ada Lovelace\n")
    folder.page("c/playbooks/a.md", "---\nowners: [bo, ada, c/member/ada]\n---\n# A\n")
    folder.page("c/playbooks/b.md", "# B\n")
    folder.page("plain.md", "---\nowners: [ada]\n---\n# P\n")
    kb = folder.load()
    found = {d.src_uri: keepers(kb, d) for d in kb.documents}
    assert found == {
        "c/index.md": (ADA, Keeper("Bo", "Bo")),
        "c/members/ada.md": (ADA,),
        "c/playbooks/a.md": (Keeper("bo", "bo"), ADA),
        "c/playbooks/b.md": (),
        "plain.md": (),
    }
    assert stewards(kb, "c") == (ADA, Keeper("Bo", "Bo"))
    assert stewards(kb, "elsewhere") == ()
