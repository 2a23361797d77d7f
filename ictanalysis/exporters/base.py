"""What the exporters share: how a notebook is read and which cells are left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import Exporter
from traitlets import Bool
from traitlets.config import Config

from ictanalysis.exporters.document.body import Body, read_body
from ictanalysis.exporters.document.mimebundles import Place, mapping_of
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    nbformat.ValidationError,
)


class BodyExporter(Exporter):
    """An exporter that makes a `Body` of the notebook first.

    Cells tagged ``remove-cell`` are left out everywhere; those tagged ``screen-only`` or
    ``print-only`` stand in one kind of document. On paper, annexes that are signed separately are
    no part of the document.
    """

    optimistic_validation = Bool(
        True, help="Validate the notebook once, after the preprocessors."
    ).tag(config=True)

    _other_medium_tag: str
    write: Callable[[Body, dict[str, Any]], str | bytes]

    @property
    def default_config(self) -> Config:
        """Configuration of nbconvert that drops the cells meant for the other medium."""
        tags = {"remove-cell", self._other_medium_tag}
        return Config({"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": tags}})

    def read(self, path: Path) -> Body:
        """Return the document that an executed notebook holds.

        Raises
        ------
        RenderingError
            If the file is not a notebook, or an output is an error or cannot be read.
        """
        with path.open(encoding="utf-8") as file:
            body, _resources = self._read(_notebook(file), {"metadata": {"name": path.stem}})
        return body

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the document of an open notebook file, and nbconvert's resources.

        Raises
        ------
        RenderingError
            If the file is not a notebook, or cannot be rendered.
        """
        return self.from_notebook_node(_notebook(file_stream), resources=resources, **kw)

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **_kw: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """Return the document of an executed notebook, and nbconvert's resources.

        Those of a PDF name the font used: ``resources["ictanalysis"]["font"]``. What the notebook
        displays and no document can show is told as a warning of the log.

        Raises
        ------
        RenderingError
            If an output is an error, a picture or an official part cannot be read, the font of a
            PDF is unfit, the text is too deeply nested, or Typst fails.
        """
        body, resources = self._read(nb, resources)
        if self._other_medium_tag == "screen-only":
            body = body.signed
        for message in body.left_out:
            self.log.warning("%s", message)
        return self.write(body, resources), resources

    def _read(self, notebook: Any, resources: Any) -> tuple[Body, Any]:
        name = ((resources or {}).get("metadata") or {}).get("name") or "Notebook"
        _refuse_formless_outputs(notebook, name)
        try:
            prepared, resources = super().from_notebook_node(notebook, resources)
        except nbformat.ValidationError as error:
            message = _(
                "{file}: not a valid Jupyter notebook ({problem})",
                file=name,
                problem=str(error.message),
            )
            raise RenderingError(message) from error
        return read_body(prepared, name=name), resources


def _notebook(file: Any) -> Any:
    try:
        return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    except _UNREADABLE as error:
        message = _(
            "{file}: not a Jupyter notebook ({problem})",
            file=str(getattr(file, "name", "")),
            problem=" ".join(str(error).split())[:120],
        )
        raise RenderingError(message) from error


def _refuse_formless_outputs(notebook: Any, name: str) -> None:
    """Refuse outputs at which the preprocessors would fail before their place could be told."""
    for number, cell in enumerate(notebook.get("cells", []), 1):
        for order, output in enumerate(cell.get("outputs", []), 1):
            for field in ("data", "metadata"):
                mapping_of(output, field, Place(name, number, order))
