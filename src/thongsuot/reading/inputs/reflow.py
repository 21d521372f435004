"""Lines of a printed page back into paragraphs: a full line that does not end a sentence goes on."""

from __future__ import annotations

import re

from thongsuot.reading.letters import LOWER, UPPER
from thongsuot.reading.markers import read_marker

_ENDS = tuple(".;:!?")
_CAPITALS = re.compile(rf"^[{UPPER}\d\s.,:;()/–-]{{4,}}$")
_LOWER_START = re.compile(rf"^[{LOWER}(]")
#: «7/2022.», «15/7/2022, …»: the date of «trong tháng» on the line before, not an item 7 and not a line of capitals.
_DATE_START = re.compile(rf"^\d{{1,2}}(?:/\d{{1,2}})?/\d{{4}}(?=[.,;:)/]|\s+[{LOWER}(]|$)")
_ASKS_DATE = re.compile(r"(?<!\w)(?:ngày|tháng|quý|trước|đến|từ|hạn|số)$", re.I)


def reflow(text: str) -> str:
    """Join wrapped lines by a space; blank lines, list numbers and lines in capitals stay apart."""
    lines = [line.strip() for line in text.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    full = 0.78 * widths[int(len(widths) * 0.9)] if widths else 0
    joined: list[str] = []
    for line in lines:
        if joined and line and _goes_on(joined[-1], line, full, last_width=len(joined[-1].rpartition("\x00")[2])):
            joined[-1] += "\x00" + line
        else:
            joined.append(line)
    return "\n".join(joined).replace("\x00", " ")


def _goes_on(before: str, line: str, full: float, last_width: int) -> bool:
    if _DATE_START.match(line):
        return bool(_ASKS_DATE.search(before)) or (last_width >= full and not before.endswith(_ENDS))
    if not before or read_marker(line) or _CAPITALS.match(line) or _CAPITALS.match(before):
        return False
    if _LOWER_START.match(line):
        return not before.endswith((".", "!", "?"))
    return last_width >= full and not before.endswith(_ENDS)
