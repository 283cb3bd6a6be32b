"""A format of sessions does not hold together.

Own formats stand in `formats/` beside mkdocs.yml, one YAML file a format. A format with a mistake is left out until it is
mended. The schema of these files is `format.schema.json`; `cop-kb formats` lists the formats there are, and
`cop-kb formats problem-clinic` shows one as an example.

Wrong:

    minutes: 30
    steps:
      - {title: Tell, minutes: 10, do: The owner tells the story.}
      - {title: Ask, minutes: 15, do: The others ask.}

Right:

    minutes: 25
    steps:
      - {title: Tell, minutes: 10, do: The owner tells the story.}
      - {title: Ask, minutes: 15, do: The others ask.}
"""

from cop_kb.rules.rule import Grade

ID = "format-file"
GRADE = Grade.ALWAYS
