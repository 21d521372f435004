"""A draft being written and what people find a nuisance; may run any number of times."""

from __future__ import annotations

from django.utils import timezone

from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, ReviewItem, ReviewState, ReviewTopic

_DRAFTED = "mau-ho-tro-chua-benh"
_SAID = (
    ("1.004222", ReviewTopic.TRIPS, "Tôi phải ra xã hai lần vì thiếu ý kiến chủ nhà.", ReviewState.OPEN, ""),
    (_DRAFTED, ReviewTopic.TIME, "Bảy ngày là lâu với người đang nằm viện.", ReviewState.STUDYING, ""),
    (
        "1.001699",
        ReviewTopic.PAPERS,
        "Đã khai nơi ở trên điện thoại mà vẫn bị hỏi sổ hộ khẩu.",
        ReviewState.ACCEPTED,
        "Từ 01/07/2025 không hỏi giấy tờ nơi cư trú nữa. Quầy đã được nhắc lại.",
    ),
    (
        "mau-chuyen-nhuong-dat",
        ReviewTopic.PAPERS,
        "Sao không nộp bản chụp sổ đỏ?",
        ReviewState.DECLINED,
        "Việc chuyển nhượng ghi ngay lên bản chính nên phải nộp bản chính.",
    ),
)


def load() -> None:
    if ReviewItem.objects.filter(is_sample=True).exists():
        return
    procedures = Procedure.objects.in_bulk([code for code, *_rest in _SAID], field_name="code")
    ReviewItem.objects.bulk_create(
        ReviewItem(
            procedure=procedures[code],
            topic=topic,
            text=text,
            status=status,
            answer=answer,
            answered_at=timezone.now() if answer else None,
            is_sample=True,
        )
        for code, topic, text, status, answer in _SAID
        if code in procedures
    )
    if _DRAFTED in procedures:
        _draft(procedures[_DRAFTED])


def _draft(procedure: Procedure) -> None:
    """Three days less: what only passes paper on goes; the shares do not add up yet, so it cannot be announced."""
    current = procedure.versions.order_by("-number")[0]
    steps = [one for one in current.content["steps"] if one["adds_value"] or one["role"] == "return"]
    content = {**current.content, "steps": steps, "limit": {"value": "4", "unit": "working_days"}}
    ProcedureVersion.objects.create(
        procedure=procedure,
        number=current.number + 1,
        content=content,
        reason="Người đang nằm viện cần tiền sớm (dữ liệu minh họa).",
        based_on=current,
    )
