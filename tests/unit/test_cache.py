"""What is kept comes back whole or not at all."""

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb import cache as cache_module
from cop_kb.cache import Cache, program_fingerprint

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path)


def test_what_was_stored_comes_back_with_lists_for_tuples(cache):
    cache.store("name", {"a": (1, [2.5, None])}, "part")
    assert cache.load("name", "part") == {"a": [1, [2.5, None]]}


@given(JSON)
def test_whatever_was_stored_comes_back(tmp_path_factory, data):
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.store("name", data)
    assert cache.load("name") == data


def test_other_parts_are_another_matter(cache):
    cache.store("name", 1, "a", "b")
    assert cache.load("name", "a", "b") == 1
    assert cache.load("name", "a") is None
    assert cache.load("name", "ab") is None
    assert cache.load("other", "a", "b") is None


def test_without_a_folder_nothing_is_kept():
    cache = Cache(None)
    cache.store("name", 1)
    assert cache.load("name") is None


def test_another_program_does_not_read_it(cache, monkeypatch):
    cache.store("name", 1)
    monkeypatch.setattr(cache_module, "program_fingerprint", lambda: "another version")
    assert cache.load("name") is None
    assert len(program_fingerprint()) == 32


def test_a_foreign_file_with_the_right_beginning_is_not_opened(cache, tmp_path):
    cache.store("name", 1)
    (path,) = (tmp_path / ".cop-kb" / "cache").iterdir()
    path.write_bytes(path.read_bytes()[:-1] + msgpack.packb([1] * 9))
    assert cache.load("name") is None


def test_nothing_half_written_is_left(cache, tmp_path):
    for number in range(3):
        cache.store("name", number)
    assert [path.name for path in (tmp_path / ".cop-kb" / "cache").iterdir()] == ["name"]
