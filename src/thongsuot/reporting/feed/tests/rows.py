"""Rows as other systems write them, as hypothesis draws them and by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from thongsuot.reporting.feed.domain.events import Event, read_row
from thongsuot.reporting.feed.domain.shapes import trimmed

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FIRST = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
SECRETS = {
    "ChuHoSo": "Hoàng Thị Bí Mật",
    "MaDoiTuong": "020190001234",
    "Email": "bimat@example.vn",
    "Fax": "02053998877",
    "SoDienThoai": "0912998877",
    "SoDinhDanh": "020190005678",
    "TrichYeuHoSo": "Khai sinh cho cháu Bí Mật",
    "GhiChu": "nhà ở thôn Bí Mật",
    "ThongTinTra": "gửi về số 7 Bí Mật",
}
FORMS = ("%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S.000")


def written(moment: datetime, form: str = FORMS[0]) -> str:
    """On a clock in Vietnam."""
    return (moment + timedelta(hours=7)).strftime(form)


def whole(code: str = "H23.1", status: int = 4, **more: Any) -> dict[str, Any]:
    row = {
        "MaHoSo": code,
        "MaTTHC": "mau-1",
        "TenTTHC": "Cấp giấy chứng nhận thử",
        "DonViXuLy": "H23.99",
        "TrangThaiHoSo": str(status),
        "NgayTiepNhan": written(FIRST),
        "NgayHenTra": written(FIRST + timedelta(days=3)),
        **SECRETS,
    }
    return row | more


def step(code: str = "H23.1", status: int = 4, at: datetime = FIRST, **more: Any) -> dict[str, Any]:
    row = {"MaHoSo": code, "ThoiDiemXuLy": written(at), "TrangThai": status, "NguoiXuLy": "Lộc Văn Kín Tiếng"}
    return row | {"NoiDungXuLy": "đã gọi cho bà Bí Mật"} | more


def event(row: dict[str, Any]) -> Event:
    told = read_row(trimmed(row), NOW)
    assert isinstance(told, Event), told
    return told


_hours = st.integers(0, 24 * 60).map(lambda hours: FIRST + timedelta(hours=hours))
_codes = st.fixed_dictionaries(
    {
        "DonViXuLy": st.sampled_from(["H23.99", "phuong-ky-lua--lang-son", "LA"]),
        "MaTTHC": st.sampled_from(["mau-1", "mau-1", "9.999"]),
    }
)
_flags = st.sampled_from([None, "0", "1"])


@st.composite
def histories(draw: st.DrawFn, code: str = "H23.1") -> list[dict[str, Any]]:
    """Rows of one dossier in the order they arrive, which is not the order in which things happened."""
    rows = [_drawn_whole(draw, code) for _ in range(draw(st.integers(1, 3)))]
    rows += [_drawn_step(draw, code) for _ in range(draw(st.integers(0, 5)))]
    again = draw(st.lists(st.sampled_from(rows), max_size=2))
    return draw(st.permutations(rows + again))


def _drawn_whole(draw: st.DrawFn, code: str) -> dict[str, Any]:
    form = draw(st.sampled_from(FORMS))
    taken = draw(_hours)
    row = whole(code, draw(st.integers(1, 10)), NgayTiepNhan=written(taken, form)) | draw(_codes)
    for name in ("NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi"):
        moment = draw(st.none() | st.integers(0, 200).map(lambda hours: taken + timedelta(hours=hours)))
        row[name] = written(moment, form) if moment else ""
    row["KenhThucHien"] = draw(st.sampled_from([None, "1", 2, "3"]))
    row["HoSoCoThanhPhanSoHoa"], row["TaiKhoanDuocXacThucVoiVNeID"] = draw(_flags), draw(_flags)
    row["DuocThanhToanTrucTuyen"] = draw(st.sampled_from([None, "0", "1", "2"]))
    row["DanhSachLePhi"] = draw(st.lists(st.fixed_dictionaries({"Gia": st.sampled_from(["0", "8000"])}), max_size=2))
    row["DanhSachHoSoBoSung"] = draw(st.lists(st.just({"NgayBoSung": written(taken)}), max_size=2))
    paper = {"DuocSoHoa": _flags, "DuocTaiSuDung": _flags, "DuocLayTuKhoDMQG": _flags, "IsDeleted": _flags}
    row["TaiLieuNop"] = draw(st.lists(st.fixed_dictionaries(paper), max_size=2))
    if draw(st.booleans()):
        row["ThoiDiemXuLy"] = written(draw(_hours), form)
    return row


def _drawn_step(draw: st.DrawFn, code: str) -> dict[str, Any]:
    at, form = draw(_hours), draw(st.sampled_from(FORMS))
    row = step(code, draw(st.integers(1, 10)), ThoiDiemXuLy=written(at, form))
    if draw(st.booleans()):
        row["NgayBatDau"] = written(at - timedelta(hours=draw(st.integers(0, 90))), form)
        row["NgayKetThucTheoQuyDinh"] = written(at + timedelta(hours=draw(st.integers(1, 90))), form)
    return row
