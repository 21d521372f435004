from __future__ import annotations

from dataclasses import dataclass

import pytest

from thongsuot.platform.jobs import Outcome, Progress, declaring, enqueue, job
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.running import perform
from thongsuot.platform.notifications.models import Notification

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Nothing:
    pass


@pytest.fixture
def task(monkeypatch):
    monkeypatch.setattr(declaring, "_jobs", {})

    @job("sample.page", "Việc thử")
    def work(progress: Progress, data: Nothing) -> Outcome:
        return Outcome("Đã xuất.", "/ket-qua.csv", "Tải tệp")

    return work


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_waiting_job_refreshes_by_itself_and_can_be_stopped(task, sign_in):
    client, mai = sign_in("mai")
    run = enqueue(task, mai, Nothing(), title="Xuất 24.000 hồ sơ")
    JobRun.objects.update(total=24000, done=15000, status="running", attempt=1, started_at=run.created_at)
    page = text(client.get(f"/viec-nen/{run.pk}"))
    assert "Xuất 24.000 hồ sơ" in page and "62%" in page and 'http-equiv="refresh"' in page
    assert "hx-trigger" in page and "Dừng việc này" in page
    assert client.post(f"/viec-nen/{run.pk}/huy").status_code == 302
    assert "Đang dừng" in text(client.get(f"/viec-nen/{run.pk}"))


def test_a_finished_job_offers_its_result_and_stops_refreshing(task, sign_in):
    client, mai = sign_in("mai")
    run = enqueue(task, mai, Nothing(), title="Xuất hồ sơ")
    perform(run.pk)
    page = text(client.get(f"/viec-nen/{run.pk}"))
    assert "Đã xuất." in page and 'href="/ket-qua.csv"' in page and "hx-trigger" not in page
    assert "Xuất hồ sơ" in text(client.get("/viec-nen"))
    assert client.post(f"/viec-nen/{run.pk}/chay-tiep", follow=True).status_code == 200


def test_jobs_of_others_are_not_there(task, sign_in):
    _client, mai = sign_in("mai")
    other, _hieu = sign_in("hieu")
    run = enqueue(task, mai, Nothing(), title="Việc riêng")
    assert other.get(f"/viec-nen/{run.pk}").status_code == 404
    assert other.post(f"/viec-nen/{run.pk}/huy").status_code == 404
    assert "Việc riêng" not in text(other.get("/viec-nen"))
    manager, _admin = sign_in("admin", "platform.job.manage")
    assert "Việc riêng" in text(manager.get("/viec-nen"))


@pytest.mark.parametrize("path", ["/viec-nen", "/viec-nen/1", "/thong-bao"])
def test_signing_in_comes_first(client, path):
    response = client.get(path)
    assert response.status_code == 302 and "dang-nhap" in response["Location"]


def test_notifications_are_read_followed_and_switched(task, sign_in):
    client, mai = sign_in("mai")
    run = enqueue(task, mai, Nothing(), title="Xuất hồ sơ")
    perform(run.pk)
    note = Notification.objects.get()
    page = text(client.get("/thong-bao"))
    assert "Đã xong: Xuất hồ sơ. Đã xuất." in page and "Bạn đã yêu cầu việc chạy nền này" in page
    assert client.post(f"/thong-bao/{note.pk}")["Location"] == "/ket-qua.csv"
    assert "Đánh dấu đã đọc hết" not in text(client.get("/thong-bao"))
    client.post("/thong-bao/thu", {"kind": "job.finished", "mail": "0"})
    assert "Bật thư" in text(client.get("/thong-bao"))
    assert client.post("/thong-bao/thu", {"kind": "la"}, follow=True).status_code == 200
    stranger, _hieu = sign_in("hieu")
    assert stranger.post(f"/thong-bao/{note.pk}").status_code == 404


def test_a_notification_never_leads_out_of_the_site(sign_in):
    client, mai = sign_in("mai")
    note = Notification.objects.create(
        recipient_id=mai.pk,
        kind="k",
        key="k",
        text="t",
        why="w",
        url="https://noi-khac.example",
        created_at=mai.created_at,
    )
    assert client.post(f"/thong-bao/{note.pk}")["Location"] == "/thong-bao"
