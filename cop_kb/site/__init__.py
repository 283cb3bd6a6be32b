"""The site: the only package that knows MkDocs, so that the engine can be replaced."""
