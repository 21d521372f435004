"""What people see and press: the list and its filters, one task, many at once, Excel that opens."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.outbox import Delivery
from thongsuot.platform.search.queries import search
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.tasks import exporting
from thongsuot.steering.tasks.actions import HandOverTask, Passing
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.searching import index_one
from thongsuot.steering.tasks.tests.conftest import DUE, Make

LIST = reverse("tasks")


@pytest.fixture
def sign_in(client: Client) -> Any:
    def as_(account: Account) -> Client:
        client.force_login(account)
        return client

    return as_


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [row.task.title for row in answer.context["rows"]]


def test_filters_stand_in_the_address(make: Make, staff: Staff, offices: Offices, sign_in: Any) -> None:
    make(title="Việc tỉnh giao")
    make(title="Việc Chính phủ giao", level="government", programme="cds")
    make(title="Việc của Sở Tài chính", lead_id=offices.other.pk, deadline=None)
    browser = sign_in(staff.secretary)
    assert titles(browser.get(LIST, {"cap": "government"})) == ["Việc Chính phủ giao"]
    assert titles(browser.get(LIST, {"don_vi": offices.other.name})) == ["Việc của Sở Tài chính"]
    assert titles(browser.get(LIST, {"tim": "chinh phu"})) == ["Việc Chính phủ giao"]
    assert titles(browser.get(LIST, {"han": "khong"})) == ["Việc của Sở Tài chính"]
    assert len(titles(browser.get(LIST, {"han": "qua-han"}))) == 2
    assert titles(browser.get(LIST, {"han": "qua-han", "ngay": "30/09/2024"})) == []
    assert (
        len(titles(browser.get(LIST, {"trang_thai": "khong-co", "ngay": "hôm kia"}))) == 3
    )  # not understood: left out


def test_the_plain_list_shows_what_is_open(make: Make, submitted: Task, staff: Staff, sign_in: Any) -> None:
    browser = sign_in(staff.chair)
    browser.post(reverse("task-move", args=[submitted.pk, "nghiem-thu"]), {"reason": ""})
    make(title="Còn mở")
    assert titles(browser.get(LIST)) == ["Còn mở"]
    assert len(titles(browser.get(LIST, {"trang_thai": "tat-ca"}))) == 2


def test_nobody_sees_what_does_not_concern_them(make: Make, staff: Staff, offices: Offices, sign_in: Any) -> None:
    own, common = make(), make(title="Mọi đơn vị", is_common=True)
    browser = sign_in(staff.stranger)
    assert titles(browser.get(LIST)) == ["Mọi đơn vị"]
    assert browser.get(reverse("task", args=[own.pk])).status_code == 404
    assert browser.get(reverse("task", args=[common.pk])).status_code == 200


def test_pages_go_by_key_with_deadlines_and_without(make: Make, staff: Staff, sign_in: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("thongsuot.steering.tasks.listing.PAGE_SIZE", 2)
    for number, day in enumerate((DUE, DUE, None, date(2024, 8, 1), None)):
        make(title=str(number), deadline=day)
    browser = sign_in(staff.secretary)
    seen, key = [], ""
    while key is not None:
        answer = browser.get(LIST, {"sau": key})
        seen += titles(answer)
        key = answer.context["next"]
    assert seen == ["3", "0", "1", "2", "4"]


def test_statements_do_not_grow_with_the_rows(make: Make, staff: Staff, sign_in: Any) -> None:
    browser = sign_in(staff.secretary)

    def statements(view: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(LIST, {"xem": view}).status_code == 200
        return len(captured)

    make()
    before = [statements(view) for view in ("", "bang", "cua-toi", "cho-toi")]
    for number in range(6):
        make(title=str(number), partner_texts=("các huyện",))
    assert [statements(view) for view in ("", "bang", "cua-toi", "cho-toi")] == before


def test_the_board_and_my_views(make: Make, submitted: Task, staff: Staff, sign_in: Any) -> None:
    make(title="Mới giao")
    board = sign_in(staff.secretary).get(LIST, {"xem": "bang"})
    columns = {column.status: [row.task.title for row in column.rows] for column in board.context["columns"]}
    assert columns["assigned"] == ["Mới giao"] and columns["submitted"] == [submitted.title]
    assert len(titles(sign_in(staff.focal).get(LIST, {"xem": "cua-toi"}))) == 2
    assert titles(sign_in(staff.chair).get(LIST, {"xem": "cho-toi"})) == [submitted.title]
    assert titles(sign_in(staff.head).get(LIST, {"xem": "cho-toi"})) == []  # their own work waits for another


def test_each_person_is_offered_only_their_moves(make: Make, staff: Staff, sign_in: Any) -> None:
    page = reverse("task", args=[make().pk])

    def offered(account: Account) -> set[str]:
        return {offer.step.slug for offer in sign_in(account).get(page).context["offers"]}

    assert offered(staff.focal) == {"nhan", "tien-do", "xong", "gia-han", "chuyen"}
    assert offered(staff.secretary) == {"giao", "tam-dung", "khong-phu-hop"}
    assert offered(staff.clerk) == set()


def test_a_late_submission_comes_back_with_an_error_summary(make: Make, staff: Staff, sign_in: Any) -> None:
    """B15: the summary names both fields, and what was typed is still there."""
    task = make()
    url = reverse("task-move", args=[task.pk, "xong"])
    answer = sign_in(staff.focal).post(url, {"text": "Đã xong cả.", "on": "05/10/2024"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Có chỗ cần sửa" in page and 'href="#id_late_cause"' in page and 'href="#id_late_reason"' in page
    assert "Đã xong cả." in page
    told = {"text": "Xong.", "on": "5/10/2024", "late_cause": "resources", "late_reason": "Kinh phí cấp chậm."}
    assert sign_in(staff.focal).post(url, told).status_code == 302
    task.refresh_from_db()
    assert (task.status, task.timeliness) == (TaskStatus.SUBMITTED, "late")


def test_a_proof_is_kept_and_given_back_to_those_concerned(make: Make, staff: Staff, sign_in: Any) -> None:
    task = make()
    upload = SimpleUploadedFile("bao-cao.txt", "Đã mở 3 lớp.".encode(), "text/plain")
    url = reverse("task-move", args=[task.pk, "tien-do"])
    answer = sign_in(staff.focal).post(
        url, {"text": "Ba lớp.", "percent": "60", "file": upload, "proof": "Ảnh lớp học"}
    )
    assert answer.status_code == 302
    kept = {row.note: row for row in task.evidence.all()}
    assert set(kept) == {"bao-cao.txt", "Ảnh lớp học"}
    address = reverse("task-evidence", args=[task.pk, kept["bao-cao.txt"].pk])
    assert b"".join(sign_in(staff.chair).get(address)) == "Đã mở 3 lớp.".encode()
    assert sign_in(staff.stranger).get(address).status_code == 404


def test_a_refused_file_says_why_and_nothing_is_kept(make: Make, staff: Staff, sign_in: Any) -> None:
    task = make()
    program = SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    answer = sign_in(staff.focal).post(
        reverse("task-move", args=[task.pk, "tien-do"]), {"text": "Ba lớp.", "file": program}
    )
    assert answer.status_code == 422 and not task.updates.exists()


def test_the_page_tells_the_whole_story(make: Make, staff: Staff, offices: Offices, sign_in: Any) -> None:
    parent = make(title="Mở các lớp", quantity=Decimal(18), quantity_unit="lớp")
    make(title="Bảy lớp ở Lộc Bình", parent_id=parent.pk)
    HandOverTask.run(staff.head, Passing(parent.pk, offices.other.pk, "Kinh phí thuộc Sở Tài chính."))
    page = sign_in(staff.secretary).get(reverse("task", args=[parent.pk])).content.decode()
    for words in ("Rõ người", "Bảy lớp ở Lộc Bình", "Đã xong 0/1 (0%)", "Kinh phí thuộc Sở Tài chính.", "30/09/2024"):
        assert words in page
    assert f"đơn vị chủ trì: {offices.doing.name} → {offices.other.name}" in page


def test_a_new_task_by_form_keeps_what_was_typed_until_it_is_right(
    staff: Staff, offices: Offices, sign_in: Any
) -> None:
    browser = sign_in(staff.secretary)
    form = browser.get(reverse("task-new")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"title": "Rà soát", "deadline_text": "sớm", "lead_id": "Sở Nội vụ tỉnh", "partners": "Sở Lạ", "giao": "1"}
    refused = browser.post(reverse("task-new"), typed)
    assert refused.status_code == 422 and "Sở Lạ" in refused.content.decode()
    typed |= {"deadline_text": "trong tháng 7/2027", "lead_id": offices.doing.name, "quantity": "1.200"}
    made = browser.post(reverse("task-new"), typed)
    assert made.status_code == 302, made.context["form"].errors
    task = Task.objects.get(title="Rà soát")
    assert made["Location"] == reverse("task", args=[task.pk])
    assert (task.lead, task.deadline, task.quantity) == (offices.doing, date(2027, 7, 31), Decimal(1200))
    assert [one.text for one in task.partners.all()] == ["Sở Lạ"]
    assert browser.post(reverse("task-new"), typed).status_code == 302
    assert Task.objects.filter(title="Rà soát").count() == 1  # the form sent twice acts once


def test_editing_by_form(make: Make, staff: Staff, sign_in: Any) -> None:
    task = make()
    url = reverse("task-edit", args=[task.pk])
    browser = sign_in(staff.secretary)
    form = browser.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if form[name].value() is not False}
    assert browser.post(url, typed | {"deadline_text": "31/12/2024"}).status_code == 422
    assert browser.post(url, typed | {"deadline_text": "31/12/2024", "reason": "Theo phiên họp."}).status_code == 302
    task.refresh_from_db()
    assert (task.deadline, task.first_deadline) == (date(2024, 12, 31), DUE)
    assert sign_in(staff.focal).get(url).status_code == 403


def test_many_at_once_says_which_failed_and_why(make: Make, submitted: Task, staff: Staff, sign_in: Any) -> None:
    """§4.5: what worked stays, the rest comes with its reason."""
    open_one = make(title="Chưa báo hoàn thành")
    posted = {"lam": "nghiem-thu", "viec": [submitted.pk, open_one.pk], "ve": "trang_thai=submitted"}
    browser = sign_in(staff.chair)
    asked = browser.post(reverse("tasks-bulk"), posted)
    assert asked.status_code == 200 and "2 việc đã chọn" in asked.content.decode()
    done = browser.post(reverse("tasks-bulk"), posted | {"xac-nhan": "1", "reason": "Đạt."})
    outcome = done.context["outcome"]
    assert [task.pk for task in outcome.done] == [submitted.pk]
    assert [(one.task.pk, "Đã giao" in one.why) for one in outcome.refused] == [(open_one.pk, True)]
    submitted.refresh_from_db()
    assert submitted.status == TaskStatus.DONE


def test_many_deadlines_move_with_one_reason(make: Make, staff: Staff, sign_in: Any) -> None:
    tasks = [make(title="Một"), make(title="Hai", partner_texts=("các huyện",))]
    posted = {"lam": "doi-han", "viec": [task.pk for task in tasks], "xac-nhan": "1"}
    sign_in(staff.secretary).post(reverse("tasks-bulk"), posted | {"deadline": "31/12/2024", "reason": "Bão số 3."})
    assert set(Task.objects.values_list("deadline", "first_deadline")) == {(date(2024, 12, 31), DUE)}
    assert Task.objects.get(title="Hai").partners.get().text == "các huyện"


def test_nothing_chosen_is_said(staff: Staff, sign_in: Any) -> None:
    assert sign_in(staff.secretary).post(reverse("tasks-bulk"), {"lam": "giao"}).status_code == 302


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).active


def test_excel_opens_with_real_dates_and_numbers_and_its_filters(make: Make, staff: Staff, sign_in: Any) -> None:
    make(title="=Mở lớp", quantity=Decimal("18"), level="government")
    make(title="Việc khác")
    answer = sign_in(staff.secretary).get(reverse("tasks-export"), {"cap": "government", "ngay": "18/09/2024"})
    sheet = sheet_of(answer.content)
    assert "18/09/2024" in sheet["A1"].value and "Cấp giao: Chính phủ" in sheet["A2"].value
    heads = [cell.value for cell in sheet[5]]
    row = dict(zip(heads, [cell.value for cell in sheet[6]], strict=True))
    assert row["Nhiệm vụ"] == "=Mở lớp" and sheet["B6"].data_type == "s"  # words, not a formula
    assert (row["Hạn"], row["Số lượng phải làm"]) == (datetime.fromisoformat("2024-09-30"), 18)
    assert sheet.max_row == 6


def test_a_long_export_is_a_job_whose_file_only_the_asker_gets(
    make: Make, staff: Staff, sign_in: Any, monkeypatch: Any
) -> None:
    from thongsuot.platform.jobs.running import perform

    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    make(title="Một"), make(title="Hai")
    answer = sign_in(staff.secretary).get(reverse("tasks-export"))
    run = JobRun.objects.get()
    assert answer["Location"] == reverse("job", args=[run.pk])
    perform(run.pk)
    run.refresh_from_db()
    assert run.status == "done", run.message
    sheet = sheet_of(b"".join(sign_in(staff.secretary).get(run.result_url)))
    assert [sheet.cell(row, 2).value for row in (6, 7)] == ["Một", "Hai"]
    assert sign_in(staff.chair).get(run.result_url).status_code == 404


def test_tasks_are_found_in_the_search_box(make: Make, staff: Staff) -> None:
    task = make(title="Số hóa kết quả giải quyết thủ tục")
    index_one(Delivery({"aggregate_id": str(task.pk)}, "x", 1))
    for person, found in ((staff.secretary, True), (staff.focal, True), (staff.stranger, False)):
        hits = [hit for group in search(person, "so hoa ket qua").groups for hit in group.hits if hit.kind == "task"]
        assert bool(hits) is found
