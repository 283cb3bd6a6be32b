"""What mkdocs.yml says, as far as cop-kb needs it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cop_kb.config.files import (
    ConfigFile,
    absolute,
    fail,
    file_of,
    merge_files,
    read_config_files,
    real,
)
from cop_kb.config.options import Options, check_options, make_options
from cop_kb.errors import ConfigError
from cop_kb.model.schema_error import Mistake, position, shown
from cop_kb.model.source import json_pointer

PLUGIN = "cop-kb"

Places = Mapping[str, tuple[Path, int, int]]


@dataclass(frozen=True)
class Config:
    """What a command needs to know about a knowledge base.

    Attributes:
        path: The configuration file, absolute.
        root: Its folder.
        site_name: The name of the site; the name of the folder where none is given.
        site_url: The address of the site with a slash at its end; empty where none is given.
        use_directory_urls: Whether the address of a page is that of a folder.
        repo_url: The address of the repository; empty where none is given.
        edit_uri: Where the documents are edited, below ``repo_url``, such as ``edit/main/docs/``; empty where none is
            given.
        edit_uri_template: The same as a pattern with ``{path}``; empty where none is given.
        remote_name: The remote repository that the site is published to.
        remote_branch: The branch of it that holds the published site.
        docs_dir: The folder of the documents, absolute; it exists.
        exclude_docs: Patterns of files below it that do not belong to the site, as .gitignore has them.
        site_dir: The folder that the site is written to, absolute.
        content_types_dir: The folder of own content types, absolute; it need not exist.
        formats_dir: The folder of own formats of sessions, absolute; it need not exist.
        options: The options of cop-kb.
        places: File, line and column of each option by its JSON pointer, for messages.
    """

    path: Path
    root: Path
    site_name: str
    site_url: str
    use_directory_urls: bool
    repo_url: str
    edit_uri: str
    edit_uri_template: str
    remote_name: str
    remote_branch: str
    docs_dir: Path
    exclude_docs: str
    site_dir: Path
    content_types_dir: Path
    formats_dir: Path
    options: Options
    places: Places = field(default_factory=dict, repr=False)

    def with_changes(self, audience: str | None = None, no_cache: bool = False) -> "Config":
        """Return the configuration with what the command line says instead."""
        options = replace(
            self.options,
            audience=audience or self.options.audience,
            cache=self.options.cache and not no_cache,
        )
        return replace(self, options=options)

    def shown(self, path: Path) -> str:
        """Return ``path`` as reports show it: relative to ``root``, with forward slashes."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    def error(self, pointer: str, message: str, hint: str = "") -> ConfigError:
        """Return an error at the option that ``pointer`` leads to, such as ``/rules/orphan``."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return ConfigError(message, hint, *self.places.get(pointer, (self.path, 0, 0)))


def load_config(path: Path, site_dir: Path | None = None) -> Config:
    """Read mkdocs.yml and what it inherits.

    Tags are left out; ``!ENV`` is its default value, since the environment is not read. Where cop-kb is not among
    the plugins, its options have their defaults.

    Args:
        path: The configuration file.
        site_dir: Where to write the site to, instead of what the file says.

    Raises:
        ConfigError: The file is missing, cannot be read, or says what cannot be; with the place, all mistakes in
            the options at once.
    """
    path = absolute(Path(), _existing(path))
    files = read_config_files(path)
    data = merge_files(files)
    root = path.parent
    site_url = _text(files, data, "site_url")
    options, places = _options(files, data.get("plugins"))
    site_key = "site_dir" if site_dir is None else "--site-dir"
    if site_dir is None:
        site_dir = root / (_text(files, data, "site_dir") or "site")
    config = Config(
        path=path,
        root=root,
        site_name=_text(files, data, "site_name") or root.name,
        site_url=site_url.rstrip("/") + "/" if site_url else "",
        use_directory_urls=data.get("use_directory_urls") is not False,
        repo_url=_text(files, data, "repo_url"),
        edit_uri=_text(files, data, "edit_uri"),
        edit_uri_template=_text(files, data, "edit_uri_template"),
        remote_name=_text(files, data, "remote_name") or "origin",
        remote_branch=_text(files, data, "remote_branch") or "gh-pages",
        docs_dir=absolute(root, _text(files, data, "docs_dir") or "docs"),
        exclude_docs=_text(files, data, "exclude_docs"),
        site_dir=absolute(Path(), site_dir),
        content_types_dir=root / "content_types",
        formats_dir=root / "formats",
        options=options,
        places=places,
    )
    _check_folders(config, files, site_key)
    return config


def _existing(path: Path) -> Path:
    """Return ``path``, or its twin mkdocs.yaml, which MkDocs accepts as well."""
    twin = path.with_suffix(".yaml")
    return twin if path.name == "mkdocs.yml" and not path.exists() and twin.exists() else path


def _text(files: Sequence[ConfigFile], data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        fail(files, key, f"`{key}` must be text, found {shown(value)}.", "Put it in quotes.")
    return value


def _options(files: Sequence[ConfigFile], plugins: object) -> tuple[Options, Places]:
    """Read the options from either form of ``plugins``, a list or a mapping."""
    base, data = "", None
    if isinstance(plugins, dict) and PLUGIN in plugins:
        base, data = json_pointer("plugins", PLUGIN), plugins[PLUGIN]
    elif isinstance(plugins, list):
        # A list is not merged: it stands in one file.
        files = [file_of(files, "/plugins")]
        for index, plugin in enumerate(plugins):
            if isinstance(plugin, dict) and PLUGIN in plugin:
                base, data = json_pointer("plugins", index, PLUGIN), plugin[PLUGIN]
                break
    mistakes = check_options(data)
    if mistakes:
        raise _option_error(files, base, mistakes)
    places = {
        pointer.removeprefix(base): (file.path, mark[0], mark[1])
        for file in reversed(files)
        for pointer, mark in file.marks.items()
        if base and (pointer == base or pointer.startswith(base + "/"))
    }
    return make_options(data), places


def _option_error(
    files: Sequence[ConfigFile], base: str, mistakes: Sequence[Mistake]
) -> ConfigError:
    """Return one error for all mistakes: the first with its place, the others in further lines of the message."""
    placed = []
    for mistake in mistakes:
        pointer = base + mistake.pointer
        file = file_of(files, pointer)
        line, column, *_ = position(file.marks, mistake._replace(pointer=pointer))
        placed.append((file.path, line, column, mistake))
    (path, line, column, first), *others = sorted(placed)
    lines = [f"{p.name}:{n}:{c}: {m.message} {m.hint}".rstrip() for p, n, c, m in others]
    return ConfigError("\n".join([first.message, *lines]), first.hint, path, line, column)


def _check_folders(config: Config, files: Sequence[ConfigFile], site_key: str) -> None:
    """Refuse folders that a build would harm; see ``_check_site_dir`` for ``site_key``."""
    docs, root = real(config.docs_dir), real(config.root)
    if not _is_folder(docs):
        message = f"The folder of the documents, {config.docs_dir}, does not exist."
        fail(files, "docs_dir", message, "Make it, or correct `docs_dir`.")
    if root.is_relative_to(docs):
        message = f"`docs_dir` is {config.docs_dir}, which holds the configuration itself."
        fail(
            files, "docs_dir", message, "Put the documents in a folder of their own, such as docs."
        )
    _check_site_dir(config, files, site_key)


def _check_site_dir(config: Config, files: Sequence[ConfigFile], site_key: str) -> None:
    """Refuse to write the site where it would replace something, or be taken for documents.

    ``site_key`` is where ``site_dir`` comes from: its key in the file, or the option of the command line.
    """
    docs, site = real(config.docs_dir), real(config.site_dir)
    kept = {
        docs: "the folder of the documents",
        real(config.content_types_dir): "the folder of content types",
        real(config.formats_dir): "the folder of formats",
        real(config.path): "the configuration",
        real(config.root) / ".git": "the repository",
    }
    harmed = next((path for path in kept if path.is_relative_to(site)), None)
    if harmed:
        holds = "" if harmed == site else "which holds "
        message = (
            f"`{site_key}` is {config.site_dir}, {holds}{kept[harmed]}: a build would delete it."
        )
        hint = "Name a folder that holds nothing else, such as site."
    elif site.is_relative_to(docs):
        message = f"`{site_key}` is {config.site_dir}, inside `docs_dir`: a build would take in the last one."
        hint = "Name a folder outside of it, such as site."
    else:
        return
    if site_key.startswith("-"):
        raise ConfigError(message, hint)
    fail(files, site_key, message, hint)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or a folder above it that may not be entered
        return False
