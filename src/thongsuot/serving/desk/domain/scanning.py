"""What a reader of QR or bar codes types: a dossier's code, the address printed on its receipt, or something else."""

from __future__ import annotations

import re

from thongsuot.serving.desk.domain.identity import is_card
from thongsuot.serving.dossiers.domain.codes import is_code, tidy

_CODE_IN_ADDRESS = re.compile(r"/([0-9A-Za-z.]+-\d{6}-\d{4,})/?(?:[?#].*)?$")


class BadScan(ValueError):  # noqa: N818 - names what it is
    """No code of a dossier; ``str(error)`` says in Vietnamese what it is instead. Never repeats personal data."""


def code_from(line: str) -> str:
    """Raises ``BadScan``."""
    text = line.strip()
    if not text:
        raise BadScan("Chưa quét gì. Hãy quét mã trên giấy hẹn hoặc gõ mã hồ sơ.")
    if is_card(text):
        raise BadScan("Đây là mã của thẻ căn cước, không phải mã hồ sơ. Hãy quét mã in trên giấy hẹn.")
    found = _CODE_IN_ADDRESS.search(text)
    code = tidy(found[1] if found else text)
    if not is_code(code):
        raise BadScan("Mã vừa quét không phải mã hồ sơ. Mã hồ sơ có dạng H37.17-261122-0001.")
    return code
