"""Answers as whoever reads them would put them."""

from __future__ import annotations

from thongsuot.serving.forms.domain.writing import form_from
from thongsuot.serving.forms.words import answers_in_words

FORM = form_from(
    {
        "title": "Thử",
        "pages": [
            {"use": "nguoi_nop"},
            {
                "code": "viec",
                "title": "Việc xin cấp",
                "fields": [
                    {"code": "ngay_cuoi", "kind": "date", "label": "Ngày cưới"},
                    {"code": "thu_nhap", "kind": "money", "label": "Thu nhập"},
                    {"code": "da_ket_hon", "kind": "yes_no", "label": "Đã từng kết hôn?"},
                    {"code": "noi_cuoi", "kind": "address", "label": "Nơi tổ chức"},
                    {
                        "code": "con",
                        "kind": "group",
                        "label": "Các con",
                        "most": 3,
                        "fields": [{"code": "ho_ten", "kind": "text", "label": "Họ và tên"}],
                    },
                ],
            },
        ],
    }
)


def test_every_answer_is_told_in_the_order_of_the_form() -> None:
    answers = {
        "con": [{"ho_ten": "Nông Thị Mai"}, {"ho_ten": "Nông Văn Bình"}],
        "noi_cuoi": {"street": "12 Trần Đăng Ninh", "unit_name": "Phường Đông Kinh, Lạng Sơn"},
        "nguoi_nop": "nop_thay",
        "da_ket_hon": "khong",
        "thu_nhap": 1500000,
        "ngay_cuoi": "2026-03-05",
        "cua_ban_cu": "gì đó",
        "de_trong": "",
    }
    assert answers_in_words(FORM, answers) == [
        ("Người nộp hồ sơ", "Tôi nộp giúp người khác"),
        ("Ngày cưới", "05/03/2026"),
        ("Thu nhập", "1.500.000 đồng"),
        ("Đã từng kết hôn?", "Không"),
        ("Nơi tổ chức", "12 Trần Đăng Ninh, Phường Đông Kinh, Lạng Sơn"),
        ("Các con", "Nông Thị Mai; Nông Văn Bình"),
        ("cua_ban_cu", "gì đó"),
    ], "what an older form asked is not lost"
