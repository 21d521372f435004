"""«Lệch đồng bộ» (I04): what our record and another system say differently of the same dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thongsuot.kernel.clock import local
from thongsuot.serving.dossiers.domain.happenings import CLOSED, PAUSED, PortalStatus


class Gap(StrEnum):
    LATE_HERE = "gap_late_here"  # late with us alone
    LATE_THERE = "gap_late_there"
    STATUS = "gap_status"
    DUE = "gap_due"
    RETURNED = "gap_returned"
    MISSING_HERE = "gap_missing_here"
    MISSING_THERE = "gap_missing_there"


@dataclass(frozen=True, slots=True)
class Listed:
    """One dossier as one system tells it; the fields of DongBoHoSo that bear on lateness. ``None``: not told."""

    code: str
    status: PortalStatus
    due_at: datetime | None = None
    ended_at: datetime | None = None  # NgayKetThucXuLy, else NgayTra
    returned_at: datetime | None = None  # NgayTra


@dataclass(frozen=True, slots=True)
class Difference:
    """``ours`` and ``theirs`` in words; ``todo``: what mends it."""

    code: str
    gap: Gap
    ours: str
    theirs: str
    todo: str


def reconcile(ours: Iterable[Listed], theirs: Iterable[Listed], at: datetime) -> list[Difference]:
    """Every difference, by code. ``ours`` is what should be in both; ``at``: the moment lateness is asked for.

    A code told twice by one system counts as last told.
    """
    here, there = {one.code: one for one in ours}, {one.code: one for one in theirs}
    found: list[Difference] = []
    for code in sorted(here.keys() | there.keys()):
        one, other = here.get(code), there.get(code)
        if one is None and other is not None:
            found.append(_missing_here(other))
        elif one is not None and other is None:
            found.append(_missing_there(one))
        elif one is not None and other is not None:
            found.extend(_differences(one, other, at))
    return found


def is_late(one: Listed, at: datetime) -> bool:
    """Counted as the portal counts: the end of processing against the date promised (NgayKetThucXuLy ≤ NgayHenTra).

    What waits for the citizen is not late while it waits; without a date nothing is late.
    """
    if one.due_at is None or (one.status in PAUSED and one.ended_at is None):
        return False
    if one.ended_at is None and one.status in CLOSED | {PortalStatus.NEW, PortalStatus.FINISHED}:
        return False  # over, or not begun, on a day that is not told
    return (one.ended_at or at) > one.due_at


def _differences(one: Listed, other: Listed, at: datetime) -> Iterator[Difference]:
    late = is_late(one, at), is_late(other, at)
    if late == (True, False):
        yield Difference(one.code, Gap.LATE_HERE, _timing(one), _timing(other), _TODO[Gap.LATE_HERE])
    if late == (False, True):
        yield Difference(one.code, Gap.LATE_THERE, _timing(one), _timing(other), _TODO[Gap.LATE_THERE])
    if one.status != other.status:
        yield Difference(one.code, Gap.STATUS, NAMES[one.status], NAMES[other.status], _TODO[Gap.STATUS])
    if one.due_at and other.due_at and _day(one.due_at) != _day(other.due_at):
        yield Difference(one.code, Gap.DUE, _moment(one.due_at), _moment(other.due_at), _TODO[Gap.DUE])
    if _day(one.returned_at) != _day(other.returned_at):
        said = _moment(one.returned_at), _moment(other.returned_at)
        yield Difference(one.code, Gap.RETURNED, *said, _TODO[Gap.RETURNED])


def _day(moment: datetime | None) -> str:
    return local(moment).date().isoformat() if moment else ""


def _missing_here(other: Listed) -> Difference:
    return Difference(other.code, Gap.MISSING_HERE, "không có", NAMES[other.status], _TODO[Gap.MISSING_HERE])


def _missing_there(one: Listed) -> Difference:
    return Difference(one.code, Gap.MISSING_THERE, NAMES[one.status], "không có", _TODO[Gap.MISSING_THERE])


def _timing(one: Listed) -> str:
    ended = f", xong {_moment(one.ended_at)}" if one.ended_at else ", chưa xong"
    return f"hẹn {_moment(one.due_at)}{ended}"


def _moment(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment else "chưa có"


_TODO = {
    Gap.LATE_HERE: "Kiểm tra ngày hẹn và lần tạm dừng ở hai bên; nếu trễ thật thì xin lỗi người dân.",
    Gap.LATE_THERE: "Gửi lại lần tạm dừng hoặc ngày xong sang hệ thống kia; nếu trễ thật thì xin lỗi người dân.",
    Gap.STATUS: "Cập nhật bên đi sau cho khớp với giấy tờ.",
    Gap.DUE: "Đối chiếu với ngày in trên giấy hẹn đã đưa người dân.",
    Gap.RETURNED: "Đối chiếu với sổ trả kết quả, rồi sửa bên ghi sai.",
    Gap.MISSING_HERE: "Tìm người đã nhận; nhập lại hồ sơ hoặc đề nghị xóa ở hệ thống kia.",
    Gap.MISSING_THERE: "Gửi lại hồ sơ sang hệ thống kia.",
}
NAMES = {
    PortalStatus.NEW: "Mới đăng ký",
    PortalStatus.ACCEPTED: "Được tiếp nhận",
    PortalStatus.NOT_ACCEPTED: "Không được tiếp nhận",
    PortalStatus.PROCESSING: "Đang xử lý",
    PortalStatus.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    PortalStatus.FINANCIAL_DUTY: "Yêu cầu thực hiện nghĩa vụ tài chính",
    PortalStatus.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    PortalStatus.STOPPED: "Dừng xử lý",
    PortalStatus.FINISHED: "Đã xử lý xong",
    PortalStatus.RETURNED: "Đã trả kết quả",
}
