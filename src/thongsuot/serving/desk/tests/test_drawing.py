"""Rows of the queue are filled into one drawn pattern: every word that came from a person is escaped there."""

from __future__ import annotations

from datetime import datetime

from thongsuot.kernel.clock import VIETNAM
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk.domain.urgency import Standing, Tier, Urgency
from thongsuot.serving.desk.drawing import drawn
from thongsuot.serving.desk.rows import QueueRow
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.domain.happenings import PortalStatus
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.models import Procedure

EVIL = "<b>100% & 'x'"
DRAWN_EVIL = "&lt;b&gt;100% &amp; &#x27;x&#x27;"


def row(words: str, due_at: datetime | None, step: str) -> QueueRow:
    dossier = Dossier(
        pk=1234567, code="H37.17-261120-0001", status=Status.PROCESSING, step=2, applicant_name=words, due_at=due_at,
        is_same_day=True, procedure=Procedure(title=words), officer=Account(display_name=words),
        receiving_unit=Unit(pk=1, name="a"), competent_unit=Unit(pk=2, name=words), holder_unit=Unit(pk=1),
    )  # fmt: skip
    standing = Standing(PortalStatus.PROCESSING, due_at, None, None, 60)
    return QueueRow(dossier, standing, Urgency(Tier.RUNNING, due_at, "warn", words), step, 4, words)


def test_what_people_typed_is_escaped_and_a_percent_sign_stays_one() -> None:
    html = drawn([row(EVIL, datetime(2026, 11, 25, 17, tzinfo=VIETNAM), EVIL)])
    assert EVIL not in html and "<b>" not in html
    for shown in ("{} · không phiếu hẹn · của {}", "2/4 {}", "{} · dễ trễ ở {}", '<td data-label="Thủ tục">{}</td>'):
        assert shown.replace("{}", DRAWN_EVIL) in html
    assert (
        "17:00 25/11/2026" in html and 'id="h-1234567"' in html and 'href="/lam-viec/ho-so/H37.17-261120-0001"' in html
    )


def test_without_a_date_or_a_step_the_row_says_so() -> None:
    html = drawn([row("Lò Thị Páo", None, "")])
    assert '<span class="soft">chưa có</span>' in html and "<span>Đang xử lý<br>" in html
    assert drawn([]) == ""
