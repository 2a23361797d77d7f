"""What a report was made from, and whether that is still so."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter

from ictanalysis.files.digests import digest
from ictanalysis.pipeline.keyfigures import KeyFigure

MANIFEST = "manifest.json"
PACKAGES = ("ictanalysis", "jupyterlab", "matplotlib", "nbconvert", "pandas", "papermill", "typst")


@dataclass(frozen=True)
class Manifest:
    """What a report was made from.

    Attributes
    ----------
    month, parameters
        The month, and what the notebooks were given.
    draft
        Whether an error that nobody had accepted kept it from being published.
    versions
        Package → version, Python among them.
    font
        The font of the PDF.
    inputs, outputs
        File → SHA-256. Inputs are named as they were given; `library` stands for the code of this
        package. Outputs are named within the report's folder.
    findings
        What the checks found, as `check --json` has it.
    pages
        Each page by the name of its file, and its title.
    figures
        The main figures.
    """

    month: str
    draft: bool
    parameters: Mapping[str, str]
    versions: Mapping[str, str]
    font: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    findings: Sequence[Mapping[str, object]]
    pages: Mapping[str, str] = field(default_factory=dict)
    figures: Sequence[KeyFigure] = ()

    @property
    def folder(self) -> str:
        """Return the name of the folder that the report goes to."""
        return f"{self.month}-draft" if self.draft else self.month

    def write(self, folder: Path) -> None:
        """Write it into the folder of its report."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    def made_from(self, inputs: Mapping[str, str], folder: Path) -> bool:
        """Return whether it was made from these inputs and its outputs are still what it made."""
        return dict(self.inputs) == dict(inputs) and all(
            (folder / name).is_file() and digest(folder / name) == known
            for name, known in self.outputs.items()
        )


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a report; None if there is none in this version's form."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return TypeAdapter(Manifest).validate_json(text)
    except (OSError, ValueError):
        return None


def strangers(folder: Path) -> list[Path]:
    """Return the files of a report's folder that no run has put there, in the order of names."""
    manifest = read_manifest(folder)
    known = {MANIFEST, *(manifest.outputs if manifest else ())}
    files = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return [path for path in files if path.relative_to(folder).as_posix() not in known]


@cache
def library_digest() -> str:
    """Return one SHA-256 for all of this package's code, templates and translations."""
    root = Path(str(files("ictanalysis")))
    total = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.name.endswith(SOURCES)):
        total.update(f"{path.relative_to(root).as_posix()} {digest(path)}\n".encode())
    return total.hexdigest()


SOURCES = (
    ".css",
    ".j2",
    ".lua",
    ".mplstyle",
    ".po",
    ".py",
    ".pyi",
    ".rels",
    ".typ",
    ".xml",
    ".yml",
)


def versions() -> dict[str, str]:
    """Return package → version of what takes part in making a report."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
