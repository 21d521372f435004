"""Sample of filing: a draft half filled, for the pages that show one."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.queries import phone_print
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.forms.domain.writing import digest_of
from thongsuot.serving.procedures.models import Procedure
from thongsuot.serving.procedures.queries import version_on

TOKEN = "mau-ban-khai-khai-sinh-khong-phai-that-0001"  # noqa: S105 - of a made-up draft
CODE = "MAUK-HAAA"
_ANSWERS = {
    "dung_han": "co",
    "cha_me_ket_hon": "co",
    "sinh_o_co_so_y_te": "co",
    "quoc_tich_viet_nam": "co",
    "nguoi_nop": "chinh_chu",
    "ho_ten": "Hoàng Thị Mẫu",
    "so_dinh_danh": "020100000000",
    "dien_thoai": "0900000000",
}


def load() -> None:
    """May run any number of times."""
    procedure = Procedure.objects.filter(code="1.001193").first()
    if procedure is None:
        return
    now, version = timezone.now(), version_on(procedure, timezone.localdate())
    FilingDraft.objects.update_or_create(
        token=TOKEN,
        defaults={
            "resume_code": CODE,
            "phone_print": phone_print(CODE, "0000"),
            "procedure": procedure,
            "version": version,
            "form_digest": digest_of(form_of(version)),
            "answers": _ANSWERS,
            "position": "con",
            "begun_at": now,
            "saved_at": now,
            "expires_at": now + timedelta(days=365),
        },
    )
