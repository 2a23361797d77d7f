"""Folders as bytes: what comes back is what was sent, and nothing leaves its folder."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from ictanalysis.language.errors import InputError
from ictanalysis.pipeline import parcels
from ictanalysis.pipeline.parcels import pack, unpack
from tests.datasets import snapshot, write


def parcel(*entries: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    """Return a parcel as somebody else might make it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as made:
        for name, content in entries:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            entry.size = len(content) if kind == tarfile.REGTYPE else 0
            made.addfile(entry, io.BytesIO(content))
    return gzip.compress(stream.getvalue(), mtime=0)


def test_what_comes_is_what_was_sent(tmp_path: Path) -> None:
    (tmp_path / "one/2021-05/empty").mkdir(parents=True)
    write(tmp_path / "one/2021-05/a.csv", "số,1\n")
    (tmp_path / "two").mkdir()
    write(tmp_path / f"two/{'x' * 120}.csv", "2")
    sent = pack({"data/one": tmp_path / "one", "": tmp_path / "two"})
    (tmp_path / "new").mkdir()
    unpack(sent, tmp_path / "new")
    assert snapshot(tmp_path / "new/data/one") == snapshot(tmp_path / "one")
    assert (tmp_path / f"new/{'x' * 120}.csv").read_bytes() == b"2"
    assert pack({"data/one": tmp_path / "one", "": tmp_path / "two"}) == sent


def test_a_link_is_not_sent(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").symlink_to("/etc/passwd")
    with pytest.raises(InputError, match=r"data/a\.csv: cannot be sent to a cluster"):
        pack({"data/data": tmp_path / "data"})


@pytest.mark.parametrize(
    "name", ["../a", "/a", "a/../../b", "a//b", "./a", "a\\b", "C:a", "a/.", "", "a/./b"]
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"name|no parcel"):
        unpack(parcel((name, b"1")), tmp_path / "new")
    assert list(tmp_path.rglob("*")) in ([], [tmp_path / "new"])


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE]
)
def test_what_is_no_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(ValueError, match=r"is not a file"):
        unpack(parcel(("a", b""), kind=kind), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_comes_twice_or_is_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="File exists"):
        unpack(parcel(("a", b"1"), ("a", b"2")), tmp_path)
    monkeypatch.setattr(parcels, "LARGEST", 5)
    with pytest.raises(ValueError, match="more than a parcel may hold"):
        unpack(parcel(("b", b"123"), ("c", b"123")), tmp_path)
    monkeypatch.setattr(parcels, "MOST", 1)
    with pytest.raises(ValueError, match="more than a parcel may hold"):
        unpack(parcel(("d", b""), ("e", b"")), tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", gzip.compress(b"x" * 600, mtime=0), parcel(("a", b"1"))[:40]],
    ids=["nothing", "a letter", "no archive", "half of one"],
)
def test_what_is_no_parcel_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ValueError, match="no parcel"):
        unpack(content, tmp_path)
