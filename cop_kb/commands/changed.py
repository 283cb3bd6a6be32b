"""What commands say that have changed fields of documents."""

import os
import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cop_kb.git import find_repository
from cop_kb.git.moving import is_tracked
from cop_kb.positioned_yaml.writing import write_fields
from cop_kb.reports.report import printable

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.editing.retirement import Referrer
    from cop_kb.model.document import Document


def show_changed(
    config: "Config", changes: "Mapping[Document, Mapping[str, Any]]", verb: str, quiet: bool
) -> str:
    """Return which fields say what now, and how to commit it.

    Args:
        config: The configuration.
        changes: The fields that were set in each document.
        verb: What was done, as it begins the message of a commit.
        quiet: Whether to say only which files have changed.
    """
    paths = {d: os.path.relpath(config.docs_dir / d.src_uri) for d in changes}
    changed = {
        d: {name: value for name, value in fields.items() if d.data.get(name) != value}
        for d, fields in changes.items()
    }
    if quiet:
        return "".join(f"{printable(paths[d])}\n" for d in paths if changed[d])
    lines = []
    for document, fields in changed.items():
        lines.append(printable(paths[document]))
        lines += [f"  {line}" for line in write_fields(fields).splitlines()]
        lines += [] if fields else ["  says so already"]
    written = [d for d in paths if changed[d]]
    if written and find_repository(config.docs_dir):
        what = written[0].title if len(written) == 1 else f"{len(written)} documents"
        names = " ".join(shlex.quote(paths[d]) for d in written)
        commit = f"git commit -m {shlex.quote(f'{verb}: {what}')} -- {names}"
        known = all(is_tracked(config.docs_dir / d.src_uri) for d in written)
        lines += ["", "Next:", *([] if known else [f"  {printable(f'git add -- {names}')}"])]
        lines.append(f"  {printable(commit)}")
    return "\n".join(lines) + "\n"


def show_referrers(config: "Config", referrers: "Sequence[Referrer]") -> str:
    """Return what still leads to a document that was retired."""
    if not referrers:
        return ""
    lines = [
        "",
        "These still lead to it. Name in its place what is advised now, or who takes over:",
    ]
    for document, line, relation in referrers:
        path = os.path.relpath(config.docs_dir / document.src_uri)
        lines.append(f"  {printable(path)}:{line}  {f'`{relation}`' if relation else 'a link'}")
    return "\n".join(lines) + "\n"
