"""The site of the documentation, built by `make docs`; nothing in it is loaded from elsewhere."""

import sys
from pathlib import Path

import ictanalysis as ict

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))
# Autodoc imports a module by the name that users know; these two lie in rooms of their own.
sys.modules |= {"ictanalysis.tables": ict.tables, "ictanalysis.signals": ict.signals}

project = "ictanalysis"
language = "en"
html_title = "ictanalysis"
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css", "result-theme.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "source_directory": "docs/",
    "light_css_variables": {
        "color-brand-primary": "#12436d",
        "color-brand-content": "#12436d",
        "color-api-name": "#12436d",
        "color-api-pre-name": "#6b6b6b",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8dbbe8",
        "color-brand-content": "#8dbbe8",
        "color-api-name": "#8dbbe8",
        "color-api-pre-name": "#a9adb2",
    },
}
exclude_patterns = ["_build", "_extensions"]
templates_path = ["_templates"]
extensions = [
    "myst_parser",
    "sphinx.ext.autosummary",
    "numpydoc",
    "sphinx_copybutton",
    "results",
    "commands",
    "whole",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_heading_anchors = 3
smartquotes = False
default_role = "py:obj"

copybutton_exclude = ".linenos, .gp, .go"

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
numpydoc_show_class_members = False
autosummary_ignore_module_all = False
# Types of other projects, and of ours that no page describes: a link would need the network.
nitpick_ignore_regex = [("py:.*", r".*")]
