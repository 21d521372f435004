"""A plan of 41 rows from Excel and from Word: 41 tasks, each with its line; what is wrong is said by line (B01)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument
from openpyxl import Workbook

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files import put
from thongsuot.platform.files.store import TABLES
from thongsuot.platform.imports import queries
from thongsuot.platform.imports.actions import BatchInput, CheckImport, CheckInput, ConfirmImport, UndoImport
from thongsuot.platform.imports.models import ImportBatch
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.plans.actions import CreatePlan, IssuePlan, NewPlan, NewValue, PlanDay, RecordTargetValue
from thongsuot.steering.plans.importing.family import kind_for
from thongsuot.steering.plans.models import Plan
from thongsuot.steering.tasks.actions import OnDay, ReceiveTask
from thongsuot.steering.tasks.models import Task

HEADER = [
    "STT",
    "Nội dung nhiệm vụ",
    "Chỉ tiêu",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Sản phẩm",
    "Thời hạn hoàn thành",
]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(offices: Offices, staff: Staff) -> Plan:
    wanted = NewPlan(
        "Kế hoạch cải cách hành chính năm 2024", offices.home.pk, "cchc", "province", 2024, 2024, "04/KH-UBND"
    )
    return Plan.objects.get(key=CreatePlan.run(staff.secretary, wanted).key)


def rows_of_41() -> list[list[str]]:
    """Three headings, 41 tasks; odd ones led by Sở Nội vụ, even ones by Sở Tài chính."""
    rows, number = [], 0
    for code, title, count in (
        ("I", "Cải cách thể chế", 10),
        ("II", "Cải cách thủ tục", 20),
        ("III", "Tài chính công", 11),
    ):
        rows.append([code, title, "", "", "", "", ""])
        for _one in range(count):
            number += 1
            lead = "Sở Nội vụ" if number % 2 else "Sở Tài chính"
            rows.append([str(number), f"Việc thứ {number}", "", lead, "Văn phòng UBND tỉnh", "Báo cáo", "Quý III"])
    return rows


def excel(rows: list[list[object]], merges: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    book.active.append(["PHỤ LỤC: DANH MỤC NHIỆM VỤ"])
    book.active.append([])
    for row in rows:
        book.active.append(row)
    for merged in merges:
        book.active.merge_cells(merged)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word(rows: list[list[str]]) -> bytes:
    """A letter's head table, the plan's table with headings merged across, a table of signatures."""
    document = WordDocument()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table = document.add_table(0, len(HEADER))
    for row in [HEADER, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"], *rows]:
        cells = table.add_row().cells
        if row[0] in ("I", "II", "III"):
            cells[0].merge(cells[-1]).text = f"{row[0]}. {row[1]}"
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text, foot.cell(0, 1).text = "Nơi nhận: Như trên", "CHỦ TỊCH"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def check(plan: Plan, staff: Staff) -> Callable[..., ImportBatch]:
    def run(content: bytes, name: str = "ke-hoach.xlsx", actor: Account | None = None) -> ImportBatch:
        stored = put([content], name, accepted=TABLES)
        done = CheckImport.run(actor or staff.secretary, CheckInput(kind_for(plan), stored.pk))
        return ImportBatch.objects.get(pk=done.batch_id)

    return run


def confirm(batch: ImportBatch, actor: Account) -> None:
    ConfirmImport.run(actor, BatchInput(batch.pk))


def test_41_rows_of_excel_become_41_tasks_with_their_lines(plan, staff, offices, check):
    batch = check(excel([HEADER, *rows_of_41()]))
    assert (batch.create_count, batch.error_count) == (44, 0)
    assert batch.preview[0] == "Thêm 41 nhiệm vụ, 3 mục, 0 chỉ tiêu."
    assert not plan.tasks.exists()  # a dry run writes nothing
    confirm(batch, staff.secretary)
    tasks = list(plan.tasks.order_by("pk"))
    assert len(tasks) == 41
    assert (tasks[0].source_locator, tasks[40].source_locator) == ("dòng 5", "dòng 47")
    assert tasks[0].lead == offices.doing
    assert tasks[1].lead == offices.other
    assert {(task.deadline, task.deadline_text) for task in tasks} == {(date(2024, 9, 30), "Quý III")}
    assert [goal.tasks.count() for goal in plan.goals.all()] == [10, 20, 11]
    assert [goal.source_locator for goal in plan.goals.all()] == ["dòng 4", "dòng 15", "dòng 36"]
    assert list(tasks[0].partners.values_list("text", flat=True)) == ["Văn phòng UBND tỉnh"]  # no such unit here


def test_the_same_plan_from_word(plan, staff, check):
    batch = check(word(rows_of_41()), "ke-hoach.docx")
    assert batch.preview[0] == "Thêm 41 nhiệm vụ, 3 mục, 0 chỉ tiêu."
    confirm(batch, staff.secretary)
    tasks = list(plan.tasks.order_by("pk"))
    assert len(tasks) == 41
    assert tasks[0].source_locator == "bảng 2, dòng 4"
    assert [goal.title for goal in plan.goals.all()] == ["Cải cách thể chế", "Cải cách thủ tục", "Tài chính công"]
    assert [goal.tasks.count() for goal in plan.goals.all()] == [10, 20, 11]


def test_a_bad_row_is_reported_by_its_number_and_the_others_come_in(plan, staff, check):
    rows = rows_of_41()
    rows[5][1] = ""
    rows[7][6] = "31/02/2024"
    batch = check(excel([HEADER, *rows]))
    assert [(row, column) for row, column, *_rest in queries.problem_rows(batch)] == [
        ("9", "Nhiệm vụ"),
        ("11", "Thời hạn"),
    ]
    confirm(batch, staff.secretary)
    assert plan.tasks.count() == 39
    assert any("số thứ tự nhảy từ 4 sang 6" in line for line in batch.preview)


def test_unknown_units_are_kept_in_words_with_the_nearest_name(plan, staff, check):
    rows = [
        ["1", "Rà soát vị trí việc làm", "", "Sở Nội vụj", "", "Đề án", "Thường xuyên"],
        ["2", "Đẩy mạnh thanh toán", "", "Các sở, ban, ngành", "", "Báo cáo", "Tháng 6, 12"],
        ["3", "Tổng kết", "", "Sở Nội vụ; Sở Tài chính", "", "Báo cáo", "trong tháng 12/2024"],
        ["4", "Không ai làm", "", "", "", "Báo cáo", "Quý IV"],
    ]
    batch = check(excel([HEADER, *rows]))
    told = "\n".join(batch.preview)
    assert "Dòng 4: chưa nhận ra đơn vị «Sở Nội vụj», giữ nguyên chữ. Có phải «Sở Nội vụ" in told
    assert "Dòng 4: «Thường xuyên» không có ngày cụ thể" in told
    assert "Dòng 5: «Tháng 6, 12» nêu nhiều mốc" in told
    assert "Dòng 6: nhiều đơn vị cùng chủ trì; lấy «Sở Nội vụ» chủ trì, «Sở Tài chính» phối hợp." in told
    assert "Dòng 7: chưa nêu đơn vị chủ trì." in told
    confirm(batch, staff.secretary)
    unknown, common, shared, nobody = plan.tasks.order_by("pk")
    assert (unknown.lead, unknown.lead_text, unknown.note) == (None, "Sở Nội vụj", "thời hạn ghi «Thường xuyên»")
    assert common.is_common
    assert shared.deadline == date(2024, 12, 31)
    assert shared.partners.count() == 1
    assert nobody.lead is None


def test_aims_in_a_row_become_targets(plan, staff, offices, check):
    rows = [
        ["I", "Dịch vụ công", "", "", "", "", ""],
        ["1", "Giảm đơn vị sự nghiệp công lập", "≥ 20%", "Sở Nội vụ", "", "Đề án", "31/12/2024"],
        ["2", "Cắt giảm thời hạn giải quyết", "50 thủ tục", "Sở Tài chính", "", "Quyết định", "Quý IV"],
        ["", "", "Tỷ lệ hồ sơ trễ hạn không quá 5%", "Sở Nội vụ", "", "", "Năm 2024"],
        ["", "", "Tỷ lệ người dân biết đến", "Sở Nội vụ", "", "", ""],
    ]
    batch = check(excel([HEADER, *rows]))
    assert batch.preview[0] == "Thêm 2 nhiệm vụ, 1 mục, 3 chỉ tiêu."
    assert [row for row, *_rest in queries.problem_rows(batch)] == ["8"]
    confirm(batch, staff.secretary)
    units, cuts, late = plan.targets.order_by("pk")
    assert (units.name, units.aim, units.unit_of_measure, units.lead) == (
        "Giảm đơn vị sự nghiệp công lập",
        Decimal(20),
        "%",
        offices.doing,
    )
    assert (cuts.aim, cuts.unit_of_measure, cuts.decimals, cuts.due) == (Decimal(50), "thủ tục", 0, date(2024, 12, 31))
    assert (late.direction, late.aim, late.source_locator) == ("<=", Decimal(5), "dòng 7")
    assert {target.goal.title for target in (units, cuts, late)} == {"Dịch vụ công"}
    assert plan.tasks.get(title="Giảm đơn vị sự nghiệp công lập").measure == "≥ 20%"


def test_cells_merged_downwards_hold_for_every_row(plan, staff, offices, check):
    rows = [
        ["1", "Việc một", "", "Sở Nội vụ", "", "Báo cáo", "Quý I"],
        ["2", "Việc hai", "", None, "", "Kế hoạch", "Quý II"],
        ["3", "Việc ba", "", "Sở Tài chính", "", "Đề án", "Quý III"],
        [None, None, "", "Sở Tài chính", "", "Tờ trình", "Quý III"],
    ]
    batch = check(excel([HEADER, *rows], ("D4:D5", "A6:A7", "B6:B7")))
    confirm(batch, staff.secretary)
    tasks = list(plan.tasks.order_by("pk"))
    assert [(task.title, task.lead) for task in tasks] == [
        ("Việc một", offices.doing),
        ("Việc hai", offices.doing),
        ("Việc ba", offices.other),
    ]
    assert tasks[2].result == "Đề án; Tờ trình"


def test_a_header_in_two_rows_is_read(plan, staff, offices, check):
    top = ["STT", "Nội dung", "", "Cơ quan thực hiện", "", "Sản phẩm", "Thời hạn"]
    below = [None, None, "", "Chủ trì", "Phối hợp", None, None]
    rows = [top, below, ["1", "Việc một", "", "Sở Nội vụ", "Sở Tài chính", "Báo cáo", "Quý I"]]
    batch = check(excel(rows, ("A3:A4", "B3:B4", "D3:E3", "F3:F4", "G3:G4")))
    assert batch.preview[0] == "Thêm 1 nhiệm vụ, 0 mục, 0 chỉ tiêu."
    confirm(batch, staff.secretary)
    task = plan.tasks.get()
    assert (task.lead, task.partners.get().unit) == (offices.doing, offices.other)


def test_two_tables_of_a_word_file_with_columns_of_their_own(plan, staff, check):
    document = WordDocument()
    targets = [
        ["STT", "Chỉ tiêu", "ĐVT", "Mục tiêu", "Chủ trì"],
        ["1", "Tỷ lệ hồ sơ trực tuyến", "%", "80", "Sở Nội vụ"],
    ]
    tasks = [["STT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"], ["1", "Mở lớp", "Sở Nội vụ", "02 lớp", "Quý II"]]
    for rows in (targets, tasks):
        table = document.add_table(0, 5)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    confirm(check(stream.getvalue(), "hai-bang.docx"), staff.secretary)
    assert plan.targets.get().aim == 80
    assert (plan.tasks.get().title, plan.tasks.get().result) == ("Mở lớp", "02 lớp")
    assert plan.targets.get().source_locator == "bảng 1, dòng 2"
    assert plan.tasks.get().source_locator == "bảng 2, dòng 2"


def test_the_same_rows_again_are_known(plan, staff, check):
    confirm(check(excel([HEADER, *rows_of_41()])), staff.secretary)
    again = check(excel([HEADER, *rows_of_41(), ["42", "Việc thêm", "", "Sở Nội vụ", "", "Báo cáo", "Quý IV"]]))
    assert (again.create_count, again.unchanged_count) == (1, 44)
    confirm(again, staff.secretary)
    assert plan.tasks.count() == 42
    assert plan.goals.count() == 3
    assert plan.tasks.get(title="Việc thêm").goal.title == "Tài chính công"


def test_undo_takes_everything_back_within_a_day(plan, staff, check, events):
    rows = [["I", "Mục", "", "", "", "", ""], ["1", "Việc", "≥ 20%", "Sở Nội vụ", "", "Báo cáo", "Quý IV"]]
    batch = check(excel([HEADER, *rows]))
    confirm(batch, staff.secretary)
    UndoImport.run(staff.secretary, BatchInput(batch.pk))
    assert (plan.goals.count(), plan.targets.count(), plan.tasks.count()) == (0, 0, 0)
    assert events("plan", plan.key)[-1] == (
        "platform.import.undone",
        {"goals": [1, 0], "targets": [1, 0], "tasks": [1, 0]},
    )


def test_undo_is_refused_once_somebody_works_on_it(plan, staff, check):
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    batch = check(excel([HEADER, ["1", "Việc của sở", "", "Sở Nội vụ", "", "Báo cáo", "Quý IV"]]))
    confirm(batch, staff.secretary)
    task = Task.objects.get(title="Việc của sở")
    assert task.status == "assigned"
    ReceiveTask.run(staff.head, OnDay(task.pk))
    with pytest.raises(ActionError, match=r"đã có người thực hiện \(1\): «Việc của sở»"):
        UndoImport.run(staff.secretary, BatchInput(batch.pk))
    assert plan.tasks.count() == 1


def test_undo_is_refused_once_a_target_has_a_result(plan, staff, check):
    batch = check(excel([HEADER, ["", "", "Tỷ lệ trực tuyến ≥ 80%", "", "", "", ""]]))
    confirm(batch, staff.secretary)
    RecordTargetValue.run(staff.secretary, NewValue(plan.targets.get().pk, period="quý I/2024", value=Decimal(50)))
    with pytest.raises(ActionError, match="Chỉ tiêu đã có kết quả"):
        UndoImport.run(staff.secretary, BatchInput(batch.pk))


def test_only_who_manages_the_plan_imports_into_it(plan, staff, check):
    content = excel([HEADER, *rows_of_41()])
    with pytest.raises(AccessDenied):
        check(content, actor=staff.focal)  # may manage plans of the department, not of the province
    batch = check(content)
    with pytest.raises(Hidden):
        queries.get_for(staff.focal, batch.pk)
    assert queries.get_for(staff.secretary, batch.pk) == batch
    with pytest.raises(Hidden):
        queries.importer_for(staff.secretary, "ke-hoach-999999")


def test_a_file_without_rows_says_what_is_missing(check):
    with pytest.raises(ActionError, match="Chưa thấy dòng nhiệm vụ") as caught:
        check("Cột lạ;Cột khác\na;b\n".encode(), "la.csv")
    assert caught.value.errors[0].field == "mapping"


def test_the_whole_way_on_screen(plan, staff):
    """From the plan's own page: choose the Word file, see what it would do, confirm, take it back."""
    client = Client()
    client.force_login(staff.secretary)
    page = client.get(reverse("plan", args=[plan.key]))
    upload = page.context["import_url"]
    assert upload in page.content.decode()
    chosen = SimpleUploadedFile("ke-hoach.docx", word(rows_of_41()))
    checked = client.post(upload, {"file": chosen}, follow=True)
    batch = checked.context["batch"]
    shown = checked.content.decode()
    assert "Thêm 41 nhiệm vụ, 3 mục, 0 chỉ tiêu." in shown
    assert "Nhập kế hoạch: Kế hoạch cải cách hành chính năm 2024" in shown
    client.post(reverse("import-confirm", args=[batch.pk]))
    assert plan.tasks.count() == 41
    client.post(reverse("import-undo", args=[batch.pk]))
    assert plan.tasks.count() == 0
