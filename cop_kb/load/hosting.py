"""Where the host of the repository shows the documents."""

import os
from pathlib import Path

from cop_kb.config import Config
from cop_kb.config.hosting import Hosting, find_hosting
from cop_kb.git import find_repository


def hosting_of(config: Config) -> Hosting:
    """Return the addresses at the host of the repository for the documents of a knowledge base."""
    repository = find_repository(config.docs_dir) or config.root
    return find_hosting(config, Path(os.path.relpath(config.docs_dir, repository)).as_posix())
