"""Pages every form shares: who files, for whom, and how to reach him. A form takes them by ``use: <name>``."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]

WHO_FILES: Plain = {
    "code": "nguoi-nop",
    "title": "Ông/bà nộp cho ai?",
    "fields": [
        {
            "code": "nguoi_nop",
            "kind": "choice",
            "label": "Người nộp hồ sơ",
            "options": [
                {"code": "chinh_chu", "label": "Tôi nộp cho việc của tôi hoặc gia đình tôi"},
                {"code": "nop_thay", "label": "Tôi nộp giúp người khác"},
            ],
        }
    ],
}
PROXY: Plain = {
    "code": "nop-thay",
    "title": "Người nộp giúp",
    "hint": "Cha mẹ, con, vợ chồng, anh chị em ruột không cần giấy ủy quyền. Người khác thì cần.",
    "when": 'nguoi_nop = "nop_thay"',
    "fields": [
        {"code": "nop_thay_ho_ten", "kind": "text", "label": "Họ và tên người nộp giúp", "autocomplete": "off"},
        {"code": "nop_thay_so_dinh_danh", "kind": "id_number", "label": "Số định danh của người nộp giúp"},
        {
            "code": "nop_thay_quan_he",
            "kind": "text",
            "label": "Quan hệ với chủ hồ sơ",
            "example": "con, cháu, hàng xóm",
        },
    ],
}
CITIZEN: Plain = {
    "code": "chu-ho-so",
    "title": "Chủ hồ sơ",
    "hint": "Người có yêu cầu và nhận kết quả.",
    "fields": [
        {
            "code": "ho_ten",
            "kind": "text",
            "label": "Họ và tên",
            "hint": "Ghi như trên căn cước.",
            "example": "Nguyễn Thị Lan",
            "from_source": "full_name",
            "autocomplete": "name",
        },
        {
            "code": "so_dinh_danh",
            "kind": "id_number",
            "label": "Số định danh cá nhân",
            "hint": "Số có 12 chữ số trên căn cước.",
            "from_source": "id_number",
        },
    ],
}
ORGANISATION: Plain = {
    "code": "to-chuc",
    "title": "Nộp với tư cách nào?",
    "fields": [
        {
            "code": "doi_tuong",
            "kind": "choice",
            "label": "Chủ hồ sơ là",
            "options": [
                {"code": "citizen", "label": "Người dân"},
                {"code": "household", "label": "Hộ kinh doanh"},
                {"code": "business", "label": "Doanh nghiệp, hợp tác xã"},
                {"code": "organisation", "label": "Cơ quan, tổ chức khác"},
            ],
        },
        {
            "code": "ten_to_chuc",
            "kind": "text",
            "label": "Tên hộ kinh doanh, doanh nghiệp, tổ chức",
            "when": 'doi_tuong != "citizen"',
            "autocomplete": "organization",
        },
    ],
}
CONTACT: Plain = {
    "code": "lien-he",
    "title": "Liên hệ với ông/bà bằng cách nào?",
    "hint": "Ông/bà tra cứu hồ sơ bằng 4 số cuối của số điện thoại này.",
    "fields": [
        {
            "code": "dien_thoai",
            "kind": "phone",
            "label": "Số điện thoại",
            "example": "0912 345 678",
            "from_source": "phone",
            "autocomplete": "tel",
        },
        {
            "code": "email",
            "kind": "email",
            "label": "Thư điện tử",
            "hint": "Không có thì để trống.",
            "required": False,
            "from_source": "email",
            "autocomplete": "email",
        },
        {
            "code": "noi_cu_tru",
            "kind": "address",
            "label": "Nơi đang ở",
            "hint": "Gõ tên xã, phường; tên cũ trước tháng 7/2025 cũng được.",
            "from_source": "address",
            "autocomplete": "street-address",
        },
        {
            "code": "noi_nop",
            "kind": "unit",
            "label": "Muốn nộp ở xã, phường khác?",
            "hint": "Để trống thì hồ sơ tới nơi ông/bà đang ở.",
            "required": False,
        },
    ],
}
USES: dict[str, tuple[Plain, ...]] = {
    "nguoi_nop": (WHO_FILES, PROXY, CITIZEN, CONTACT),
    "to_chuc": (WHO_FILES, PROXY, ORGANISATION, {**CITIZEN, "title": "Người đứng tên hồ sơ"}, CONTACT),
}
PERSON_FIELDS: tuple[Plain, ...] = (
    {"code": "ho_ten", "kind": "text", "label": "Họ và tên"},
    {"code": "ngay_sinh", "kind": "date", "label": "Ngày sinh", "is_past": True, "example": "5/3/1990"},
    {"code": "so_dinh_danh", "kind": "id_number", "label": "Số định danh cá nhân"},
)
# For a procedure without a form of its own: who applies, what he asks for; the papers follow.
DEFAULT: Plain = {
    "title": "Đơn đề nghị giải quyết thủ tục",
    "applicant": "any",
    "pages": [
        {"use": "to_chuc"},
        {
            "code": "noi-dung",
            "title": "Nội dung đề nghị",
            "fields": [
                {
                    "code": "noi_dung",
                    "kind": "long_text",
                    "label": "Ông/bà đề nghị việc gì?",
                    "hint": "Viết ngắn gọn: việc gì, ở đâu, cho ai.",
                    "max_length": 2000,
                }
            ],
        },
    ],
}
