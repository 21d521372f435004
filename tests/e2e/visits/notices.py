"""Every page of the notices: the list, a draft in its editor, a paper that is out, the book of numbers."""

from __future__ import annotations

from tests.site.gates.notices import a_paragraph, draft_notice
from thongsuot.steering.notices.models import Notice


def addresses() -> dict[str, list[str]]:
    draft, row = draft_notice(), a_paragraph()
    out = Notice.objects.filter(home__key="tinh-lang-son", status="issued").order_by("pk").first()
    issued = [f"/lam-viec/thong-bao/{out.key}", f"/lam-viec/thong-bao/{out.key}/noi-nhan"] if out else []
    own = f"/lam-viec/thong-bao/{draft.key}"
    return {
        "thu-ky": [
            *("/lam-viec/thong-bao", "/lam-viec/thong-bao/moi", "/lam-viec/thong-bao/so-cap-so"),
            *(own, f"{own}/soan", f"{own}/noi-nhan", f"{own}/soi", f"{own}/doan/{row.pk}/so-lieu"),
            *issued,
        ]
    }
