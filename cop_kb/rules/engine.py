"""Runs the rules over a knowledge base and decides how serious each finding is."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from cop_kb.cache import Cache
from cop_kb.collector import pause_collector
from cop_kb.config import Config
from cop_kb.history import NO_HISTORY, History
from cop_kb.load.published import PublishedPages
from cop_kb.model.diagnostic import Diagnostic, Finding, Severity
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.model.redirects import REDIRECTS
from cop_kb.parallel import share
from cop_kb.rules import RULES, unused_suppression
from cop_kb.rules.parameters import check_parameters
from cop_kb.rules.rule import Rule, Scope
from cop_kb.rules.suppression import Suppressions

_CACHE_NAME = "findings"


@pause_collector()
def check(
    kb: KnowledgeBase, config: Config, today: date, history: History = NO_HISTORY
) -> list[Diagnostic]:
    """Return every finding about ``kb`` with its severity, sorted by path, line, column and rule.

    Args:
        kb: The knowledge base.
        config: Which rules are on, and how serious their findings are.
        today: The day that counts as today.
        history: What git knows of the files; it is read only if a rule asks.

    Raises:
        ConfigError: The configuration names a rule or a parameter that does not exist.
    """
    _check_names(config)
    check_parameters(config, {rule.ID: rule for rule in RULES})
    rules = [rule for rule in RULES if config.options.rule(rule.ID).enabled]
    scopes = {rule.ID: _scope(kb, config, rule, today, history) for rule in rules}
    by_rule = {rule.ID: rule for rule in rules}
    found: list[tuple[Document, Finding]] = [*_local(kb, config, rules, scopes)]
    for rule in rules:
        if hasattr(rule, "check_knowledge_base"):
            found.extend(rule.check_knowledge_base(kb, scopes[rule.ID]))
    led = [
        f
        for r in rules
        if hasattr(r, "check_redirects")
        for f in r.check_redirects(kb, scopes[r.ID])
    ]
    diagnostics = [
        _diagnostic(document, finding, by_rule[finding.rule], config)
        for document, finding in _unsuppressed(kb, found)
        if finding.rule in by_rule
    ]
    redirects = (_about_redirects(finding, by_rule[finding.rule], config) for finding in led)
    return sorted([*_problems(kb, config), *diagnostics, *redirects])


def find_rule(name: str) -> Rule | None:
    """Return the rule with the identifier ``name``."""
    return next((rule for rule in RULES if name == rule.ID), None)


def _check_names(config: Config) -> None:
    names = [rule.ID for rule in RULES]
    for name in config.options.rules:
        if name not in names:
            close = nearest(name, names)
            hint = f"Did you mean {close!r}?" if close else f"Rules: {', '.join(names)}."
            message = f"The configuration speaks of the rule {name!r}, which does not exist."
            raise config.error(f"/rules/{name}", message, hint)


def _scope(kb: KnowledgeBase, config: Config, rule: Rule, today: date, history: History) -> Scope:
    return Scope(
        today=today,
        tags=config.options.tags,
        parameters=config.options.rule(rule.ID).parameters,
        rules=tuple(rule.ID for rule in RULES),
        types={t.id: t.file or f"{t.folder}/" for t in kb.types.values()},
        history=history,
        published=PublishedPages(config),
    )


def _local(
    kb: KnowledgeBase, config: Config, rules: Iterable[Rule], scopes: Mapping[str, Scope]
) -> Iterator[tuple[Document, Finding]]:
    """Yield what the loader and the rules for single documents find, from the cache where nothing changed."""
    cache = Cache(config.root if config.options.cache else None)
    key = _fingerprint(kb, config)
    known: Mapping[str, Any] = cache.load(_CACHE_NAME, key) or {}
    digests = {d.src_uri: f"{d.type.id if d.type else ''} {d.record.digest}" for d in kb.documents}
    changed = [d for d in kb.documents if known.get(d.src_uri, ("",))[0] != digests[d.src_uri]]
    checks = [(rule, rule.check_document) for rule in rules if hasattr(rule, "check_document")]

    def check_all(documents: Sequence[Document]) -> list[list[Finding]]:
        return [
            [*_own_findings(d), *(f for rule, run in checks for f in run(d, scopes[rule.ID]))]
            for d in documents
        ]

    anew = {d.src_uri: found for d, found in zip(changed, share(check_all, changed), strict=True)}
    kept = {
        uri: (digest, anew[uri] if uri in anew else known[uri][1])
        for uri, digest in digests.items()
    }
    if changed or len(kept) != len(known):
        cache.store(_CACHE_NAME, kept, key)
    for document in kb.documents:
        for finding in kept[document.src_uri][1]:
            yield document, Finding._make(finding)


def _own_findings(document: Document) -> tuple[Finding, ...]:
    """Return what the loader noticed."""
    return document.details.findings if document.record.troubled else ()


def _fingerprint(kb: KnowledgeBase, config: Config) -> str:
    """Return what changes whenever the rules could find something else in an unchanged document."""
    parts = [json.dumps(asdict(content_type), default=sorted) for content_type in kb.types.values()]
    parts += [json.dumps(config.options.tags), repr(sorted(config.options.rules.items()))]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _unsuppressed(
    kb: KnowledgeBase, found: Iterable[tuple[Document, Finding]]
) -> Iterator[tuple[Document, Finding]]:
    """Yield what no document suppresses, and the suppressions that suppress nothing."""
    suppressions = {d.src_uri: Suppressions(d) for d in kb.documents if "suppress" in d.data}
    for document, finding in found:
        own = suppressions.get(document.src_uri)
        if own is None or not own.covers(finding.rule):
            yield document, finding
    names = [rule.ID for rule in RULES]
    for own in suppressions.values():
        yield from ((own.document, f) for f in own.unused(unused_suppression.ID, names))


def _problems(kb: KnowledgeBase, config: Config) -> Iterator[Diagnostic]:
    """Yield what is wrong with files that are no documents, as serious as the configuration says."""
    for problem in kb.problems:
        settings = config.options.rule(problem.rule)
        if settings.enabled:
            yield problem._replace(severity=settings.severity or problem.severity)


def _diagnostic(document: Document, finding: Finding, rule: Rule, config: Config) -> Diagnostic:
    rule_id, line, column, end_line, end_column, message, hint = finding
    severity = _severity(document, rule, config.options.rule(rule_id).severity)
    path = config.shown(config.docs_dir / document.src_uri)
    return Diagnostic(path, line, column, rule_id, severity, end_line, end_column, message, hint)


def _about_redirects(finding: Finding, rule: Rule, config: Config) -> Diagnostic:
    """Return what is wrong with the list of redirects, be it there or not."""
    rule_id, line, column, end_line, end_column, message, hint = finding
    _, own = rule.GRADE.value
    severity = config.options.rule(rule_id).severity or own
    path = config.shown(config.docs_dir / REDIRECTS)
    return Diagnostic(path, line, column, rule_id, severity, end_line, end_column, message, hint)


def _severity(document: Document, rule: Rule, configured: Severity | None) -> Severity:
    """Return how serious a finding is. What the configuration makes stricter is strict for published documents only."""
    own = rule.GRADE.severity(document)
    if configured is None:
        return own
    weakest_last = list(Severity)
    return max(own, configured, key=weakest_last.index) if document.is_draft else configured


def fails(diagnostics: Iterable[Diagnostic], strict: bool) -> bool:
    """Tell whether any of ``diagnostics`` makes a run fail: errors do, and warnings when ``strict``."""
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(diagnostic.severity in failing for diagnostic in diagnostics)


def count(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """Return how many diagnostics there are of each severity."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {severity.value: counts[severity] for severity in Severity}
