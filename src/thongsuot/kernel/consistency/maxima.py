"""Values that no scale allows: shares over 100%, scores over the top of their index (A08, T15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.consistency.units import is_score
from thongsuot.kernel.figures import Figure

# Tops of the published scales: PAPI sums eight dimensions of at most 10; the others are out of 100
# (QĐ 876/QĐ-BNV for PAR INDEX and SIPAS, pcivietnam.vn and papi.org.vn for the other two, QĐ 766/QĐ-TTg).
_SCALES: tuple[tuple[re.Pattern[str], Decimal], ...] = (
    (re.compile(r"\bPAPI\b|hiệu quả quản trị và hành chính công", re.IGNORECASE), Decimal(80)),
    (
        re.compile(
            r"\bPAR[ -]?INDEX\b|\bSIPAS\b|\bPCI\b|\bPGI\b|\bDDCI\b|bộ chỉ số (?:766|chỉ đạo|phục vụ)", re.IGNORECASE
        ),
        a.HUNDRED,
    ),
    (re.compile(r"chỉ số (?:cải cách hành chính|CCHC|hài lòng|năng lực cạnh tranh)", re.IGNORECASE), a.HUNDRED),
)
# Shares of something counted: whatever is late, online, satisfied cannot be more than everything.
_SHARE = re.compile(
    r"đúng hạn|trước hạn|quá hạn|trễ hạn|hài lòng|trực tuyến|số hóa|toàn trình|hồ sơ|người dân|dịch vụ công|"
    r"đạt chuẩn|cán bộ|công chức|đơn vị|văn bản|thanh toán|chữ ký số|ký số",
    re.IGNORECASE,
)
# Measured against a plan, an estimate or an earlier period, 100% is no ceiling.
_OPEN_ENDED = re.compile(
    r"kế hoạch|dự toán|chỉ tiêu|mục tiêu|so với|cùng kỳ|tăng|gấp|vượt|giải ngân|thu ngân sách|giao|bằng", re.IGNORECASE
)
_BONUS = re.compile(r"điểm thưởng|điểm cộng|thưởng", re.IGNORECASE)


def top_of_scale(figure: Figure) -> Decimal | None:
    """The highest score the index allows, or ``None`` when the scale is not known."""
    if figure.denominator is not None and is_score(figure):
        return figure.denominator
    if figure.unit is not None and figure.unit.startswith("điểm/"):
        digits = figure.unit.removeprefix("điểm/").strip()
        return Decimal(digits) if digits.isdecimal() else None
    return _known_scale(figure.name)


def _known_scale(name: str) -> Decimal | None:
    return next((top for pattern, top in _SCALES if pattern.search(name)), None)


def above_maximum(figure: Figure) -> Iterator[Finding]:
    """A score over its scale, or a share over 100%, unless bonus points are named (A08)."""
    value = figure.numerator if is_score(figure) and figure.denominator is not None else figure.value
    if value is None or _BONUS.search(figure.name):
        return
    top = _ceiling(figure)
    if top is None or value <= top:
        return
    unit = "%" if figure.unit == "%" else " điểm"
    yield doubt(
        FindingKind.ABOVE_MAXIMUM,
        Severity.ERROR,
        figure,
        f"{a.show(value)}{unit} vượt mức tối đa {a.show(top)}{unit}.",
        "Số này có gõ nhầm, hoặc có điểm thưởng chưa nêu?",
    )


def _ceiling(figure: Figure) -> Decimal | None:
    if is_score(figure):
        return top_of_scale(figure)
    if figure.unit != "%" or (figure.change is not None and figure.value is None):
        return None
    if _known_scale(figure.name) is not None:
        return a.HUNDRED
    words = f"{figure.name} {figure.quote}"
    if _OPEN_ENDED.search(words) or not _SHARE.search(words):
        return None
    return a.HUNDRED
