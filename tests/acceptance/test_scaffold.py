"""``init`` and ``new`` as a steward runs them, from nothing to a site."""

import os
import subprocess

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

IDEA = """\
title: Idea
plural: Ideas
folder: ideas
description: Something that we might try.
front_matter:
  required: [summary, effort]
  ask: [effort]
  properties:
    effort: {type: integer, minimum: 1, description: "Days of work, such as 3."}
sections:
  - {heading: What if, required: true, asks: What would be different?}
relations:
  inspired_by: {to: [idea], inverse: inspired}
lifecycle: {states: [raw, tried], drafts: [raw]}
"""
IDEA_STARTER = """\
# {{ title }}

Noted on {{ today }}, {{ effort or "some" }} days.

## What if

<!-- {{ asks["What if"] }} -->
"""


def files_of(folder):
    """All files but those that a command may keep for the next one."""
    return sorted(path for path in folder.rglob("*") if ".cop-kb" not in path.parts)


@pytest.fixture
def kb(tmp_path, run):
    done = run(
        "init", "kb", "--name", "Our: knowledge", "--community", "Incident response", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "kb"


@pytest.fixture
def type_at_terminal(run):
    """Run a command whose input is a terminal, at which ``typed`` has been typed."""
    command = run("--version").args[0]

    def answer(typed, *arguments, cwd):
        ours, theirs = pty.openpty()
        try:
            os.write(ours, typed.encode())
            return subprocess.run(
                [command, *arguments],
                stdin=theirs,
                cwd=cwd,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        finally:
            os.close(ours)
            os.close(theirs)

    return answer


def test_from_nothing_to_a_site(kb, run):
    made = run(
        "new", "playbook", "Restart the gateway", "--set", "summary=How to: restart it", cwd=kb
    )
    checked = run("validate", "--strict", cwd=kb)
    built = run("build", "--strict", cwd=kb)

    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("Made docs/incident-response/playbooks/restart-the-gateway.md\n")
    assert checked.returncode == 0, checked.stdout
    assert "0 errors, 0 warnings" in checked.stdout
    assert built.returncode == 0, built.stderr
    page = kb / "site/incident-response/playbooks/restart-the-gateway/index.html"
    assert "Restart the gateway" in page.read_text("utf-8")


def test_a_fresh_knowledge_base_builds_at_once(tmp_path, run):
    done = run("init", "kb", "--ci", "none", cwd=tmp_path)
    built = run("build", "--strict", cwd=tmp_path / "kb")

    assert done.stdout.startswith("Made a knowledge base in kb: ")
    assert "cop-kb serve" in done.stdout
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "kb/site/kb/index.html").is_file()


def test_an_invented_type_needs_no_code(kb, run):
    types = kb / "content_types"
    types.mkdir()
    (types / "idea.yaml").write_text(IDEA, "utf-8")
    (types / "idea.md").write_text(IDEA_STARTER, "utf-8")

    first = run(
        "new",
        "idea",
        "Meet while walking",
        "--set",
        "effort=3",
        cwd=kb,
        env={"COP_KB_TODAY": "2026-02-03"},
    )
    second = run("new", "Ideas", "Run: fast", "--set", "inspired_by=[meet-while-walking]", cwd=kb)
    checked = run("validate", "--strict", cwd=kb)
    built = run("build", "--strict", cwd=kb)

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert "Fill in: summary, effort" in second.stdout
    text = (kb / "docs/incident-response/ideas/meet-while-walking.md").read_text("utf-8")
    assert "status: raw\n" in text
    assert "owners: [ada-example]\n" in text
    assert "effort: 3\n" in text
    assert "Noted on 2026-02-03, 3 days.\n" in text
    assert "<!-- What would be different? -->" in text
    assert checked.returncode == 0, checked.stdout
    assert built.returncode == 0, built.stderr
    assert "Meet while walking" in (kb / "site/types/ideas/index.html").read_text("utf-8")
    assert (kb / "site/incident-response/ideas/run-fast/index.html").is_file()


def test_a_knowledge_base_without_documents_takes_its_first_community(tmp_path, run):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: material\nplugins: [cop-kb]\n", "utf-8"
    )

    before = run("new", "playbook", "Restart", cwd=tmp_path)
    made = run("new", "community", "Platform & friends", cwd=tmp_path)
    checked = run("validate", "--strict", cwd=tmp_path)

    assert before.returncode == 2
    assert "cop-kb new community NAME" in before.stderr
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "docs/platform-friends/members/ada-example.md").is_file()
    assert checked.returncode == 0, checked.stdout


