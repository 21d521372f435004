"""Reading scans in the worker. The scan is safe before: whatever happens here, nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.store import open_file, put
from thongsuot.platform.jobs import Outcome, Progress, job
from thongsuot.serving.digitising.intake import ScanRefused, look_at
from thongsuot.serving.digitising.models import Scan, ScanState
from thongsuot.serving.digitising.reading import NoReader, ReadScan, Unreadable, kept_text, read_scan


@dataclass(frozen=True, slots=True)
class ToRead:
    scan_id: int


@job("serving.digitising.read", "Đọc chữ bản quét")
def read(progress: Progress, data: ToRead) -> Outcome:
    return Outcome(read_one(data.scan_id), reverse("scan", args=[data.scan_id]), _("Mở bản quét"))


def read_one(scan_id: int) -> str:
    """Read one scan that waits; what came of it, in words. Run twice it does nothing more."""
    scan = Scan.objects.select_related("original").get(pk=scan_id)
    if scan.state not in (ScanState.WAITING, ScanState.KEPT):
        return _("Bản quét này đã được đọc.")
    try:
        with open_file(scan.original) as stream:
            looked = look_at(stream.read(), scan.original.media_type)
        found = read_scan(looked.pdf, looked.pages)
    except (NoReader, Unreadable, ScanRefused) as error:
        return _keep(scan, str(error))
    return _finish(scan, found)


@transaction.atomic
def _keep(scan: Scan, problem: str) -> str:
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.KEPT, problem=problem[:500])
    return problem


@transaction.atomic
def _finish(scan: Scan, found: ReadScan) -> str:
    name = f"{scan.original.name.rpartition('.')[0] or scan.original.name}-so-hoa.pdf"
    held = Scan.objects.select_for_update().get(pk=scan.pk)
    held.archive = put([found.pdf], name, accepted=(PDF,), sealed=True)
    held.pages, held.confidence, held.text = len(found.pages), found.confidence, kept_text(found.pages)
    held.state, held.problem = ScanState.CHECK, ""
    held.save()
    return _("Đã đọc xong. Mời kiểm tra rồi nhận bản số hóa.")
