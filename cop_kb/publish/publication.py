"""Publishes: one commit on top of what is there, again on top of that when somebody else was faster."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.errors import PublishError
from cop_kb.git.publishing import RemoteBranch, describe_source, require_identity
from cop_kb.git.revision import FileChange
from cop_kb.git.scratch import Entry, StoredFolder, open_scratch
from cop_kb.model.consent import IN_WORDS
from cop_kb.publish.composition import (
    Composition,
    compose_removal,
    compose_site,
    compose_version,
)
from cop_kb.publish.standing import Standing, check_audience, read_standing
from cop_kb.publish.versions import Version, check_words

_ATTEMPTS = 20
_PAUSE = 0.1  # seconds; longer with each attempt
_SHORT = 12


@dataclass(frozen=True)
class Wishes:
    """What the steward wants published, and where.

    Attributes:
        config: The configuration; its audience is that of the site.
        remote: The remote repository, as the steward's calls it.
        branch: The branch of it.
        version: The version, with the aliases that it is to take; None for the only site.
        removed: The version to remove, instead of publishing anything.
        message: The first line of the commit; empty for one of ours.
        audience_is_said: Whether the steward named the audience for this publication.
        dry_run: Whether to push nothing.
    """

    config: Config
    remote: str
    branch: str
    version: Version | None = None
    removed: str | None = None
    message: str = ""
    audience_is_said: bool = False
    dry_run: bool = False


class Published(NamedTuple):
    """What was published, or would be.

    Attributes:
        commit: The name of the commit; empty when there was nothing new, or for a dry run.
        message: Its message; empty when there was nothing new.
        composition: What the branch holds.
        changes: Which files of the site, or of the version, differ from those before.
        site: The site; without any file when a version was removed.
    """

    commit: str
    message: str
    composition: Composition
    changes: list[FileChange]
    site: StoredFolder


class Publication:
    """A publication under way.

    Attributes:
        dirty: Whether the site shows something that was not committed.
    """

    def __init__(self, wishes: Wishes, branch: RemoteBranch) -> None:
        self._wishes = wishes
        self._branch = branch
        self._scratch = branch.scratch
        config = wishes.config
        own = (config.path, config.docs_dir, config.content_types_dir, config.formats_dir)
        self._source, self.dirty = describe_source(config.root, own)

    def check(self) -> None:
        """Find out before anything is built whether the site may go there.

        Raises:
            PublishError: It may not.
            GitError: The remote repository cannot be reached, or git does not know who publishes.
        """
        wishes, branch = self._wishes, self._branch
        if branch.is_checked_out():
            raise PublishError(
                f"{branch.name} is the branch that you work on, so no site is put in its place.",
                "Name another one with --branch, such as gh-pages. One that is not there is made.",
            )
        if wishes.version:
            check_words(wishes.version)
        if not wishes.dry_run:
            require_identity(wishes.config.root)
        self._compose(read_standing(branch), self._nothing)

    def publish_site(self, folder: Path) -> Published:
        """Publish the site in ``folder``.

        Raises:
            PublishError: The remote repository refuses, or the site may not go there.
            GitError: The remote repository cannot be reached.
        """
        return self._publish(self._scratch.store_folder(folder))

    def publish_removal(self) -> Published:
        """Publish the branch without the version that is to be removed; raises as ``publish_site`` does."""
        return self._publish(StoredFolder(self._nothing, 0, 0))

    @property
    def _nothing(self) -> Entry:
        return self._scratch.store_tree({})

    def _publish(self, site: StoredFolder) -> Published:
        for attempt in range(_ATTEMPTS):
            standing = read_standing(self._branch)
            composition = self._compose(standing, site.entry)
            changes = self._scratch.changes(composition.before, composition.after)
            message = self._message()
            if standing.tip and self._scratch.tree_of(standing.tip) == composition.tree:
                return Published("", "", composition, changes, site)
            if self._wishes.dry_run:
                return Published("", message, composition, changes, site)
            commit = self._scratch.commit(composition.tree, standing.tip, message)
            if self._pushed(commit, standing.tip):
                return Published(commit, message, composition, changes, site)
            time.sleep(_PAUSE * attempt)
        raise PublishError(
            f"Others published {_ATTEMPTS} times while this site was on its way.", "Try again."
        )

    def _pushed(self, commit: str, before: str) -> bool:
        """Push a commit; return False when somebody else was faster, so that it has to be made again."""
        refusal = self._branch.push(commit)
        if refusal is None:
            return True
        now = self._branch.tip()
        if now == commit:  # it went through, and only the answer was lost
            return True
        if now == before and not refusal.is_locked:
            name = f"{self._branch.name} of {self._branch.remote}"
            message = f"The site could not be pushed to {name}: {refusal.reason}."
            hint = "What is published stays as it was. May you push there, and is the branch protected?"
            raise PublishError(message, hint)
        return False

    def _compose(self, standing: Standing, site: Entry) -> Composition:
        wishes, scratch = self._wishes, self._scratch
        name = wishes.config.site_name
        if wishes.removed is not None:
            return compose_removal(scratch, standing, wishes.removed, name)
        if not wishes.audience_is_said:
            check_audience(standing, wishes.config.options.audience, self._branch)
        if wishes.version:
            return compose_version(scratch, standing, site, wishes.version, name)
        return compose_site(scratch, standing, site)

    def _message(self) -> str:
        """Return the message of the commit, which tells later where the site came from and whom it is for."""
        wishes = self._wishes
        if wishes.removed is not None:
            return wishes.message or f"Remove version {wishes.removed}"
        audience = wishes.config.options.audience
        version = wishes.version.name if wishes.version else ""
        source = self._source or "no commit"
        subject = f"Publish {self._source[:_SHORT] or source}"
        subject += f" as version {version}" if version else ""
        trailers = {
            "Source": source + ("-dirty" if self.dirty else ""),
            "Audience": audience,
            "Version": version,
        }
        lines = [f"{name}: {value}" for name, value in trailers.items() if value]
        subject = wishes.message.strip() or f"{subject} for {IN_WORDS[audience]}"
        return "\n".join([subject, "", *lines])


@contextmanager
def open_publication(wishes: Wishes) -> Iterator[Publication]:
    """Begin a publication: find out before anything is built whether the site may go there.

    Raises:
        PublishError: It may not.
        GitError: There is no repository, the remote one cannot be reached, or git does not know who publishes.
    """
    with open_scratch(wishes.config.root) as scratch:
        publication = Publication(wishes, RemoteBranch(scratch, wishes.remote, wishes.branch))
        publication.check()
        yield publication