def test_a_terminal_is_asked(tmp_path, type_at_terminal, run):
    done = type_at_terminal("Our knowledge\nGateways\nZoë Ångström\n", "init", "kb", cwd=tmp_path)
    made = type_at_terminal(
        "checklist\nBefore: a release\nWhat to see to.\n",
        "new",
        "--owner",
        "Zoë Ångström",
        cwd=tmp_path / "kb",
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kb/docs/gateways/members/zoë-ångström.md").is_file()
    assert made.returncode == 0, made.stderr
    text = (tmp_path / "kb/docs/gateways/checklists/before-a-release.md").read_text("utf-8")
    assert "summary: What to see to.\n" in text
    assert "owners: [zoë-ångström]\n" in text
    assert run("validate", "--strict", cwd=tmp_path / "kb").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new"], "case-round (Something happened)"),
        (["new", "playbook", "X", "--from", "none.eml"], "no such file"),
        (["new", "playbook", "X", "--from", "docs"], "This is a folder"),
        (["new", "playbook", "X", "--from", "-"], "no text in it"),
        (["note"], "not switched on"),
        (["new", "playbook"], "title is missing"),
        (["new", "playboook", "X"], "Did you mean 'playbook'?"),
        (
            ["new", "playbook", "X", "--community", "incident-respons"],
            "Did you mean 'incident-response'?",
        ),
        (["new", "playbook", "X", "--derived-from", "nothing"], "does not exist"),
        (["new", "member", "X", "--derived-from", "nothing"], "no relation `derived_from`"),
        (["new", "playbook", "X", "--set", "nothing"], "KEY=VALUE"),
        (["new", "playbook", "🎉"], "no letter and no digit"),
        (["new", "community", "Incident response"], "there already"),
        (["new", "playbook", "X", "-f", "none.yml"], "none.yml"),
        (["init", "mkdocs.yml"], "is a file"),
        (["init", "new", "--name", "…"], "no letter and no digit"),
        (["init", "new", "--types", "playbook"], "Add community"),
    ],
)
def test_what_cannot_be_done_is_said(kb, run, arguments, says):
    before = files_of(kb)

    done = run(*arguments, cwd=kb)

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(kb) == before


def test_a_title_needs_no_quotes(kb, run):
    done = run("new", "playbook", "Restart", "the", "gateway", "-q", cwd=kb)

    assert done.stdout == "docs/incident-response/playbooks/restart-the-gateway.md\n"


def test_the_owner_is_the_only_member_when_git_knows_nobody(kb, run):
    env = {"GIT_AUTHOR_NAME": ""}

    done = run("new", "playbook", "Restart", cwd=kb, env=env)

    assert done.returncode == 0, done.stderr
    text = (kb / "docs/incident-response/playbooks/restart.md").read_text("utf-8")
    assert "owners: [ada-example]\n" in text


def test_with_several_communities_one_has_to_be_named(kb, run):
    assert run("new", "community", "Platform", cwd=kb).returncode == 0

    vague = run("new", "playbook", "Restart", cwd=kb)
    clear = run("new", "playbook", "Restart", "--community", "Platform", "-q", cwd=kb)

    assert vague.returncode == 2
    assert "--community incident-response" in vague.stderr
    assert clear.stdout == "docs/platform/playbooks/restart.md\n"


def test_init_keeps_what_is_there_and_says_so(kb, run):
    (kb / "README.md").write_text("mine", "utf-8")

    done = run("init", ".", "--community", "Second", cwd=kb)

    assert done.returncode == 0, done.stderr
    assert "Left as they are" in done.stdout
    assert (kb / "README.md").read_text("utf-8") == "mine"
    assert (kb / "docs/second/index.md").is_file()


def test_init_again_names_the_folder(kb, run):
    done = run("init", ".", cwd=kb)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"There was nothing left to make in {kb.name}.\n")


def test_new_says_where_to_write(kb, run):
    done = run("new", "playbook", "Restart", cwd=kb)

    assert "stands in comments, between <!-- and -->, which are never shown" in done.stdout


def test_a_steward_without_a_name_is_nobody(tmp_path, run):
    env = {"GIT_AUTHOR_NAME": "", "GIT_COMMITTER_NAME": "", "HOME": str(tmp_path)}
    done = run("init", "kb", cwd=tmp_path, env=env)

    assert done.returncode == 0, done.stderr
    assert "for your first commit" in done.stdout
    assert run("validate", "--strict", cwd=tmp_path / "kb").returncode == 0


def test_new_refuses_an_owner_who_is_most_likely_mistyped(tmp_path, run):
    folder = tmp_path / "kb"
    assert run("init", folder, "--community", "Alpha", "--steward", "Ada Example").returncode == 0
    refused = run("new", "playbook", "Restart", "--owner", "ada-exmaple", cwd=folder)
    assert refused.returncode == 2
    assert "Did you mean `ada-example`?" in refused.stderr
    assert not list(folder.glob("docs/*/playbooks/*.md"))


BRIEF = """\
Subject: Re: Forty silent minutes
From: Maria <maria@example.org>
To: steward@example.org

Situation: the gateway was down, and two of us undid each other's change. Write to
maria@example.org.

Sticking point: who speaks first?

-- 
Maria
"""  # noqa: W291 - the space makes the signature


