"""The pages of rounds: what is shown to whom, what saving does with and without script, what a conflict keeps."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from thongsuot.measuring.conftest import Scene, make_unit
from thongsuot.measuring.rounds.actions import EnterScores, Entries, Entry
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import UnitKind

pytestmark = pytest.mark.django_db
ROUND = "/lam-viec/cham-diem/dot-thu"
MINE = f"{ROUND}/so-y-te--lang-son"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def enter(scene: Scene, *entries: Entry, actor: Any = None) -> None:
    EnterScores.run(actor or scene.focal, Entries(scene.mine.pk, entries))


def test_each_sees_what_is_theirs(as_: Any, scene: Scene) -> None:
    theirs = f"{ROUND}/so-tai-chinh--lang-son"
    unit = as_(scene.focal)
    assert "Bản tự chấm của Sở Y tế" in unit.get("/lam-viec/cham-diem").content.decode()
    shown = unit.get(ROUND).content.decode()
    assert "Sở Y tế" in shown and "Sở Tài chính" not in shown and "Chưa ký" not in shown
    assert unit.get(theirs).status_code == unit.get(f"{theirs}/1.1").status_code == 404
    office = as_(scene.home_affairs)
    shown = office.get(ROUND).content.decode()
    assert "Sở Tài chính" in shown and "Tiến độ" in shown and "2/2" in shown
    assert office.get(f"{theirs}/1.1").status_code == 200


def test_a_draft_round_is_not_yet_the_units(as_: Any, scene: Scene) -> None:
    Round.objects.update(status=RoundStatus.DRAFT)
    assert as_(scene.focal).get(ROUND).status_code == 404
    assert as_(scene.home_affairs).get(ROUND).status_code == 200


def test_a_leaf_is_saved_by_the_button(as_: Any, scene: Scene) -> None:
    unit = as_(scene.focal)
    shown = unit.get(f"{MINE}/2.1").content.decode()
    assert "Cách đạt điểm tối đa" in shown and 'name="numerator"' in shown
    sent = {"revision": "0", "numerator": "1.659,5", "denominator": "1.800", "note": "", "tiep": "2.2"}
    assert unit.post(f"{MINE}/2.1", sent).url == f"{MINE}/2.2"
    assert NodeScore.objects.get().inputs == {"numerator": "1659.5", "denominator": "1800"}
    assert "1.659,5" in unit.get(f"{MINE}/2.1").content.decode()


def test_an_answer_saves_itself_and_the_total_follows(as_: Any, scene: Scene) -> None:
    answer = as_(scene.focal).post(f"{MINE}/1.1", {"revision": "0", "answer": "1"}, headers=HTMX)
    part = answer.content.decode()
    assert answer.status_code == 200
    assert "Đã lưu" in part and 'id="revision" value="1" hx-swap-oob="true"' in part
    assert '<span class="score-total">10</span>' in part and "<html" not in part
    onward = as_(scene.focal).post(f"{MINE}/1.1", {"revision": "1", "answer": "0", "tiep": "1.2"}, headers=HTMX)
    assert onward.headers["HX-Redirect"] == f"{MINE}/1.2"


def test_what_cannot_be_is_said_and_stays_on_the_screen(as_: Any, scene: Scene) -> None:
    unit = as_(scene.focal)
    for typed, words in (("120", "120"), ("1,659.5", "không đọc được thành số"), ("nhiều", "không đọc được")):
        answer = unit.post(f"{MINE}/2.2", {"revision": "0", "value": typed})
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert words in shown and f'value="{typed}"' in shown and 'id="id_value-error"' in shown
    part = unit.post(f"{MINE}/2.2", {"revision": "0", "value": "120"}, headers=HTMX).content.decode()
    assert "Chưa lưu" in part and 'id="revision"' not in part
    assert not NodeScore.objects.exists()


def test_a_conflict_shows_both_and_either_can_be_chosen(as_: Any, scene: Scene) -> None:
    enter(scene, Entry("2.2", inputs={"value": "81"}, note="Đếm lại"), actor=scene.head)
    unit = as_(scene.focal)
    typed = {"revision": "0", "value": "60", "note": "Theo tôi"}
    answer = unit.post(f"{MINE}/2.2", typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Lãnh đạo" in shown and "Đếm lại" in shown and 'value="60"' in shown and "Theo tôi" in shown
    assert 'name="ghi-de" value="1"' in shown
    assert "Bản của đồng nghiệp" in unit.post(f"{MINE}/2.2", typed, headers=HTMX).content.decode()
    assert NodeScore.objects.get().inputs == {"value": "81"}
    assert unit.post(f"{MINE}/2.2", typed | {"ghi-de": "1"}).status_code == 302
    assert NodeScore.objects.get().note == "Theo tôi"


def test_evidence_from_the_store_and_from_a_file(as_: Any, scene: Scene, document: Any) -> None:
    document.unit = scene.doing
    document.save()
    unit = as_(scene.focal)
    assert document.title in unit.get(f"{MINE}/1.1?tim={document.title.split()[0]}").content.decode()
    sent = {"khoa": new_key(), "document": document.key, "locator": "mục 1"}
    refused = unit.post(f"{MINE}/1.1/minh-chung", sent)
    assert refused.status_code == 422
    assert "Minh chứng ngày 15/06/2022 nằm ngoài năm chấm 2026" in refused.content.decode()
    assert "mục 1" in refused.content.decode()
    assert unit.post(f"{MINE}/1.1/minh-chung", sent | {"reason": "Kế hoạch còn hiệu lực"}).status_code == 302
    shown = unit.get(f"{MINE}/1.1").content.decode()
    assert "ngoài năm chấm" in shown and "Kế hoạch còn hiệu lực" in shown
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 64
    sent = {"khoa": new_key(), "file": SimpleUploadedFile("anh.png", png), "dated": "12/3/2026"}
    assert unit.post(f"{MINE}/1.1/minh-chung", sent).status_code == 302
    kept = ScoreEvidence.objects.get(file_name="anh.png")
    assert b"".join(unit.get(f"{MINE}/minh-chung/{kept.pk}").streaming_content) == png
    assert unit.post(f"{MINE}/minh-chung/{kept.pk}/bo").status_code == 302
    assert not ScoreEvidence.objects.filter(file_name="anh.png").exists()
    script = {"khoa": new_key(), "file": SimpleUploadedFile("la.png", b"#!/bin/sh\nls")}
    assert "chương trình chạy được" in unit.post(f"{MINE}/1.1/minh-chung", script).content.decode()


def test_only_the_head_signs_after_checking(as_: Any, scene: Scene) -> None:
    enter(scene, Entry("1.1", inputs={"answer": "1"}))
    assert "Chỉ lãnh đạo đơn vị ký được" in as_(scene.focal).get(f"{MINE}/ky").content.decode()
    assert as_(scene.focal).post(f"{MINE}/ky", {}).status_code == 403
    head = as_(scene.head)
    assert "chưa có minh chứng hay giải thích: 1.1" in head.post(f"{MINE}/ky", {}).content.decode()
    enter(scene, Entry("1.1", 1, {"answer": "1"}, note="Quyết định số 12"))
    assert "chưa chấm, sẽ tính 0 điểm" in head.post(f"{MINE}/ky", {}).content.decode()
    seal = head.get(f"{MINE}/ky").context["seal"]
    enter(scene, Entry("1.3", inputs={"cases": "4"}))
    stale = head.post(f"{MINE}/ky", {"accepts_missing": "on", "digest": seal})
    assert "vừa được sửa trong lúc bạn xem" in stale.content.decode()
    fresh = stale.context["seal"]
    assert head.post(f"{MINE}/ky", {"accepts_missing": "on", "digest": fresh}).status_code == 302
    scene.mine.refresh_from_db()
    assert (scene.mine.status, scene.mine.signed_digest) == (ParticipantStatus.SIGNED, fresh)
    assert "Bản tự chấm chỉ để xem" in head.get(MINE).content.decode()
    assert 'name="revision"' not in head.get(f"{MINE}/1.1").content.decode()
    assert "Hãy ghi lý do" in head.post(f"{MINE}/rut-chu-ky", {}).content.decode()
    assert head.post(f"{MINE}/rut-chu-ky", {"reason": "Thiếu tiêu chí 2.1"}).status_code == 302


def test_the_sheet_goes_out_and_comes_back(as_: Any, scene: Scene) -> None:
    enter(scene, Entry("2.1", inputs={"numerator": "90", "denominator": "100"}, note="Báo cáo"))
    unit = as_(scene.focal)
    book = load_workbook(io.BytesIO(unit.get(f"{MINE}/bang.xlsx").content))
    rows = {row[0]: row for row in book.active.iter_rows(min_row=4, values_only=True)}
    assert rows["2.1"][3:6] == ("90", "100", "Báo cáo") and rows["2.1"][7] == "18"
    assert rows["1.2"][9] == "tự tính"
    out = b"".join(unit.get(f"{MINE}/bang.csv").streaming_content).decode()
    lines = out.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("Mã tiêu chí;Tiêu chí;Điểm tối đa;Số liệu;Mẫu số;")
    filled = "\n".join(
        line.replace(";10;;;", ";10;Có;;") if line.startswith("1.1;") else line.replace(";10;;;", ";10;81,5;;")
        for line in lines
    )
    sent = {"file": SimpleUploadedFile("bang.csv", filled.encode())}
    batch = unit.post(f"/lam-viec/nhap/tu-cham-{scene.mine.pk}/tep", sent)
    assert batch.status_code == 302
    dry = unit.get(batch.url).content.decode()
    assert "Tiêu chí 1.1" in dry and not NodeScore.objects.filter(code="1.1").exists()
    assert unit.post(f"{batch.url}/xac-nhan").status_code == 302
    assert NodeScore.objects.get(code="1.1").self_score == 10
    assert NodeScore.objects.get(code="2.2").inputs == {"value": "81.5"}
    assert unit.post(f"{batch.url}/hoan-tac").status_code == 302
    assert NodeScore.objects.get(code="1.1").self_score is None


def test_a_renamed_column_is_asked_about(as_: Any, scene: Scene) -> None:
    unit = as_(scene.focal)
    renamed = SimpleUploadedFile("bang.csv", "Mã tiêu chí;Con số;Giải thích\n2.2;81,5;\n".encode())
    asked = unit.post(f"/lam-viec/nhap/tu-cham-{scene.mine.pk}/tep", {"file": renamed})
    assert "/cot/" in asked.url
    assert "Con số" in unit.get(asked.url).content.decode()
    wrong = SimpleUploadedFile("b.csv", "Mã tiêu chí;Số liệu;Mẫu số\n2.1;120;100\n9.9;1;\n2.2;a;\n3;50;\n".encode())
    batch = unit.post(f"/lam-viec/nhap/tu-cham-{scene.mine.pk}/tep", {"file": wrong})
    shown = unit.get(batch.url).content.decode()
    assert "3 dòng lỗi" in shown and "không có tiêu chí chấm điểm mã «9.9»" in shown
    assert "tử số 120 lớn hơn mẫu số 100" in shown and "không đọc được thành số" in shown


def test_surveys_by_the_office(as_: Any, scene: Scene) -> None:
    office = as_(scene.home_affairs)
    page = f"{ROUND}/ket-qua-dieu-tra?tieu-chi=3"
    assert "Sở Tài chính" in office.get(page).content.decode()
    box = f"v-{scene.mine.pk}-percent"
    assert "Hãy ghi nguồn" in office.post(page, {box: "86,5"}).content.decode()
    over = office.post(page, {box: "186,5", "nguon": "Báo cáo"})
    assert over.status_code == 422 and 'value="186,5"' in over.content.decode()
    assert office.post(page, {box: "86,5", "nguon": "Báo cáo điều tra 2026"}).status_code == 302
    row = NodeScore.objects.get()
    assert (row.appraised_score, row.self_score, row.verdict) == (Decimal("17.3"), None, "accepted")
    assert as_(scene.focal).get(page).status_code == 403


def test_a_round_is_opened_and_started_by_the_office(as_: Any, scene: Scene) -> None:
    office = as_(scene.home_affairs)
    page = "/lam-viec/cham-diem/lap-dot?bo=thu-nho&nam=2026"
    assert "Sở Y tế" in office.get(page).content.decode()
    sent = {
        "don-vi": ["so-y-te--lang-son"],
        "self_from": "1/12/2026",
        "self_until": "20/12/2026",
        "explain_workdays": "5",
        "second_share": "10",
        "thresholds": "Tốt: 80\nXuất sắc: 90",
        "thresholds_reference": "Quy chế chấm điểm",
    }
    refused = office.post(page, sent)
    assert "Ngưỡng phải giảm dần" in refused.content.decode() and "20/12/2026" in refused.content.decode()
    made = office.post(page, sent | {"thresholds": "Xuất sắc: 90\nTốt: 79,5"})
    row = Round.objects.get(key="cham-diem-so-nganh-2026")
    assert made.url == f"/lam-viec/cham-diem/{row.key}" and row.thresholds[1] == {"name": "Tốt", "from": "79.5"}
    assert office.post(f"{made.url}/buoc/bat-dau").status_code == 302
    row.refresh_from_db()
    assert row.status == RoundStatus.SCORING and row.participants.count() == 1
    assert as_(scene.focal).get("/lam-viec/cham-diem/lap-dot").status_code == 403


def test_as_many_queries_for_thirty_units_as_for_two(as_: Any, scene: Scene) -> None:
    office = as_(scene.home_affairs)

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert office.get(page).status_code == 200
        return len(found)

    pages = ("/lam-viec/cham-diem", ROUND, f"{ROUND}/ket-qua-dieu-tra?tieu-chi=3")
    few = [asked(page) for page in pages]
    for number in range(28):
        unit = make_unit(f"so-{number}--lang-son", f"Sở số {number}", UnitKind.DEPARTMENT, scene.home)
        Participant.objects.create(round=scene.round, unit=unit)
    assert [asked(page) for page in pages] == few
