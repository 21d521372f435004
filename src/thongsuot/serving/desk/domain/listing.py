"""The other system's list as it comes out of it: columns of DongBoHoSo in any order, statuses by number or name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.text import fold
from thongsuot.serving.desk.domain.reconcile import NAMES, Listed
from thongsuot.serving.dossiers.domain.codes import tidy
from thongsuot.serving.dossiers.domain.happenings import PortalStatus

CODE, STATUS, DUE, ENDED, RETURNED = "mahoso", "trangthaihoso", "ngayhentra", "ngayketthucxuly", "ngaytra"
_ALSO = {
    "masohoso": CODE,
    "sohoso": CODE,
    "trangthai": STATUS,
    "hentra": DUE,
    "ngayhentraketqua": DUE,
    "ngayketthuc": ENDED,
    "ngayxong": ENDED,
    "ngaytraketqua": RETURNED,
}
_BY_NAME = {fold(name): status for status, name in NAMES.items()}
_LOCAL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\D+(\d{1,2}):(\d{2})(?::\d{2})?)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{0,2})?")
_CLOSING = (17, 0)  # a day without an hour ends with the office


class BadList(ValueError):  # noqa: N818 - names what it is
    """No list of dossiers; ``str(error)`` says in Vietnamese what is missing."""


@dataclass(frozen=True, slots=True)
class Listing:
    """``faults``: lines left out, in words with their numbers."""

    rows: tuple[Listed, ...]
    faults: tuple[str, ...]


def listing(header: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> Listing:
    """Reads numbered lines below a header. Raises ``BadList`` without a column of codes or of statuses."""
    places = {name: index for index, name in enumerate(map(_heading, header)) if name}
    if CODE not in places or STATUS not in places:
        raise BadList("Danh sách cần có cột MaHoSo và cột TrangThaiHoSo ở dòng đầu. Hãy kiểm tra lại dòng tiêu đề.")
    rows, faults = [], []
    for number, cells in lines:
        told = {name: cells[index].strip() if index < len(cells) else "" for name, index in places.items()}
        try:
            rows.append(_row(told))
        except ValueError as fault:
            faults.append(f"dòng {number}: {fault}")
    return Listing(tuple(rows), tuple(faults))


def moment(text: str) -> datetime | None:
    """«17:00 … 22/11/2026 17:00», «2026-11-22T17:00», «20261122170000» in Vietnam's time; empty is ``None``.

    Raises ``ValueError`` with Vietnamese words.
    """
    given = text.strip()
    if not given:
        return None
    try:
        if found := _LOCAL.fullmatch(given):
            day, month, year, hour, minute = found.groups()
            return _at(year, month, day, hour, minute)
        if found := _PACKED.fullmatch(given):
            return _at(*found.groups())
        read = datetime.fromisoformat(given)
    except ValueError as error:
        raise ValueError(f"ngày «{given}» không đọc được; viết như 22/11/2026 17:00") from error
    return read if read.tzinfo else read.replace(tzinfo=VIETNAM)


def _at(year: str, month: str, day: str, hour: str | None, minute: str | None) -> datetime:
    clock = (int(hour), int(minute or 0)) if hour else _CLOSING
    return datetime(int(year), int(month), int(day), *clock, tzinfo=VIETNAM)


def _heading(text: str) -> str:
    plain = re.sub(r"[^a-z]", "", fold(text))
    name = _ALSO.get(plain, plain)
    return name if name in {CODE, STATUS, DUE, ENDED, RETURNED} else ""


def _row(told: Mapping[str, str]) -> Listed:
    code = tidy(told[CODE])
    if not code:
        raise ValueError("thiếu mã hồ sơ")
    dates = [moment(told.get(name, "")) for name in (DUE, ENDED, RETURNED)]
    return Listed(code, _status(told[STATUS]), dates[0], dates[1] or dates[2], dates[2])


def _status(text: str) -> PortalStatus:
    known = _BY_NAME.get(fold(text)) or (PortalStatus(int(text)) if text in map(str, PortalStatus) else None)
    if known is None:
        raise ValueError(f"trạng thái «{text}» không có trong danh mục; ghi số từ 1 đến 10 hoặc tên")
    return known
