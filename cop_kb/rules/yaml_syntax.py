"""The front matter is not readable YAML.

The usual reasons are a tab where spaces belong, no space after a colon, a colon inside a title without quotes, and a
quote that is never closed.

Wrong:

    title: Roll back: the short way

Right:

    title: "Roll back: the short way"
"""

from cop_kb.rules.rule import Grade

ID = "yaml-syntax"
GRADE = Grade.ALWAYS
