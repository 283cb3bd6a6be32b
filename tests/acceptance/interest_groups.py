"""The groups of a large open-source project, as its `sigs.yaml` describes them, made into a knowledge base.

Each special interest group, working group and committee becomes a community, each leader one member page, each meeting
a ritual. Mail addresses are left out. To look at the result:

    python -m tests.acceptance.interest_groups sigs.yaml FOLDER
"""

import re
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

import yaml

from cop_kb.scaffold.slug import slug_from_title

CONFIG = """\
site_name: Groups of a large project
theme: {name: material}
plugins:
  - cop-kb: {types: [community, member, ritual], search: false, cache: false}
"""
KINDS = {"sigs": "SIG {}", "workinggroups": "WG {}", "committees": "{} Committee"}
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
ROLES = {"chairs": "chair", "tech_leads": "tech lead", "emeritus_leads": "emeritus lead"}
FORMER = "emeritus_leads"
ZONES = {
    "PT": "America/Los_Angeles",
    "CET": "Europe/Paris",
    "EST": "America/New_York",
    "Eastern": "America/New_York",
    "UTC": "UTC",
    "Poland": "Poland",
}


def read_groups(path):
    """Return the groups in their order, each with its full `title`."""
    described = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [
        group | {"title": title.format(group["name"])}
        for kind, title in KINDS.items()
        for group in described[kind]
    ]


def meetings_of(group):
    return group["meetings"] or []


def name_of(meeting):
    return " ".join(meeting["description"].split())


def ritual_path(meeting):
    return f"rituals/{slug_from_title(meeting['description'])}.md"


def rhythm_of(meeting) -> str:
    """Return when a meeting takes place, with as few changes of the words as possible."""
    day, _, start = meeting["day"].partition(" (")
    frequency = meeting["frequency"].split(" - ")[0].split(" (")[0]
    if "starting" not in frequency:
        frequency = frequency.split(",")[0]
    if "after the" in meeting["frequency"]:
        frequency, day = "", "Wednesday after the fourth Tuesday of the month"
    elif "month" in frequency and "monthly" not in frequency:
        day = ""
    zone = ZONES[meeting["tz"].split()[0]]
    return " ".join([frequency, day, meeting["time"], zone, start.rstrip(")")]).strip()


def offices_of(groups):
    """Return by login what each leader does or did: pairs of a group and a role, present ones first."""
    found = defaultdict(list)
    for group in groups:
        for role, people in group["leadership"].items():
            for person in people:
                found[person["github"]].append((group, role))
    return {login: sorted(held, key=lambda o: o[1] == FORMER) for login, held in found.items()}


def make_knowledge_base(described: Path, root: Path) -> None:
    """Write the knowledge base of the groups that the file describes."""
    groups = read_groups(described)
    write(root / "mkdocs.yml", CONFIG)
    for group in groups:
        folder = root / "docs" / group["dir"]
        write(folder / "index.md", charter(group))
        for meeting in meetings_of(group):
            write(folder / ritual_path(meeting), ritual(group, meeting))
    names = {
        person["github"]: person["name"]
        for group in groups
        for people in group["leadership"].values()
        for person in people
    }
    for login, offices in offices_of(groups).items():
        home = root / "docs" / offices[0][0]["dir"]
        write(home / "members" / f"{login.lower()}.md", member(login, names[login], offices))


def charter(group):
    contact = group["contact"]
    channels = {}
    if slack := contact.get("slack"):
        channels[f"#{slack}"] = f"https://kubernetes.slack.com/messages/{slack}"
    if mail := contact.get("mailing_list") or contact.get("private_mailing_list"):
        channels["Mailing list"] = mail if mail.startswith("http") else None
    fields = {
        "type": "community",
        "status": "published",
        "summary": textwrap.shorten(group["mission_statement"], 300, placeholder=" …"),
        "stewards": leaders_of(group),
        "channels": [
            {"name": name} | ({"url": url} if url else {}) for name, url in channels.items()
        ],
    }
    if meetings := meetings_of(group):
        fields["meeting"] = rhythm_of(meetings[0])
    practice = [f"[{name_of(m)}]({ritual_path(m)})" for m in meetings_of(group)]
    practice += [project["name"] for project in group.get("subprojects") or ()]
    sections = {
        "Domain": group["mission_statement"],
        "Taking part": f"Say hello in {' or in '.join(channels)}.",
        "Practice": listed(practice or ["We meet when there is something to decide."]),
        "How we treat each other": "The project's code of conduct holds. Tell the [committee that "
        "looks after it](../committee-code-of-conduct/index.md).",
    }
    return document(fields, group["title"], sections)


def ritual(group, meeting):
    name = name_of(meeting)
    fields = {
        "status": "published",
        "summary": f"{name} of {group['title']}.",
        "owners": leaders_of(group),
        "rhythm": rhythm_of(meeting),
    }
    if address := meeting.get("url"):
        fields["url"] = address
    kept = {
        "Notes": meeting.get("archive_url", ""),
        "Recordings": meeting.get("recordings_url", ""),
    }
    as_said = LINK.sub(r"\1", f"{meeting['day']}, {meeting['frequency']}")
    sections = {
        "Purpose": f"What {group['title']} has to talk about; see [its charter](../index.md).",
        "How it runs": f"{as_said}. Topics stand in the notes.",
        "What stays in the room": listed(
            [f"[{what}]({where})" for what, where in kept.items() if where.startswith("http")]
            or ["No notes and no recordings are published."]
        ),
    }
    return document(fields, f"{group['title']}: {name}", sections)


def member(login, name, offices):
    group, role = offices[0]
    fields = {
        "status": "alumni" if role == FORMER else "active",
        "role": f"{ROLES[role]} of {group['title']}",
    }
    sections = {
        "Ask me about": listed(
            f"[{group['title']}](../../{group['dir']}/index.md), {ROLES[role]}"
            for group, role in offices
        ),
        "Reach me": f"[{login}](https://github.com/{login})",
    }
    return document(fields, name, sections)


def leaders_of(group):
    """Return the names of the member pages of those who lead a group now."""
    leaders = [p for role in ROLES if role != FORMER for p in group["leadership"].get(role) or ()]
    return sorted({person["github"].lower() for person in leaders})


def listed(items):
    return "\n".join(f"- {item}" for item in items)


def document(fields, title, sections):
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    text = "\n".join(f"\n## {heading}\n\n{body.strip()}" for heading, body in sections.items())
    return f"---\n{front}---\n\n# {title}\n{text}\n"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    make_knowledge_base(Path(sys.argv[1]), Path(sys.argv[2]))
