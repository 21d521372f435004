"""Words of the desk's columns, for the database and the screen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class GapChoice(models.TextChoices):
    """The same values as ``domain.reconcile.Gap``."""

    LATE_HERE = "gap_late_here", _("Chỉ trễ ở đây")
    LATE_THERE = "gap_late_there", _("Chỉ trễ ở hệ thống kia")
    STATUS = "gap_status", _("Trạng thái khác nhau")
    DUE = "gap_due", _("Ngày hẹn khác nhau")
    RETURNED = "gap_returned", _("Ngày trả khác nhau")
    MISSING_HERE = "gap_missing_here", _("Ở đây không có")
    MISSING_THERE = "gap_missing_there", _("Hệ thống kia không có")


class BulkChoice(models.TextChoices):
    """The same values as ``domain.bulk.BulkKind``."""

    BURST = "bulk_burst", _("Cập nhật dồn")
    HEAP = "bulk_heap", _("Dồn vào cuối ngày")
    SKIP = "bulk_skip", _("Bỏ qua bước")
    LATE_ENTRY = "bulk_late_entry", _("Ghi sau nhiều ngày")


class AnswerState(models.TextChoices):
    """What became of a difference or a flag."""

    OPEN = "desk_open", _("Chưa xử lý")
    RESOLVED = "desk_resolved", _("Đã sửa")
    EXPLAINED = "desk_explained", _("Đã giải trình")


class OfflineState(models.TextChoices):
    WRITTEN = "offline_written", _("Đã thành hồ sơ")
    CONFLICT = "offline_conflict", _("Đã thành hồ sơ, cần xem lại")
