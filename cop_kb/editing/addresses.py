"""Addresses of links as authors write them, and how they read when their document or their target has moved."""

import re
from urllib.parse import quote, unquote

_PARTS = re.compile(r"(?P<path>(?:[^?#&\\]|\\.|&#?\w+;|&)*)(?P<rest>.*)", re.DOTALL)
# What ends an address, means something else in it, or would be markup around it.
_UNSAFE = re.compile(r"""[\x00-\x1f\x7f"'()<>\[\]\\^`{|}%#?&*]""")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SAFE = "/~!$+,;=:@-._"


def split_address(written: str) -> tuple[str, str]:
    """Return the path of an address and the rest: its query and its fragment, with their signs."""
    match = _PARTS.fullmatch(written)
    return (match["path"], match["rest"]) if match else (written, "")


def new_path(written: str, folder: str, target: str) -> str:
    """Return the path that leads from ``folder`` to ``target``, in the style in which the author wrote it.

    Args:
        written: The path of the address until now, entities and escapes of Markdown resolved.
        folder: The folder of the document below docs_dir; empty for docs_dir itself.
        target: Where to, below docs_dir; a folder ends with a slash.
    """
    plain = unquote(written)
    if plain.startswith("/"):
        path = "/" + ("" if target in (".", "./") else target)
    else:
        path = _relative(target, folder)
        if (plain.startswith("./") and not path.startswith(".")) or _SCHEME.match(path):
            path = f"./{path}"
    if not plain.endswith("/"):
        path = path.removesuffix("/") or path
    if "%" in written:
        return quote(path, safe=_SAFE)
    path = _UNSAFE.sub(lambda found: quote(found[0], safe=""), path)
    return path if " " in written else path.replace(" ", "%20")


def _relative(target: str, folder: str) -> str:
    """Return ``target`` as seen from ``folder``; unlike ``posixpath.relpath``, the working directory does not matter."""
    slash = "/" if target.endswith("/") else ""
    there = [part for part in target.split("/") if part not in ("", ".")]
    here = folder.split("/") if folder else []
    common = 0
    while common < min(len(there), len(here)) and there[common] == here[common]:
        common += 1
    return (
        "/".join([".."] * (len(here) - common) + there[common:]) + slash
        if there[common:] or here[common:]
        else f".{slash}"
    )
