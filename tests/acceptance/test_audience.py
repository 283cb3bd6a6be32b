"""Who sees what: nothing of a narrower audience gets into any byte of a site, or into what is said while it is built.

The knowledge base has every content type switched on, and a word of its own planted in every place of every document; see
``planting``. The words are looked for in every file of the site, unpacked and decoded, and that they would be found is
shown by the words of those who may read them: the same places hold those.
"""

import base64
import gzip
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from cop_kb.model.consent import may_read
from tests.acceptance import planting
from tests.acceptance.planting import AUDIENCES, NEVER, READERS, TYPES
from tests.sites import mkdocs, read_site, unpacked, words_in

TODAY = {"COP_KB_TODAY": "2026-11-21"}
HOWS = {
    "workers": ("--jobs", "2"),
    "alone": ("--jobs", "1", "--verbose", "--config-file", "mkdocs-nav.yml"),
    "mkdocs": (),
}
NAV = """
nav:
  - Zmemnavhome: zmemplain.md
  - zpubplain.md
  - Zpubnavpart:
    - Zmemnavpart:
      - Zmemnavcase: zpubcommunity/case-rounds/zmemunasked.md
      - zpubcommunity/decision-trees/zmemdecisiontreeslug.md
    - Zpubnavplaybook: zpubcommunity/playbooks/zpubplaybookslug.md
"""
PREFIXES = (*READERS.values(), NEVER)
CHARTER = "---\ntype: community\naudience: {audience}\n---\n# {title}\n"

