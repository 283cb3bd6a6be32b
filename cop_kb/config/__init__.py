"""The configuration: mkdocs.yml, read without MkDocs and without executing anything in it."""

from cop_kb.config.configuration import PLUGIN, Config, load_config
from cop_kb.config.options import Options, RuleSettings

__all__ = ["PLUGIN", "Config", "Options", "RuleSettings", "load_config"]
