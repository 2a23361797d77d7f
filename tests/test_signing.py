"""A signed report: valid to others than us, the report as it was before, and any byte counts."""

from __future__ import annotations

import datetime
import http.server
import io
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pypdf
import pytest
from asn1crypto.cms import ContentInfo
from asn1crypto.tsp import TimeStampReq
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper

from ictanalysis.pipeline.signatures import signature_problems
from tests.commandline import Result, run
from tests.datasets import ROOT

SECRET = "mật khẩu"
NAME = "Sở Thử nghiệm"
UNPUBLISHED = "this report is on no record: ictanalysis publish 2021-05\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate that vouches for itself, with its key."""
    path = tmp_path_factory.mktemp("certificate") / "so.p12"
    path.write_bytes(made_certificate(datetime.datetime.now(datetime.UTC)))
    return path


def made_certificate(start: datetime.datetime, *purposes: x509.ObjectIdentifier) -> bytes:
    """Return a certificate and its key, valid for a day."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=1))
        .add_extension(usage, critical=True)
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    sealed = serialization.BestAvailableEncryption(SECRET.encode())
    made = builder.sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"so", key, made, None, sealed)


@pytest.fixture
def timestamps() -> Iterator[str]:
    """Yield the address of a server of timestamps (RFC 3161)."""
    own = made_certificate(datetime.datetime.now(datetime.UTC), x509.OID_TIME_STAMPING)
    signer = signers.SimpleSigner.load_pkcs12_data(own, (), SECRET.encode())
    assert signer is not None
    stamper = DummyTimeStamper(signer.signing_cert, signer.signing_key)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(request).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def reports(published: Path, tmp_path: Path) -> Path:
    """Return a folder with the report of May 2021."""
    shutil.copytree(published, tmp_path / "reports/2021-05")
    return tmp_path / "reports"


def signed(reports: Path, certificate: Path, *options: str, secret: str = SECRET) -> Result:
    """Return what `sign` says, with the password in a pipe."""
    reading, writing = os.pipe()
    os.write(writing, f"{secret}\n".encode())
    os.close(writing)
    try:
        return run(
            "--lang", "en", "--data", str(ROOT / "data"), "--reports", str(reports), "sign",
            "2021-05", "--certificate", str(certificate), "--password-fd", str(reading), *options,
        )  # fmt: skip
    finally:
        os.close(reading)


def fields(path: Path) -> Iterator[tuple[str, pypdf.generic.DictionaryObject]]:
    """Yield each field of a form, with its name."""
    for page in pypdf.PdfReader(path).pages:
        for each in page.get("/Annots", ()):
            widget = each.get_object()
            if widget.get("/FT") == "/Sig":
                yield str(widget["/T"]), widget


def test_the_report_is_signed_where_the_decree_wants_it(reports: Path, certificate: Path) -> None:
    before = {
        path: path.read_bytes() for path in (reports / "2021-05").rglob("*") if path.is_file()
    }
    told = signed(reports, certificate)
    path = reports / "2021-05-signed.pdf"
    assert (told.exit_code, told.stdout) == (0, f"{path.as_posix()} is signed by {NAME}\n")
    # The signature stands behind the last byte of the report, which nothing was done to.
    assert path.read_bytes().startswith((reports / "2021-05/report.pdf").read_bytes())
    assert before == {each: each.read_bytes() for each in before}
    assert not list(reports.glob(".*"))

    boxes = {name: [float(each) for each in widget["/Rect"]] for name, widget in fields(path)}
    assert boxes["Organisation"][2] <= boxes["Signer"][0]
    assert boxes["Organisation"][1] == boxes["Signer"][1]
    assert list(signature_problems(reports / "2021-05")) == []

    told = signed(reports, certificate, "--organisation")
    assert told.exit_code == 0
    assert list(signature_problems(reports / "2021-05")) == []
    assert "was signed before" in signed(reports, certificate).stderr


def test_fields_are_in_the_tree_of_the_document(reports: Path, certificate: Path) -> None:
    """ISO 14289-1, 7.18.4; ISO 19005-2, 6.3.3: each has an alternative text and an appearance."""
    signed(reports, certificate)
    for path in (reports / "2021-05/report.pdf", reports / "2021-05-signed.pdf"):
        assert [name for name, _widget in fields(path)] == ["Organisation", "Signer"]
        check_fields(path)


def check_fields(path: Path) -> None:
    tree: Any = pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    parents = {int(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    widget: Any
    for _name, widget in fields(path):
        element = parents[int(widget["/StructParent"])]
        assert element["/S"] == "/Form"
        (kid,) = element["/K"]
        assert kid.raw_get("/Obj").idnum == widget.indirect_reference.idnum
        assert "Chữ ký" in widget["/TU"] == element["/Alt"]
        assert "/N" in widget["/AP"]
        assert int(widget["/F"]) & 4, "it is printed"
        assert not int(widget["/F"]) & 3, "it is shown"
    assert int(tree["/ParentTreeNextKey"]) == max(parents) + 1
    # All type of the stamp comes along.
    for _name, widget in fields(path):
        for font in fonts(widget["/AP"]["/N"].get_object()):
            assert "/FontFile3" in font or "/FontFile2" in font


def fonts(form: pypdf.generic.DictionaryObject) -> Iterator[pypdf.generic.DictionaryObject]:
    resources = form.get("/Resources", {})
    for each in resources.get("/Font", {}).values():
        font = each.get_object()
        kids = font.get("/DescendantFonts")
        yield (kids[0].get_object() if kids else font)["/FontDescriptor"].get_object()
    for each in resources.get("/XObject", {}).values():
        yield from fonts(each.get_object())


def test_a_server_vouches_for_the_time(reports: Path, certificate: Path, timestamps: str) -> None:
    """PAdES B-T: the signature holds a token of the server over its own bytes."""
    told = signed(reports, certificate, "--timestamps", timestamps)
    assert (told.exit_code, told.stderr) == (0, UNPUBLISHED)
    content = (reports / "2021-05-signed.pdf").read_bytes()
    (found,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    assert list(signature_problems(reports / "2021-05")) == []

    # The token counts like the signature: a byte of it that changes is found.
    info = ContentInfo.load(found.pkcs7_content)
    (attribute,) = info["content"]["signer_infos"][0]["unsigned_attrs"]
    assert attribute["type"].native == "signature_time_stamp_token"
    token = attribute["values"][0]["content"]["encap_content_info"]["content"].parsed.dump()
    at = content.index(token.hex().upper().encode()) + len(token)
    other = b"0" if content[at : at + 1] != b"0" else b"1"
    (reports / "2021-05-signed.pdf").write_bytes(content[:at] + other + content[at + 1 :])
    assert list(signature_problems(reports / "2021-05")) != []


def test_a_server_that_gives_no_time_leaves_nothing(reports: Path, certificate: Path) -> None:
    told = signed(reports, certificate, "--timestamps", "http://127.0.0.1:9/")
    assert (told.exit_code, "the server gives no timestamp" in told.stderr) == (2, True)
    assert not (reports / "2021-05-signed.pdf").exists()


@pytest.mark.parametrize(("days", "problem"), [(-9, "was valid until"), (9, "is valid from")])
def test_a_certificate_out_of_date_signs_nothing(
    reports: Path, tmp_path: Path, days: int, problem: str
) -> None:
    start = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    path = tmp_path / "own.p12"
    path.write_bytes(made_certificate(start))
    told = signed(reports, path)
    assert (told.exit_code, problem in told.stderr) == (2, True)
    assert not (reports / "2021-05-signed.pdf").exists()


def test_any_byte_that_changes_is_found(reports: Path, certificate: Path) -> None:
    signed(reports, certificate)
    path, chance = reports / "2021-05-signed.pdf", random.Random(1)
    content, own = path.read_bytes(), len((reports / "2021-05/report.pdf").read_bytes())
    for number in range(100):
        # Half of them where nothing but the signature stands.
        at = chance.randrange(own if number % 2 else 0, len(content))
        other = bytes([content[at] ^ 1 << chance.randrange(8)])
        path.write_bytes(content[:at] + other + content[at + 1 :])
        assert list(signature_problems(reports / "2021-05")) != [], at
    path.write_bytes(content + b"\n")
    assert list(signature_problems(reports / "2021-05")) != []


def test_what_verifies_a_report_verifies_its_signature(reports: Path, certificate: Path) -> None:
    signed(reports, certificate)
    path = reports / "2021-05-signed.pdf"
    arguments = [
        "--lang",
        "en",
        "--data",
        str(ROOT / "data"),
        "--notebooks",
        str(ROOT / "notebooks"),
    ]
    arguments += ["--reports", str(reports), "verify", "2021-05", "--quick"]
    assert run(*arguments).exit_code == 0
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    told = run(*arguments)
    assert (told.exit_code, "2021-05-signed.pdf: " in told.stdout) == (1, True)


@pytest.mark.parametrize(
    ("content", "secret", "problem"),
    [
        (None, "khác hẳn", "or the password is another one"),
        (b"", SECRET, "is no certificate with its key"),
        (b"x" * 2_000_000, SECRET, "is too large for a certificate"),
    ],
    ids=["password", "empty", "large"],
)
def test_what_does_not_sign_is_told(
    reports: Path,
    certificate: Path,
    tmp_path: Path,
    content: bytes | None,
    secret: str,
    problem: str,
) -> None:
    path = tmp_path / "own.p12"
    path.write_bytes(certificate.read_bytes() if content is None else content)
    told = signed(reports, path, secret=secret)
    assert (told.exit_code, told.stdout) == (2, "")
    assert f"own.p12: {problem}" in told.stderr or problem in told.stderr
    assert secret not in told.stderr
    assert not (reports / "2021-05-signed.pdf").exists()


def test_no_file_and_no_report_are_told(reports: Path, certificate: Path, tmp_path: Path) -> None:
    told = signed(reports, tmp_path / "none.p12")
    assert (told.exit_code, "none.p12: cannot be read" in told.stderr) == (2, True)
    shutil.rmtree(reports / "2021-05")
    told = signed(reports, certificate)
    assert (told.exit_code, "there is no report to sign" in told.stderr) == (2, True)


def test_another_report_is_neither_signed_nor_replaced(reports: Path, certificate: Path) -> None:
    path = reports / "2021-05/report.pdf"
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    told = signed(reports, certificate)
    assert (told.exit_code, "is not the one that was made" in told.stderr) == (2, True)
    path.write_bytes(content)
    (reports / "2021-05-signed.pdf").write_bytes(b"%PDF-1.7 of before")
    told = signed(reports, certificate)
    assert (told.exit_code, "another report of this month was signed" in told.stderr) == (2, True)
    assert (reports / "2021-05-signed.pdf").read_bytes() == b"%PDF-1.7 of before"


def test_a_password_that_nobody_gives_is_told(reports: Path, certificate: Path) -> None:
    arguments = ["--lang", "en", "--data", str(ROOT / "data"), "--reports", str(reports), "sign"]
    arguments += ["2021-05", "--certificate", str(certificate)]
    for more in ([], ["--password-fd", "999"], ["--password-fd", "99999999999"]):
        told = run(*arguments, *more)
        assert (told.exit_code, "password" in told.stderr) == (2, True)
