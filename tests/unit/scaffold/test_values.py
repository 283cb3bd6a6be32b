import pytest

from cop_kb.errors import ScaffoldError
from cop_kb.load.content_types import read_type_files
from cop_kb.scaffold.values import field_question, read_settings


@pytest.fixture(scope="module")
def content_type(tmp_path_factory):
    folder = tmp_path_factory.mktemp("content_types")
    (folder / "thing.yaml").write_text(
        "title: Thing\nplural: Things\nfolder: things\ndescription: A thing.\nfront_matter:\n"
        "  properties:\n    size: {type: integer, description: How big it is.}\n    sure: {type: boolean}\n",
        "utf-8",
    )
    return read_type_files(folder)["thing"].type


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("size=3", 3),
        ("sure=true", True),
        ("summary=Plain words", "Plain words"),
        ("summary=How to: restart", "How to: restart"),
        ("summary=[not a list", "[not a list"),
        ("summary=2026", "2026"),
        ("summary='quoted'", "quoted"),
        ("summary=a=b", "a=b"),
        ("last_reviewed_on=2026-05-31", "2026-05-31"),
        ("tags=[a, b]", ["a", "b"]),
        ("tags=a, b", ["a", "b"]),
        ("tags=a", ["a"]),
        ("owners=", None),
        ("size=big", "big"),
    ],
)
def test_a_value_is_read_as_its_field_needs_it(content_type, setting, value):
    name = setting.partition("=")[0]

    assert read_settings(content_type, [setting]) == {name: value}


def test_the_last_value_of_a_field_counts(content_type):
    assert read_settings(content_type, ["size=1", "size=2"]) == {"size": 2}


@pytest.mark.parametrize("setting", ["size", "=3", " =3"])
def test_a_setting_without_field_or_value_is_refused(content_type, setting):
    with pytest.raises(ScaffoldError, match="which field"):
        read_settings(content_type, [setting])


def test_yaml_that_cannot_be_read_is_named(content_type):
    with pytest.raises(ScaffoldError, match="`size` cannot be read"):
        read_settings(content_type, ["size=[1"])


def test_a_question_explains_its_field(content_type):
    assert field_question(content_type, "size") == "Size (How big it is)"
    assert field_question(content_type, "sure") == "Sure"
