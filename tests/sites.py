"""What tests of built sites share: running MkDocs, reading a site whole, and looking for words in it."""

import base64
import html
import re
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

_GZIP = b"\x1f\x8b"
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")


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


def words_in(contents: Mapping[str, bytes], prefix: str) -> dict[str, set[str]]:
    """Return the words that begin with ``prefix``, small ASCII letters, and the files that they are in.

    They are found in any case, in names of files, escaped for HTML, JSON or addresses, with accents composed or not, as
    UTF-16 and in base64.
    """
    pattern = re.compile(prefix + "[a-z]*")
    found: dict[str, set[str]] = {}
    for name, content in contents.items():
        for text in (name, *_readings(content)):
            for word in pattern.findall(text.casefold()):
                found.setdefault(word, set()).add(name)
    return found


def _readings(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8", "replace")
    yield text
    for encoding in ("utf-16-le", "utf-16-be"):
        yield content.decode(encoding, "replace")
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    plain = html.unescape(unquote(plain))
    yield unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    for run in _BASE64.findall(content):
        run = run.translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            part = run[start : start + (len(run) - start) // 4 * 4]
            yield base64.b64decode(part).decode("latin-1")
