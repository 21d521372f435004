"""One row of a feed → one event about one dossier, or everything that is wrong with the row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from thongsuot.reporting.feed.domain import values
from thongsuot.reporting.feed.domain.shapes import LISTS, PROGRESS, WHOLE
from thongsuot.reporting.feed.domain.values import BadValue

ValueT = TypeVar("ValueT")
Given = Mapping[str, Any]
_AHEAD = timedelta(days=1)  # clocks of two systems differ; more than a day ahead is a mistake
_DATES = ("NgayNopHoSo", "NgayTiepNhan", "NgayTuChoi", "NgayKetThucXuLy", "NgayTra")


@dataclass(frozen=True, slots=True)
class Event:
    """What a row says, without any person. Empty: the row does not say. ``at``: when it was so, not when it came.

    A whole record without a moment of its own stands at the latest date it tells.
    """

    kind: int
    code: str
    at: datetime
    status: int
    unit_code: str | None = None
    procedure_code: str | None = None
    channel: int | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    refused_at: datetime | None = None
    supplements: int | None = None
    has_fee: bool | None = None
    is_paid_online: bool | None = None
    has_electronic_result: bool | None = None
    has_electronic_part: bool | None = None
    has_paper_part: bool | None = None
    is_reusing: bool | None = None
    is_from_store: bool | None = None
    is_identified: bool | None = None

    @property
    def digest(self) -> UUID:
        """Equal for rows that say the same, whatever the file, its format or its spelling of dates."""
        told = [one.isoformat() if isinstance(one, datetime) else one for one in _everything(self)]
        return UUID(bytes=hashlib.blake2b(repr(told).encode(), digest_size=16).digest())


NAMES = tuple(one.name for one in fields(Event))
_everything = attrgetter(*NAMES)


@dataclass(frozen=True, slots=True)
class Fault:
    """``message`` goes on after the name of the field: «NgayTra: không phải ngày giờ. Hãy ghi …»."""

    field: str
    message: str


class _Row:
    """Reads fields and collects what is wrong, so that one look at the errors is enough."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.faults: list[Fault] = []

    def read(self, field: str, reader: Callable[[Any], ValueT]) -> ValueT | None:
        value = self.given.get(field)
        if value is None:
            return None
        try:
            return reader(value)
        except BadValue as error:
            self.faults.append(Fault(field, str(error)))
            return None

    def needed(self, field: str, reader: Callable[[Any], ValueT]) -> ValueT | None:
        if field not in self.given:
            self.faults.append(Fault(field, "thiếu. Hãy ghi vào tệp rồi gửi lại dòng này."))
        return self.read(field, reader)

    def rows(self, field: str) -> list[dict[str, Any]] | None:
        """A list of records; in a CSV it stands in one cell as JSON. ``None`` where the row says nothing of it."""
        given = self.given.get(field)
        if given is None or isinstance(given, list):
            return given
        self.faults.append(Fault(field, "phải là danh sách JSON các bản ghi."))
        return None

    def any_flag(self, rows: list[dict[str, Any]], field: str) -> bool:
        said = [self.listed(field, row, values.flag) for row in rows]  # each is read, so that each fault is met
        return any(said)

    def listed(self, field: str, row: dict[str, Any], reader: Callable[[Any], ValueT]) -> ValueT | None:
        value = row.get(field)
        try:
            return None if value in (None, "") else reader(value)
        except BadValue as error:
            self.faults.append(Fault(field, str(error)))
            return None


def read_row(given: Given, now: datetime) -> Event | list[Fault]:
    """``given``: the row through ``shapes.trimmed``. Either the event or, in order of the fields, all its faults."""
    row = _Row(given)
    code = row.needed("MaHoSo", lambda one: values.word(one, 60))
    is_whole = "TrangThaiHoSo" in given or "MaTTHC" in given
    told = _whole(row) if is_whole else _progress(row)
    _check(row, told, now)
    if row.faults:
        return row.faults
    return Event(kind=WHOLE if is_whole else PROGRESS, code=str(code), **told)


def _status(given: Any) -> int:
    return values.whole(given, 1, 10)


def _due(given: Any) -> datetime:
    return values.moment(given, ends_day=True)


