"""A repository in which everything happens that a comparison can tell: what was, and then one change of it.

    python -m tests.acceptance.changes FOLDER

The first commit has the tag ``v1.0`` and stands on ``main``; the change stands on the branch ``change``.
"""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

BASE, CHANGE = "main", "change"
TAG = "v1.0"
FIRST_DAY, CHANGE_DAY = "2026-06-01", "2026-11-10"

_CONFIG = """\
site_name: Our knowledge
site_url: https://kb.example/our/
theme: material
plugins:
  - cop-kb:
      types: all
      cache: false
"""
_BODY = """
## Use when

Customers see errors, and a release went out within the last hour.

## Steps

1. Tell the channel that you roll back, and which release it is.
2. Press the button and wait until the version number is the old one.

## Check it worked

The error rate falls within five minutes.

## If it does not work

Call the release manager.
"""

_GATEWAY = """
## Use when

The gateway answers nobody, and its log has stopped.

## Steps

1. Take it out of the rotation.
2. Restart the service, and put it back once it is healthy.

## Check it worked

Requests come through again.

## If it does not work

Ask the network team.
"""


def playbook(title: str, front: str = "", body: str = _BODY) -> str:
    """Return a playbook that is complete."""
    head = f"summary: How to {title.lower()}.\nstatus: published\nowners: [ada-example]\n"
    return f"---\n{head}{textwrap.dedent(front)}---\n\n# {title}\n{body}"


def case(title: str, front: str = "") -> str:
    """Return a case round."""
    return f"""---
summary: What happened.
status: published
owners: [ben-sample]
{front}---

# {title}

## Situation

A release went out and customers saw errors.

## Sticking point

Who decides?

## What I noticed and weighed

The clock.

## What peers saw

Somebody else.

## Takeaway

Decide early.
"""


def member(name: str, front: str = "team: Search\n") -> str:
    """Return the page of somebody invented."""
    return f"---\nstatus: active\n{front}---\n\n# {name}\n\nInvented.\n"


def _charter(title: str, steward: str = "ada-example") -> str:
    return f"""---
type: community
summary: What {title} is about.
status: published
stewards: [{steward}]
owners: [{steward}]
---

# {title}

## Domain

Work.

## Taking part

Come along.

## Practice

We meet.

## How we treat each other

Kindly.
"""


def before() -> dict[str, str]:
    """Return the files of the first commit."""
    learning = {
        f"docs/learning/playbooks/lesson-{n}.md": playbook(
            f"Hold lesson {n}", body=_BODY + f"\nLesson {n}.\n"
        )
        for n in range(1, 6)
    }
    docs = {
        "index.md": _charter("Incidents"),
        "members/ada-example.md": member("Ada Example"),
        "members/ben-sample.md": member("Ben Sample", "team: Payments\n"),
        "members/cara-model.md": member("Cara Model", "team: Billing\n"),
        "case-rounds/two-responders.md": case("Two responders, opposite fixes"),
        "case-rounds/forty-minutes.md": case("Forty silent minutes"),
        "heuristics/undo-first.md": """---
summary: Undo first.
status: published
owners: [cara-model]
derived_from: [case-round/two-responders]
---

# Undo the latest change first

## Rule of thumb

If something has just changed, undo it.

## Applies when

Something has just changed.

## Misleads when

Data was migrated.

## Seen in

Releases.
""",
        "playbooks/roll-back.md": playbook(
            "Roll back",
            "derived_from: [case-round/forty-minutes]\nreviewed_by: [cara-model]\n"
            "tags: [release]\n",
        ),
        "playbooks/restart-the-gateway.md": playbook("Restart the gateway", body=_GATEWAY),
        "playbooks/call-the-vendor.md": playbook("Call the vendor"),
        "playbooks/run-the-call.md": playbook("Run the call").replace("published", "draft"),
        "playbooks/Drill.md": playbook("Hold a drill"),
        "playbooks/talk-to-the-press.md": playbook("Talk to the press"),
        "playbooks/pay-the-ransom.md": playbook("Pay the ransom", "audience: stewards\n"),
        "checklists/first-five-minutes.md": """---
summary: The first five minutes.
status: published
owners: [cara-model]
derived_from: [playbook/restart-the-gateway]
---

# First five minutes

## Use when

It begins. See [how to check](../playbooks/roll-back.md#check-it-worked), and
[the gateway](../playbooks/restart-the-gateway.md).

## Groups

- [ ] Say that you are on it
- [ ] Look at the clock
- [ ] Open a channel

## If an item fails

Escalate.
""",
        "questions/who-may-declare.md": """---
summary: Who may say that it is an incident?
status: open
owners: [ben-sample]
---

# Who may declare an incident?

## Question

Anybody, or only the one on call?
""",
        "glossary.yaml": "entries:\n- {term: rollback, definition: Going back.}\n"
        "- {term: incident, definition: Trouble.}\n- {term: hotfix, definition: Haste.}\n",
        "field-notes.yaml": "audience: public\nentries:\n"
        "- {document: playbook/roll-back, date: 2026-05-02, team: Payments, outcome: worked}\n",
        "playbooks/gateway.png": "not really an image",
        "playbooks/old.png": "nor this",
    }
    return {
        "mkdocs.yml": _CONFIG,
        "content_types/note.yaml": "title: Note\nplural: Notes\nfolder: notes\ndescription: A note.\n",
        "docs/house-rules.md": "# House rules\n\nBe kind.\n",
        "docs/learning/index.md": _charter("Learning together", "cara-model"),
        "docs/learning/members/cara-model.md": member("Cara Model", "team: Billing\n"),
        **learning,
        **{f"docs/incidents/{name}": text for name, text in docs.items()},
    }


