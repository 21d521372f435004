"""R03 on the notice itself: every limitation of S4 §2 taken up in one step and followed to its closing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.idempotency.store import new_key
from thongsuot.reading.reader import read_text
from thongsuot.registry.directives.actions import ReviewLimitation
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document
from thongsuot.registry.positions.models import Position
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.remedies import queries
from thongsuot.steering.remedies.actions import (
    AnalyseLimit,
    Analysis,
    CloseLimit,
    Closing,
    DraftLimits,
    FromDocument,
    GiveProof,
    OpenLimit,
    Proving,
    Taking,
)
from thongsuot.steering.remedies.domain import burn_down
from thongsuot.steering.remedies.models import Limit

SOURCES = Path(__file__).resolve().parents[6] / "shared" / "sources"
pytestmark = [pytest.mark.sources, pytest.mark.skipif(not SOURCES.exists(), reason="../shared/sources is absent")]


def morning(month: int, day: int) -> datetime:
    return datetime(2024, month, day, 2, tzinfo=UTC)


def test_the_limits_of_s4_are_tracked_to_closure(offices: Offices, staff: Staff) -> None:
    text = next(SOURCES.glob("004_*.txt")).read_text(encoding="utf-8")
    found = read_text(text).limitations
    added = AddDocument.run(SYSTEM, NewDocument(text=text, dated=date(2024, 10, 10)))
    document = Document.objects.get(key=added.key)
    for one in document.limitations.all():
        ReviewLimitation.run(staff.secretary, Review(one.pk, Decision.CONFIRM))
    ids = DraftLimits.run(staff.secretary, FromDocument(document.key, offices.home.pk)).ids
    assert [one.text for one in Limit.objects.filter(pk__in=ids).order_by("pk")] == [one.text for one in found]
    assert len(ids) >= 13 and any("41,05%" in one.text for one in found) and any("13,94%" in one.text for one in found)
    position = Position.objects.create(unit=offices.doing, title="Giám đốc", search_key="giam doc")
    for pk in ids:
        OpenLimit.run(staff.secretary, Taking(pk, offices.doing.pk), effective_at=morning(10, 14))
        why = Analysis(pk, "leadership", "Chỉ đạo chưa quyết liệt", position.pk, "năm 2024")
        AnalyseLimit.run(staff.secretary, why, effective_at=morning(10, 15))
        GiveProof.run(staff.focal, Proving(pk, "Đã xong"), idempotency_key=new_key(), effective_at=morning(12, 1))
    for day, pk in enumerate(ids, start=2):
        CloseLimit.run(staff.chair, Closing(pk), effective_at=morning(12, day))
    burn = burn_down(
        queries.moves_of(staff.secretary, Limit.objects.filter(pk__in=ids)),
        until=date(2024, 12, 31),
        due=date(2024, 12, 31),
        days=1,
    )
    assert burn is not None
    by_day = {one.day: one.open for one in burn.points}
    assert by_day[date(2024, 10, 14)] == by_day[date(2024, 12, 1)] == len(ids) == burn.total
    assert by_day[date(2024, 12, 8)] == len(ids) - 7 and burn.open == 0 and not burn.behind
    assert set(Limit.objects.filter(pk__in=ids).values_list("due", flat=True)) == {date(2024, 12, 31)}
