"""The first estimate, so that the page has something to say; a guess over sample dossiers."""

from __future__ import annotations

from django.utils import timezone

from thongsuot.serving.warning.estimating import estimate
from thongsuot.serving.warning.models import WarningRun


def load() -> None:
    if not WarningRun.objects.exists():
        estimate(timezone.now())
