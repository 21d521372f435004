"""A date reckoned with a pause and an extension, one that waits, and the days offices closed on their own."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    page = "/tinh-ngay-hen"
    asked = f"{page}?so=5&don_vi=working_days&nhan=2026-02-10T16:00&dung_tu_1=2026-02-12T10:00&ly_do_1=supplement"
    full = f"{asked}&dung_den_1=2026-02-24T09:00&gia_han=2&gia_han_luc=2026-02-25T09:00"
    return {"": [page, asked, full], "so-noi-vu": ["/lam-viec/ngay-nghi-rieng"]}
