from pathlib import Path

import pytest

from cop_kb.errors import ContentTypeError
from cop_kb.scaffold.template import escape_markdown, render


def test_values_are_filled_in():
    assert render("# {{ title }}\n", {"title": "{{ 1 }} <b>"}, Path("x.md")) == "# {{ 1 }} <b>\n"


def test_filters_write_yaml_and_markdown():
    text = render("{{ a | yaml }} {{ a | markdown }}", {"a": "*: x"}, Path("x.md"))

    assert text == "'*: x' &#42;: x"


@pytest.mark.parametrize(
    "template",
    [
        "{{ unknown }}",
        "{{ title.nothing.there }}",
        "{{ 1 / 0 }}",
        "{{ title | int + 'x' }}",
        "{{ title.__class__.__mro__ }}",
        "{% for i in range(10 ** 9) %}{% endfor %}",
        "{% include '../../../etc/passwd' %}",
        "{% include 'nothing.md' %}",
        "{{ asks['Not there'] }}",
    ],
)
def test_a_template_that_cannot_be_filled_in_is_named(template):
    with pytest.raises(ContentTypeError) as caught:
        render(template, {"title": "t", "asks": {}}, Path("types/thing.md"))

    assert caught.value.path == Path("types/thing.md")


def test_a_mistake_in_the_language_has_its_line():
    with pytest.raises(ContentTypeError, match="cannot be read") as caught:
        render("a\n{% if %}", {}, Path("thing.md"))

    assert caught.value.line == 2


def test_ordinary_titles_need_no_escapes():
    assert escape_markdown("Who's on call? (Part 1)") == "Who's on call? (Part 1)"
