"""Tells the steward what was published."""

from cop_kb.git.revision import FileChange
from cop_kb.publish.publication import Published, Wishes
from cop_kb.reports.report import printable

_LISTED = 20
_VERBS = {"A": "added", "M": "changed", "D": "removed"}
_KIB = 1024


def report(published: Published, wishes: Wishes, verbose: bool) -> str:
    """Return what was published, or would be, as text that ends with a line break."""
    place = f"{wishes.branch} of {wishes.remote}"
    if not published.message:
        return f"Nothing new to publish: {place} holds all of this already.\n"
    lines = [_first_line(published, wishes, place)]
    composition = published.composition
    lines.append(f"  {_files(published)}")
    if composition.gone:
        lines.append(f"  No longer at the root: {_listed(composition.gone, verbose)}")
    if composition.versions:
        versions = (" = ".join((v.name, *v.aliases)) for v in composition.versions)
        lines.append(f"  Versions: {', '.join(versions)}")
    if wishes.dry_run:
        lines.append("  Message of the commit:")
        lines += [f"    {line}".rstrip() for line in published.message.splitlines()]
    if wishes.dry_run or verbose:
        lines += _changes(published.changes, verbose)
    return "\n".join(map(printable, lines)) + "\n"


def _first_line(published: Published, wishes: Wishes, place: str) -> str:
    what = f"version {wishes.version.name}" if wishes.version else "the site"
    if wishes.removed:
        what = f"version {wishes.removed}"
    if wishes.dry_run:
        verb = "be removed from" if wishes.removed else "be published to"
        return f"Nothing was pushed. Without --dry-run, {what} would {verb} {place}."
    verb = "Removed" if wishes.removed else "Published"
    preposition = "from" if wishes.removed else "to"
    return f"{verb} {what} {preposition} {place} ({published.commit[:12]})."


def _files(published: Published) -> str:
    counts = ", ".join(
        f"{sum(change.kind == kind for change in published.changes)} {verb}"
        for kind, verb in _VERBS.items()
    )
    if not published.site.files:
        return f"Files: {counts}"
    size = published.site.size / _KIB / _KIB
    return f"Files: {published.site.files} of {size:.1f} MB together; {counts}"


def _changes(changes: list[FileChange], verbose: bool) -> list[str]:
    """Return the changed files: all, or with as many as one can read."""
    shown = changes if verbose else changes[:_LISTED]
    lines = [f"    {change.kind} {change.new}" for change in shown]
    rest = len(changes) - len(shown)
    return lines + ([f"    and {rest} more; to see them: --verbose"] if rest else [])


def _listed(names: tuple[str, ...], verbose: bool) -> str:
    shown = names if verbose else names[:_LISTED]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more
