"""From the file to the board: nothing twice, nothing of people, nothing written by a dry run."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.running import perform
from thongsuot.registry.accounts.models import Account
from thongsuot.reporting.feed import looking
from thongsuot.reporting.feed.choices import FeedState
from thongsuot.reporting.feed.models import FeedCode, FeedEvent, FeedFile, FeedSource, FeedTwin
from thongsuot.reporting.feed.queries import fault_rows, mismatches, source_lines
from thongsuot.reporting.feed.tests.conftest import jsonl, table
from thongsuot.reporting.feed.tests.rows import FIRST, NOW, SECRETS, step, whole, written
from thongsuot.serving import facade
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.facts.models import DossierFact

pytestmark = pytest.mark.django_db
Send = Callable[..., FeedFile]


def counts(scene: Scene, first: date = date(2026, 9, 1), last: date = date(2026, 9, 30)) -> Any:
    return facade.fact_counts([scene.here.pk], first, last).get(scene.here.pk)


def test_the_board_follows_the_feed(send: Send, scene: Scene) -> None:
    """Received, then settled late, then corrected to in time: each moves the sums of its own month."""
    send(jsonl([whole(KenhThucHien="2"), step(status=9, at=FIRST + timedelta(days=5))]))
    told = counts(scene)
    assert (told.received, told.online_self, told.late_766) == (1, 1, 1)
    send(jsonl([whole(status=9, ThoiDiemXuLy=written(FIRST + timedelta(days=6)), NgayHenTra="15/09/2026")]))
    told = counts(scene)
    assert (told.received, told.late_766, told.kept_766) == (1, 0, 1)


def test_the_same_rows_in_another_file_and_format_change_nothing(send: Send) -> None:
    rows = [whole("A"), whole("B"), step("A", 9, FIRST + timedelta(days=1))]
    assert send(jsonl(rows)).added == 3
    before = list(DossierFact.objects.order_by("code").values())
    again = send(table([*reversed(rows), whole("A")]))
    assert (again.added, again.repeated) == (0, 4)
    assert list(DossierFact.objects.order_by("code").values()) == before
    assert FeedEvent.objects.count() == 3


def test_a_killed_file_goes_on_behind_its_last_batch(source: FeedSource, monkeypatch: pytest.MonkeyPatch) -> None:
    from thongsuot.reporting.feed.importing import close, take_in

    monkeypatch.setattr(looking, "BATCH", 2)
    content = jsonl([whole(f"D{number}") for number in range(7)])
    file = FeedFile.objects.create(source=source, name="tep", digest="1")

    def killed(now: FeedFile, _waiting: int) -> None:
        if now.rows == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(file, io.BytesIO(content), killed)
    file.refresh_from_db()
    assert (file.rows, FeedEvent.objects.count()) == (4, 4)
    take_in(file, io.BytesIO(content), lambda now, waiting: None)
    close(file)
    assert (file.rows, file.added, file.repeated, FeedEvent.objects.count()) == (7, 7, 0, 7)
    assert DossierFact.objects.count() == 7


def test_faulty_rows_are_told_by_line_and_column_without_their_content(send: Send, scene: Scene) -> None:
    file = send(table([whole("A"), whole("B", NgayTra="Bí Mật"), whole("C", DonViXuLy="LA")]))
    assert (file.added, file.faulty) == (2, 1)
    told = list(fault_rows(scene.home_affairs, file))
    assert [(row, field) for row, field, _message in told] == [("3", "NgayTra"), ("4", "DonViXuLy")]
    assert "Bí Mật" not in str(told) and "Ghép mã" in told[1][2]


def everything() -> str:
    """All text of all tables."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for name in tables:
            cursor.execute(f"SELECT string_agg(whole::text, ' ') FROM \"{name}\" AS whole")
            found.append(cursor.fetchone()[0] or "")
    return " ".join(found)