# Beside the document that is right for each type: what goes wrong, and what has no type. Words as in ``planting``.
OTHERS = {
    # Charters, and what lies in their communities without a word on its readers.
    "docs/zmemboard/index.md": CHARTER.format(audience="members", title="Zmemboardtitle"),
    "docs/zmemboard/playbooks/zmemboardplaybook.md": "# Zmemboardplaybooktitle\n\nzmemboardplaybookbody\n",
    "docs/zmemboard/zmemboardnotes.md": "# Zmemboardnotestitle\n",
    "docs/zmemboard/playbooks/zmemboardplan.pdf": "zmemboardplanpixel",
    "docs/zstwgarbled/index.md": "---\ntype: community\naudience: stewards\ntitle: a: b\n---\n# Zstwgarbledtitle\n",
    "docs/zstwgarbled/playbooks/zstwgarbledplaybook.md": "# Zstwgarbledplaybooktitle\n",
    "docs/zmemundeclared/index.md": "---\naudience: members\n---\n# Zmemundeclaredtitle\n",
    "docs/zmemundeclared/playbooks/zmemundeclaredplaybook.md": "# Zmemundeclaredplaybooktitle\n",
    "docs/zpubnocharter/case-rounds/zmemnochartercase.md": "# Zmemnochartercasetitle\n",
    "docs/zpubnocharter/decision-trees/zmemnochartertree.yaml": "title: zmemnochartertreetitle\naudience: members\n",
    "docs/zpubnocharter/field-notes.yaml": "entries: [{note: zmemnocharternote}]\n",
    # A folder, a file or an ending that is nearly right.
    "docs/zpubcommunity/Case-Round/zmemmisspelt.md": "# Zmemmisspelttitle\n",
    "docs/zpubcommunity/case_rounds/zmemunderscore.md": "# Zmemunderscoretitle\n",
    "docs/zpubcommunity/case-rounds/README.md": "# Zmemindexofcases\n",
    "docs/zpubcommunity/decision-tree/zmemtreefolder.yaml": "title: zmemtreefoldertitle\naudience: members\n",
    "docs/zpubcommunity/decision-trees/zmemtreeending.yml": "title: zmemtreeendingtitle\naudience: members\n",
    "docs/zpubcommunity/fieldnotes.yaml": "entries: [{note: zmemfieldnotesfile}]\n",
    "docs/zpubcommunity/Field_Notes.yml": "entries: [{note: zmemfieldnotesending}]\n",
    "docs/zpubempty/zmemendinga.markdown": "---\naudience: members\n---\n# zmemendingatitle\n",
    "docs/zpubempty/zmemendingb.MD": "---\naudience: members\n---\n# zmemendingbtitle\n",
    "docs/zpubempty/zmembackup.md~": "---\naudience: members\n---\n# zmembackuptitle\n",
    "docs/zpubempty/trees/zmemothertree.yaml": "title: zmemothertreetitle\naudience: members\n",
    "docs/zpubcommunity/playbooks/.zmemhidden.md": "# zmemhiddentitle\n",
    # Attachments that no document shows, in a folder whose documents are for fewer, or would be.
    "docs/zpubcommunity/retrospectives/zmemunlinked.pdf": "zmemunlinkedpixel",
    "docs/zpubempty/index.md": CHARTER.format(audience="public", title="Zpubempty"),
    "docs/zpubempty/case-rounds/zmemonlyattachment.docx": "zmemonlyattachmentpixel",
    "docs/zpubempty/sessions/2026/zmemdeepattachment.docx": "zmemdeepattachmentpixel",
    # Consent and status.
    "docs/zpubcommunity/case-rounds/zmemexpired.md": "---\naudience: public\nconsent: [{person: znevasked, scope: public, until: 2026-11-20}]\n---\n# Zmemexpiredtitle\n",
    "docs/zpubcommunity/case-rounds/zmemunasked.md": "---\naudience: public\n---\n# Zmemunaskedtitle\n",
    "docs/zpubcommunity/members/zmemunasked.md": "---\naudience: public\nskills: [zmemunaskedskill]\n---\n# Zmemunasked Zmemperson\n",
    "docs/zpubcommunity/playbooks/zstwmistyped.md": "---\naudience: member\n---\n# Zstwmistypedtitle\n",
    "docs/zpubcommunity/playbooks/zmemretired.md": "---\naudience: members\nstatus: retired\n---\n# Zmemretiredtitle\n",
    "docs/zpubcommunity/playbooks/zmemsuperseded.md": "---\naudience: members\nsuperseded_by: [playbook/zpubplaybookslug]\n---\n# Zmemsupersededtitle\n",
    "docs/zpubcommunity/playbooks/zpubsuperseded.md": "---\nsuperseded_by: [playbook/zmemretired]\n---\n# Zpubsupersededtitle\n",
    "docs/zpubcommunity/rituals/zmemritual.md": "---\naudience: members\nrhythm: every zmemrhythm day\nformat: zmemformat\n---\n# Zmemritualtitle\n",
    # Plain pages, and what a steward says in front matter that nobody reads.
    "docs/zpubplain.md": f"---\n{NEVER}plain: {NEVER}value\nconsent: [{{person: {NEVER}plainperson, scope: public}}]\n---\n# Zpubplaintitle\n\n[zpublink](zmemplain.md), [zpubfolder](zmemboard/playbooks/)\n",
    # Old addresses: of what is for fewer, of folders that hold some of both, and one with a mistake.
    "docs/redirects.yml": """\
zpuboldaddress.md: zpubplain.md
zpuboldfolder/: zpubcommunity/
zmemoldaddress.md: zmemplain.md
zmemoldcase.md: zpubcommunity/case-rounds/zmemunasked.md
zmemoldfolder/: zmemboard/
zmemoldtree.yaml: zpubcommunity/decision-trees/zmemdecisiontreeslug.yaml
zmemolderaddress.md: zmemoldfolder/zmemboardnotes.md
znevgone.md: gone
zmemmistaken.md: zmemnowhere.md
""",
    "docs/zmemplain.md": "---\naudience: members\n---\n# Zmemplaintitle\n\nzmemplainbody\n",
    # A type and a format of one's own that nobody but members meets, and a type with a mistake.
    "content_types/zmemtype.yaml": """\
title: Zmemtypetitle
plural: Zmemtypeplural
folder: zmemtypefolder
description: zmemtypedescription
icon: material/zmemtypeicon
audience: members
sections: [{heading: Zmemtypesection}]
relations:
  zmemrelation: {to: [playbook], inverse: zmeminverse, title: Zmemrelationtitle, inverse_title: Zmeminversetitle}
""",
    "docs/zpubcommunity/zmemtypefolder/zmemtyped.md": "---\nzmemrelation: [playbook/zpubplaybookslug]\n---\n# Zmemtypedtitle\n",
    "content_types/zstwbroken.yaml": "title: Zstwbrokentitle\nplural: Zstwbrokenplural\nfolder: zstwbrokenfolder\ncolour: red\n",
    "docs/zpubcommunity/zstwbrokenfolder/zstwbroken.md": "# Zstwbrokendocument\n",
    "formats/zmemformat.yaml": """\
title: Zmemformattitle
purpose: zmemformatpurpose
good_for: zmemformatgoodfor
group: {min: 3, best: 6, max: 12}
minutes: 10
roles: [{role: Zmemformatrole, does: Waits.}]
steps: [{title: Zmemformatstep, minutes: 10, do: Play., prompts: [zmemformatprompt]}]
recorded: [zmemformatrecorded]
never_recorded: [zmemformatnever]
recordable: true
remote: In a call.
asynchronous: In writing.
feedback: {question: zmemformatquestion?, kind: text}
""",
}  # fmt: skip


