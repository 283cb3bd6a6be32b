"""``python -m cop_kb`` is ``cop-kb``."""

from cop_kb.cli import main

main()
