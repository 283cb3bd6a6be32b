"""A file is not written in UTF-8.

The file is read as Latin-1, which may show wrong letters.

To mend it, save the file as UTF-8; every editor can.
"""

from cop_kb.rules.rule import Grade

ID = "encoding"
GRADE = Grade.CARE
