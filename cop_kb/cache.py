"""Keeps what was computed, under a fingerprint of all that it depends on.

A cache file is noticed to be foreign, half-written or corrupt by its checksum, and is then as good as absent. It holds
msgpack, never a pickle: unpickling runs code. Writing beside and renaming lets two runs share one cache.
"""

import contextlib
import os
import sys
import tempfile
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgpack

import cop_kb
from cop_kb.collector import pause_collector

FOLDER = ".cop-kb"
_MAGIC = b"cop-kb cache 1\n"
_SIZE = 16
_READERS = ("jsonschema_rs", "pyromark", "yaml")  # what is kept depends on how they read


class Cache:
    """A folder of cache files; with ``root`` None nothing is kept.

    Args:
        root: The folder of mkdocs.yml.
    """

    def __init__(self, root: Path | None) -> None:
        self._folder = root / FOLDER / "cache" if root else None

    def load(self, name: str, *parts: str) -> Any:  # noqa: ANN401 - whatever was stored
        """Return what was stored as ``name`` under the same ``parts``, else None. Tuples come back as lists."""
        if self._folder is None:
            return None
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        head = _MAGIC + _fingerprint(parts)
        if not content.startswith(head):
            return None
        payload = memoryview(content)[len(head) + _SIZE :]
        if content[len(head) : len(head) + _SIZE] != _hash(payload):
            return None
        with pause_collector():
            return msgpack.unpackb(payload, strict_map_key=False)

    def store(self, name: str, data: object, *parts: str) -> None:
        """Keep ``data`` as ``name``. A folder that cannot be written means no cache, never a failure."""
        if self._folder is None:
            return
        payload = msgpack.packb(data)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            ignore = self._folder.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=name)
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _fingerprint(parts) + _hash(payload))
                file.write(payload)
            Path(temporary).replace(self._folder / name)


def _hash(*parts: bytes | memoryview) -> bytes:
    digest = blake2b(digest_size=_SIZE)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _fingerprint(parts: tuple[str, ...]) -> bytes:
    return _hash("\0".join((program_fingerprint(), *parts)).encode())


@cache
def program_fingerprint() -> str:
    """Return what changes whenever cop-kb itself does: its version, its files as they lie on disk, and its readers."""
    package = Path(cop_kb.__file__).parent
    specs = (find_spec(name) for name in _READERS)
    readers = [Path(spec.origin) for spec in specs if spec and spec.origin]
    stamps = (
        f"{p} {(s := p.stat()).st_size} {s.st_mtime_ns}"
        for p in sorted(package.rglob("*.py")) + readers
    )
    parts = (cop_kb.__version__, sys.version, *stamps)
    return blake2b("\n".join(parts).encode(), digest_size=_SIZE).hexdigest()
