"""The fields of a report in which it is signed, and what they show.

References
----------
Decree 30/2020/ND-CP, Annex I, part II, points 7 and 8: the signer's signature stands between title
and name, the organisation's to the left of it; ISO 14289-1, 7.18.4: a field of a form stands in the
tree of the document.
"""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from ictanalysis.analysis import Month
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.typesetting import typeset
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

Signer = Literal["signer", "organisation"]

FIELDS: dict[Signer, str] = {"signer": "Signer", "organisation": "Organisation"}
"""Who signs → the name of the field."""

_BOXES: dict[Signer, tuple[float, float, float, float]] = {
    "signer": (-15, 16, 135, 70),
    "organisation": (-75, 16, -15, 70),
}
"""Left, lower, right and upper end of each field in points, from where the name begins."""

_SIZES: dict[Signer, int] = {"signer": 9, "organisation": 7}
"""Size of the type in each field, in points."""

_STAMP = """\
#let stamp = json("stamp.json")
#set page(width: stamp.width * 1pt, height: stamp.height * 1pt, margin: 3pt, fill: none)
#set text(font: stamp.font, size: stamp.size * 1pt, fill: rgb("#17375e"))
#set par(leading: 0.35em)
#rect(width: 100%, height: 100%, stroke: 0.5pt + rgb("#17375e"), inset: 4pt,
  align(horizon, stamp.lines.join(linebreak())))
"""


def stamp(month: Month, name: str, by: Signer) -> bytes:
    """Return what the field shows, as a PDF of one page."""
    say = month.locale.say
    left, lower, right, upper = _BOXES[by]
    fonts = available(())
    now = datetime.now().astimezone()
    lines = [
        say("Signed by: {name}", name=name),
        say("Day: {day}", day=month.locale.short_day(now.date())),
    ]
    content = {
        "width": right - left,
        "height": upper - lower,
        "font": choose("", fonts),
        "size": _SIZES[by],
        "lines": lines,
    }
    files = {"main.typ": _STAMP.encode(), "stamp.json": json.dumps(content).encode()}
    pdf: bytes = typeset("PDF", files, fonts=fonts, format="pdf", pdf_tags=False)
    return pdf


def add_fields(writer: IncrementalPdfFileWriter, month: Month, content: bytes) -> None:
    """Put both fields where the report is signed, unless they are there already."""
    from pyhanko.pdf_utils import generic
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

    if any(True for _field in enumerate_sig_fields(writer)):
        return
    page, x, y = _place(month.data.settings.signature.name, content)
    for by, field in FIELDS.items():
        left, lower, right, upper = _BOXES[by]
        box = tuple(map(int, (x + left, y + lower, x + right, y + upper)))
        label = month.locale.render(_LABELS[by])
        spec = SigFieldSpec(
            field,
            on_page=page,
            box=box,  # type: ignore[arg-type]
            empty_field_appearance=True,
            readable_field_name=label,
        )
        append_signature_field(writer, spec)
        find: Any = writer.find_page_for_modification
        page_ref = find(page)[0]
        widget = page_ref.get_object()["/Annots"].raw_get(-1)
        _tag(writer, widget, page_ref, generic.pdf_string(label))


_LABELS: dict[Signer, Message] = {
    "signer": _("Signature of who signs"),
    "organisation": _("Signature of the organisation"),
}


def _place(name: str, content: bytes) -> tuple[int, float, float]:
    """Return the page on which the signer's name stands last, and where it begins."""
    import pypdf

    found: tuple[int, float, float] | None = None
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages):

        def visit(
            text: str, transform: Any, matrix: Any, _font: object, _size: object, at: int = number
        ) -> None:
            nonlocal found
            if text.strip() and " ".join(text.split()) == " ".join(name.split()):
                found = at, matrix[4] + transform[4], matrix[5] + transform[5]

        page.extract_text(visitor_text=visit)
    if found is None:
        message = _("the report does not print the name of who signs it: “{name}”", name=name)
        raise InputError(message, file="report.pdf")
    return found


def _tag(writer: IncrementalPdfFileWriter, widget: Any, page: Any, label: Any) -> None:
    """Put a field into the tree of the document, as one who cannot see it needs it."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name

    dictionary: Any = generic.DictionaryObject
    number: Any = generic.NumberObject
    tree = writer.root["/StructTreeRoot"]
    key = int(tree["/ParentTreeNextKey"])
    reference = dictionary(
        {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget, pdf_name("/Pg"): page}
    )
    kids = tree["/K"]
    document = kids.raw_get(0) if isinstance(kids, generic.ArrayObject) else tree.raw_get("/K")
    element = writer.add_object(
        dictionary(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): document,
                pdf_name("/Pg"): page,
                pdf_name("/K"): reference,
                pdf_name("/Alt"): label,
            }
        )
    )
    document.get_object()["/K"].append(element)
    writer.mark_update(document)
    numbers = tree["/ParentTree"]["/Nums"]
    numbers.extend([number(key), element])
    writer.update_container(numbers)
    tree["/ParentTreeNextKey"] = number(key + 1)
    writer.update_container(tree)
    widget.get_object()["/StructParent"] = number(key)
    widget.get_object()["/TU"] = label
    writer.mark_update(widget)
