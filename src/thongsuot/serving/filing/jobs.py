"""Every night: drafts past their day go, with their pieces and files; personal data is kept no longer than told."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from thongsuot.platform.background import by_the_clock
from thongsuot.platform.files.models import StoredFile
from thongsuot.serving.filing.models import DraftFile, FilingDraft

_JUST_STORED = timedelta(days=1)  # somebody may be about to give the same file again


@by_the_clock("40 18 * * *", "serving.filing.sweep")
def sweep_drafts() -> int:
    """How many drafts. What was filed belongs to its dossier and stays."""
    now = timezone.now()
    old = FilingDraft.objects.filter(expires_at__lte=now)
    stored = list(DraftFile.objects.filter(draft__in=old, file__isnull=False).values_list("file", flat=True))
    count = old.count()
    old.delete()
    for row in StoredFile.objects.filter(pk__in=stored, stored_at__lt=now - _JUST_STORED):
        with contextlib.suppress(ProtectedError):  # another draft or dossier holds the same file
            row.delete()
    return count
