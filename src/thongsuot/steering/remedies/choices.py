"""The closed lists a limit is told apart by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LimitSource(models.TextChoices):
    DOCUMENT = "document", _("Đọc từ văn bản")
    ENTRY = "entry", _("Nhập tay")
    MEASURING = "measuring", _("Kết quả chấm điểm")
    INSPECTION = "inspection", _("Kết luận kiểm tra")


class LimitStatus(models.TextChoices):
    """R01: limit → cause → action → position → date → proof; what is no limit is said so with a reason."""

    DRAFT = "limit_draft", _("Chờ nhận")
    OPEN = "limit_open", _("Chưa khắc phục")
    ACTING = "limit_acting", _("Đang khắc phục")
    PROOF_GIVEN = "limit_proof", _("Chờ xác nhận")
    CLOSED = "limit_closed", _("Đã khắc phục")
    NOT_A_LIMIT = "limit_not", _("Không phải hạn chế")


OPEN_LIMITS = (LimitStatus.OPEN, LimitStatus.ACTING, LimitStatus.PROOF_GIVEN)


class LimitCause(models.TextChoices):
    """R02: the cause is named by kind and told in words; both are required before a limit can close."""

    LEADERSHIP = "leadership", _("Người đứng đầu chưa quan tâm, chỉ đạo chưa quyết liệt")
    COORDINATION = "coordination", _("Phối hợp giữa các cơ quan chưa chặt")
    RULES = "rules", _("Quy định, quy trình vướng hoặc thiếu")
    RESOURCES = "resources", _("Thiếu kinh phí, nhân lực, trang thiết bị")
    SYSTEM = "system", _("Hệ thống, phần mềm, dữ liệu chưa sẵn sàng")
    SKILL = "skill", _("Năng lực, kỹ năng của người làm còn hạn chế")
    AWARENESS = "awareness", _("Người dân, doanh nghiệp chưa biết, chưa quen")
    OBJECTIVE = "objective", _("Khách quan, ngoài khả năng của đơn vị")
    OTHER = "other", _("Nguyên nhân khác")


class RemedyPlanStatus(models.TextChoices):
    DRAFT = "remedy_draft", _("Đang soạn")
    SUBMITTED = "remedy_submitted", _("Đã trình ban hành")
    ISSUED = "remedy_issued", _("Đã ban hành")
