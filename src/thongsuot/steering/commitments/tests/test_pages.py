"""The ledger as the public meets it: page, table, feed, frame. Only public work, only proof that opens."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.registry.documents.models import Document
from thongsuot.steering.conftest import Offices
from thongsuot.steering.tasks.choices import TaskStatus, Timeliness
from thongsuot.steering.tasks.models import Task, TaskEvidence

JULY = date(2022, 7, 31)


@pytest.fixture
def plan_due_july(offices: Offices, document: Document) -> Task:
    """D3-01: a remedy plan due «trong tháng 7/2022», done nine days early, proved by the document itself."""
    Document.objects.filter(pk=document.pk).update(is_public=True)
    task = Task.objects.create(
        title="Xây dựng kế hoạch khắc phục hạn chế",
        home=offices.home,
        lead=offices.doing,
        deadline=JULY,
        deadline_text="trong tháng 7/2022",
        status=TaskStatus.DONE,
        finished_on=date(2022, 7, 22),
        accepted_on=date(2022, 7, 25),
        timeliness=Timeliness.EARLY,
        source_url=f"/van-ban/{document.key}#p5",
        search_key="xay dung ke hoach khac phuc han che",
        is_public=True,
    )
    TaskEvidence.objects.create(task=task, note="Kế hoạch đã ban hành", document=document)
    return task


def promise(offices: Offices, **given: object) -> Task:
    values = {"title": "Việc", "home": offices.home, "lead": offices.doing, "status": TaskStatus.ASSIGNED}
    return Task.objects.create(**(values | {"is_public": True} | given))


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/loi-hua{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_d3_01_shows_date_state_and_proof(client: Client, plan_due_july: Task, document: Document) -> None:
    shown = page(client)
    assert "31/07/2022" in shown and "trong tháng 7/2022" in shown
    assert "Đã làm, sớm 9 ngày" in shown
    assert f'href="/van-ban/{document.key}"' in shown and "Kế hoạch đã ban hành" in shown
    assert f"/van-ban/{document.key}#p5" in shown


def test_only_public_work_is_shown_and_only_public_proof(client: Client, offices: Offices, document: Document) -> None:
    promise(offices, title="Việc nội bộ", is_public=False)
    promise(offices, title="Mới đề xuất", status=TaskStatus.PROPOSED)
    shown = promise(offices, title="Việc công khai")
    TaskEvidence.objects.create(task=shown, note="Bản nháp mật", document=document)
    html = page(client)
    assert "Việc công khai" in html
    assert "Việc nội bộ" not in html and "Mới đề xuất" not in html and "Bản nháp mật" not in html


def test_filters_live_in_the_address(client: Client, offices: Offices, plan_due_july: Task) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    promise(offices, title="Việc để trễ", deadline=yesterday)
    overdue = page(client, "?ket-qua=qua-han")
    assert "Việc để trễ" in overdue and plan_due_july.title not in overdue
    assert "Quá hạn 1 ngày" in overdue
    assert plan_due_july.title in page(client, "?tim=kế+hoạch+khắc+phục")
    assert page(client, "?ket-qua=lung-tung&don-vi=khong-co")  # what nobody knows is no error


def test_the_table_opens_in_a_spreadsheet(client: Client, plan_due_july: Task) -> None:
    text = b"".join(client.get("/loi-hua.csv").streaming_content).decode("utf-8-sig")
    header, row = text.splitlines()[:2]
    assert header.startswith("Lời hứa;Của;Chủ trì;Hạn")
    assert ";31/07/2022;trong tháng 7/2022;22/07/2022;" in row


def test_the_feed_is_well_formed_and_turns_with_the_state(client: Client, plan_due_july: Task) -> None:
    first = ElementTree.fromstring(client.get("/loi-hua.rss").content)
    entry = first.find("channel/item")
    assert entry is not None and "sớm 9 ngày" in (entry.findtext("title") or "")
    Task.objects.filter(pk=plan_due_july.pk).update(status=TaskStatus.UNDER_WAY)
    again = ElementTree.fromstring(client.get("/loi-hua.rss").content).find("channel/item")
    assert again is not None and again.findtext("guid") != entry.findtext("guid")


def test_other_sites_may_frame_this_page_alone(client: Client, plan_due_july: Task) -> None:
    framed = client.get("/loi-hua/nhung")
    assert "frame-ancestors *" in framed["Content-Security-Policy"] and "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in client.get("/loi-hua")["Content-Security-Policy"]


def test_queries_do_not_grow_with_the_ledger(client: Client, offices: Offices, document: Document) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client)
        return len(seen)

    promise(offices)
    few = queries()
    for number in range(15):
        TaskEvidence.objects.create(task=promise(offices, title=f"Việc {number}"), note="x", document=document)
    assert queries() <= few + 2  # the proofs' documents and figures come in one query each
