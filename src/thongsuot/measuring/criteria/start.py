"""What the subject says once when the app is ready."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.criteria.searching import CRITERION, SET
from thongsuot.platform.search import declare_kind


def start_criteria() -> None:
    declare_kind(SET, str(_("Bộ tiêu chí")))
    declare_kind(CRITERION, str(_("Tiêu chí chấm điểm")))
