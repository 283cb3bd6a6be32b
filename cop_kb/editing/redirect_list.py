"""Keeps the list of redirects up to date: an entry a line, in the order of the old addresses."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping

from cop_kb.editing.relocation import Relocation
from cop_kb.editing.text import Text
from cop_kb.errors import EditError
from cop_kb.model.redirects import GONE, REDIRECTS, Redirect, Redirects, is_folder, page_of
from cop_kb.positioned_yaml import read_yaml
from cop_kb.positioned_yaml.writing import write_scalar

_HEAD = (
    b"# Old addresses, and where they lead now. Written by `cop-kb move`; one line an address.\n"
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def after_move(redirects: Redirects, relocation: Relocation) -> dict[str, str]:
    """Return all entries, each old path with its new one, as they are to be after a move.

    What led to the old place leads to the new one at once, and what has a page again leads nowhere any more. A folder
    goes on to lead where it did, from where a line of its own leads on.
    """
    now = {page_of(new) for new in relocation.files.values()}
    kept = {
        r.old: relocation.place(r.new) if r.new != GONE and not is_folder(r.old) else r.new
        for r in redirects
        if (r.old != f"{relocation.new}/" if is_folder(r.old) else page_of(r.old) not in now)
    }
    pages = [uri for uri in relocation.files if uri.endswith((".md", ".yaml"))]
    if relocation.is_folder and pages:
        return kept | {f"{relocation.old}/": f"{relocation.new}/"}
    if pages and page_of(relocation.old) != page_of(relocation.new):
        return kept | {relocation.old: relocation.new}
    return kept


def rewrite_list(content: bytes, redirects: Redirects, wanted: Mapping[str, str]) -> bytes:
    """Return what the file is to hold for it to have the entries ``wanted``; comments and other lines stay.

    Args:
        content: What it holds; empty where there is no file yet.
        redirects: The entries in it.
        wanted: Each old path with its new one.

    Raises:
        EditError: The list is written in another way than an entry a line; then it is for a person to do.
    """
    lines = dict(enumerate(_LINE.findall(Text(content or _HEAD).text), start=1))
    newline = "\r\n" if lines.get(1, "").endswith("\r\n") else "\n"
    if lines:
        last = len(lines)
        lines[last] = lines[last].rstrip("\r\n") + newline
    for redirect in redirects:
        if wanted.get(redirect.old) != redirect.new:
            lines[redirect.line] = _changed(lines[redirect.line], redirect, wanted)
    first = min((r.line for r in redirects), default=len(lines) + 1)
    for old in sorted(wanted.keys() - {r.old for r in redirects}):
        above = max((r.line for r in redirects if r.old < old), default=first - 1)
        lines[above] = lines.get(above, "") + _entry(old, wanted[old]) + newline
    after = "".join(lines[number] for number in sorted(lines))
    document = read_yaml(after)
    if document.findings or (document.data or {}) != dict(wanted):
        entries = "; ".join(_entry(old, new) for old, new in sorted(wanted.items()))
        message = f"{REDIRECTS} is not written with an entry a line, so it is left to you."
        raise EditError(message, f"Write these entries, each on a line of its own: {entries}")
    return content[: content.startswith(BOM_UTF8) * len(BOM_UTF8)] + after.encode()


def _changed(line: str, redirect: Redirect, wanted: Mapping[str, str]) -> str:
    """Return the line of an entry as it is to be; empty where the entry goes."""
    if redirect.old not in wanted:
        return ""
    entry = _entry(redirect.old, wanted[redirect.old])
    return line[: redirect.column - 1] + entry + line[redirect.end_column - 1 :]


def _entry(old: str, new: str) -> str:
    return f"{write_scalar(old)}: {write_scalar(new)}"
