"""States of a proposal to cut, of an opinion on it, of a rule to simplify."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CutStatus(models.TextChoices):
    DRAFT = "cut_draft", _("Nháp")
    OPINION = "cut_opinion", _("Đang lấy ý kiến")
    SUBMITTED = "cut_submitted", _("Đã trình")
    APPROVED = "cut_approved", _("Đã duyệt")
    PUBLISHED = "cut_published", _("Đã công bố phiên bản mới")
    REFUSED = "cut_refused", _("Không duyệt")


PUBLIC_STATES = (CutStatus.OPINION, CutStatus.SUBMITTED, CutStatus.APPROVED, CutStatus.PUBLISHED)


class OpinionStatus(models.TextChoices):
    """Pre-moderation (product §1.U.6): what the public writes is shown after somebody has read it."""

    PENDING = "opinion_pending", _("Chờ duyệt")
    SHOWN = "opinion_shown", _("Đã đăng")
    HIDDEN = "opinion_hidden", _("Không đăng")


class Stance(models.TextChoices):
    AGREE = "agree", _("Đồng ý")
    CHANGE = "change", _("Đồng ý, cần sửa thêm")
    DISAGREE = "disagree", _("Chưa đồng ý")


class AmendStatus(models.TextChoices):
    """How far the document a simplified rule stands in has been amended (H02)."""

    WAITING = "amend_waiting", _("Chưa sửa")
    DRAFTING = "amend_drafting", _("Đang soạn sửa đổi")
    AMENDED = "amend_done", _("Đã ban hành sửa đổi")
