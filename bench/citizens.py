"""What the bench of dossiers needs of a citizen: drafts filled to the last page, a paper in each, ready to be filed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image

from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing import storing
from thongsuot.serving.filing.actions import (
    BeginDraft,
    Beginning,
    SaveAnswers,
    Saving,
    StartFile,
    Starting,
    TakeFile,
    Taking,
)
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

CODE = "do-thu"
CONTENT: dict[str, Any] = {
    "limit": {"value": "3", "unit": "working_days"},
    "level": "commune",
    "service": "full",
    "steps": [
        {"code": "tiep-nhan", "title": "Tiếp nhận", "role": "receive", "office": "one_stop", "share": "0.5"},
        {"code": "tham-dinh", "title": "Thẩm định", "role": "appraise", "office": "specialist", "share": "2"},
        {"code": "tra", "title": "Trả kết quả", "role": "return", "office": "one_stop", "share": "0.5"},
    ],
    "components": [{"code": "giay-to", "name": "Giấy tờ kèm theo", "is_required": True}],
    "fees": [{"code": "le-phi", "name": "Lệ phí", "kind": "le_phi", "amount": 8000}],
    "result": "Giấy chứng nhận",
}


def procedure() -> str:
    """Code of a made-up procedure that asks for one paper and a fee."""
    made, created = Procedure.objects.get_or_create(
        code=CODE, defaults={"title": "Thủ tục để đo", "search_key": "do thu", "field": "ho-tich", "is_sample": True}
    )
    if created:
        content = content_from(CONTENT)
        ProcedureVersion.objects.create(
            procedure=made, number=1, status=VersionStatus.PUBLISHED, valid_from=date(2025, 7, 1),
            content=plain_of(content), digest=digest_of(content), instrument="Không phải quy định",
        )  # fmt: skip
    return CODE


def drafts(count: int, ward: str) -> list[str]:
    """Addresses of the last page of ``count`` filled drafts."""
    photo = io.BytesIO()
    Image.effect_noise((700, 900), 40).convert("RGB").save(photo, "JPEG")
    code = procedure()
    return [_last_page(code, ward, number, photo.getvalue()) for number in range(count)]


def _last_page(code: str, ward: str, number: int, photo: bytes) -> str:
    token = BeginDraft.run(CitizenActor(""), Beginning(code)).token
    draft, actor = FilingDraft.objects.get(token=token), CitizenActor(token)
    answers = {
        "nguoi_nop": "chinh_chu",
        "doi_tuong": "citizen",
        "ho_ten": f"Người Thử {number}",
        "so_dinh_danh": f"020{number:09}",
        "dien_thoai": f"09{number:08}",
        "noi_cu_tru": {"street": "1 Đường Thử", "place": ward, "unit": ward, "unit_name": ward},
        "noi_dung": "Xin cấp giấy chứng nhận.",
    }
    SaveAnswers.run(actor, Saving(draft.pk, answers, "lien-he"))
    started = StartFile.run(actor, Starting(draft.pk, "giay-to", "giay-to.jpg", len(photo)))
    stored, got = storing.keep(photo, "giay-to.jpg")
    TakeFile.run(actor, Taking(draft.pk, started.file_id, stored.pk, got.pages, got.warning))
    return f"/nop-ho-so/ban-khai/{token}/kiem-tra-lai"
