"""From files to the model: one pass, positions for everything, a finding for whatever cannot be read."""

from cop_kb.load.knowledge_base import load_knowledge_base

__all__ = ["load_knowledge_base"]