# Words that must be there, so that the others are missing for a reason.
SEEN = {
    "members": """
        boardtitle boardplaybooktitle boardplaybookbody boardnotestitle boardplanpixel undeclaredtitle
        undeclaredplaybooktitle nochartercasetitle misspelttitle underscoretitle indexofcases expiredtitle unaskedtitle
        unaskedskill retiredtitle supersededtitle ritualtitle rhythm plaintitle plainbody onlyattachmentpixel
        deepattachmentpixel typedtitle typeplural typedescription relationtitle inversetitle formattitle formatprompt
        oldaddress oldcase oldfolder oldtree olderaddress
    """,
    "stewards": "garbledtitle garbledplaybooktitle mistypedtitle brokendocument",
}


class Build(NamedTuple):
    """The planted words in the files of a site, each with the files, and those in what was said meanwhile."""

    words: dict[str, set[str]]
    said: set[str]

    def beginning_with(self, prefixes):
        """Return those of some readers."""
        return {w: names for w, names in self.words.items() if any(p in w for p in prefixes)}

    def places(self, prefix):
        """Return where words of some readers were planted that the site has."""
        return {word.removeprefix(prefix) for word in self.words if word.startswith(prefix)}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The knowledge base, in a repository whose history names people, too."""
    folder = tmp_path_factory.mktemp("planted")
    files = {**planting.documents(), **planting.attachments()}
    planting.write(folder, {f"docs/{name}": text for name, text in files.items()} | OTHERS)
    git = ["git", "-c", f"user.name={NEVER}author", "-c", f"user.email={NEVER}@example.org"]
    config = planting.CONFIG.replace("AUDIENCE", "public")
    (folder / "mkdocs-nav.yml").write_text(config + NAV, encoding="utf-8")
    author = {f"GIT_{who}_{what}": f"{NEVER}author" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    (folder / ".mailmap").write_text(
        f"{NEVER}mapped <{NEVER}mapped@example.org> <{NEVER}author>\n", encoding="utf-8"
    )
    trailers = "".join(
        f"{trailer}: {NEVER}{number} <{NEVER}{number}@example.org>\n"
        for number, trailer in zip(
            "abc", ["Co-authored-by", "Reviewed-by", "Signed-off-by"], strict=True
        )
    )
    later = folder / "docs/zpubplain.md"
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", f"{NEVER}message\n\n{NEVER}words\n\n{trailers}"],
        ["tag", "-am", f"{NEVER}tagged", f"{NEVER}tag"],
        ["switch", "-qc", f"{NEVER}branch"],
        ["commit", "-qam", f"{NEVER}message\n\n{trailers}"],
        ["switch", "-q", "-"],
        ["merge", "-q", "--no-ff", "-m", f"Merge branch '{NEVER}branch'", f"{NEVER}branch"],
    ):
        if arguments[0] == "switch" and f"{NEVER}branch" in arguments:
            later.write_text(later.read_text("utf-8") + "\nAnother line.\n", encoding="utf-8")
        subprocess.run([*git, *arguments], cwd=folder, env=os.environ | author, check=True)
    return folder


@pytest.fixture(scope="module")
def build(root, run, tmp_path_factory):
    """Build the site for an audience in one of the ways; each site is built once."""
    built = {}

    def build_once(audience, how="workers"):
        if (audience, how) not in built:
            target = tmp_path_factory.mktemp("site") / "site"
            if how == "mkdocs":
                done = with_plain_mkdocs(root, audience, target)
            else:
                arguments = ("--no-strict", "--audience", audience, "--site-dir", target)
                done = run("build", *arguments, *HOWS[how], cwd=root, env=TODAY)
            assert done.returncode == 0, done.stderr
            said = {"": (done.stdout + done.stderr).encode()}
            words = words_in(read_site(target), PREFIXES)
            built[audience, how] = Build(words, set(words_in(said, PREFIXES)))
        return built[audience, how]

    return build_once


def with_plain_mkdocs(root, audience, target):
    """Build with MkDocs, and with a plugin that keeps the text of each page."""
    config = root / "mkdocs-plain.yml"
    text = planting.CONFIG.replace("AUDIENCE", audience).replace("plugins:", "plugins:\n  - search")
    config.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_KB_TODAY", TODAY["COP_KB_TODAY"])
        return mkdocs(root, "build", "--config-file", config, "--site-dir", target)


def hidden_from(audience):
    return [prefix for who, prefix in READERS.items() if not may_read(audience, who)]


@pytest.fixture(scope="module")
def changes(root, tmp_path_factory):
    """A clone with a commit for each thing that may happen to what is not for everybody."""
    folder = tmp_path_factory.mktemp("changes") / "clone"
    subprocess.run(["git", "clone", "-q", root, folder], check=True, capture_output=True)
    narrower = [p for p in sorted((folder / "docs").rglob("z*")) if _is_narrower(p)]
    for name, change in CHANGES.items():
        subprocess.run(["git", "switch", "-q", "-c", name, "origin/HEAD"], cwd=folder, check=True)
        for path in narrower:
            change(path)
        subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
        subprocess.run(["git", "commit", "-qm", name], cwd=folder, check=True)
    return folder


def _is_narrower(path):
    """Tell whether a document is for some readers only, and no format of sessions becomes public when it goes."""
    return (
        path.suffix in {".md", ".yaml"}
        and not path.name.startswith("zpub")
        and path.stem != "zmemritual"
    )


def _write_more(path):
    more = (
        "\n## Zmemmore\n\n[zmemmore](zmemnowhere.md)\n" if path.suffix == ".md" else "# zmemmore\n"
    )
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")


CHANGES = {
    "written": _write_more,
    "removed": Path.unlink,
    "renamed": lambda path: path.rename(path.with_stem(f"zmemnew{path.stem}")),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("told", [("diff", "markdown"), ("diff", "json"), ("changelog", "json")])
def test_no_change_tells_of_a_narrower_audience(changes, run, change, told):
    subprocess.run(["git", "switch", "-q", change], cwd=changes, check=True)
    command, how = told
    said = run(
        command, "origin/HEAD", "--format", how, "--audience", "public", cwd=changes, env=TODAY
    )

    assert said.returncode == 0, said.stderr
    text = {"said": (said.stdout + said.stderr).encode()}
    assert words_in(text, (*hidden_from("public"), NEVER)) == {}


def test_members_hear_of_the_same_change(changes, run):
    """The control."""
    subprocess.run(["git", "switch", "-q", "removed"], cwd=changes, check=True)
    said = run("diff", "origin/HEAD", "--audience", "members", cwd=changes, env=TODAY)

    assert words_in({"said": said.stdout.encode()}, ["zmem"])


BUILDS = [
    ("public", "workers"), ("public", "alone"), ("public", "mkdocs"),
    ("members", "workers"), ("members", "mkdocs"), ("stewards", "workers"),
]  # fmt: skip


@pytest.mark.parametrize(("audience", "how"), BUILDS)
def test_no_byte_tells_of_a_narrower_audience(build, audience, how):
    assert build(audience, how).beginning_with(hidden_from(audience)) == {}


def test_a_navigation_of_ones_own_stays_otherwise(build):
    assert {"navpart", "navplaybook"} <= build("public", "alone").places("zpub")


def test_old_addresses_lead_on_to_what_everybody_sees(build):
    assert {"oldaddress", "oldfolder"} <= build("public").places("zpub")


@pytest.mark.parametrize(("audience", "how"), BUILDS)
def test_no_message_tells_of_a_narrower_audience(build, audience, how):
    said = build(audience, how).said

    assert [word for word in said for prefix in hidden_from(audience) if prefix in word] == []


@pytest.mark.parametrize(("audience", "how"), BUILDS)
def test_what_no_reader_sees_is_on_no_site(build, audience, how):
    """Comments, consent, reasons of suppressions, unknown fields, and whoever git knows."""
    assert build(audience, how).beginning_with([NEVER]) == {}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_sees_of_its_own_what_the_public_sees_of_the_public(build, audience):
    """The control: the words are planted where they show, and the search for them finds them.

    It may see more: where a public document is silent on one for members, one for members is not.
    """
    sources = {name: text.encode() for name, text in planting.documents().items()}
    planted = {word.removeprefix("zpub") for word in words_in(sources, ["zpub"])}
    public = planted & build("public").places("zpub")
    parts = {
        f"{content_type.id.replace('-', '')}{part}"
        for content_type in TYPES.values()
        for part in ("title", "summarya", *(() if content_type.is_data else planting.IN_BODIES))
    }

    assert parts <= public <= build(audience).places(AUDIENCES[audience])


@pytest.mark.parametrize("audience", SEEN)
def test_members_and_stewards_see_what_is_for_them(build, audience):
    """The control for what is no document of a type, or not as it should be, and yet for somebody."""
    assert set(SEEN[audience].split()) - build(audience).places(AUDIENCES[audience]) == set()


def test_a_note_is_for_those_who_may_read_what_was_used(build):
    """The list is public; it notes uses of four documents, of which the public may read the first."""
    notes = {f"fieldnoteentries{field}{number}" for field in ("note", "team") for number in "abcd"}

    assert notes & build("public").places("zpub") == {
        "fieldnoteentriesnotea",
        "fieldnoteentriesteama",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"a zmemword b",
        "Zmemword".encode("utf-16"),
        b"%7A%6Demword",
        b"&#122;mem&#x77;ord",
        rb'"\u007amemword"',
        "z\u0301memword".encode(),
        "\uff5amemword".encode(),
        unpacked(gzip.compress(b"a") + gzip.compress(b"zmemword")),
        *(base64.b64encode(b"a" * before + b"Zmemword") for before in range(3)),
    ],
)
def test_words_are_found_however_they_are_written(content):
    (word,) = words_in({"file": content}, ["zmem"])

    assert word in {"zmemword", "zmem in base64"}


def test_words_are_found_in_names_of_files():
    assert words_in({"a/ZMEMword.png": b""}, ["zmem"]) == {"zmemword": {"a/ZMEMword.png"}}
