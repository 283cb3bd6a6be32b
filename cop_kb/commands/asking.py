"""Asks for what was not given; where nobody can answer, says what to give."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cop_kb.errors import ScaffoldError

if TYPE_CHECKING:
    from cop_kb.model.content_type import ContentType
    from cop_kb.model.knowledge_base import KnowledgeBase

_SOMETHING_ELSE = "Something else"


def somebody_is_there() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty()


def ask_type(kb: "KnowledgeBase") -> str:
    """Ask what somebody has to say, and return the content type for it."""
    from cop_kb.scaffold.lookup import prompts

    offers = prompts(kb.types.values())
    if not somebody_is_there():
        example = next((offer.id for offer in offers.values()), next(iter(kb.types)))
        said = [f"{offer.id} ({words})" for words, offer in offers.items()]
        rest = [name for name in kb.types if name not in {offer.id for offer in offers.values()}]
        hint = f"Give one of: {', '.join(said + rest)}. Such as: cop-kb new {example} TITLE"
        raise ScaffoldError("The content type is missing.", hint)
    words = _ask_words([*offers, _SOMETHING_ELSE]) if offers else _SOMETHING_ELSE
    if words != _SOMETHING_ELSE:
        return offers[words].id if words in offers else words
    for content_type in kb.types.values():
        click.echo(f"{content_type.id:<20} {content_type.description}")
    return str(click.prompt("Which of them"))


def _ask_words(answers: Sequence[str]) -> str:
    """Ask for one of some answers by its number; who knows the name of a type may give that."""
    click.echo("What would you like to share?")
    for number, words in enumerate(answers, 1):
        click.echo(f"  {number}  {words}")
    numbered = dict(zip(map(str, range(1, len(answers) + 1)), answers, strict=True))
    while (given := str(click.prompt("Its number")).strip()).isdigit() and given not in numbered:
        click.echo(f"There is no {given} in the list.")
    return numbered.get(given, given)


def ask_title(content_type: "ContentType") -> str:
    """Ask for a title."""
    if not somebody_is_there():
        hint = f'Such as: cop-kb new {content_type.id} "What you know"'
        raise ScaffoldError("The title is missing.", hint)
    return str(click.prompt("Title"))


def ask_community(kb: "KnowledgeBase") -> str:
    """Return the only community, else ask for one of them."""
    folders = [document.community for document in kb.communities]
    if len(folders) == 1:
        return folders[0]
    if not somebody_is_there():
        hint = f"Give one of: {', '.join(folders)}. Such as: --community {folders[0]}"
        raise ScaffoldError("There are several communities.", hint)
    return str(click.prompt("Community", type=click.Choice(folders), default=folders[0]))


def ask_author(content_type: "ContentType") -> str:
    """Ask who looks after the new document; nobody is an answer."""
    from cop_kb.scaffold.people import author_fields

    if not somebody_is_there() or not author_fields(content_type):
        return ""
    question = "Your name, as its owner (empty for none yet)"
    return str(click.prompt(question, default="", show_default=False))


def ask_fields(content_type: "ContentType", known: dict[str, Any]) -> dict[str, Any]:
    """Ask for the fields that the type wants asked and that are not known; an empty answer leaves one for later."""
    from cop_kb.scaffold.values import field_question, read_value

    if not somebody_is_there():
        return {}
    answers = {}
    for name in content_type.asked_fields:
        if name not in known:
            question = field_question(content_type, name)
            text = str(click.prompt(question, default="", show_default=False)).strip()
            if text:
                answers[name] = read_value(content_type, name, text)
    return answers


def ask_document() -> str:
    """Ask which document was used."""
    if not somebody_is_there():
        hint = 'Such as: cop-kb note roll-back worked "Back in four minutes."'
        raise ScaffoldError("The document is missing.", hint)
    return str(click.prompt("Which document did you use"))


def ask_outcome(words: Sequence[str]) -> str:
    """Ask how it went, in the words that there are."""
    listed = ", ".join(words)
    if not somebody_is_there():
        raise ScaffoldError("The outcome is missing.", f"Give one of: {listed}.")
    return str(click.prompt(f"How did it go ({listed})"))


def ask_sentence() -> str:
    """Ask for what is worth knowing next time; nothing is an answer."""
    if not somebody_is_there():
        return ""
    question = "What should the next one know, in a sentence (empty for nothing)"
    return str(click.prompt(question, default="", show_default=False))


def ask_team() -> str:
    """Ask which team it was; none is an answer."""
    if not somebody_is_there():
        return ""
    return str(click.prompt("Which team was it (empty for none)", default="", show_default=False))
