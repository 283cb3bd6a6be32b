"""The front matter uses a part of YAML that is refused.

Anchors, aliases, tags, merge keys, the same field twice, several documents in one and very deep nesting are refused:
a reader of the file cannot see what they mean, and they can be made to exhaust a machine.

Wrong:

    tags: &t [handover]
    owners: *t

Right:

    tags: [handover]
    owners: [maya-okafor]
"""

from cop_kb.rules.rule import Grade

ID = "yaml-unsafe"
GRADE = Grade.ALWAYS
