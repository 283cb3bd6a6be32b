"""Fills in the forms of issues as people do, and renders them as their hosts do."""

import re

import yaml

TITLE = 'Restart: the "gateway" & wait'
COMMUNITY = "Two: & more"
PARAGRAPHS = "First of all {label}, in more than a few words, so that a reader understands it.\n\n- [ ] one\n- [ ] two\n- [ ] three"
LINES = {
    "Address": "https://example.org/course",
    "Ends on": "2026-08-31",
    "Period": "2026",
    "Rhythm": "every second Tuesday 15:00 Europe/Prague",
    "Starts on": "2026-05-31",
    "Summary": "What one gets: a short way, and a safe one.",
}
"""What fits a field that takes one line, by its label."""


def answer_to(item):
    """Return what somebody writes into one part of GitHub's form."""
    attributes = item["attributes"]
    if item["type"] == "dropdown":
        options = attributes["options"]
        return COMMUNITY if COMMUNITY in options else options[attributes.get("default", -1)]
    if item["type"] == "input":
        return LINES[attributes["label"]]
    return PARAGRAPHS.format(label=attributes["label"].casefold())


def github_issue(form, answer=answer_to):
    """Return the body of the issue that GitHub makes of a form."""
    parts = []
    for item in yaml.safe_load(form)["body"]:
        attributes = item["attributes"]
        if item["type"] == "markdown":
            continue
        if item["type"] == "checkboxes":
            given = "\n".join(f"- [X] {option['label']}" for option in attributes["options"])
        else:
            given = answer(item) or "_No response_"
        parts.append(f"### {attributes['label']}\n\n{given}")
    return "\n\n".join(parts)


def gitlab_issue(template, answers):
    """Return a template of GitLab with answers written below the hints, by heading."""
    pieces = re.split(r"^(## .*)$", template, flags=re.M)
    filled = [pieces[0]]
    for heading, below in zip(pieces[1::2], pieces[2::2], strict=True):
        given = answers.get(heading.removeprefix("## "), "")
        filled += [heading, f"{below.rstrip()}\n\n{given}\n\n" if given else below]
    return "".join(filled)
