"""From the orders of a notice to tasks: one parent, shares of 5, 7 and 6 classes, and the list that is not whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.directives.actions import ReviewDirective
from thongsuot.registry.directives.models import Directive, DirectiveKind
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.conftest import Offices, Staff, make_unit
from thongsuot.steering.tasks.actions import Assignment, AssignTask, Choice, GiveDirectives, Giving, Handling
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.giving import quota_of, title_of_share
from thongsuot.steering.tasks.models import Task

NOTICE = Path(settings.ROOT) / "rules/demo/documents/lang-son-thong-bao-ket-luan-quy-3-2024.txt"


def test_a_share_is_named_after_the_common_order() -> None:
    parent = "khẩn trương mở các lớp còn lại, gồm: Sở A (05 lớp); UBND huyện B (07 lớp)"
    assert title_of_share(parent, "Sở A (05 lớp)", "07 lớp") == "Khẩn trương mở các lớp còn lại (07 lớp)"
    assert title_of_share("Báo cáo", "không có", "") == "Báo cáo"


@pytest.mark.parametrize(("text", "count", "of"), [("05 lớp", 5, "lớp"), ("1.200 hồ sơ", 1200, "hồ sơ")])
def test_quotas_are_numbers(text: str, count: int, of: str) -> None:
    quota = quota_of(text)
    assert quota is not None
    assert (quota.count, quota.of) == (Decimal(count), of)


def test_words_without_a_count_are_no_quota() -> None:
    assert quota_of("một số lớp") is None


@pytest.fixture
def doers(offices: Offices) -> None:
    """Who the notice of the third quarter of 2024 names; the districts ended on 1/7/2025."""
    make_unit("so-tt-tt", "Sở Thông tin và Truyền thông", UnitKind.DEPARTMENT, offices.home, date(2010, 1, 1))
    for key, name in (("loc-binh", "Huyện Lộc Bình"), ("trang-dinh", "Huyện Tràng Định")):
        make_unit(key, name, UnitKind.DISTRICT, offices.home, date(2010, 1, 1))


def confirmed(text: str, person: Any) -> Document:
    added = AddDocument.run(SYSTEM, NewDocument(text=text, dated=date(2024, 10, 10), is_public=True))
    document = Document.objects.get(key=added.key)
    for order in document.directives.filter(kind__in=(DirectiveKind.TASK, DirectiveKind.ORIENTATION)):
        ReviewDirective.run(person, Review(order.pk, Decision.CONFIRM))
    return document


@pytest.fixture
def notice(doers: None, staff: Staff) -> Document:
    return confirmed(NOTICE.read_text(encoding="utf-8"), SYSTEM)


def wishes(document: Document) -> tuple[Choice, ...]:
    """Given to the unit named, common where only «các cơ quan» are."""
    rows = Directive.objects.filter(document=document, kind=DirectiveKind.TASK).order_by("start")
    return tuple(
        Choice(one.pk, Handling.GIVE if one.assignee_id else Handling.COMMON, one.assignee_id, one.deadline_text)
        for one in rows
    )


def quotas_hold(document: Document) -> Task:
    parent = Task.objects.get(note="danh sách chưa đầy đủ", directive__document=document)
    shares = list(parent.children.order_by("quantity").values_list("quantity", "quantity_unit", "lead__key"))
    assert sorted((int(count), unit) for count, unit, _lead in shares) == [(5, "lớp"), (6, "lớp"), (7, "lớp")]
    return parent


def test_the_notice_gives_one_parent_and_three_shares(
    notice: Document, staff: Staff, offices: Offices, events: Callable[..., list[Any]]
) -> None:
    """C08, with the demo's own words of the notice."""
    given = GiveDirectives.run(staff.secretary, Giving(notice.key, offices.home.pk, wishes(notice), on=notice.dated))
    parent = quotas_hold(notice)
    assert (parent.is_common, parent.lead_id, parent.status) == (True, None, TaskStatus.ASSIGNED)
    loc_binh = parent.children.get(lead__key="loc-binh")
    assert (loc_binh.quantity, loc_binh.source_locator) == (7, "mục 3.3")
    assert loc_binh.title.endswith("(07 lớp)")
    assert loc_binh.source_url == f"/van-ban/{notice.key}#3.3"
    order = loc_binh.directive
    assert order is not None
    assert notice.text[order.start : order.end] == loc_binh.source_quote
    assert len(given.task_ids) == notice.directives.filter(kind=DirectiveKind.TASK).count()
    assert not Task.objects.filter(directive__kind=DirectiveKind.ORIENTATION).exists()
    assert events("document", notice.key)[-1][0] == "steering.directives.given"


