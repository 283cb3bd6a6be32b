"""The versions of a site: their order, who has which alias, and what cannot be."""

import json

import pytest

from cop_kb.errors import PublishError
from cop_kb.publish.versions import (
    Version,
    check_words,
    default_folder,
    read_versions,
    with_version,
    without_version,
    write_versions,
)

SPRING = Version("1", "Spring", ("latest", "stable"), {"hidden": True})


def _names(versions) -> dict[str, tuple[str, ...]]:
    return {version.name: version.aliases for version in versions}


def test_the_file_of_mike_is_read_and_written_with_what_others_keep_in_it():
    written = write_versions((Version("2", "Herbst ü"), SPRING))
    assert json.loads(written) == [
        {"version": "2", "title": "Herbst ü", "aliases": []},
        {
            "version": "1",
            "title": "Spring",
            "aliases": ["latest", "stable"],
            "properties": {"hidden": True},
        },
    ]
    assert read_versions(written) == (Version("2", "Herbst ü"), SPRING)


@pytest.mark.parametrize("content", [b"", b"{}x", b"{}1", b'[{"version": "1"}]', b"[1]", b"\xff"])
def test_another_file_of_that_name_is_refused(content):
    with pytest.raises(PublishError, match=r"versions\.json"):
        read_versions(content)


def test_names_stand_before_numbers_and_higher_numbers_before_lower():
    versions = ()
    expected = ["main", "dev", "2026.1", "2025.12", "v2.1", "2.0", "1.10", "1.9", "1.0", "1.0rc1"]
    for name in sorted(expected):
        versions = with_version(versions, name, "", ())
    assert [version.name for version in versions] == expected


def test_a_new_version_is_the_latest_unless_it_is_given_other_names():
    versions = with_version((SPRING,), "2", "", ())
    assert _names(versions) == {"2": ("latest",), "1": ("stable",)}
    versions = with_version(versions, "3", "Next year", ("next",))
    assert _names(versions) == {"3": ("next",), "2": ("latest",), "1": ("stable",)}
    assert default_folder(versions) == "latest"
    assert default_folder(without_version(versions, "2")) == "3"


def test_a_version_that_is_published_again_keeps_what_it_has():
    (version,) = with_version((SPRING,), "1", "", ("old",))
    assert version == Version("1", "Spring", ("latest", "old", "stable"), {"hidden": True})
    (version,) = with_version((SPRING,), "1", "Lent", ())
    assert version.title == "Lent"


@pytest.mark.parametrize(
    ("name", "alias", "words"),
    [
        ("2", "1", "There is a version 1"),
        ("2", "2", "There is a version 2"),
        ("stable", "x", "is an alias of the version 1"),
    ],
)
def test_one_name_means_one_thing(name, alias, words):
    with pytest.raises(PublishError, match=words):
        with_version((SPRING,), name, "", (alias,))


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "-x", ".git", "CNAME", "index.html", "a b"]
)
def test_a_version_is_a_folder(name):
    with pytest.raises(PublishError, match="cannot be the name"):
        check_words(Version("1", "", (name,)))


def test_what_is_not_there_cannot_be_removed_and_neither_can_the_last_one():
    with pytest.raises(PublishError, match="There is no version 2"):
        without_version((SPRING,), "2")
    with pytest.raises(PublishError, match="the only version"):
        without_version((SPRING,), "1")
