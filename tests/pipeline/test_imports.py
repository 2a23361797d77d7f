"""Libraries that are imported without what nothing here needs are whole for everybody else."""

from __future__ import annotations

import json
import subprocess
import sys

SCRIPT = """
import json, sys
from ictanalysis.pipeline.imports import forget_light, import_all

def has(*names):
    return [name in sys.modules for name in names]

told = []
import_all()
light = sys.modules["bs4"]
told.append(has("bs4", "lxml", "soupsieve", "debugpy", "isoduration"))
forget_light()
told.append(has("bs4", "jsonschema", "requests"))
import bs4
told.append([bs4 is light, bs4.BeautifulSoup("<p>a", "lxml").select_one("p").get_text()])
import_all()
told.append([sys.modules["bs4"] is light, light.BeautifulSoup("<p>b", "html.parser").p.string])
print(json.dumps(told))
"""


def test_a_library_is_light_while_reports_are_made_and_whole_before_and_after() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == [
        [True, False, False, False, False],
        [False, False, False],
        [False, "a"],
        [True, "b"],
    ]
    assert done.stderr == ""
