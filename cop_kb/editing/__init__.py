"""Changes documents that are there: fields of theirs, and what leads to them when they move."""
