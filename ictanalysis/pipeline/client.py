"""The client of one kernel: what its cells print is kept, joined and no longer than it may be."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from nbformat import NotebookNode
from papermill.engines import papermill_engines

from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _
from ictanalysis.pipeline.engine import CellClient, Engine

CUTTING = "ictanalysis cutting"
"""The name by which papermill knows the client of reports."""

LONGEST = 1_000_000
"""How many characters of a stream, or of the text of a value, a cell may put out."""

CUT = _("[… cut short: a cell may print 1 million characters at most]")
"""What stands in a notebook where an output was too long."""


class Client(CellClient):
    """The client of reports, for which a cell that prints without end is no danger.

    What is too long is cut as it arrives, with a note in the notebook. Streams are joined here:
    `nbclient` takes the square of the length of a line to do so.
    """

    def __init__(self, *arguments: Any, locale: Locale, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cut = f"\n{locale.render(CUT)}\n"
        self._printed: Counter[tuple[int, str]] = Counter()

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> Any:
        """Execute a cell, and leave its streams in one piece each."""
        try:
            return super().execute_cell(cell, cell_index, **options)
        finally:
            if cell.cell_type == "code":
                cell.outputs = joined(cell.outputs)

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Take an output in, or as much of it as may stand."""
        content = msg["content"]
        if msg["msg_type"] == "error" and content["ename"] in self.allow_error_names:
            msg = _notice(msg)
        elif msg["msg_type"] == "error" and may_raise(self.nb.cells[cell_index]):
            msg = _display(msg, {"text/plain": f"{content['ename']}: {content['evalue']}"})
        elif msg["msg_type"] == "stream":
            content["text"] = self._fitting(content["text"], (cell_index, content["name"]))
            if not content["text"]:
                return None
        elif len(text := content.get("data", {}).get("text/plain", "")) > LONGEST:
            content["data"]["text/plain"] = text[:LONGEST] + self._cut
        output: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
        return output

    def clear_output(self, outs: list[NotebookNode], msg: dict[str, Any], cell_index: int) -> None:
        """Take the outputs of a cell away, as the cell has asked."""
        for stream in [stream for stream in self._printed if stream[0] == cell_index]:
            del self._printed[stream]
        super().clear_output(outs, msg, cell_index)

    def _fitting(self, text: str, stream: tuple[int, str]) -> str:
        """Return as much of a text as its stream has room for, and the note where it ends."""
        room = LONGEST - self._printed[stream]
        self._printed[stream] += len(text)
        if len(text) <= room:
            return text
        return text[:room] + self._cut if room >= 0 else ""


def may_raise(cell: NotebookNode) -> bool:
    """Return whether a cell shows an error on purpose, as JupyterLab and nbconvert understand it.

    Papermill takes such an error for a failure; so it is kept as a text that the cell displays.
    """
    return "raises-exception" in cell.metadata.get("tags", [])


def _notice(msg: dict[str, Any]) -> dict[str, Any]:
    """Return the display that marks a gap in place of an error, which says what is not there."""
    text = f"<p>[{html.escape(' '.join(msg['content']['traceback']))}]</p>"
    return _display(msg, {"text/html": text})


def _display(msg: dict[str, Any], data: dict[str, str]) -> dict[str, Any]:
    return {
        **msg,
        "msg_type": "display_data",
        "header": {**msg["header"], "msg_type": "display_data"},
        "content": {"data": data, "metadata": {}},
    }


def joined(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return outputs with each stream in one piece, where it first stood; stderr after stdout."""
    pieces: dict[str, list[str]] = {}
    kept = []
    for output in outputs:
        if output.output_type != "stream":
            kept.append(output)
            continue
        if output.name not in pieces:
            kept.append(output)
        pieces.setdefault(output.name, []).append(output.text)
    for output in kept:
        if output.output_type == "stream":
            output.text = "\n".join(map(_overwritten, "".join(pieces[output.name]).split("\n")))
    for at, (first, second) in enumerate(pairwise(kept)):
        if (first.get("name"), second.get("name")) == ("stderr", "stdout"):
            # They come by different ways, and which is faster is chance.
            kept[at : at + 2] = second, first
            break
    return kept


def _overwritten(line: str) -> str:
    """Return what a terminal shows of a line that goes back to its beginning."""
    shown = line.rstrip("\r")
    return shown.rpartition("\r")[2] + line[len(shown) :]


class _Engine(Engine):
    """Our engine with this client."""

    client = Client


papermill_engines.register(CUTTING, _Engine)
