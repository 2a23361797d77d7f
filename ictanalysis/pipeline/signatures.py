"""The signatures on the PDF of a report, and whether they are those of its bytes."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

Result = TypeVar("Result")


def signed_file(report: Path) -> Path:
    """Return where the signed PDF of a report stands: beside its folder."""
    return report.with_name(f"{report.name}-signed.pdf")


def signature_problems(report: Path) -> Iterator[Message]:
    """Yield what is wrong with the signed PDF of a report; nothing where there is none."""
    path = signed_file(report)
    if not path.is_file():
        return
    refuse_without_library()
    name = path.as_posix()
    if not grown_from(path, report / "report.pdf"):
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


def apart(work: Callable[[], Result]) -> Result:
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
        status = apart(lambda: validate_pdf_signature(signature, nobody))
    except Exception:
        return False
    whole = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
    covers = status.coverage is not None and status.coverage >= whole
    time = status.timestamp_validity
    timed = time is None or (time.intact and time.valid)
    own = status.intact and status.valid
    return bool(own and timed and covers and _is_written_plainly(signature, content))


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


def is_signed(content: bytes, field: str) -> bool:
    """Return whether a field of a PDF is signed."""
    return any(each.field_name == field for each in _signatures(content))


def grown_from(signed: Path, made: Path) -> bool:
    """Return whether a file is another one with something behind it."""
    return made.is_file() and signed.read_bytes().startswith(made.read_bytes())


def refuse_without_library() -> None:
    """Refuse to go on where the extra `sign` is not installed.

    Raises
    ------
    UsageError
        If it is not.
    """
    try:
        import pyhanko.sign  # noqa: F401
    except ImportError as error:
        message = _("signing needs a library: pip install 'ictanalysis[sign]'")
        raise UsageError(message) from error
    # It logs what it refuses, which is told by what is raised.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
