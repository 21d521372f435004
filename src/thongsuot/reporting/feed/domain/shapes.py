"""Fields of the two messages of the national portal's synchronisation that facts are made of.

Everything else, and so all that identifies a person, is dropped by the reader before anything is kept.
"""

from __future__ import annotations

WHOLE, PROGRESS = 1, 2  # DongBoHoSo tells a dossier as it stands, CapNhatTienDo one step of it

_WHOLE = (
    "MaHoSo", "MaTTHC", "TenTTHC", "KenhThucHien", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra",
    "NgayKetThucXuLy", "DonViXuLy", "HoSoCoThanhPhanSoHoa", "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen",
    "NgayTuChoi", "NgayNopHoSo",
)  # fmt: skip
_PROGRESS = ("MaHoSo", "ThoiDiemXuLy", "TrangThai", "NgayBatDau", "NgayKetThucTheoQuyDinh")
LISTS: dict[str, tuple[str, ...]] = {
    "DanhSachLePhi": ("Gia",),
    "DanhSachHoSoBoSung": ("NgayBoSung", "NgayTiepNhanBoSung"),
    "DanhSachGiayToKetQua": ("DuongDanTepTinKetQua",),
    "TaiLieuNop": ("IsDeleted", "DuongDanTaiTepTin", "DuocSoHoa", "DuocTaiSuDung", "DuocLayTuKhoDMQG"),
}
ADDRESSES = frozenset({"DuongDanTepTinKetQua", "DuongDanTaiTepTin"})  # only whether there is one is kept
KEPT: dict[str, str] = {name.casefold(): name for name in (*_WHOLE, *_PROGRESS, *LISTS)}
_ROWS: dict[str, dict[str, str]] = {
    name: {field.casefold(): field for field in fields} for name, fields in LISTS.items()
}
PERSONAL = (
    "ChuHoSo", "MaDoiTuong", "Email", "Fax", "SoDienThoai", "TrichYeuHoSo", "SoDinhDanh", "NguoiXuLy", "NoiDungXuLy",
    "GhiChu", "ThongTinTra", "NguoiYeuCauBoSung", "NguoiTiepNhanBoSung", "NoiDungBoSung", "TenTepDinhKem",
)  # fmt: skip
"""What identifies or may identify somebody; named for the page that promises not to keep it."""


def trimmed(given: dict[str, object]) -> dict[str, object]:
    """The fields we know, under their proper names; empty ones left out. Lists keep the few fields they are for."""
    found = {}
    for name, value in given.items():
        known = KEPT.get(name.strip().casefold())
        if known is not None and value not in (None, "", []):
            found[known] = _trimmed_rows(known, value) if known in LISTS else value
    return found


def _trimmed_rows(name: str, value: object) -> object:
    """Rows of a list; what is no list of records stays a mark of that, without what it said."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return "?"
    known = _ROWS[name]
    return [
        {field: _told(field, cell) for key, cell in row.items() if (field := known.get(str(key).casefold()))}
        for row in value
    ]


def _told(field: str, cell: object) -> object:
    return bool(cell) if field in ADDRESSES else cell
