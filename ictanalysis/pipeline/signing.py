"""Signatures on the PDF of a report: PAdES, each in a field where the decree wants it.

The signed file is the report's own, with the signature added behind its last byte; it stands beside
the folder of the report, which stays as it was made.

References
----------
ETSI EN 319 142-1 (PAdES).
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ictanalysis.analysis import Month
from ictanalysis.exporters.signaturefields import FIELDS, Signer
from ictanalysis.files.digests import digest
from ictanalysis.files.publication import rewrite_file
from ictanalysis.files.workshop import workshop
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _
from ictanalysis.pipeline.manifest import read_manifest
from ictanalysis.pipeline.signatures import (
    apart,
    grown_from,
    is_signed,
    refuse_without_library,
    signed_file,
)
from ictanalysis.pipeline.stamps import stamp

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

LARGEST = 1024 * 1024
"""Bytes of the largest file with a certificate."""


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
        If the certificate cannot be opened or is out of date, or the report has no field to sign.
    """
    source, target = to_sign(report), signed_file(report)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
    from pyhanko.stamp.static import StaticStampStyle

    signer = _opened(certificate, secret, month.locale)
    name = str(signer.subject_name)
    content = source.read_bytes()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    size = _room(writer, FIELDS[by], source)
    if is_signed(content, FIELDS[by]):
        message = _("{path}: this field was signed before", path=target.as_posix())
        raise UsageError(message)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELDS[by], md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    middle = AxisAlignment.ALIGN_MID
    with workshop() as folder:
        shown = folder / "stamp.pdf"
        shown.write_bytes(stamp(month, name, size))
        pdf_signer = signers.PdfSigner(
            metadata,
            signer=signer,
            timestamper=HTTPTimeStamper(timestamps) if timestamps else None,
            stamp_style=StaticStampStyle.from_pdf_file(
                str(shown), border_width=0, background_layout=SimpleBoxLayoutRule(middle, middle)
            ),
        )
        try:
            done = apart(lambda: pdf_signer.sign_pdf(writer).getvalue())
        except (OSError, TimestampRequestError) as error:
            message = _(
                "{url}: the server gives no timestamp: {reason}", url=timestamps, reason=error
            )
            raise UsageError(message) from error
    rewrite_file(target, lambda: done)
    return Signed(target, name, bool(timestamps))


def _room(writer: IncrementalPdfFileWriter, field: str, source: Path) -> tuple[float, float]:
    """Return width and height of a field."""
    from pyhanko.sign.fields import enumerate_sig_fields

    boxes = {name: each.get_object()["/Rect"] for name, _, each in enumerate_sig_fields(writer)}
    if field not in boxes:
        message = _("it has no field to sign: dataset.yml names nobody who signs, or it is a draft")
        raise InputError(message, file=source.as_posix())
    left, lower, right, upper = map(float, boxes[field])
    return right - left, upper - lower


def to_sign(report: Path) -> Path:
    """Return the file that a signature is added to: the report's, or that with the first one.

    Raises
    ------
    UsageError
        If there is no report, it is not the one that was made, or another one was signed.
    """
    refuse_without_library()
    made, target = report / "report.pdf", signed_file(report)
    manifest = read_manifest(report)
    if manifest is None or not made.is_file():
        raise UsageError(_("{path}: there is no report to sign", path=made.as_posix()))
    if digest(made) != manifest.outputs.get(made.name):
        message = _("{path}: the file is not the one that was made", path=made.as_posix())
        raise UsageError(message)
    if not os.path.lexists(target):
        return made
    if not target.is_file() or not grown_from(target, made):
        message = _(
            "{path}: another report of this month was signed: move it away first",
            path=target.as_posix(),
        )
        raise UsageError(message)
    return target


def _opened(certificate: Path, secret: bytes, locale: Locale) -> Any:
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
    _refuse_out_of_date(signer.signing_cert, name, locale)
    return signer


def _refuse_out_of_date(certificate: Any, name: str, locale: Locale) -> None:
    now = datetime.now(UTC)
    if now < certificate.not_valid_before:
        day = locale.short_day(certificate.not_valid_before.date())
        raise InputError(_("the certificate is valid from {day} only", day=day), file=name)
    if now > certificate.not_valid_after:
        day = locale.short_day(certificate.not_valid_after.date())
        raise InputError(_("the certificate was valid until {day} only", day=day), file=name)
