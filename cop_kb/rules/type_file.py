"""A content type does not hold together.

Type files stand in `content_types/`, one YAML file a type. A type with a mistake is left out: its documents count as
plain pages until it is mended. The schema of these files is `type.schema.json`; `cop-kb types` lists the types there are.

Wrong:

    title: Field note
    folder: Field Notes

Right:

    title: Field note
    plural: Field notes
    folder: field-notes
    description: What happened when somebody used a document.
"""

from cop_kb.rules.rule import Grade

ID = "type-file"
GRADE = Grade.ALWAYS
