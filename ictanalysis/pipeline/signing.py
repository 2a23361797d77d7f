"""Signatures on the PDF of a report: PAdES, each in a field where the decree wants it.

The signed file is the report's own, with the signature added behind its last byte; it stands beside
the folder of the report, which stays as it was made.

References
----------
Decree 30/2020/ND-CP, Annex I, part II, points 7 and 8: the signer's signature stands between title
and name, the organisation's to the left of it; ETSI EN 319 142-1 (PAdES); ISO 14289-1, 7.18.4: a
field of a form stands in the tree of the document.
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ictanalysis.analysis import Month
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.typesetting import typeset
from ictanalysis.files.publication import rewrite_file
from ictanalysis.files.workshop import workshop
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _
from ictanalysis.pipeline.manifest import digest, read_manifest

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

Result = TypeVar("Result")
Signer = Literal["signer", "organisation"]

LARGEST = 1024 * 1024
"""Bytes of the largest file with a certificate."""

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


@dataclass(frozen=True)
class Signed:
    """A signature that was made.

    Attributes
    ----------
    path
        The signed file.
    name
        Whom the certificate names.
    timestamped
        Whether a server vouches for the time: PAdES B-T, else B-B.
    """

    path: Path
    name: str
    timestamped: bool


def signed_file(report: Path) -> Path:
    """Return where the signed PDF of a report stands: beside its folder."""
    return report.with_name(f"{report.name}-signed.pdf")


def sign(
    month: Month,
    report: Path,
    certificate: Path,
    secret: bytes,
    *,
    by: Signer = "signer",
    timestamps: str = "",
) -> Signed:
    """Sign the PDF of a report.

    Parameters
    ----------
    report
        The folder of the report.
    certificate, secret
        A file of the form PKCS #12, and what opens it.
    by
        Whose field is signed. The second signature is added to the first.
    timestamps
        The address of a server of timestamps (RFC 3161); blank for none.

    Raises
    ------
    UsageError
        If the extra `sign` is not installed, there is no report, the field was signed before, or
        the signed file cannot be written.
    InputError
        If the certificate cannot be opened, or the report names nobody who signs it.
    """
    source, target = to_sign(report), signed_file(report)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
    from pyhanko.stamp.static import StaticStampStyle

    signer = _opened(certificate, secret)
    name = str(signer.subject_name)
    content = source.read_bytes()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    _add_fields(writer, month, content)
    if _is_signed(content, FIELDS[by]):
        message = _("{path}: this field was signed before", path=target.as_posix())
        raise UsageError(message)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELDS[by], md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    with workshop() as folder:
        stamp = folder / "stamp.pdf"
        stamp.write_bytes(_stamp(month, name, by))
        pdf_signer = signers.PdfSigner(
            metadata,
            signer=signer,
            timestamper=HTTPTimeStamper(timestamps) if timestamps else None,
            stamp_style=StaticStampStyle.from_pdf_file(str(stamp), border_width=0),
        )
        try:
            done = _apart(lambda: pdf_signer.sign_pdf(writer).getvalue())
        except (OSError, TimestampRequestError) as error:
            message = _(
                "{url}: the server gives no timestamp: {reason}", url=timestamps, reason=error
            )
            raise UsageError(message) from error
    rewrite_file(target, lambda: done)
    return Signed(target, name, bool(timestamps))


def to_sign(report: Path) -> Path:
    """Return the file that a signature is added to: the report's, or that with the first one.

    Raises
    ------
    UsageError
        If there is no report, it is not the one that was made, or another one was signed.
    """
    _refuse_without_library()
    made, target = report / "report.pdf", signed_file(report)
    manifest = read_manifest(report)
    if manifest is None or not made.is_file():
        raise UsageError(_("{path}: there is no report to sign", path=made.as_posix()))
    if digest(made) != manifest.outputs.get(made.name):
        message = _("{path}: the file is not the one that was made", path=made.as_posix())
        raise UsageError(message)
    if not os.path.lexists(target):
        return made
    if not target.is_file() or not _grown_from(target, made):
        message = _(
            "{path}: another report of this month was signed: move it away first",
            path=target.as_posix(),
        )
        raise UsageError(message)
    return target


def signature_problems(report: Path) -> Iterator[Message]:
    """Yield what is wrong with the signed PDF of a report; nothing where there is none."""
    path = signed_file(report)
    if not path.is_file():
        return
    _refuse_without_library()
    name = path.as_posix()
    if not _grown_from(path, report / "report.pdf"):
        yield _("{path}: it is not the report with signatures behind it", path=name)
        return
    content = path.read_bytes()
    try:
        found = list(_signatures(content))
    except Exception:
        found = []
    if not found:
        yield _("{path}: its signatures cannot be read", path=name)
    for at, each in enumerate(found):
        if not _holds(each, content, last=at == len(found) - 1):
            yield _("{path}: the signature “{field}” is broken", path=name, field=each.field_name)


def _apart(work: Callable[[], Result]) -> Result:
    """Return what some work returns in a thread of its own.

    pyHanko runs an event loop, which cannot be done where one is running: in a notebook, say.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _holds(signature: EmbeddedPdfSignature, content: bytes, *, last: bool) -> bool:
    """Return whether a signature is that of the bytes that it covers, and covers all it can."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        # Whom to trust is for the reader to say: here, only whether the bytes are those signed.
        nobody = ValidationContext(trust_roots=[], allow_fetching=False)
        status = _apart(lambda: validate_pdf_signature(signature, nobody))
    except Exception:
        return False
    whole = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
    covers = status.coverage is not None and status.coverage >= whole
    return bool(
        status.intact and status.valid and covers and _is_written_plainly(signature, content)
    )


def _is_written_plainly(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """Return whether the signature itself, which no signature covers, is written in one way only.

    It stands as hexadecimal digits, with zeros behind it to fill its room.
    """
    from asn1crypto.cms import ContentInfo

    raw = bytes(signature.pkcs7_content)
    room = raw[len(ContentInfo.load(raw).dump()) :]
    start, length, end, _length = map(int, signature.sig_object["/ByteRange"])
    written = f"<{raw.hex()}>".encode()
    return not room.strip(b"\0") and content[start + length : end] in {written, written.upper()}


def _signatures(content: bytes) -> Iterator[EmbeddedPdfSignature]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    yield from PdfFileReader(io.BytesIO(content)).embedded_signatures


def _is_signed(content: bytes, field: str) -> bool:
    return any(each.field_name == field for each in _signatures(content))


def _grown_from(signed: Path, made: Path) -> bool:
    """Return whether a file is another one with something behind it."""
    return made.is_file() and signed.read_bytes().startswith(made.read_bytes())


def _refuse_without_library() -> None:
    try:
        import pyhanko.sign  # noqa: F401
    except ImportError as error:
        message = _("signing needs a library: pip install 'ictanalysis[sign]'")
        raise UsageError(message) from error
    # It logs what it refuses, which is told by what is raised.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def _opened(certificate: Path, secret: bytes) -> Any:
    """Return what signs with the certificate and the key of a file."""
    from pyhanko.sign import signers

    name = certificate.as_posix()
    try:
        if certificate.stat().st_size > LARGEST:
            raise InputError(_("is too large for a certificate"), file=name)
        content = certificate.read_bytes()
    except OSError as error:
        raise InputError(
            _("cannot be read ({reason})", reason=error.strerror), file=name
        ) from error
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(content, (), secret)
    except Exception:
        signer = None
    if signer is None:
        raise InputError(
            _("is no certificate with its key (PKCS #12), or the password is another one"),
            file=name,
        )
    return signer


def _stamp(month: Month, name: str, by: Signer) -> bytes:
    """Return what the field shows, as a PDF of one page."""
    import json

    say = month.locale.say
    left, lower, right, upper = _BOXES[by]
    fonts = available(())
    now = datetime.now().astimezone()
    lines = [
        say("Signed by: {name}", name=name),
        say("Day: {day}", day=month.locale.short_day(now.date())),
    ]
    stamp = {
        "width": right - left,
        "height": upper - lower,
        "font": choose("", fonts),
        "size": _SIZES[by],
        "lines": lines,
    }
    files = {"main.typ": _STAMP.encode(), "stamp.json": json.dumps(stamp).encode()}
    pdf: bytes = typeset("PDF", files, fonts=fonts, format="pdf", pdf_tags=False)
    return pdf


def _add_fields(writer: IncrementalPdfFileWriter, month: Month, content: bytes) -> None:
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