def change(folder: Path) -> None:
    """Make the change in the files of ``folder``."""
    docs = folder / "docs"
    incidents = docs / "incidents"
    (docs / "learning").rename(docs / "learning-together")
    _replace(docs / "learning-together/playbooks/lesson-5.md", "Lesson 5.", "Lesson five, at last.")
    _replace(folder / "mkdocs.yml", "types: all", "types: all\n      tags: [release]")
    _replace(
        folder / "content_types/note.yaml", "A note.", "A short note.\nsections: [{heading: Note}]"
    )
    _replace(docs / "house-rules.md", "Be kind.", "Be kind, and say so.")
    _change_playbooks(incidents / "playbooks")
    (incidents / "case-rounds/two-responders.md").unlink()
    question = incidents / "questions/who-may-declare.md"
    _replace(question, "status: open", "status: answered")
    _append(question, "\n## Accepted answer\n\nAnybody. Nobody is blamed for a false alarm.\n")
    glossary = incidents / "glossary.yaml"
    _replace(
        glossary, "- {term: hotfix, definition: Haste.}\n", "- {term: toil, definition: Chores.}\n"
    )
    _replace(glossary, "definition: Trouble", "definition: Trouble that customers notice")
    _append(
        incidents / "field-notes.yaml",
        "- {document: playbook/roll-back, date: 2026-10-02, team: Billing, outcome: worked}\n"
        "- {document: playbook/roll-back, date: 2026-11-02, team: Payments, outcome: worked}\n"
        "- {document: playbook/hold-the-line, date: 2026-11-03, team: Search, outcome: did not}\n",
    )
    checklist = incidents / "checklists/first-five-minutes.md"
    _replace(checklist, "- [ ] Open a channel", "- [ ] Open a channel\n- [ ] Begin the timeline")
    consent = "team: Search\naudience: public\nconsent:\n- {person: dan-newcomer, scope: public}\n"
    _write(incidents / "members/dan-newcomer.md", member("Dan Newcomer", consent))
    _write(
        docs / "redirects.yml",
        "incidents/playbooks/run-the-call.md: incidents/playbooks/lead-the-call.md\n",
    )


def _change_playbooks(folder: Path) -> None:
    _write(
        folder / "hold-the-line.md",
        playbook("Hold the line", body=_BODY.replace("Customers", "Callers")),
    )
    _write(
        folder / "speak-on-schedule.md", playbook("Speak on schedule").replace("published", "draft")
    )
    roll_back = folder / "roll-back.md"
    _replace(roll_back, "owners: [ada-example]", "owners: [ada-example, ben-sample]")
    _replace(roll_back, "How to roll back.", "How to go back to the release before, safely.")
    _replace(
        roll_back, "tags: [release]", "tags: [release, haste]\nsymptoms: [Errors after a release]"
    )
    _replace(roll_back, "## Use when", "## Trigger")
    _replace(roll_back, "## Check it worked", "## Verify")
    _replace(
        roll_back,
        "old one.",
        "old one.\n3. Say what you see. [Hold the line](hold-the-line.md) meanwhile.",
    )
    (folder / "restart-the-gateway.md").unlink()
    vendor = folder / "call-the-vendor.md"
    _replace(vendor, "status: published", "status: retired\nsuperseded_by: [playbook/roll-back]")
    (folder / "run-the-call.md").rename(folder / "lead-the-call.md")
    _replace(folder / "lead-the-call.md", "draft", "published")
    _replace(folder / "lead-the-call.md", "# Run the call", "# Lead the call")
    (folder / "Drill.md").rename(folder / "drill.md")
    _replace(folder / "talk-to-the-press.md", "status:", "audience: members\nstatus:")
    _replace(folder / "pay-the-ransom.md", "Press the button", "Do not press the button")
    (folder / "gateway.png").write_text("another image", encoding="utf-8")
    (folder / "old.png").unlink()
    (folder / "new.png").write_text("a new one", encoding="utf-8")


def make_repository(folder: Path) -> None:
    """Make the repository, and leave the work tree at the change."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", f"--initial-branch={BASE}")
    for path, text in before().items():
        _write(folder / path, text)
    commit(folder, FIRST_DAY, "Ada Example")
    git(folder, "tag", TAG)
    git(folder, "switch", "--quiet", "--create", CHANGE)
    change(folder)
    commit(folder, CHANGE_DAY, "Ben Sample")


def commit(folder: Path, day: str, author: str = "Ben Sample") -> None:
    """Commit everything as it was on a day."""
    time = f"{day}T12:00:00+00:00"
    git(folder, "add", "--all")
    git(
        folder, "commit", "--quiet", "--message=Work",
        GIT_AUTHOR_DATE=time, GIT_COMMITTER_DATE=time,
        GIT_AUTHOR_NAME=author, GIT_AUTHOR_EMAIL="somebody@example.org",
        GIT_COMMITTER_NAME=author, GIT_COMMITTER_EMAIL="somebody@example.org",
    )  # fmt: skip


def git(folder: Path, *arguments: str, **environment: str) -> None:
    """Run git."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=os.environ | environment)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    _write(path, text.replace(old, new, 1))


def _append(path: Path, text: str) -> None:
    _write(path, path.read_text(encoding="utf-8") + text)


if __name__ == "__main__":
    make_repository(Path(sys.argv[1]))
