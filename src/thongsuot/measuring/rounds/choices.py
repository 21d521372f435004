"""The states of a round, of a unit in it, and what an appraiser says of a score (product §2.5)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundStatus(models.TextChoices):
    DRAFT = "round_draft", _("Đang chuẩn bị")
    SCORING = "round_scoring", _("Đơn vị tự chấm")
    APPRAISING = "round_appraise", _("Đang thẩm định")
    EXPLAINING = "round_explain", _("Đơn vị giải trình")
    COUNTED = "round_counted", _("Đã tổng hợp")
    APPROVED = "round_approved", _("Đã phê duyệt")
    PUBLISHED = "round_public", _("Đã công bố")


class ParticipantStatus(models.TextChoices):
    INVITED = "unit_invited", _("Chưa chấm")
    SCORING = "unit_scoring", _("Đang tự chấm")
    SIGNED = "unit_signed", _("Đã ký")
    APPRAISING = "unit_appraise", _("Đang thẩm định")
    APPRAISED = "unit_appraised", _("Đã thẩm định")
    EXPLAINING = "unit_explain", _("Chờ giải trình")
    EXPLAINED = "unit_explained", _("Đã giải trình")
    SETTLED = "unit_settled", _("Đã chốt")


class Verdict(models.TextChoices):
    NONE = "none", _("Chưa thẩm định")
    ACCEPTED = "accepted", _("Công nhận")
    REDUCED = "reduced", _("Điều chỉnh")
    ASKED = "asked", _("Yêu cầu giải trình")
