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

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from ictanalysis.exporters.pdfupdate import Update

Signer = Literal["signer", "organisation"]

FIELDS: dict[Signer, str] = {"signer": "Signer", "organisation": "Organisation"}
"""Who signs → the name of the field."""

_MARK = "field:"
_PRINTED = 4
"""The flag of an annotation that is printed (ISO 32000-1, table 165)."""


def with_fields(content: bytes, labels: Mapping[Signer, str]) -> bytes:
    """Return a PDF with a field wherever the template has placed one.

    The fields are an update at its end, as signatures will be: what Typst has made stays as it is.

    Parameters
    ----------
    content
        The PDF as Typst makes it. It comes back as it is where nothing is placed.
    labels
        Who signs → what the field is called to people.
    """
    update = Update(content)
    fields = ArrayObject()
    for link, page in _links(update.reader):
        by: Signer = str(link["/A"]["/URI"]).removeprefix(_MARK)  # type: ignore[assignment]
        _become_field(update, link, page, FIELDS[by], labels[by])
        fields.append(link.indirect_reference)
    if not fields:
        return content
    root = update.reader.root_object
    root[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(0)}
    )
    update.take(root)
    return update.written()


def _links(reader: PdfReader) -> Iterator[tuple[Any, Any]]:
    """Yield each link that is to become a field, with its page."""
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            if str(link.get("/A", {}).get("/URI", "")).startswith(_MARK):
                yield link, page


def _become_field(update: Update, link: Any, page: Any, name: str, label: str) -> None:
    """Make an empty field of a link, and a form of its element in the tree of the document."""
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
            NameObject("/AP"): DictionaryObject({NameObject("/N"): update.add(appearance)}),
        }
    )
    tree: Any = update.reader.root_object["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    element = numbers[numbers.index(link["/StructParent"]) + 1].get_object()
    element[NameObject("/S")] = NameObject("/Form")
    element[NameObject("/Alt")] = TextStringObject(label)
    update.take(link)
    update.take(element)


def _numbers(*values: float) -> Any:
    return ArrayObject(FloatObject(each) for each in values)
