"""A file cannot be read, or is not a regular file.

Links, pipes and devices are left out of a knowledge base: they can point anywhere on the machine that builds the site.
The same holds for files that may not be read.

To mend it, put a regular file in its place, or remove it.
"""

from cop_kb.rules.rule import Grade

ID = "unreadable-file"
GRADE = Grade.ALWAYS
