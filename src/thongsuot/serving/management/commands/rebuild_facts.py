"""``thongsuot manage rebuild_facts``: dựng lại sự thật hồ sơ và số đếm từ hồ sơ."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.serving.facts.checking import check, rebuild


class Command(BaseCommand):
    help = "Dựng lại số đếm hồ sơ từ đầu rồi đối chiếu; bảng số liệu vẫn đọc được trong lúc dựng."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = rebuild(timezone.now())
        drift = check(timezone.now())
        said = _("Đã dựng lại; %(changed)d hồ sơ thay đổi, %(drift)d ô còn lệch.")
        self.stdout.write(said % {"changed": changed, "drift": drift.total})
