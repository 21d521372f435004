"""Abbreviations that the screens expand on first use (product §3.5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

EXPANSIONS = {
    "CCHC": _("cải cách hành chính"),
    "TTHC": _("thủ tục hành chính"),
    "VBQPPL": _("văn bản quy phạm pháp luật"),
    "ĐVSNCL": _("đơn vị sự nghiệp công lập"),
    "BCĐ": _("Ban Chỉ đạo"),
    "CĐS": _("chuyển đổi số"),
    "DVC": _("dịch vụ công"),
    "DVCTT": _("dịch vụ công trực tuyến"),
    "UBND": _("Ủy ban nhân dân"),
    "HĐND": _("Hội đồng nhân dân"),
    "PAR INDEX": _("Chỉ số cải cách hành chính"),
    "SIPAS": _("Chỉ số hài lòng về sự phục vụ hành chính"),
    "PCI": _("Chỉ số năng lực cạnh tranh cấp tỉnh"),
    "PAPI": _("Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh"),
}
