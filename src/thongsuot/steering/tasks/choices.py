"""The closed lists a task is told apart by. Plans, meetings and committees use the same."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Programme(models.TextChoices):
    """The programmes a merged committee steers side by side (B09)."""

    REFORM = "cchc", _("Cải cách hành chính")
    DIGITAL = "cds", _("Chuyển đổi số")
    PROJECT_06 = "da06", _("Đề án 06")
    OTHER = "khac", _("Khác")


class Level(models.TextChoices):
    """Who set the work (B10, A15)."""

    PARTY = "party", _("Cấp ủy Đảng")
    GOVERNMENT = "government", _("Chính phủ, Thủ tướng Chính phủ")
    MINISTRY = "ministry", _("Bộ, ngành Trung ương")
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    UNIT = "unit", _("Cơ quan, đơn vị")


class TaskStatus(models.TextChoices):
    """product §2.5; how the finish stood to the deadline is ``Timeliness``, kept apart."""

    PROPOSED = "proposed", _("Đề xuất")
    ASSIGNED = "assigned", _("Đã giao")
    RECEIVED = "received", _("Đã nhận")
    UNDER_WAY = "under_way", _("Đang thực hiện")
    SUBMITTED = "submitted", _("Chờ nghiệm thu")
    DONE = "done", _("Hoàn thành")
    PAUSED = "paused", _("Tạm dừng")
    DROPPED = "dropped", _("Không còn phù hợp")


OPEN_STATUSES = (TaskStatus.ASSIGNED, TaskStatus.RECEIVED, TaskStatus.UNDER_WAY, TaskStatus.SUBMITTED)
UNFINISHED = (TaskStatus.PROPOSED, *OPEN_STATUSES, TaskStatus.PAUSED)  # in this order in the index over them


class Timeliness(models.TextChoices):
    EARLY = "early", _("Trước hạn")
    ON_TIME = "on_time", _("Đúng hạn")
    LATE = "late", _("Quá hạn")


class TaskSource(models.TextChoices):
    """Where the work came from; the row itself points here, a task knows only its kind and address."""

    ENTRY = "entry", _("Nhập tay")
    PLAN = "plan", _("Kế hoạch")
    DIRECTIVE = "directive", _("Ý kiến chỉ đạo trong văn bản")
    CONCLUSION = "conclusion", _("Kết luận phiên họp")
    REMEDY = "remedy", _("Khắc phục hạn chế")
    INSPECTION = "inspection", _("Kết luận kiểm tra")


class Urgency(models.TextChoices):
    """How soon progress must be reported; windows in rules/steering/updates.yaml."""

    ORDINARY = "ordinary", _("Thường")
    URGENT = "urgent", _("Khẩn")
    MANIFOLD = "manifold", _("Nhiều đầu việc")


class LateCause(models.TextChoices):
    """B15: a late task must say why; the words beside the code are required too."""

    COORDINATION = "coordination", _("Cơ quan phối hợp chậm")
    PROCEDURE = "procedure", _("Vướng quy định, thủ tục")
    RESOURCES = "resources", _("Thiếu kinh phí, nhân lực")
    SYSTEM = "system", _("Hệ thống, phần mềm, dữ liệu chưa sẵn sàng")
    SUPERIOR = "superior", _("Chờ ý kiến, văn bản cấp trên")
    SUBJECTIVE = "subjective", _("Đơn vị chủ trì chưa tập trung")
    FORCE_MAJEURE = "force_majeure", _("Thiên tai, bất khả kháng")
    OTHER = "other", _("Nguyên nhân khác")
