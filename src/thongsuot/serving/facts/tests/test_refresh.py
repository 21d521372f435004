"""What happens to a dossier reaches the sums, whatever table it happens in; and so does the clock alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.conftest import Scene
from thongsuot.serving.digitising.models import Result
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson, Rating
from thongsuot.serving.facts import answers
from thongsuot.serving.facts.checking import check, rebuild
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.facts.jobs import check_every_night
from thongsuot.serving.facts.models import (
    DossierFact,
    FactChange,
    FactPart,
    FactState,
    ProcedureDay,
    UnitDay,
    UnitMonth,
)
from thongsuot.serving.facts.refresh import refresh, refresh_all
from thongsuot.serving.insight.tests.making import dossier
from thongsuot.serving.payments.choices import EntrySource, OrderKind, OrderState
from thongsuot.serving.payments.models import PaymentEntry, PaymentOrder

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 20, 3, tzinfo=UTC)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def day(number: int, hour: int = 3, month: int = 7) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def counted(scene: Scene, now: datetime = NOW) -> Counts:
    refresh_all(now)
    assert check(now).total == 0, "sums, facts and dossiers agree"
    return answers.counts([scene.here.pk], *YEAR).get(scene.here.pk, Counts.zero())


def paper(row: Dossier, source: str, **columns: object) -> DossierPart:
    return DossierPart.objects.create(dossier=row, component="x", name="x", source=source, **columns)


def signed(scene: Scene, row: Dossier) -> None:
    file = StoredFile.objects.create(digest="a" * 64, name="a.pdf", size=1, media_type="application/pdf")
    Result.objects.create(
        dossier=row, unit=scene.here, procedure_code="mau-1", title="x", state="result_signed", file=file,
        digest="a" * 64, verify_code="a", issued_at=day(5),
    )  # fmt: skip


def paid(scene: Scene, row: Dossier, source: str = "bank", kind: str = OrderKind.FEE) -> None:
    order = PaymentOrder.objects.create(
        dossier=row, unit=scene.here, number=kind, token=kind, amount=8000, purpose="x", created_at=day(3),
        state=OrderState.PAID, kind=kind,
    )  # fmt: skip
    PaymentEntry.objects.create(
        order=order, ordinal=1, source=source, reference=kind, amount=8000, at=day(3), booked_at=day(3)
    )


def test_a_duty_paid_by_bank_is_no_fee_paid_online(scene: Scene) -> None:
    row = dossier(scene, day(3), fee=15_000)
    paid(scene, row, EntrySource.CASH)
    paid(scene, row, EntrySource.BANK, OrderKind.DUTY)
    assert (counted(scene).with_fee, counted(scene).paid_online) == (1, 0)


def test_what_arrives_meanwhile_does_not_hold_up_who_counts_all(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier(scene, day(3))

    def and_another(now: datetime) -> int:
        taken = refresh(now)
        dossier(scene, day(4))  # somebody is always at work
        return taken

    monkeypatch.setattr("thongsuot.serving.facts.refresh.refresh", and_another)
    assert refresh_all(NOW) == 1


def test_a_dossier_from_reception_to_result(scene: Scene) -> None:
    row = dossier(scene, day(3), due_at=day(9), channel=2, mode="assisted", fee=8000)
    one = counted(scene)
    assert (one.received, one.online_assisted, one.with_fee, one.overdue_766) == (1, 1, 1, 1)
    Dossier.objects.filter(pk=row.pk).update(due_at=None, paused_since=day(4))
    one = counted(scene)
    assert (one.running_766, one.on_time_report) == (1, 1)
    Dossier.objects.filter(pk=row.pk).update(due_at=day(12), paused_since=None, finished_at=day(8))
    one = counted(scene)
    assert (one.early_766, one.early_report, one.with_result) == (1, 1, 1)
    assert one.overdue_766 == one.running_766 == 0


CHANGES: dict[str, Callable[[Scene, Dossier], object]] = {
    "digitised": lambda scene, row: paper(row, "database"),
    "reused": lambda scene, row: paper(row, "database"),
    "from_store": lambda scene, row: paper(row, "store"),
    "identified": lambda scene, row: DossierPerson.objects.create(dossier=row, is_verified=True),
    "disliked": lambda scene, row: Rating.objects.create(dossier=row, scores={"a": 1, "b": 4}, at=day(6)),
    "electronic_result": signed,
    "wholly_digitised": signed,
    "paid_online": paid,
    "funnel_paid": paid,
    "late_766": lambda scene, row: Dossier.objects.filter(pk=row.pk).update(supplements=2),
    "online_self": lambda scene, row: Dossier.objects.filter(pk=row.pk).update(channel=2),
    "post": lambda scene, row: Dossier.objects.filter(pk=row.pk).update(channel=3),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_table_moves_its_counter(scene: Scene, name: str) -> None:
    channel = 1 if name in ("online_self", "post") else 2
    row = dossier(
        scene, day(3), due_at=day(9), finished_at=day(8), fee=8000, channel=channel,
        mode="officer" if channel == 2 else "self",
    )  # fmt: skip
    before = getattr(counted(scene), name)
    CHANGES[name](scene, row)
    assert (before, getattr(counted(scene), name)) == (0, 1)


def test_a_paper_taken_away_is_counted_no_more(scene: Scene) -> None:
    part = paper(dossier(scene, day(3)), "database")
    assert counted(scene).digitised == 1
    part.delete()
    assert counted(scene).digitised == 0


def test_verified_later_and_disliked_no_more(scene: Scene) -> None:
    row = dossier(scene, day(3))
    person = DossierPerson.objects.create(dossier=row)
    rating = Rating.objects.create(dossier=row, scores={"a": 1}, at=day(6))
    assert (counted(scene).identified, counted(scene).disliked) == (0, 1)
    person.is_verified = True
    person.save()
    rating.scores = {"a": 3}
    rating.save()
    assert (counted(scene).identified, counted(scene).disliked) == (1, 0)


def test_what_is_no_one_stop_service_has_no_fact(scene: Scene) -> None:
    row = dossier(scene, day(3))
    dossier(scene, None, submitted_at=day(3))
    dossier(scene, day(3), parent=row)
    assert counted(scene).received == 1 == DossierFact.objects.count()
    scene.procedure.is_internal = True
    scene.procedure.save()
    assert counted(scene) == Counts.zero() and not DossierFact.objects.exists()


def test_the_clock_alone_makes_late(scene: Scene) -> None:
    dossier(scene, day(3), due_at=day(9))
    assert counted(scene, day(8)).running_766 == 1
    assert refresh(day(8)) == 0
    assert refresh(day(10)) == 1
    assert answers.counts([scene.here.pk], *YEAR)[scene.here.pk].overdue_766 == 1
    assert refresh(day(10)) == 0


def test_what_facts_are_not_made_of_makes_no_work(scene: Scene) -> None:
    row = dossier(scene, day(3))
    refresh_all(NOW)
    version = FactState.objects.get().version
    Dossier.objects.filter(pk=row.pk).update(risk="0.5", revision=9, last_event_at=NOW)
    assert not FactChange.objects.exists()
    row.save()
    assert not FactChange.objects.exists() and FactState.objects.get().version == version


def test_a_dossier_taken_away_takes_its_counts_with_it(scene: Scene) -> None:
    row, kept = dossier(scene, day(3)), dossier(scene, day(4))
    assert counted(scene).received == 2
    row.delete()
    assert counted(scene).received == 1
    assert DossierFact.objects.get().code == kept.code


def test_a_load_of_many_is_one_entry_each_and_counted_in_batches(scene: Scene) -> None:
    for number in range(7):
        dossier(scene, day(3 + number), scene.there if number % 2 else None)
    Dossier.objects.update(fee=8000)  # one statement
    assert FactChange.objects.count() == 14
    assert [refresh(NOW, 5), refresh(NOW, 5), refresh(NOW, 5), refresh(NOW, 5)] == [5, 5, 4, 0]
    found = answers.counts([scene.here.pk, scene.there.pk], *YEAR)
    assert {unit: one.with_fee for unit, one in found.items()} == {scene.here.pk: 4, scene.there.pk: 3}


def test_provinces_and_procedures_add_up(scene: Scene) -> None:
    for number, unit in enumerate((scene.here, scene.there, scene.department)):
        dossier(scene, day(3, month=5 + number), unit, due_at=day(9, month=5 + number))
    refresh_all(NOW)
    assert answers.province_counts([scene.province.pk], *YEAR)[scene.province.pk].received == 3
    found = answers.procedure_counts(*YEAR, [scene.province.pk])[scene.procedure.pk]
    assert (found.received, found.overdue_766) == (3, 3)


def test_freshness_tells_what_waits(scene: Scene) -> None:
    assert answers.freshness(NOW).seen is None
    dossier(scene, day(3))
    found = answers.freshness()
    assert found.waiting == 1 and found.lag > timedelta(0)
    refresh_all(NOW)
    found = answers.freshness(NOW)
    assert (found.seen, found.lag, found.waiting) == (NOW, timedelta(0), 0) and found.version > 0


def test_copies_elsewhere_learn_which_parts_were_touched(scene: Scene) -> None:
    row = dossier(scene, day(3, month=5))
    dossier(scene, day(3, month=6))
    refresh_all(NOW)
    before = FactState.objects.get().version
    Dossier.objects.filter(pk=row.pk).update(finished_at=day(9))
    refresh_all(NOW)
    touched = FactPart.objects.filter(version__gt=before)
    assert [(one.month, one.province) for one in touched] == [(date(2026, 5, 1), scene.province.pk)]


@pytest.mark.parametrize("table", [UnitDay, UnitMonth, ProcedureDay])
def test_a_cell_tampered_with_is_found_and_mended(scene: Scene, table: type[UnitDay]) -> None:
    dossier(scene, day(3), due_at=day(9))
    refresh_all(NOW)
    table.objects.filter(received=1).update(received=2)
    drift = check(NOW)
    assert drift.cells[table._meta.db_table] == 1 == drift.total == FactState.objects.get().faults
    rebuild(NOW)
    assert check(NOW).total == 0 == FactState.objects.get().faults
    assert counted(scene).received == 1


def test_a_cell_taken_away_is_found(scene: Scene) -> None:
    dossier(scene, day(3))
    refresh_all(NOW)
    UnitDay.objects.all().delete()
    assert check(NOW).cells["serving_unitday"] == 1


def test_a_fact_that_is_not_its_dossier_is_found_and_mended(scene: Scene) -> None:
    dossier(scene, day(3))
    refresh_all(NOW)
    DossierFact.objects.update(channel=3)
    drift = check(NOW)
    assert drift.facts == 1 and all(drift.cells.values())
    assert rebuild(NOW) == 1
    assert counted(scene).direct == 1


def test_a_change_whose_trigger_was_lost_is_found(scene: Scene) -> None:
    row = dossier(scene, day(3))
    refresh_all(NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE serving_dossier SET channel = 2 WHERE id = %s", [row.pk])
    FactChange.objects.all().delete()
    assert check(NOW).facts == 1


def test_drift_found_at_night_is_told_and_mended(scene: Scene, account: Callable[..., Account]) -> None:
    administrator = account(Role.ADMIN, scene.province, "Quản trị")
    dossier(scene, day(3))
    check_every_night()
    assert not Notification.objects.filter(recipient_id=administrator.pk).exists(), "nothing to tell"
    UnitDay.objects.update(received=7)
    check_every_night()
    told = Notification.objects.get(recipient_id=administrator.pk)
    assert "lệch ở 1 ô" in told.text
    assert counted(scene).received == 1


def test_the_command_builds_anew_and_says_what_changed(scene: Scene) -> None:
    dossier(scene, day(3))
    said = StringIO()
    call_command("rebuild_facts", stdout=said)
    assert "1 hồ sơ thay đổi, 0 ô còn lệch" in said.getvalue()
    assert answers.counts([scene.here.pk], *YEAR)[scene.here.pk].received == 1
