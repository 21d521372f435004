"""Words of the feed's columns."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.reporting.feed.domain.shapes import PROGRESS, WHOLE


class FeedState(models.TextChoices):
    """Of one file on its way in; also the order in which it passes."""

    WAITING = "feed_waiting", _("Chờ chạy thử")
    CHECKED = "feed_checked", _("Đã chạy thử")
    RUNNING = "feed_running", _("Đang nhập")
    DONE = "feed_done", _("Đã nhập")


class CodeKind(models.TextChoices):
    UNIT = "code_unit", _("Đơn vị (DonViXuLy)")
    PROCEDURE = "code_procedure", _("Thủ tục (MaTTHC)")


class MessageKind(models.IntegerChoices):
    """The two messages of the national portal's synchronisation."""

    WHOLE_DOSSIER = WHOLE, _("Đồng bộ hồ sơ")
    STEP = PROGRESS, _("Cập nhật tiến độ")