def files_under(folder: Path) -> bytes:
    return b" ".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def page(client: Client, scene: Scene, tmp_path: Path, settings: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path / "tep"
    client.force_login(scene.home_affairs)
    return client


def upload(page: Client, content: bytes, name: str = "ho-so.csv") -> Any:
    stream = io.BytesIO(content)
    stream.name = name
    answer = page.post("/lam-viec/nguon-ho-so/mot-cua-cu", {"file": stream})
    for run in JobRun.objects.filter(status="waiting").order_by("pk"):
        perform(run.pk)
    return answer


def test_uploaded_looked_through_taken_in(page: Client, source: FeedSource) -> None:
    """The dry run writes no event; the import writes all; of the people in the file nothing is anywhere."""
    rows = [whole("A"), step("A", 9, FIRST + timedelta(days=1)), whole("B", DonViXuLy="LA"), whole("C", NgayTra="?")]
    assert upload(page, table(rows)).status_code == 302
    file = FeedFile.objects.get()
    assert (file.state, file.added, file.faulty, FeedEvent.objects.count()) == (FeedState.CHECKED, 3, 1, 0)
    shown = page.get(f"/lam-viec/nguon-ho-so/tep/{file.pk}").content.decode()
    assert "Mã đơn vị «LA»" in shown and "NgayTra" in shown and "Nhập vào số liệu" in shown

    page.post(f"/lam-viec/nguon-ho-so/tep/{file.pk}/nhap")
    perform(JobRun.objects.latest("pk").pk)
    file.refresh_from_db()
    assert (file.state, file.added, file.faulty) == (FeedState.DONE, 3, 1)
    assert set(DossierFact.objects.values_list("code", flat=True)) == {"A"}
    assert JobRun.objects.latest("pk").status == "done"
    kept = everything() + files_under(Path(settings.MEDIA_ROOT)).decode(errors="replace")
    assert "H23.99" in kept
    assert not [value for value in (*SECRETS.values(), "Kín Tiếng", "Bí Mật") if value in kept]

    again = page.get(upload(page, table(rows)).url).content.decode()
    assert "đã được nhận trước đó" in again
    assert FeedFile.objects.count() == 1


def test_a_code_told_on_its_page_lets_its_dossiers_in(page: Client, source: FeedSource, send: Send) -> None:
    send(jsonl([whole("A", DonViXuLy="LA"), whole("B", MaTTHC="LA")]))
    unit, procedure = (
        FeedCode.objects.get(kind="code_unit", code="LA"),
        FeedCode.objects.get(kind="code_procedure", code="LA"),
    )
    refused = page.post(f"/lam-viec/nguon-ho-so/ma/{unit.pk}", {"meaning": "Xã Không Đâu"})
    assert refused.status_code == 422 and "Xã Không Đâu" in refused.content.decode()
    page.post(f"/lam-viec/nguon-ho-so/ma/{unit.pk}", {"meaning": "phường Kỳ Lừa"})
    page.post(f"/lam-viec/nguon-ho-so/ma/{procedure.pk}", {"meaning": "mau-1"})
    for run in JobRun.objects.filter(status="waiting"):
        perform(run.pk)
    assert set(DossierFact.objects.values_list("code", flat=True)) == {"A", "B"}


def test_a_code_is_told_behind_the_lock_the_import_takes_first(page: Client, send: Send, scene: Scene) -> None:
    """Code first and lock second, while an import holds the lock and counts the code, is a deadlock."""
    send(jsonl([whole("A", DonViXuLy="LA")]))
    with CaptureQueriesContext(connection) as asked:
        page.post(f"/lam-viec/nguon-ho-so/ma/{FeedCode.objects.get(code='LA').pk}", {"meaning": "phường Kỳ Lừa"})
    said = [one["sql"] for one in asked]
    locked = next(place for place, one in enumerate(said) if "reporting.feed:" in one and "advisory" in one)
    changed = next(place for place, one in enumerate(said) if one.startswith('UPDATE "reporting_feedcode"'))
    assert locked < changed


def test_nobody_tells_a_code_to_a_unit_outside_the_branch(
    page: Client, source: FeedSource, send: Send, scene: Scene
) -> None:
    FeedSource.objects.filter(pk=source.pk).update(home=scene.here)
    send(jsonl([whole("A", DonViXuLy="LA")]))
    code = FeedCode.objects.get(code="LA")
    assert page.post(f"/lam-viec/nguon-ho-so/ma/{code.pk}", {"meaning": "phường Kỳ Lừa"}).status_code == 422
    code.refresh_from_db()
    assert code.unit is None


def test_a_file_that_is_no_feed_is_refused_on_the_page(page: Client, source: FeedSource) -> None:
    answer = upload(page, b"Ten;Tuoi\nA;1\n")
    assert answer.status_code == 422 and "MaHoSo" in answer.content.decode()
    assert not FeedFile.objects.exists()


def test_who_may_not_is_told_who_may(client: Client, source: FeedSource, scene: Scene) -> None:
    client.force_login(scene.desk)
    assert client.get("/lam-viec/nguon-ho-so").status_code == 403
    assert client.get("/lam-viec/nguon-ho-so/mot-cua-cu").status_code == 403


def test_a_dry_run_writes_nothing_at_all(source: FeedSource, send: Send) -> None:
    send(jsonl([whole("A")]))
    before = everything()
    reported: list[int] = []
    found = looking.look(
        source, io.BytesIO(jsonl([whole("A"), whole("B"), whole("B"), step("C", 13)])), NOW, reported.append
    )
    assert (found.rows, found.new, found.repeated, found.faulty, reported) == (4, 1, 2, 1, [4])
    assert everything() == before


def test_our_own_dossiers_are_compared_not_counted_twice(source: FeedSource, send: Send, scene: Scene) -> None:
    """Late with us, in time with the portal: the list of differences has it, the facts do not."""
    now = timezone.now()
    ours = {"procedure": scene.procedure, "version": scene.version, "receiving_unit": scene.here,
            "competent_unit": scene.here, "holder_unit": scene.here, "channel": 1, "status": 4,
            "applicant_kind": "citizen", "applicant_name": "A", "search_key": "a", "submitted_at": FIRST,
            "received_at": FIRST, "started_at": FIRST, "last_event_at": FIRST}  # fmt: skip
    late = Dossier.objects.create(code="OURS-1", due_at=now - timedelta(days=1), **ours)
    Dossier.objects.create(code="OURS-2", due_at=now - timedelta(days=1), **ours)
    FeedSource.objects.filter(pk=source.pk).update(reports_ours=True)
    source.refresh_from_db()
    rows = [whole("OURS-1", NgayHenTra=written(now + timedelta(days=5))), whole("OURS-2"), whole("THEIRS")]
    file = FeedFile.objects.create(source=source, name="tep", digest="cong")
    from thongsuot.reporting.feed.importing import take_in

    take_in(file, io.BytesIO(jsonl(rows)), lambda file, waiting: None)
    assert set(DossierFact.objects.filter(source=7).values_list("code", flat=True)) == {"THEIRS"}
    assert FeedTwin.objects.count() == 2
    (found,) = mismatches(scene.head, timezone.now())
    assert (found.dossier, found.late_here, found.late_there) == (late, True, False)
    assert list(mismatches(scene.neighbour, timezone.now())) == []


def test_the_lag_is_told_by_source(send: Send, scene: Scene) -> None:
    file = send(jsonl([step("A", at=timezone.now() - timedelta(minutes=10)), whole("B")]))
    assert file.lag is not None and file.lag >= 600
    (line,) = source_lines(scene.home_affairs)
    assert (line.last, line.waiting) == (file, 0)


def test_the_command_line(source: FeedSource, scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from thongsuot.cli.main import main

    path = tmp_path / "ho-so.jsonl"
    path.write_bytes(jsonl([whole("A"), step("A", 12)]))
    assert main(["feed", str(path), "--source", "khong-co"]) == 2
    assert "mot-cua-cu" in capsys.readouterr().err
    assert main(["feed", str(path), "--source", "mot-cua-cu", "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert "chưa ghi gì" in said and "dòng 2, TrangThai" in said
    assert FeedEvent.objects.count() == 0
    assert main(["feed", str(path), "--source", "mot-cua-cu"]) == 1
    assert "1 sự kiện mới" in capsys.readouterr().out
    assert main(["feed", str(path), "--source", "mot-cua-cu"]) == 1
    assert "không có gì thay đổi" in capsys.readouterr().out
    assert json.loads(path.read_text().splitlines()[0])["ChuHoSo"] == SECRETS["ChuHoSo"], "the file itself stays"


def test_the_account_that_started_it_is_in_the_history(page: Client, source: FeedSource, scene: Scene) -> None:
    from thongsuot.platform.events.queries import history_of

    upload(page, table([whole("A")]))
    file = FeedFile.objects.get()
    page.post(f"/lam-viec/nguon-ho-so/tep/{file.pk}/nhap")
    perform(JobRun.objects.latest("pk").pk)
    names = {one.name for one in history_of("feed_file", str(file.pk))}
    assert names == {"reporting.feed.received", "reporting.feed.started", "reporting.feed.finished"}
    assert isinstance(scene.home_affairs, Account)