def test_what_somebody_has_to_say_leads_to_a_type(kb, type_at_terminal):
    made = type_at_terminal("1\nA: case\nIn short.\n", "new", cwd=kb)
    other = type_at_terminal("6\nchecklist\nBefore\nWhat.\n", "new", cwd=kb)

    assert made.returncode == 0, made.stderr
    assert "  1  Something happened\n" in made.stdout
    assert "  6  Something else\n" in made.stdout
    assert (kb / "docs/incident-response/case-rounds/a-case.md").is_file()
    assert other.returncode == 0, other.stderr
    assert (kb / "docs/incident-response/checklists/before.md").is_file()


@pytest.mark.parametrize("source", ["mail.eml", "-"])
def test_a_mail_becomes_a_draft(kb, run, source):
    (kb / "mail.eml").write_text(BRIEF, "utf-8")

    made = run("new", "Something happened", "--from", source, cwd=kb, input=BRIEF)
    checked = run("validate", "--strict", "docs/incident-response/case-rounds", cwd=kb)

    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(
        "Made docs/incident-response/case-rounds/forty-silent-minutes.md\n"
    )
    assert "1 e-mail address was left out" in made.stdout
    assert "The signature was left out: 1 line.\n" in made.stdout
    text = (kb / "docs/incident-response/case-rounds/forty-silent-minutes.md").read_text("utf-8")
    assert "## Sticking point\n\nwho speaks first?\n" in text
    assert "owners: [ada-example]\n" in text
    assert "Maria" not in text
    assert "maria" not in text
    assert checked.returncode == 0, checked.stdout


def test_a_brief_has_hints_only_for_what_comes_later(kb, run):
    brief = (
        "# Forty minutes\n\nSituation: the gateway was down for forty minutes, nobody on the call knew who decides,"
        " and two of us undid each other's changes.\n\nSticking point: who speaks first?\n"
    )
    run("new", "case-round", "--from", "-", "--set", "summary=In short.", cwd=kb, input=brief)

    shown = run("validate", "--strict", cwd=kb)
    every = run("validate", "-v", cwd=kb)

    assert shown.returncode == 0
    assert "0 errors, 0 warnings" in shown.stdout
    assert "Situation" not in every.stdout
    assert "Sticking point" not in every.stdout
    assert every.stdout.count("hint: ") == every.stdout.count("Answer: ") <= 4


def test_a_use_is_noted_in_twenty_seconds(tmp_path, run, type_at_terminal):
    kb = tmp_path / "kb"
    run("init", kb, "--community", "Alpha", "--steward", "Ada Example", "--types", "all")
    assert run("new", "playbook", "Roll back", cwd=kb).returncode == 0

    first = run(
        "note", "roll-back", "worked", "Back", "in four minutes.", "--team", "Payments", cwd=kb
    )
    second = type_at_terminal(
        "roll-back\ndid not\nThe flag was on.\n\n", "note", "--date", "2026-05-12", cwd=kb
    )
    checked = run("validate", "--strict", cwd=kb)

    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith(
        "Made docs/alpha/field-notes.yaml:\n  - {document: playbook/roll-back"
    )
    assert second.returncode == 0, second.stderr
    text = (kb / "docs/alpha/field-notes.yaml").read_text("utf-8")
    assert text.endswith(
        "  - {document: playbook/roll-back, date: 2026-05-12, outcome: did not, note: The flag was on.}\n"
    )
    assert checked.returncode == 0, checked.stdout


def test_lists_and_trees_begin_from_their_starters(tmp_path, run):
    kb = tmp_path / "kb"
    run("init", kb, "--community", "Alpha", "--steward", "Ada Example", "--types", "all")

    for name in ("skill", "term", "field-note"):
        assert run("new", name, cwd=kb).returncode == 0
    tree = run(
        "new", "decision-tree", "Which format?", "--set", "summary=From need to format.", cwd=kb
    )
    again = run("new", "skill", cwd=kb)
    titled = run("new", "term", "Blameless", cwd=kb)
    checked = run("validate", "--strict", cwd=kb)

    assert tree.returncode == 0, tree.stderr
    assert (kb / "docs/alpha/decision-trees/which-format.yaml").is_file()
    assert again.returncode == titled.returncode == 2
    assert "there already" in again.stderr
    assert "write 'Blameless' into it" in titled.stderr
    assert checked.returncode == 0, checked.stdout


def test_requirements_of_a_project_stay_and_are_pointed_out(tmp_path, run):
    (tmp_path / "requirements.txt").write_text("flask\n", "utf-8")
    done = run("init", ".", cwd=tmp_path)

    assert (tmp_path / "requirements.txt").read_text("utf-8") == "flask\n"
    assert "See that requirements.txt names cop-kb" in done.stdout
