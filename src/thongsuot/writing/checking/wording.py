"""What the words of single components must be, whatever they are printed with: pairs of what was found and wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thongsuot.kernel.text import nfc, tone_key

Pair = tuple[str, str]

_BLANK = r"[\s\u00a0….]*"
_GROUP = r"[A-ZĐƯÂÊÔƠ][A-Za-zĐđ]*"
_NUMBER = re.compile(rf"^Số:{_BLANK}(\d*){_BLANK}/{_GROUP}(?:-{_GROUP})*(?:\s*\([^)]*\))?$")
_DATE = re.compile(
    rf"^(?P<place>[^,]+?)(?P<comma>,?)\s*ngày{_BLANK}(?P<day>\d*){_BLANK}tháng{_BLANK}(?P<month>\d*){_BLANK}"
    rf"năm{_BLANK}(?P<year>\d*){_BLANK}$"
)
_ABBREVIATION = re.compile(r"^(T/?M|K/?T|T/?L|T/?U/?Q|TUQ|Q)(?P<dot>\.?)(?P<space>\s*)(?=[A-ZĐƯÂÊÔƠÀ-Ỹ])")
_DEGREE = re.compile(r"^(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|NGND|NGƯT)\.", re.I)


def same_words(text: str, wanted: str) -> bool:
    """Letter for letter, capitals too; «HÒA» and «HOÀ» are the same word."""
    same_case = [letter.isupper() for letter in nfc(text)] == [letter.isupper() for letter in wanted]
    return same_case and tone_key(nfc(text)) == tone_key(wanted)


def number_wording(text: str) -> Iterator[Pair]:
    """«Số: 05/TB-UBND», blank or filled (Phụ lục I, II.3c)."""
    found = _NUMBER.match(text)
    if not found:
        yield f"ghi «{text}»", "«Số: 05/TB-UBND», không cách chữ quanh dấu «/» và «-»"
    elif len(found[1]) == 1:
        yield f"ghi «{found[1]}»", f"«0{found[1]}»: số nhỏ hơn 10 thêm số 0 phía trước"


def date_wording(text: str) -> Iterator[Pair]:
    """«Lạng Sơn, ngày 09 tháng 01 năm 2024», blank or filled (Phụ lục I, II.4b)."""
    found = _DATE.match(text)
    if not found:
        yield f"ghi «{text}»", "«địa danh, ngày … tháng … năm …»"
        return
    if not found["comma"]:
        yield "thiếu dấu phẩy sau địa danh", "có dấu phẩy sau địa danh"
    if len(found["day"]) == 1:
        yield f"ghi «ngày {found['day']}»", f"«ngày 0{found['day']}»"
    if found["month"] in {"1", "2"}:
        yield f"ghi «tháng {found['month']}»", f"«tháng 0{found['month']}»"


def capacity_wording(text: str, forms: Sequence[str]) -> Iterator[Pair]:
    """«TL. CHỦ TỊCH»: one of the law's abbreviations with its dot and a space (Điều 13)."""
    found = _ABBREVIATION.match(text)
    if not found:
        return
    letters = found[1].replace("/", "")
    is_word = not found["dot"] and not found["space"] and "/" not in found[1]  # «QUYỀN …» is a word, «Q.» is not
    if not is_word and (letters not in forms or found[0] != f"{letters}. "):
        yield f"ghi «{text}»", f"«{letters}. …», có dấu chấm và cách chữ"


def name_wording(text: str) -> Iterator[Pair]:
    if _DEGREE.match(text):
        yield f"ghi «{text}»", "không ghi học hàm, học vị (trừ lực lượng vũ trang, đơn vị giáo dục, y tế, khoa học)"


def recipients_wording(texts: Sequence[str]) -> Iterator[Pair]:
    """Dash, semicolon, full stop at the last, which says what is filed (Phụ lục I, II.9d)."""
    ends = [";"] * (len(texts) - 1) + ["."]
    wrong = [text for text, end in zip(texts, ends, strict=False) if not (text.startswith("- ") and text.endswith(end))]
    if wrong:
        yield f"có dòng «{wrong[0]}»", "gạch đầu dòng, cuối dòng «;», dòng cuối «.»"
    if not texts or not texts[-1].startswith("- Lưu:"):
        yield "thiếu dòng lưu ở cuối", "dòng cuối «- Lưu: VT, ….»"
