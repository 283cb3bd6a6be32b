"""What tells one finding from another across runs, so that a service shows it once although lines above it move."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from cop_kb.model.diagnostic import Diagnostic

_SIZE = 16


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return a fingerprint for each finding, made of path, rule, message and its number among those that are alike."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for d in diagnostics:
        key = (d.path, d.rule, d.message)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        found.append(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest())
    return found
