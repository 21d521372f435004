"""What the subject says once when the app is ready."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.platform.access import permissions
from thongsuot.platform.search import declare_kind
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.public import TAG
from thongsuot.serving.procedures.searching import KIND


def start_procedures() -> None:
    permissions.declare(TAG, str(_("phản ánh thủ tục phiền hà")))
    declare_kind(KIND, str(_("Thủ tục hành chính")), (Serving.BOARD_READ,))
