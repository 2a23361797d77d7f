"""Word documents, as small as they can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP file with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """Return a document whose body is this WordprocessingML, with other parts beside it."""
    document = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **parts})


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def cell(text: str, span: int = 1, merge: str = "") -> str:
    """Return a cell of a table; `merge` is `restart` or `continue`."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{wide}{down}</w:tcPr>{paragraph(text)}</w:tc>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that `cell` has made."""
    inside = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{inside}</w:tbl>"


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(kind: str, text: str) -> str:
    """Return a run of text; of kind `t`, or `delText` for one that is removed."""
    return f'<w:r><w:{kind} xml:space="preserve">{escape(text)}</w:{kind}></w:r>'


def replaced(document: str, old: str, new: str) -> str:
    """Return WordprocessingML in which words of one run are others."""
    assert escape(old) in document, old
    return document.replace(escape(old), escape(new), 1)


def tracked(document: str, old: str, new: str) -> str:
    """Return WordprocessingML in which words of one run are replaced by a tracked change."""
    change = 'w:id="900" w:author="Giám đốc" w:date="2021-06-01T08:00:00Z"'
    made = f"<w:del {change}>{run('delText', old)}</w:del><w:ins {change}>{run('t', new)}</w:ins>"
    end, begin = "</w:t></w:r>", '<w:r><w:t xml:space="preserve">'
    assert escape(old) in document, old
    return document.replace(escape(old), f"{end}{made}{begin}", 1)