def test_giving_twice_makes_nothing_twice(notice: Document, staff: Staff, offices: Offices) -> None:
    wanted = Giving(notice.key, offices.home.pk, wishes(notice))
    first = GiveDirectives.run(staff.secretary, wanted)
    again = GiveDirectives.run(staff.secretary, wanted)
    assert again.task_ids == () and again.already == len(first.task_ids) == Task.objects.count()


def test_an_order_without_an_owner_is_not_given_in_silence(notice: Document, staff: Staff, offices: Offices) -> None:
    orphan = notice.directives.filter(kind=DirectiveKind.TASK, assignee=None).first()
    assert orphan is not None
    with pytest.raises(ActionError) as refused:
        GiveDirectives.run(staff.secretary, Giving(notice.key, offices.home.pk, (Choice(orphan.pk, Handling.GIVE),)))
    assert refused.value.errors[0].field == f"{orphan.pk}-lead_id"


def test_the_head_of_the_committee_is_asked_and_answers_by_giving(
    notice: Document, staff: Staff, offices: Offices
) -> None:
    orphan = notice.directives.filter(kind=DirectiveKind.TASK, assignee=None).first()
    assert orphan is not None
    wanted = Giving(notice.key, offices.home.pk, (Choice(orphan.pk, Handling.ASK),))
    task = Task.objects.get(pk=GiveDirectives.run(staff.secretary, wanted).task_ids[0])
    assert task.status == TaskStatus.PROPOSED and task.consulted_on is not None
    assert Notification.objects.get(kind="task.ask").recipient_id == staff.chair.pk
    AssignTask.run(staff.chair, Assignment(task.pk, offices.doing.pk))
    task.refresh_from_db()
    assert (task.status, task.consulted_on) == (TaskStatus.ASSIGNED, None)


def test_only_who_may_assign_gives(notice: Document, staff: Staff, offices: Offices) -> None:
    for person in (staff.focal, staff.head, staff.clerk):
        with pytest.raises(AccessDenied):
            GiveDirectives.run(person, Giving(notice.key, offices.home.pk, wishes(notice)))


def test_every_sentence_shows_what_became_of_it(
    notice: Document, staff: Staff, offices: Offices, client: Client
) -> None:
    GiveDirectives.run(staff.secretary, Giving(notice.key, offices.home.pk, wishes(notice), on=notice.dated))
    client.force_login(staff.secretary)
    page = client.get(reverse("document", args=[notice.key])).content.decode()
    one = Task.objects.filter(directive__document=notice, deadline__isnull=False).first()
    assert one is not None
    assert f'href="{reverse("task", args=[one.pk])}"' in page
    assert "Quá hạn" in page  # «trong năm 2024» has passed
    client.logout()
    public = client.get(reverse("document", args=[notice.key])).content.decode()
    assert reverse("task", args=[one.pk]) not in public and "Quá hạn" in public


def test_the_page_gives_by_form_alone(notice: Document, staff: Staff, client: Client) -> None:
    """Without script: every row's fields as the page offers them, one button."""
    client.force_login(staff.secretary)
    url = reverse("give-directives", args=[notice.key])
    page = client.get(url)
    rows = page.context["rows"]
    posted = {row.form[name].html_name: row.form[name].value() or "" for row in rows for name in row.form.fields}
    answer = client.post(url, posted)
    assert answer.status_code == 302
    leads = set(Task.objects.values_list("lead__key", flat=True))
    assert {"loc-binh", "trang-dinh", "so-tt-tt"} <= leads
    rest = [row for row in client.get(url).context["rows"] if row.form]
    assert rest and all(row.order.assignee is None for row in rest)  # what nobody owns waits for a decision
    bad = client.post(url, {f"{row.order.pk}-how": "give" for row in rest})
    assert bad.status_code == 422 and "Chưa có đơn vị chủ trì" in bad.content.decode()


@pytest.mark.sources
def test_the_source_notice_gives_the_same(doers: None, staff: Staff, offices: Offices, sources_dir: Path) -> None:
    """S4 §3.3 as published."""
    text = next(path for path in sources_dir.glob("004_*.txt")).read_text(encoding="utf-8")
    document = confirmed(text, SYSTEM)
    GiveDirectives.run(staff.secretary, Giving(document.key, offices.home.pk, wishes(document), on=document.dated))
    assert quotas_hold(document).source_locator == "mục 3.3"
