"""Prepares MkDocs' own objects: configuration, files, titles."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from cop_kb.load.published import LATEST
from cop_kb.resources import folder
from cop_kb.site.exports import exports
from cop_kb.site.extensions import MARKDOWN_EXTENSIONS
from cop_kb.site.navigation import navigation, without
from cop_kb.site.redirect_pages import add_redirects

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from cop_kb.site.site import Site


_FEATURES = ("navigation.indexes", "navigation.top", "toc.follow")


def prepare(config: MkDocsConfig, site: Site) -> None:
    """Add our theme and our Markdown extensions, and leave to our rules what MkDocs would say of links."""
    set_build_date(site)
    if config.theme.name != "material":
        raise PluginError(
            f"cop-kb needs the theme material, found {config.theme.name}. In mkdocs.yml: theme: material"
        )
    _add_theme(config)
    _add_extensions(config)
    if site.version:
        _stand_beside_others(config, site.version)
    config.markdown_extensions.extend([site.links, site.lead])  # type: ignore[list-item]
    config.validation.nav.omitted_files = logging.DEBUG
    for check in ("not_found", "absolute_links", "unrecognized_links", "anchors"):
        setattr(config.validation.links, check, logging.DEBUG)
    config.watch.append(str(site.config.docs_dir))
    own = (site.config.content_types_dir, site.config.formats_dir)
    config.watch.extend(str(path) for path in own if path.is_dir())


def _add_theme(config: MkDocsConfig) -> None:
    """Put our templates before Material's and after the steward's, with our style and script on every page."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(folder("theme")))
    config.theme["font"] = False  # the theme would load it from another host
    config.extra_css.append("assets/kb/kb.css")
    script = ExtraScriptValue("assets/kb/kb.js")
    script.type = "module"
    config.extra_javascript.append(script)


def _stand_beside_others(config: MkDocsConfig, version: str) -> None:
    """Give every page the list of versions, and its address in the folder of this one."""
    config.extra["version"] = {"default": LATEST, **_settings(config.extra), "provider": "mike"}
    if config.site_url:
        config.site_url += f"{version}/"


def _settings(extra: Mapping[str, Any]) -> Mapping[str, Any]:
    given = extra.get("version")
    return given if isinstance(given, Mapping) else {}


def _choose_features(config: MkDocsConfig, site: Site) -> None:
    """Choose how the navigation shows, where the steward does not; a collection of plain pages has too many folders to open.

    Pruning is always on: each page would carry the navigation of all others.
    """
    features = config.theme.get("features")
    if not features:
        features = [*_FEATURES, *(["navigation.sections"] if site.kb.typed else [])]
    config.theme["features"] = list(dict.fromkeys([*features, "navigation.prune"]))


def set_build_date(site: Site) -> None:
    """Let dates in the output follow from the content: https://reproducible-builds.org/specs/source-date-epoch/."""
    if site.history.last_commit is not None:
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(site.history.last_commit))


def _add_extensions(config: MkDocsConfig) -> None:
    settings: dict[str, dict[str, Any]] = config.mdx_configs
    for name, ours in MARKDOWN_EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        settings[name] = {**ours, **settings.get(name, {})}
    # MkDocs' default for fenced code and that of the site's dialect would run one after the other.
    if (
        "fenced_code" in config.markdown_extensions
        and "pymdownx.superfences" in config.markdown_extensions
    ):
        config.markdown_extensions.remove("fenced_code")


def select_files(files: Files, config: MkDocsConfig, site: Site) -> Files:
    """Leave out what the audience may not see, and add generated pages and exports."""
    data = {d.src_uri for d in site.kb.documents if d.page_uri != d.src_uri}
    for file in list(files):
        own = file.src_dir == config.docs_dir
        if own and (file.src_uri not in site.kb.files or file.src_uri in data):
            files.remove(file)
    typed = {document.src_uri for document in site.kb.typed}
    for file in files.documentation_pages():
        if file.src_uri in typed:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for src_uri in site.generated:
        files.append(
            File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        )
    site.set_urls({file.src_uri: file.url for file in files.documentation_pages()})
    for src_uri, content in exports(site.kb, site.view).items():
        files.append(File.generated(config, src_uri, content=content))
    add_redirects(files, config, site)
    _choose_features(config, site)
    if config.nav is not None:
        config.nav = without(config.nav, site.gone)
    if not config.nav:
        config.nav = navigation(site.kb, site.generated)
    return files


def set_titles(files: Files, site: Site) -> None:
    """Set the title of each page, unless the navigation names it.

    Workers do not see each other's pages, and each page shows the titles of others.
    """
    for file in files.documentation_pages():
        page = file.page
        if page is not None and "title" not in vars(page):
            title = site.title(file.src_uri)
            if title is not None:
                page.title = title
