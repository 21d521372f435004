"""The reporter's name under (or over) an article. An official document's signatory is never a byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thongsuot.reading.clean.lines import Line
from thongsuot.reading.letters import LOWER, UPPER
from thongsuot.reading.model import Noise

_WORD = rf"(?:[{UPPER}][{UPPER}{LOWER}.]*)"
_NAMES = re.compile(
    rf"^(?:(?:Bài|Tin|Ảnh|Thực hiện|Tác giả|Nguồn|Theo|Tổng hợp)[^:]{{0,20}}:?\s*)?{_WORD}(?:[ ]{_WORD}){{0,5}}"
    rf"(?:\s*[-–,/&(|]\s*{_WORD}(?:[ ]{_WORD}){{0,5}}\)?)*\.?$"
)
_LABEL = re.compile(r"^(?:Bài|Tin|Tin, ảnh|Bài, ảnh|Tin, bài|Thực hiện|Tác giả|Nguồn|Theo|Tổng hợp|BBT|PV)\b.{0,60}$")
_OFFICE = re.compile(
    rf"^(?:TL|KT|TM|TUQ|Q)\.|^[{UPPER} ]*(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|VĂN PHÒNG|CHÁNH|THỦ TƯỚNG|TRƯỞNG BAN)"
)
_BYLINE_MAX = 60
_STATES_A_FIGURE = re.compile(r"\d.*[.;!]$")  # «Theo Bộ Nội vụ, tỉnh đạt 76,5 điểm.» is a sentence, no source line


def find_bylines(lines: Sequence[Line]) -> list[Noise]:
    """``lines`` are those left after furniture and captions; looks at the last three and at repeated names."""
    noise: list[Noise] = []
    if any(_OFFICE.match(line.text) for line in lines[-12:]):
        return noise
    for line in reversed(lines[-3:]):
        if not _is_byline(line):
            break
        noise.append(Noise("byline", line.span, line.text, "Tên người viết bài."))
    return list(reversed(noise))


def _is_byline(line: Line) -> bool:
    if len(line.text) > _BYLINE_MAX or _STATES_A_FIGURE.search(line.text):
        return False
    return bool(_NAMES.match(line.text) or _LABEL.match(line.text))
