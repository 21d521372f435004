from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from thongsuot.platform.access import ANONYMOUS, SYSTEM
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.jobs import Job, Outcome, Progress, declaring, enqueue, job, queries
from thongsuot.platform.jobs.actions import CancelJob, RetryJob, RunInput
from thongsuot.platform.jobs.domain import advance, remaining_words
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.progress import JobSuperseded
from thongsuot.platform.jobs.running import MAX_ATTEMPTS, perform
from thongsuot.platform.jobs.sweeps import forget_old, rescue_stalled
from thongsuot.platform.jobs.tests.counting import Count
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.search.models import SearchWord


@dataclass(frozen=True)
class Person:
    id: int
    display_name: str = "Đặng Thị Mai"
    position_name: str = ""
    is_authenticated: bool = True

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return False


MAI, HIEU = Person(5), Person(6)


@pytest.fixture
def counting(monkeypatch) -> Job[Count]:
    """Writes the words n0, n1, … and keeps its place after each."""
    monkeypatch.setattr(declaring, "_jobs", {})

    @job("sample.count", "Đếm thử")
    def count(progress: Progress, data: Count) -> Outcome:
        progress.expect(data.to)
        for number in range(progress.checkpoint.get("next", 0), data.to):
            if number == data.fail_at:
                raise ActionError(f"Dòng {number} hỏng.")
            with transaction.atomic():
                SearchWord.objects.create(word=f"n{number}")
                progress.save({"next": number + 1}, done=number + 1)
        return Outcome("Đã đếm xong.", url="/ket-qua", label="Kết quả")

    return count


@pytest.mark.django_db
def test_a_job_runs_to_its_end_and_tells_its_requester(counting, empty_queue):
    run = enqueue(counting, MAI, Count(3), title="Đếm 3 số")
    assert ProcrastinateJob.objects.get().args == {"run_id": run.pk}
    perform(run.pk)
    perform(run.pk)
    run.refresh_from_db()
    assert (run.status, run.done, run.total, run.result_url) == ("done", 3, 3, "/ket-qua")
    assert Notification.objects.get().text == "Đã xong: Đếm 3 số. Đã đếm xong."
    assert SearchWord.objects.count() == 3


@pytest.mark.django_db
def test_asking_is_undone_with_the_transaction(counting, empty_queue):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(counting, MAI, Count(3))
        raise RuntimeError
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_a_failed_job_goes_on_where_it_stopped(counting, empty_queue):
    run = enqueue(counting, MAI, Count(4, fail_at=2))
    perform(run.pk)
    run.refresh_from_db()
    assert (run.status, run.message, run.checkpoint) == ("failed", "Dòng 2 hỏng.", {"next": 2})
    JobRun.objects.update(parameters={"to": 4, "fail_at": -1})
    RetryJob.run(MAI, RunInput(run.pk))
    RetryJob.run(MAI, RunInput(run.pk))
    assert ProcrastinateJob.objects.count() == 2
    perform(run.pk)
    run.refresh_from_db()
    assert run.status == "done" and SearchWord.objects.count() == 4
    with pytest.raises(ActionError, match="đã xong"):
        RetryJob.run(MAI, RunInput(run.pk))


@pytest.mark.django_db
def test_an_unforeseen_error_shows_a_code_and_not_itself(counting, monkeypatch):
    @job("sample.break", "Hỏng thử")
    def broken(progress: Progress, data: Count) -> Outcome:
        raise ZeroDivisionError("bí mật")

    run = enqueue(broken, MAI, Count(1))
    perform(run.pk)
    run.refresh_from_db()
    assert run.status == "failed" and "Mã sự cố" in run.message and "bí mật" not in run.message


@pytest.mark.django_db
def test_cancelling_before_and_during(counting):
    waiting = enqueue(counting, MAI, Count(3))
    CancelJob.run(MAI, RunInput(waiting.pk))
    CancelJob.run(MAI, RunInput(waiting.pk))
    perform(waiting.pk)
    assert SearchWord.objects.count() == 0

    @job("sample.stop", "Dừng giữa chừng")
    def stopping(progress: Progress, data: Count) -> Outcome:
        CancelJob.run(MAI, RunInput(progress.run_id))
        SearchWord.objects.create(word="kept")
        progress.save({"next": 1}, done=1)
        raise AssertionError("never reached")

    running = enqueue(stopping, MAI, Count(3))
    perform(running.pk)
    running.refresh_from_db()
    assert running.status == "cancelled" and running.checkpoint == {"next": 1}
    assert SearchWord.objects.count() == 1


