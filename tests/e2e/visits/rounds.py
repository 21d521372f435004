"""Rounds: the list, one round, the desk of a unit whose round still scores, the head's page, surveys."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.rounds.actions import (
    EnterScores,
    Entries,
    Entry,
    NewRound,
    OpenRound,
    RoundId,
    StartScoring,
)
from thongsuot.measuring.rounds.domain import Threshold, is_typed
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.units.models import Unit

_KEY, _UNIT = "cham-diem-thu-trinh-duyet", "so-noi-vu--lang-son"


def scoring() -> Round:
    """A sample round whose units score themselves; the demo's own are all further on."""
    found = Round.objects.filter(key=_KEY).first()
    if found is not None:
        return found
    wanted = NewRound(
        Unit.objects.get(key="tinh-lang-son").pk,
        "mau-so-nganh-2025",
        timezone.localdate().year,
        title="Chấm điểm thử",
        key=_KEY,
        self_until=timezone.localdate() + timedelta(days=5),
        thresholds=(Threshold("Tốt", "80"), Threshold("Khá", "65")),
        thresholds_reference="Dữ liệu minh họa",
        is_sample=True,
    )
    opened = OpenRound.run(SYSTEM, wanted)
    StartScoring.run(SYSTEM, RoundId(opened.id))
    return Round.objects.get(pk=opened.id)


def addresses() -> dict[str, list[str]]:
    row = scoring()
    mine = Participant.objects.get(round=row, unit__key=_UNIT)
    typed = [one for one in set_of(row.release).leaves() if is_typed(one)]
    asked = next(one for one in typed if one.rule and one.rule.kind == "yes_no")
    ratio = next(one for one in typed if one.rule and one.rule.kind == "ratio")
    EnterScores.run(SYSTEM, Entries(mine.pk, (Entry(asked.code, inputs={"answer": "1"}),)))
    root = "/lam-viec/cham-diem"
    sheet = f"{root}/{_KEY}/{_UNIT}"
    settled = f"{root}/cham-diem-so-nganh-2026"
    return {
        "so-noi-vu": [
            *(root, f"{root}?nam=1999", f"{root}/lap-dot", f"{root}/lap-dot?bo=mau-so-nganh-2025&nam=2026"),
            *(f"{root}/{_KEY}", settled, f"{root}/{_KEY}/ket-qua-dieu-tra", f"{settled}/{_UNIT}"),
        ],
        "dau-moi": [root, f"{root}/{_KEY}", sheet, f"{sheet}/{asked.code}", f"{sheet}/{ratio.code}?tim=ke+hoach"],
        "lanh-dao": [f"{sheet}/ky"],
    }
