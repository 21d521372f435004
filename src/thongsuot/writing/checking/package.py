"""A stranger's .docx opened with care: a document is data, never run, never fetched, never unpacked without end."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document

_MAX_UNPACKED = 150 * 1024 * 1024
_MAX_PARTS = 5000


class NotWord(ValueError):  # noqa: N818 — a kind of file, said to the person as it is
    """The bytes are no Word file we can check; ``str()`` is for the person."""


def open_word(data: bytes) -> Any:
    """The python-docx document of ``data``. Raises ``NotWord``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        raise NotWord("Tệp không phải văn bản Word (.docx) hoặc đã hỏng. Hãy mở bằng Word và lưu lại.") from error
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        raise NotWord("Tệp bung ra lớn bất thường nên không mở. Hãy bỏ ảnh rồi lưu lại.")
    if any(part.flag_bits & 0x1 for part in parts):
        raise NotWord("Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi lưu lại.")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise NotWord("Đây không phải văn bản Word. Hãy chọn tệp .docx.")
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets errors of lxml, zipfile and its own through, all for a broken file
        raise NotWord("Tệp Word bị hỏng. Hãy mở bằng Word và lưu lại.") from error
