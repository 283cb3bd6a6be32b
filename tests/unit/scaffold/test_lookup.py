import pytest

from cop_kb.model.content_type import ContentType
from cop_kb.scaffold.lookup import find_type, prompts


def kind(name, *said):
    return ContentType(name, name.title(), f"{name}s", "", prompts=said)


def test_what_people_say_leads_to_the_type_that_lists_it_first():
    case = kind("case", "It happened", "We chose", "It broke")
    choice = kind("choice", "We chose")
    last = kind("last", "It happened", "We know")

    assert prompts([case, choice, last]) == {
        "It happened": case,
        "We chose": choice,
        "It broke": case,
        "We know": last,
    }


def test_without_a_special_type_the_general_one_is_offered():
    case = kind("case", "It happened", "We chose")

    assert prompts([case]) == {"It happened": case, "We chose": case}


@pytest.mark.parametrize("words", ["I have a question", "i HAVE a question"])
def test_a_type_is_found_by_what_people_say(config, read, words):
    kb = read()

    assert "I have a question" in find_type(config, kb, words).prompts
