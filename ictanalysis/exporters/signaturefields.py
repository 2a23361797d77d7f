"""The fields of a PDF in which it is signed: empty, until somebody signs.

Typst places them as links, each with its place in the tree of the document; here they become what
they stand for.

References
----------
Decree 30/2020/ND-CP, Annex I, part II, points 7 and 8: the signer's signature stands between title
and name, the organisation's to the left of it. ISO 32000-1, 12.7.4.5; ISO 14289-1, 7.18.4 and
ISO 19005-2, 6.3.3: a field stands in the tree of the document, with a name for people and an
appearance.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pypdf import PdfWriter

Signer = Literal["signer", "organisation"]

FIELDS: dict[Signer, str] = {"signer": "Signer", "organisation": "Organisation"}
"""Who signs → the name of the field."""

_MARK = "field:"
_PRINTED = 4
"""The flag of an annotation that is printed (ISO 32000-1, table 165)."""


def with_fields(content: bytes, labels: Mapping[Signer, str]) -> bytes:
    """Return a PDF with a field wherever the template has placed one.

    Parameters
    ----------
    content
        The PDF as Typst makes it. It comes back as it is where nothing is placed.
    labels
        Who signs → what the field is called to people.
    """
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

    writer = PdfWriter(clone_from=io.BytesIO(content))
    found = list(_links(writer))
    if not found:
        return content
    writer.pdf_header = content[:8].decode("ascii")
    fields = ArrayObject()
    for link, page in found:
        by: Signer = str(link["/A"]["/URI"]).removeprefix(_MARK)  # type: ignore[assignment]
        _become_field(writer, link, page, FIELDS[by], labels[by])
        fields.append(link.indirect_reference)
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(0)}
    )
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _links(writer: PdfWriter) -> Iterator[tuple[Any, Any]]:
    """Yield each link that is to become a field, with its page."""
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            if str(link.get("/A", {}).get("/URI", "")).startswith(_MARK):
                yield link, page


def _become_field(writer: PdfWriter, link: Any, page: Any, name: str, label: str) -> None:
    """Make an empty field of a link, and a form of its element in the tree of the document."""
    from pypdf.generic import (
        DictionaryObject,
        NameObject,
        NumberObject,
        StreamObject,
        TextStringObject,
    )

    left, lower, right, upper = map(float, link["/Rect"])
    appearance = StreamObject()
    appearance.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(0, 0, right - left, upper - lower),
            NameObject("/Resources"): DictionaryObject(),
        }
    )
    for key in ("/A", "/Border", "/Contents"):
        link.pop(key, None)
    link.update(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject(name),
            NameObject("/TU"): TextStringObject(label),
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/P"): page.indirect_reference,
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(appearance)}),
        }
    )
    tree: Any = writer.root_object["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    element = numbers[numbers.index(link["/StructParent"]) + 1].get_object()
    element[NameObject("/S")] = NameObject("/Form")
    element[NameObject("/Alt")] = TextStringObject(label)


def _numbers(*values: float) -> Any:
    from pypdf.generic import ArrayObject, FloatObject

    return ArrayObject(FloatObject(each) for each in values)
