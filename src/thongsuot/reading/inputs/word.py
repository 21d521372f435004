"""Text of a .docx in reading order: paragraphs with their automatic numbers, tables row by row.

Read from the package itself (ECMA-376 part 1, §17): a document is data here, nothing in it is ever run or fetched.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from thongsuot.reading.inputs.errors import UnreadableDocument
from thongsuot.reading.inputs.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_UNPACKED = 150 * 1024 * 1024
_MAX_PARTS = 5000


def read_docx(data: bytes) -> str:
    """Return the body text, one paragraph a line. Raises ``UnreadableDocument``."""
    package = _open(data)
    document = _parse(package, "word/document.xml")
    if document is None:
        raise UnreadableDocument("not_word", "Tệp nén này không phải văn bản Word. Hãy chọn đúng tệp .docx.")
    numbering = Numbering(_parse(package, "word/numbering.xml"), _parse(package, "word/styles.xml"))
    body = document.find(f"{W}body")
    return "\n".join(_blocks(body, numbering)) if body is not None else ""


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise UnreadableDocument("broken_word", "Tệp .docx bị hỏng. Hãy mở bằng Word và lưu lại.") from error
    parts = package.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        raise UnreadableDocument(
            "zip_bomb", "Tệp .docx bung ra lớn bất thường nên không mở. Hãy mở bằng Word, bỏ ảnh rồi lưu lại."
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableDocument("encrypted", "Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi lưu lại.")
    names = {part.filename for part in parts}
    if any(name.startswith("xl/") for name in names):
        raise UnreadableDocument("spreadsheet", "Đây là bảng tính Excel. Chức năng này đọc văn bản .docx, .pdf, .txt.")
    return package


def _parse(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with package.open(name) as part:
            # The declared size may lie; never unpack more than allowed.
            content = part.read(_MAX_UNPACKED + 1)
        if len(content) > _MAX_UNPACKED:
            raise UnreadableDocument("zip_bomb", "Tệp .docx bung ra lớn bất thường nên không mở.")
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError) as error:
        raise UnreadableDocument("broken_word", "Tệp .docx bị hỏng. Hãy mở bằng Word và lưu lại.") from error


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield _paragraph(child, numbering)
        elif child.tag == f"{W}tbl":
            yield from _table(child, numbering)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _blocks(content, numbering)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> str:
    text = "".join(_pieces(paragraph))
    label = numbering.label(paragraph) if text.strip() else ""
    return f"{label} {text}".strip() if label else text.rstrip()


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in {_FALLBACK, f"{W}del", f"{W}pPr", f"{W}rPr"}:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif child.tag == f"{W}tab":
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(child)


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Rows of short cells become one line each; the two-column heads and feet of letters keep their paragraphs."""
    for row in table.iter(f"{W}tr"):
        cells = [[line for line in _blocks(cell, numbering) if line.strip()] for cell in row.findall(f"{W}tc")]
        flat = [" ".join(cell) or "-" for cell in cells]  # an empty cell keeps its column
        if len(cells) > 2 and any(cells) and all(len(cell) < 400 for cell in flat):
            yield " | ".join(flat)
        else:
            yield from (line for cell in cells for line in cell)
    yield ""
