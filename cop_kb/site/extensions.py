"""The Markdown extensions under which the site renders: data that the structure of a text must agree with."""

from markdown.extensions.toc import slugify_unicode

MARKDOWN_EXTENSIONS: dict[str, dict[str, object]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True, "slugify": slugify_unicode},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "pymdownx.highlight": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.saneheaders": {},
    "cop_kb.site.lists": {},
    "cop_kb.site.comments": {},
}
