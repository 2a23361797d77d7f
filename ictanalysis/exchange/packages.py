"""Packages: the ZIP files that office programs write, unpacked within limits.

References
----------
ISO/IEC 29500-2 (Open Packaging Conventions); MS-OFFCRYPTO (packages with a password).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message

TYPES = "[content_types].xml"
"""The part that says what each other part is."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a file of the older programs begins, and one with a password."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError
)  # fmt: skip
"""What unpacking a damaged file raises."""

_REFERENCE = re.compile(rb"\b(?:PartName|Target)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Limits:
    """How large a package may be.

    Attributes
    ----------
    size, unpacked
        Bytes of the file, and of all its parts together.
    parts, tags
        How many parts there may be, and how many tags in each: whoever reads them all keeps
        something of each.
    large, damaged
        What to say of a file that is larger, and of one that is no package.
    """

    size: int
    unpacked: int
    parts: int
    tags: int
    large: Message
    damaged: Message


_DECLARATIONS = tuple(
    "<!DOCTYPE".encode(each)
    for each in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
"""How a declaration begins that no part may have (ECMA-376, part 2, 10.1.2.4): with it, an entity
could read a file or grow without end, whatever reads the part."""


def has_password(content: bytes) -> bool:
    """Return whether a file is a package that a password protects."""
    return content.startswith(OLE) and _ENCRYPTED in content


def unpacked(content: bytes, name: str, limits: Limits) -> Mapping[str, bytes]:
    """Return path → content of each part; the path as `part_name` has it.

    Each part is unpacked once, so that a file that unpacks to more than it says is found here.

    Raises
    ------
    InputError
        If the file is damaged, has a part twice, or is larger than the limits; `name` is what
        messages call it.
    """
    if len(content) > limits.size:
        raise InputError(limits.large, file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive, name, limits)
    except BROKEN as error:
        raise InputError(limits.damaged, file=name) from error
    if TYPES not in parts:
        raise InputError(limits.damaged, file=name)
    return parts


def _parts(archive: zipfile.ZipFile, name: str, limits: Limits) -> Mapping[str, bytes]:
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if len(entries) > limits.parts:
        raise InputError(limits.large, file=name)
    parts: dict[str, bytes] = {}
    room = limits.unpacked
    for entry in entries:
        with archive.open(entry) as file:
            part = file.read(room + 1)
        room -= len(part)
        if room < 0 or part.count(b"<") > limits.tags:
            raise InputError(limits.large, file=name)
        path = part_name(entry.filename)
        if path in parts or any(each in part for each in _DECLARATIONS):
            raise InputError(limits.damaged, file=name)
        parts[path] = part
    return parts


def part_name(written: str) -> str:
    """Return the name of a part by which it is looked up.

    Names that differ in the case of plain letters are one name (ISO/IEC 29500-2, 6.2.2.3); some
    writers part folders with backslashes, or begin with a slash.
    """
    return written.replace("\\", "/").lstrip("/").encode().lower().decode()


def member(archive: zipfile.ZipFile, part: str) -> zipfile.ZipInfo | None:
    """Return the entry of an archive that is a part; None if it has none of that name."""
    return next((each for each in archive.infolist() if part_name(each.filename) == part), None)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package in which every part has the name that other parts call it by.

    Readers that compare names letter by letter find each part in it, whoever wrote the package.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, part in parts.items():
            names_others = path == TYPES or path.endswith(".rels")
            content = _REFERENCE.sub(_looked_up, part) if names_others else part
            archive.writestr("[Content_Types].xml" if path == TYPES else path, content)
    return made.getvalue()


def _looked_up(reference: re.Match[bytes]) -> bytes:
    attribute, equals, name = reference[0].partition(b"=")
    return attribute + equals + name.replace(b"\\", b"/").lower()


def holds_macros(parts: Mapping[str, bytes]) -> bool:
    """Return whether a package has code in it."""
    return b"macroEnabled" in parts[TYPES] or any("vba" in path for path in parts)
