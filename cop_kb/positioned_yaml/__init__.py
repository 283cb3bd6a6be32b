"""YAML with the line and column of every key and value.

PyYAML's C parser delivers events, which a small loop composes into plain data: no recursion, nothing
constructed or executed, dates stay text, YAML 1.2 booleans. `read_yaml` is strict and for content; `read_tolerant` is
for mkdocs.yml, which is written for MkDocs.
"""

from cop_kb.positioned_yaml.composer import read_yaml
from cop_kb.positioned_yaml.document import YamlDocument
from cop_kb.positioned_yaml.tolerant import read_tolerant

__all__ = ["YamlDocument", "read_tolerant", "read_yaml"]
