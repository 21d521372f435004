"""The closed lists of inspections."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionPlanStatus(models.TextChoices):
    DRAFT = "iplan_draft", _("Đang lập")
    APPROVED = "iplan_approved", _("Đã phê duyệt")


class InspectionStatus(models.TextChoices):
    """J9: visit → findings → the unit answers → conclusion; the mending then runs as limits and tasks."""

    PLANNED = "insp_planned", _("Sắp kiểm tra")
    UNDER_WAY = "insp_under_way", _("Đang kiểm tra")
    ANSWERING = "insp_answering", _("Chờ giải trình")
    CONCLUDED = "insp_concluded", _("Đã kết luận")


class Answer(models.TextChoices):
    """What the visitor saw at one item of the checklist."""

    MET = "met", _("Đạt")
    PARTLY = "partly", _("Đạt một phần")
    NOT_MET = "not_met", _("Không đạt")
    NOT_APPLICABLE = "na", _("Không áp dụng")


FAULTY = (Answer.PARTLY, Answer.NOT_MET)


class FindingSeverity(models.TextChoices):
    GRAVE = "find_grave", _("Nghiêm trọng")
    ORDINARY = "find_ordinary", _("Cần khắc phục")
    REMARK = "find_remark", _("Cần rút kinh nghiệm")
