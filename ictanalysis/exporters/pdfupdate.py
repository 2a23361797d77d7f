"""An update of a PDF: objects that stand at its end, in place of those that it has or beside them.

References
----------
ISO 32000-1, 7.5.6 (incremental updates), 7.5.4 (the table of objects) and 14.4 (identifiers).
"""

from __future__ import annotations

import hashlib
import io

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)


class Update:
    """What changes in a file.

    Parameters
    ----------
    content
        The file, whose table of objects is not a stream.

    Attributes
    ----------
    reader
        Reads the file.
    """

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self._content = content
        self._objects: dict[int, PdfObject] = {}
        self._size: int = self.reader.trailer["/Size"]  # type: ignore[assignment]

    def take(self, changed: PdfObject) -> None:
        """Take in an object of the file that was changed."""
        assert changed.indirect_reference is not None
        self._objects[changed.indirect_reference.idnum] = changed

    def add(self, new: PdfObject) -> IndirectObject:
        """Take in a new object, and return the reference to it."""
        self._objects[self._size] = new
        self._size += 1
        return IndirectObject(self._size - 1, 0, self.reader)

    def written(self) -> bytes:
        """Return the file with the update."""
        file = io.BytesIO()
        file.write(self._content)
        table = [b"xref\n"]
        for number, each in sorted(self._objects.items()):
            table.append(b"%d 1\n%010d 00000 n \n" % (number, file.tell()))
            file.write(b"%d 0 obj\n" % number)
            each.write_to_stream(file)
            file.write(b"\nendobj\n")
        place = file.tell()
        file.write(b"".join(table) + b"trailer\n")
        self._trailer(hashlib.sha256(file.getvalue()).digest()).write_to_stream(file)
        file.write(b"\nstartxref\n%d\n%%%%EOF\n" % place)
        return file.getvalue()

    def _trailer(self, digest: bytes) -> DictionaryObject:
        """Return the trailer, whose second identifier tells this state of the file."""
        trailer = DictionaryObject(self.reader.trailer)
        first = trailer["/ID"][0]  # type: ignore[index]
        before = int(self._content.rpartition(b"startxref")[2].split()[0])
        trailer[NameObject("/ID")] = ArrayObject([first, ByteStringObject(digest[:16])])
        trailer[NameObject("/Size")] = NumberObject(self._size)
        trailer[NameObject("/Prev")] = NumberObject(before)
        return trailer