def _progress(row: _Row) -> dict[str, Any]:
    return {
        "at": row.needed("ThoiDiemXuLy", values.moment),
        "status": row.needed("TrangThai", _status),
        "received_at": row.read("NgayBatDau", values.moment),
        "due_at": row.read("NgayKetThucTheoQuyDinh", _due),
    }


def _whole(row: _Row) -> dict[str, Any]:
    dates = {name: row.read(name, values.moment) for name in _DATES}
    return {
        "at": _moment_of(row, dates),
        "status": row.needed("TrangThaiHoSo", _status),
        "unit_code": row.needed("DonViXuLy", lambda one: values.word(one, 200)),
        "procedure_code": row.needed("MaTTHC", lambda one: values.word(one, 60)),
        "channel": row.read("KenhThucHien", lambda one: values.whole(one, 1, 3)),
        "received_at": dates["NgayTiepNhan"],
        "due_at": row.read("NgayHenTra", _due),
        "ended_at": dates["NgayKetThucXuLy"],
        "returned_at": dates["NgayTra"],
        "refused_at": dates["NgayTuChoi"],
        "is_identified": row.read("TaiKhoanDuocXacThucVoiVNeID", values.flag),
        **_lists(row),
    }


def _moment_of(row: _Row, dates: dict[str, datetime | None]) -> datetime | None:
    if "ThoiDiemXuLy" in row.given:
        return row.read("ThoiDiemXuLy", values.moment)
    known = [one for one in dates.values() if one is not None]
    for line in row.rows("DanhSachHoSoBoSung") or ():
        for field in LISTS["DanhSachHoSoBoSung"]:
            if (one := row.listed(field, line, values.moment)) is not None:
                known.append(one)
    if not known and not row.faults:
        row.faults.append(Fault("NgayTiepNhan", "thiếu, và dòng không có ngày nào khác để biết việc xảy ra lúc nào."))
    return max(known, default=None)


def _lists(row: _Row) -> dict[str, Any]:
    """What the lists inside a whole record tell; a list that is not there tells nothing, an empty one is not sent."""
    fees, results = row.rows("DanhSachLePhi"), row.rows("DanhSachGiayToKetQua")
    asked, papers = row.rows("DanhSachHoSoBoSung"), row.rows("TaiLieuNop")
    amounts = None if fees is None else [row.listed("Gia", one, values.amount) for one in fees]
    paid = row.read("DuocThanhToanTrucTuyen", lambda one: values.whole(one, 0, 2))  # 1 or 2: through which portal
    return {
        "supplements": None if asked is None else min(len(asked), 30_000),
        "has_fee": None if amounts is None else any(amounts),
        "is_paid_online": None if paid is None else paid > 0,
        "has_electronic_result": None if results is None else any(one.get("DuongDanTepTinKetQua") for one in results),
        **_papers(row, papers, row.read("HoSoCoThanhPhanSoHoa", values.flag)),
    }


def _papers(row: _Row, papers: list[dict[str, Any]] | None, said: bool | None) -> dict[str, Any]:
    if papers is None:
        return {"has_electronic_part": said}
    live = [one for one in papers if not row.listed("IsDeleted", one, values.flag)]
    digital = [row.listed("DuocSoHoa", one, values.flag) or bool(one.get("DuongDanTaiTepTin")) for one in live]
    return {
        "has_electronic_part": bool(said) or any(digital),
        "has_paper_part": not all(digital),
        "is_reusing": row.any_flag(live, "DuocTaiSuDung"),
        "is_from_store": row.any_flag(live, "DuocLayTuKhoDMQG"),
    }


def _check(row: _Row, told: dict[str, Any], now: datetime) -> None:
    """Dates that cannot be: after tomorrow, or an end before the beginning."""
    if told["at"] is not None and told["at"] > now + _AHEAD:
        row.faults.append(Fault(_at_field(row), "ở sau hôm nay. Hãy kiểm tra lại ngày."))
    begun = told.get("received_at")
    for field, name in (("NgayKetThucXuLy", "ended_at"), ("NgayTra", "returned_at")):
        end = told.get(name)
        if begun is not None and end is not None and end < begun:
            row.faults.append(Fault(field, "trước ngày tiếp nhận. Hãy kiểm tra lại hai ngày."))


def _at_field(row: _Row) -> str:
    return "ThoiDiemXuLy" if "ThoiDiemXuLy" in row.given else "NgayKetThucXuLy"