@pytest.mark.django_db
def test_an_attempt_thought_dead_cannot_write_any_more(counting):
    run = enqueue(counting, MAI, Count(3))
    JobRun.objects.update(attempt=2)
    with pytest.raises(JobSuperseded):
        Progress(run.pk, 1, {}, 0).save({"next": 9}, done=9)


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_is_not_tried_for_ever(counting):
    run = enqueue(counting, MAI, Count(3))
    JobRun.objects.update(attempt=MAX_ATTEMPTS, status="running")
    perform(run.pk)
    run.refresh_from_db()
    assert run.status == "failed" and "nhiều lần" in run.message


@pytest.mark.django_db
def test_only_the_requester_and_managers_see_and_stop_it(counting):
    run = enqueue(counting, MAI, Count(3))
    assert queries.get_for(MAI, run.pk) == queries.get_for(SYSTEM, run.pk) == run
    for stranger in (HIEU, ANONYMOUS):
        with pytest.raises(Hidden):
            queries.get_for(stranger, run.pk)
        with pytest.raises(AccessDenied):
            CancelJob.run(stranger, RunInput(run.pk))


@pytest.mark.django_db(transaction=True)
def test_progress_inside_a_transaction_is_seen_outside_it(counting):
    run = enqueue(counting, MAI, Count(3))
    JobRun.objects.update(attempt=1)
    progress = Progress(run.pk, 1, {}, 0)
    seen: list[int] = []

    def look() -> None:
        seen.append(JobRun.objects.get(pk=run.pk).done)
        connection.close()

    with transaction.atomic():
        progress.report(7, "đang đọc")
        watcher = threading.Thread(target=look)
        watcher.start()
        watcher.join()
    progress.close()
    assert seen == [7]


@pytest.mark.django_db
def test_jobs_of_a_dead_worker_return_to_the_queue(counting, empty_queue):
    enqueue(counting, MAI, Count(3))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    assert rescue_stalled() == 1
    assert ProcrastinateJob.objects.get().status == "todo"
    assert rescue_stalled() == 0


@pytest.mark.django_db
def test_finished_runs_go_after_a_week(counting):
    old, new, open_run = (enqueue(counting, MAI, Count(1)) for _number in range(3))
    perform(old.pk)
    perform(new.pk)
    JobRun.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=8))
    assert forget_old() == 1
    assert set(JobRun.objects.values_list("pk", flat=True)) == {new.pk, open_run.pk}


@pytest.mark.parametrize(
    ("done", "total", "seconds", "percent", "remaining"),
    [
        (0, None, 9, None, None),
        (0, 100, 9, 0, None),
        (62, 100, 62, 62, 38),
        (100, 100, 5, 99, None),
        (1, 1000, 9, 0, None),
    ],
)
def test_percent_never_runs_ahead(done, total, seconds, percent, remaining):
    far = advance(done, total, timedelta(seconds=seconds))
    assert far.percent == percent
    assert (far.remaining and round(far.remaining.total_seconds())) == remaining


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "khoảng 10 giây"), (44, "khoảng 40 giây"), (170, "khoảng 3 phút"), (7300, "khoảng 2 giờ")],
)
def test_remaining_words(seconds, words):
    assert remaining_words(timedelta(seconds=seconds)) == words


@pytest.mark.django_db
def test_the_page_knows_what_may_be_done(counting):
    run = enqueue(counting, MAI, Count(3))
    assert queries.view_of(run).can_cancel and not queries.view_of(run).can_retry
    perform(run.pk)
    run.refresh_from_db()
    view = queries.view_of(run)
    assert view.percent == 100 and not view.can_cancel and not view.can_retry and view.kept_until > timezone.now()
