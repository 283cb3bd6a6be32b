"""Text in whatever encoding a program of an office has saved it."""

import codecs

WINDOWS = "cp1252"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# No program writes a mail in these, and some take very long to decode.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})


def decode(content: bytes, charset: str = "") -> tuple[str, str] | None:
    """Return the text in ``content`` and the encoding in which it could be read; None where it is no text.

    Args:
        content: The bytes.
        charset: The encoding that its sender names; others are tried as well.
    """
    if content.startswith(_UTF16):
        encodings = ["utf-16"]
    elif b"\0" in content and not charset.lower().startswith(("utf-16", "utf-32")):
        return None
    else:
        encodings = [charset] if _is_charset(charset) else []
        encodings += ["utf-8-sig", WINDOWS]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except (LookupError, UnicodeError):
            continue
        return (text, encoding) if "\0" not in text else None
    return None


def _is_charset(name: str) -> bool:
    try:
        return bool(name) and codecs.lookup(name).name.replace("-", "_") not in _NO_CHARSETS
    except (LookupError, ValueError, UnicodeError):
        return False
