"""The dossier in the shape of the national portal's sync message (DongBoHoSo), for the exchange to send later.

Field names are the portal's. Catalogue codes differ between known adapters (LoaiDoiTuong counts from 0 in one, from 1
in another), so the adapter's table is given from outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thongsuot.kernel.clock import local
from thongsuot.serving.dossiers.domain.happenings import PortalStatus

APPLICANTS = {"citizen": "0", "business": "1", "household": "2", "organisation": "1"}
_PLACE = "2"  # NoiNopHoSo: the portal of the ministry or province
_PAID = "2"  # DuocThanhToanTrucTuyen: paid through it


@dataclass(frozen=True, slots=True)
class SyncPart:
    """``address``: where the portal may fetch the file; empty while only paper exists."""

    number: str
    component: str
    name: str
    is_digitised: bool
    is_reused: bool
    is_from_store: bool
    address: str = ""


@dataclass(frozen=True, slots=True)
class SyncSupplement:
    number: str
    asker: str
    content: str
    asked_at: datetime
    given_at: datetime | None


@dataclass(frozen=True, slots=True)
class SyncDossier:
    """What the message is made from; identity as plain text only on its way to the portal."""

    code: str
    procedure_code: str
    procedure_title: str
    field_code: str
    field_title: str
    applicant_name: str
    applicant_kind: str
    id_kind: int
    id_number: str
    phone: str
    email: str
    channel: int
    status: PortalStatus
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    refused_at: datetime | None
    unit: str
    is_verified: bool
    is_paid_online: bool
    parts: Sequence[SyncPart] = ()
    supplements: Sequence[SyncSupplement] = ()
    note: str = ""


def portal_message(dossier: SyncDossier, applicants: Mapping[str, str] = APPLICANTS) -> dict[str, Any]:
    """DongBoHoSo; moments are «yyyyMMddHHmmss» in Vietnam, flags «0»/«1», what is unknown an empty text."""
    return {
        "MaHoSo": dossier.code,
        "MaTTHC": dossier.procedure_code,
        "TenTTHC": dossier.procedure_title,
        "MaLinhVuc": dossier.field_code,
        "TenLinhVuc": dossier.field_title,
        "KenhThucHien": str(dossier.channel),
        "ChuHoSo": dossier.applicant_name,
        "LoaiDoiTuong": applicants[dossier.applicant_kind],
        "MaDoiTuong": "",
        "LoaiDinhDanh": str(dossier.id_kind),
        "SoDinhDanh": dossier.id_number,
        "Email": dossier.email,
        "Fax": "",
        "SoDienThoai": dossier.phone,
        "TrichYeuHoSo": dossier.procedure_title,
        "NgayNopHoSo": stamp(dossier.submitted_at),
        "NgayTiepNhan": stamp(dossier.received_at),
        "NgayHenTra": stamp(dossier.due_at),
        "TrangThaiHoSo": str(int(dossier.status)),
        "NgayTra": stamp(dossier.returned_at),
        "NgayTuChoi": stamp(dossier.refused_at),
        "ThongTinTra": "",
        "HinhThuc": "",
        "NgayKetThucXuLy": stamp(dossier.finished_at),
        "DonViXuLy": dossier.unit,
        "GhiChu": dossier.note,
        "NoiNopHoSo": _PLACE,
        "HoSoCoThanhPhanSoHoa": _flag(any(one.is_digitised for one in dossier.parts)),
        "TaiKhoanDuocXacThucVoiVNeID": _flag(dossier.is_verified),
        "DuocThanhToanTrucTuyen": _PAID if dossier.is_paid_online else "",
        "TaiLieuNop": [_part(one) for one in dossier.parts],
        "DanhSachHoSoBoSung": [_supplement(one) for one in dossier.supplements],
    }


def stamp(at: datetime | None) -> str:
    return f"{local(at):%Y%m%d%H%M%S}" if at else ""


def _flag(value: bool) -> str:
    return "1" if value else "0"


def _part(part: SyncPart) -> dict[str, str]:
    return {
        "TepDinhKemId": part.number,
        "TenTepDinhKem": part.name,
        "IsDeleted": "0",
        "MaThanhPhanHoSo": part.component,
        "DuongDanTaiTepTin": part.address,
        "DuocSoHoa": _flag(part.is_digitised),
        "DuocTaiSuDung": _flag(part.is_reused),
        "DuocLayTuKhoDMQG": _flag(part.is_from_store),
    }


def _supplement(one: SyncSupplement) -> dict[str, str]:
    return {
        "HoSoBoSungId": one.number,
        "NguoiYeuCauBoSung": one.asker,
        "NoiDungBoSung": one.content,
        "NgayBoSung": stamp(one.asked_at),
        "NgayTiepNhanBoSung": stamp(one.given_at),
        "TrangThaiBoSung": _flag(one.given_at is not None),
    }
