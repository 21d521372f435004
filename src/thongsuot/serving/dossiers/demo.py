"""What the bulk lives do not have: opinions asked of a department, one answered, one waiting, one late."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from thongsuot.registry.accounts.models import Account
from thongsuot.serving.dossiers.actions import AskingOpinion, AskOpinion, GiveOpinion, GivingOpinion
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier, Opinion

_WARD, _ASKED = "phuong-dong-kinh--lang-son", "so-tu-phap--lang-son"
_QUESTIONS = (
    "Đề nghị cho biết giấy tờ hộ tịch kèm theo có khớp sổ lưu của Sở không.",
    "Đề nghị xác minh nơi đăng ký trước đây của người nộp.",
    "Đề nghị có ý kiến về việc áp dụng thủ tục đối với người từ tỉnh khác chuyển đến.",
)


def load() -> None:
    """May run any number of times."""
    asker = Account.objects.filter(username="thu-ly").first()
    answerer = Account.objects.filter(username="thu-ly-tu-phap").first()
    if asker is None or answerer is None or Opinion.objects.exists():
        return
    working = Dossier.objects.filter(is_sample=True, holder_unit__key=_WARD, status=Status.PROCESSING).order_by("-pk")
    for number, (dossier, question) in enumerate(zip(working[:3], _QUESTIONS, strict=False)):
        due = timezone.now() + timedelta(days=2)
        asking = AskingOpinion(dossier.code, _ASKED, question, due)
        AskOpinion.run(asker, asking, idempotency_key=f"minh-hoa-y-kien-{dossier.code}")
        opinion = Opinion.objects.get(dossier=dossier)
        if number == 1:
            GiveOpinion.run(answerer, GivingOpinion(dossier.code, opinion.pk, "Khớp sổ lưu.", True))
        if number == 2:
            Opinion.objects.filter(pk=opinion.pk).update(due_at=timezone.now() - timedelta(days=1))
