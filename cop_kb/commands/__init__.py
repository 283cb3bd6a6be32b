"""One module a command: load, do, report."""
