"""Sample senders: an older one-stop system of the province, and the portal that also tells of our own dossiers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.files.domain import CSV, TEXT
from thongsuot.platform.files.store import open_file, put
from thongsuot.registry.units.models import Unit
from thongsuot.reporting.feed import actions
from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.domain.lines import cleaned
from thongsuot.reporting.feed.importing import take_in
from thongsuot.reporting.feed.models import FeedCode, FeedFile, FeedSource
from thongsuot.reporting.feed.sample import sample_rows
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.models import Procedure

OLD, PORTAL = "mot-cua-cu", "cong-gia-lap"
_DOSSIERS = 600
_WARDS = {
    "000.21.36.H37": "phuong-dong-kinh--lang-son",
    "000.22.36.H37": "phuong-ky-lua--lang-son",
    "000.23.36.H37": "phuong-tam-thanh--lang-son",
}
_NOBODYS = "000.99.36.H37"  # waits on the page of codes, as in life
_FORM = "%Y%m%d%H%M%S"


def load() -> None:
    """Nothing where the province or its procedures are absent, or the rows are there already."""
    province = Unit.objects.filter(key="tinh-lang-son").first()
    codes = list(
        Procedure.objects.filter(is_sample=True, is_internal=False).order_by("code").values_list("code", flat=True)
    )
    if province is None or not codes or FeedSource.objects.filter(key=OLD).exists():
        return
    now = timezone.localtime()
    old = _source(OLD, "Hệ thống một cửa cũ (giả lập)", province, reports_ours=False)
    wards = {unit.key: unit for unit in Unit.objects.filter(key__in=_WARDS.values())}
    for code, key in _WARDS.items():
        if key in wards:
            FeedCode.objects.create(source=old, kind=CodeKind.UNIT, code=code, unit=wards[key], province=province)
    rows = list(sample_rows(_DOSSIERS, [*_WARDS, *_WARDS, _NOBODYS], codes, now, seed=37))
    _take(old, "trang-thai-mau.csv", [*rows, _faulty()])
    portal = _source(PORTAL, "Cổng dịch vụ công (giả lập)", province, reports_ours=True)
    _take(portal, "dong-bo-mau.jsonl", _as_the_portal_sees(now))


def _source(key: str, name: str, home: Unit, *, reports_ours: bool) -> FeedSource:
    contact = "Đầu mối mẫu, không có thật"
    new = actions.NewSource(key, name, contact, home.pk, reports_ours=reports_ours, is_sample=True)
    return FeedSource.objects.select_related("home").get(pk=actions.AddSource.run(SYSTEM, new).number)


def _take(source: FeedSource, name: str, rows: Iterable[dict[str, Any]]) -> None:
    content = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    stored = put(cleaned(io.BytesIO(content)), f"{name.rpartition('.')[0]}.jsonl", accepted=(TEXT, CSV))
    new = actions.NewFile(source.pk, name, stored.digest, stored.pk)
    file = FeedFile.objects.select_related("source__home").get(pk=actions.ReceiveFile.run(SYSTEM, new).number)
    actions.StartFeed.run(SYSTEM, actions.Start(file.pk))
    with open_file(stored) as stream:
        take_in(file, stream, lambda _file, _waiting: None)
    actions.FinishFeed.run(SYSTEM, actions.FileInput(file.pk))


def _faulty() -> dict[str, Any]:
    return {"MaHoSo": "H37.MAU-LOI", "ThoiDiemXuLy": "31/02/2026 08:00", "TrangThai": "12"}


def _as_the_portal_sees(now: datetime) -> Iterator[dict[str, Any]]:
    """Sixty dossiers of ours; of every eighth the portal has another date, or was not told of the end."""
    ours = Dossier.objects.filter(is_sample=True, parent__isnull=True, due_at__isnull=False, started_at__isnull=False)
    ours = ours.filter(competent_unit__key__in=_WARDS.values())
    for number, one in enumerate(ours.select_related("procedure", "competent_unit").order_by("-started_at", "pk")[:60]):
        due, end = one.due_at, one.finished_at or one.closed_at
        if number % 8 == 3 and due is not None:
            due += timedelta(days=20) if due < (end or now) else timedelta(days=-20)
        moments = {"NgayHenTra": due, "NgayKetThucXuLy": end, "NgayTiepNhan": one.started_at}
        told: dict[str, Any] = {
            name: timezone.localtime(at).strftime(_FORM) for name, at in moments.items() if at is not None
        }
        yield {
            "MaHoSo": one.code,
            "MaTTHC": one.procedure.code,
            "DonViXuLy": one.competent_unit.key,
            "TrangThaiHoSo": one.status,
            **told,
        }
