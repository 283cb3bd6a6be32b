"""What tests of built sites share: running MkDocs, reading a site whole, and looking for words in it."""

import base64
import html
import re
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote_to_bytes

_GZIP = b"\x1f\x8b"
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def mkdocs(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run plain MkDocs."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def read_site(folder: Path) -> dict[str, bytes]:
    """Return every file of a site by its path; what is compressed, such as the search bundle, is unpacked."""
    return {
        path.relative_to(folder).as_posix(): unpacked(path.read_bytes())
        for path in sorted(p for p in folder.rglob("*") if p.is_file())
    }


def unpacked(content: bytes) -> bytes:
    """Return what is compressed in ``content``, however many parts it has, or ``content`` itself."""
    parts = []
    while content[:2] == _GZIP:
        stream = zlib.decompressobj(wbits=31)
        parts.append(stream.decompress(content))
        content = stream.unused_data
    return b"".join(parts) or content


def words_in(contents: Mapping[str, bytes], prefixes: Collection[str]) -> dict[str, set[str]]:
    """Return the words that begin with one of ``prefixes``, of small ASCII letters, and the files that they are in.

    They are found in any case, in names of files, escaped for HTML, JSON or addresses, with letters that only look like
    them, and in UTF-16. In base64 the prefix alone is found.
    """
    pattern = re.compile(f"(?:{'|'.join(prefixes)})[a-z]*")
    encoded = {part: prefix for prefix in prefixes for part in _in_base64(prefix)}
    found: dict[str, set[str]] = {}
    for name, content in contents.items():
        texts = (*_readings(name.encode()), *_readings(content))
        words = {word for text in texts for word in pattern.findall(text)}
        words |= {f"{prefix} in base64" for part, prefix in encoded.items() if part in content}
        for word in words:
            found.setdefault(word, set()).add(name)
    return found


def _readings(content: bytes) -> Iterator[str]:
    for bare in (content, content.replace(b"\0", b"")):
        text = bare.decode("utf-8", "replace")
        yield text.casefold()
        text = unquote_to_bytes(text).decode("utf-8", "replace")
        text = html.unescape(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text))
        plain = unicodedata.normalize("NFKD", text)
        yield "".join(c for c in plain if not unicodedata.combining(c)).casefold()
        if b"\0" not in content:
            break


def _in_base64(prefix: str) -> Iterator[bytes]:
    """Yield what base64 makes of a prefix, wherever in a text it begins, without what its neighbours decide on."""
    for word in (prefix, prefix.capitalize(), prefix.upper()):
        for before in range(3):
            bits = 8 * before, 8 * (before + len(word))
            text = base64.b64encode(b"\0" * before + word.encode() + b"\0" * 3)
            yield text[-(-bits[0] // 6) : bits[1] // 6]
