import pytest

from cop_kb.errors import ContentTypeError
from cop_kb.load.source import parse_fields

MAP = """
title: Map
plural: Maps
folder: maps
ending: yaml
description: Places.
front_matter:
  required: [title, summary, places]
  properties:
    colour: {type: string, description: Its colour.}
    places: {type: array, items: {type: string}, description: What is on it.}
"""
STARTER = """\
# A map has places.
# Begin with three.

title: {{ plain_title | yaml }}
# summary: What it shows.
# The colour of its frame.
colour: red
places:
  - Brno  # a city
  # more of them
"""


@pytest.fixture
def maps(config):
    folder = config.content_types_dir
    folder.mkdir()
    (folder / "map.yaml").write_text(MAP, "utf-8")
    (folder / "map.md").write_text(STARTER, "utf-8")
    return folder


def test_the_comments_of_the_starter_stay(config, maps, add, severities):
    made = add("map", "East: of 'here'")

    assert made.path == config.docs_dir / "incident-response/maps/east-of-here.yaml"
    assert made.missing == ("summary",)
    assert made.path.read_text("utf-8") == (
        "# A map has places.\n# Begin with three.\n\ntitle: 'East: of ''here'''\nstatus: draft\n"
        "owners: [ada-example]\n# summary: What it shows.\n# The colour of its frame.\ncolour: red\n"
        "places:\n  - Brno  # a city\n  # more of them\n"
    )
    assert severities(config.root) <= {"info"}


def test_given_fields_take_their_places(maps, add):
    made = add("map", "East", summary="A: b", colour=None, places=["Brno", "Prague"], tags=["x"])

    assert made.path.read_text("utf-8") == (
        "# A map has places.\n# Begin with three.\n\ntitle: East\nsummary: 'A: b'\nstatus: draft\n"
        "owners: [ada-example]\ntags: [x]\nplaces: [Brno, Prague]\n  # more of them\n"
    )


def test_a_type_without_starter_has_its_fields(maps, add):
    (maps / "map.md").unlink()

    made = add("map", "East", colour="red")

    fields = parse_fields(made.path.read_bytes()).data
    assert fields == {
        "title": "East",
        "status": "draft",
        "owners": ["ada-example"],
        "colour": "red",
    }
    assert "# places: What is on it.\n" in made.path.read_text("utf-8")


def test_a_starter_that_is_no_yaml_says_where(maps, add):
    (maps / "map.md").write_text("title: {{ plain_title }}\n", "utf-8")
    add("map", "East")

    with pytest.raises(ContentTypeError) as caught:
        add("map", "East: of here")

    assert (caught.value.path, caught.value.line) == (maps / "map.md", 1)


def test_a_list_needs_neither_title_nor_owner(config, maps, add, severities):
    text = (
        "title: Place\nplural: Places\nfile: places.yaml\ndescription: Places.\ntraits: [entries]\n"
    )
    text += "front_matter:\n  properties:\n    entries: {type: array}\nentries: {name: name, text: text}\n"
    (maps / "place.yaml").write_text(text, "utf-8")
    (maps / "place.md").write_text("# Our places.\n\nentries:\n  # - name: Brno\n", "utf-8")

    made = add("place", "")

    assert made.path == config.docs_dir / "incident-response/places.yaml"
    assert made.path.read_text("utf-8") == "# Our places.\n\nentries:\n  # - name: Brno\n"
    assert severities(config.root) <= {"info"}
