"""The pages of results: what everybody reads, what only the desk sees, data that never changes under its address."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from thongsuot.measuring.publishing.actions import DecideAppeal, Deciding
from thongsuot.measuring.publishing.models import Appeal, Publication
from thongsuot.measuring.publishing.tests.conftest import HEALTH, Settle, Settled
from thongsuot.measuring.publishing.tests.making import run, unpack
from thongsuot.measuring.publishing.tests.test_actions import approve, objection, publish
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind

pytestmark = pytest.mark.django_db
RESULT, DESK = "/ket-qua-cham-diem/dot-thu", "/lam-viec/cong-bo/dot-thu"
UNIT = f"{RESULT}/so-y-te--lang-son"


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return " ".join(answer.content.decode().split())


def test_nothing_is_published_yet_says_what_will_be_here(client: Client, settled: Settled) -> None:
    assert "Chưa có kết quả nào được công bố" in text_of(client, "/ket-qua-cham-diem")


def test_list_and_filters(client: Client, settled: Settled) -> None:
    publish(settled)
    assert "Đợt chấm thử" in text_of(client, "/ket-qua-cham-diem?nhom=department&nam=2026")
    assert "Không có kết quả nào theo bộ lọc này" in text_of(client, "/ket-qua-cham-diem?nhom=commune")
    assert "Đợt chấm thử" in text_of(client, "/ket-qua-cham-diem?nhom=la&nam=xx")


def test_table_shows_rank_three_scores_percent_and_class(client: Client, settled: Settled) -> None:
    publish(settled)
    page = text_of(client, RESULT)
    for word in ("hạng 1/2", "97,50%", "Xuất sắc", "hạng 2/2", "81,00%", "Tốt", "57,5", "Dữ liệu minh họa"):
        assert word in page, word
    assert "hạng 1/2" not in text_of(client, f"{RESULT}?loai=Tốt")


def test_unit_page_has_every_leaf_and_links_every_lost_point(client: Client, settled: Settled) -> None:
    publish(settled)
    page = text_of(client, UNIT)
    for code, lost in {"1.2": "6", "1.3": "2,5", "2.1": "2", "2.2": "4", "3": "3", "4": "2,5", "P.1": "1"}.items():
        assert f'href="{UNIT}/{code}">vì sao mất {lost} điểm?</a>' in page, code
        assert f"Vì sao mất {lost} điểm?" in text_of(client, f"{UNIT}/{code}")
    assert "không áp dụng" in text_of(client, f"{RESULT}/so-tai-chinh--lang-son")
    assert "Không áp dụng cho đơn vị" in text_of(client, f"{RESULT}/so-tai-chinh--lang-son/1.2")


def test_a_lost_point_is_explained_to_the_end(client: Client, proved: Settled) -> None:
    """Rule, both figures, the appraiser's reason and clause, the evidence with its digest, the next step."""
    publish(proved)
    page = text_of(client, f"{UNIT}/2.1")
    for word in (
        "Vì sao mất 2 điểm?",
        "90/100 = 90%",
        "5 hồ sơ trong danh sách trả sau hạn.",
        "Điểm b mục 2.1",
        "danh-sach.txt",
        "SHA-256",
        "thì được thêm",
        "1/2 đơn vị cùng nhóm đạt trọn điểm",
        "Sở Tài chính tỉnh Lạng Sơn",
    ):
        assert word in page, word


def test_addresses_of_nothing_answer_404(client: Client, settled: Settled) -> None:
    publish(settled)
    for tail in ("/ban/2", "/khong-co", "/so-y-te--lang-son/9.9", "/so-y-te--lang-son/1", "/ban/2/ket-qua.json"):
        assert client.get(f"{RESULT}{tail}").status_code == 404, tail
    assert client.get("/ket-qua-cham-diem/khong-co").status_code == 404


def test_older_versions_stay_readable_and_say_they_are_replaced(client: Client, settled: Settled) -> None:
    row = publish(settled)
    DecideAppeal.run(
        settled.scene.home_affairs, Deciding(objection(settled, row), True, "Sổ ghi đúng hạn.", Decimal(20))
    )
    assert "83,00%" in text_of(client, RESULT) and "Sổ ghi đúng hạn." in text_of(client, RESULT)
    old = text_of(client, f"{RESULT}/ban/1")
    assert "81,00%" in old and "đã được thay bằng bản 2" in old and f"{UNIT}?ban=1" in old
    assert "81,00%" in text_of(client, f"{UNIT}?ban=1") and "83,00%" in text_of(client, UNIT)
    assert "Sổ ghi đúng hạn." in text_of(client, f"{UNIT}/2.1")


# — data —


def test_json_is_what_the_digest_on_the_page_is_of(client: Client, settled: Settled) -> None:
    row = publish(settled)
    answer = client.get(f"{RESULT}/ban/1/ket-qua.json")
    assert hashlib.sha256(answer.content).hexdigest() == row.digest
    assert row.digest in text_of(client, RESULT)
    assert json.loads(answer.content)["units"][0]["class"] == "Xuất sắc"
    again = client.get(f"{RESULT}/ban/1/ket-qua.json", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, "public" in answer["Cache-Control"]) == (304, True)


def test_versioned_addresses_never_change(client: Client, settled: Settled) -> None:
    row = publish(settled)
    names = ("bang.csv", "ket-qua.json", "goi-tai-lap.zip")
    before = {name: b"".join(client.get(f"{RESULT}/ban/1/{name}")) for name in names}  # type: ignore[arg-type]
    DecideAppeal.run(settled.scene.home_affairs, Deciding(objection(settled, row), True, "Đúng", Decimal(20)))
    for name in names:
        assert b"".join(client.get(f"{RESULT}/ban/1/{name}")) == before[name]  # type: ignore[arg-type]
        assert b"".join(client.get(f"{RESULT}/{name}")) != before[name]  # type: ignore[arg-type]


def test_table_opens_in_excel_and_has_one_unit_a_line(client: Client, settled: Settled) -> None:
    publish(settled)
    body = b"".join(client.get(f"{RESULT}/bang.csv")).decode("utf-8-sig")  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert [(one["Hạng"], one["Đơn vị"], one["Tỷ lệ (%)"]) for one in rows] == [
        ("1", "Sở Tài chính tỉnh Lạng Sơn", "97,50"),
        ("2", "Sở Y tế tỉnh Lạng Sơn", "81,00"),
    ]


def test_the_published_capsule_recomputes_and_its_digest_is_on_the_page(
    client: Client, proved: Settled, tmp_path: Path
) -> None:
    publish(proved)
    capsule = b"".join(client.get(f"{RESULT}/goi-tai-lap.zip"))  # type: ignore[arg-type]
    assert hashlib.sha256(capsule).hexdigest() in text_of(client, RESULT)
    done = run(unpack(capsule, tmp_path))
    assert (done.returncode, "KHỚP: 2 đơn vị, 18 điểm tiêu chí" in done.stdout) == (0, True), done.stderr
    listed = (tmp_path / "minh-chung.csv").read_text(encoding="utf-8")
    assert listed.count("so-y-te--lang-son,2.1,") == 2


# — the desk —


def test_from_settled_to_published_by_the_pages(as_: Callable[[Account], Client], settled: Settled) -> None:
    scene = settled.scene
    office = as_(scene.home_affairs)
    assert "Mọi đơn vị đã chốt" in text_of(office, DESK)
    office.post(f"{DESK}/tong-hop")
    assert "hạng 2/2" in text_of(office, f"{DESK}/xem-truoc")
    assert "Chờ Trưởng Ban Chỉ đạo phê duyệt" in text_of(office, DESK)
    chair = as_(scene.chair)
    page = text_of(chair, DESK)
    digest = page.split('name="ma-bam" value="')[1][:64]
    chair.post(f"{DESK}/phe-duyet", {"ma-bam": digest})
    office = as_(scene.home_affairs)
    wrong = office.post(DESK, {"decision": "", "day": "01/01/2020", "hour": "8:00", "appeal_days": "15"})
    assert wrong.status_code == 422 and "01/01/2020" in wrong.content.decode()
    past = office.post(DESK, {"decision": "QĐ 12", "day": "01/01/2020", "hour": "8:00", "appeal_days": "15"})
    assert "Giờ này đã qua" in past.content.decode()
    vague = office.post(DESK, {"decision": "QĐ 12", "appeal_days": "15", "remedy_due_text": "sớm"})
    assert "Chưa hiểu hạn này" in vague.content.decode()
    done = office.post(DESK, {"decision": "QĐ 12", "appeal_days": "10", "remedy_due_text": "trong tháng 7/2027"})
    assert done.status_code == 302
    row = Publication.objects.get(round=scene.round)
    assert (row.remedy_due.isoformat(), row.remedy_due_text) == ("2027-07-31", "trong tháng 7/2027")
    assert "4 hạn chế nháp đã được lập." in text_of(office, DESK)


def test_an_hour_without_a_day_asks_for_the_day(as_: Callable[[Account], Client], settled: Settled) -> None:
    approve(settled)
    answer = as_(settled.scene.home_affairs).post(DESK, {"decision": "QĐ", "hour": "8:00", "appeal_days": "15"})
    assert "Đã ghi giờ thì phải ghi ngày" in answer.content.decode()


def test_the_desk_is_for_those_who_count_approve_or_publish(
    as_: Callable[[Account], Client], client: Client, settled: Settled
) -> None:
    assert client.get(DESK).status_code == 302
    for actor in (settled.scene.head, settled.scene.appraiser):
        for address in ("/lam-viec/cong-bo", DESK, f"{DESK}/xem-truoc"):
            assert as_(actor).get(address).status_code == 403, address
        assert as_(actor).post(f"{DESK}/tong-hop").status_code == 404


def test_appeal_by_the_pages(as_: Callable[[Account], Client], settled: Settled) -> None:
    scene = settled.scene
    publish(settled)
    head = as_(scene.head)
    assert f"{DESK}/so-y-te--lang-son/kien-nghi?tieu-chi=2.1" in text_of(head, f"{UNIT}/2.1")
    address = f"{DESK}/so-y-te--lang-son/kien-nghi"
    assert head.post(address, {"code": "2.1", "text": ""}).status_code == 422
    assert head.post(address, {"code": "2.1", "text": "Thiếu 5 hồ sơ"}).status_code == 302
    assert "Thiếu 5 hồ sơ" in text_of(head, address)
    assert as_(scene.stranger).get(address).status_code == 404
    office = as_(scene.home_affairs)
    assert "Thiếu 5 hồ sơ" in text_of(office, f"{DESK}/kien-nghi")
    pk = Appeal.objects.get().pk
    wrong = office.post(
        f"/lam-viec/cong-bo/kien-nghi/{pk}", {f"k{pk}-granted": "1", f"k{pk}-answer": "Đúng", f"k{pk}-new_score": "2x"}
    )
    assert wrong.status_code == 422 and "Chưa đọc được «2x»" in wrong.content.decode()
    good = {f"k{pk}-granted": "1", f"k{pk}-answer": "Đúng", f"k{pk}-new_score": "19,5"}
    assert office.post(f"/lam-viec/cong-bo/kien-nghi/{pk}", good).status_code == 302
    assert "82,50%" in text_of(as_(scene.head), UNIT)


# — the dossier (E09) —


def test_dossier_names_evidence_by_criterion_and_lists_what_is_missing(
    as_: Callable[[Account], Client], proved: Settled
) -> None:
    publish(proved)
    answer = as_(proved.scene.head).get(f"{DESK}/so-y-te--lang-son/ho-so.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))  # type: ignore[arg-type]
    names = archive.namelist()
    assert "minh-chung/2.1-02-danh-sach-ho-so.txt" in names
    assert archive.read("minh-chung/2.1-02-danh-sach-ho-so.txt") == b"Danh sach ho so tra dung han\n"
    missing = archive.read("01-con-thieu.txt").decode()
    assert "1.1 Ban hành kế hoạch đúng hạn: có điểm nhưng chưa có minh chứng" in missing
    assert "không có quyền lấy toàn văn" in missing  # a draft document the unit may not read in whole
    for line in archive.read("MANIFEST.sha256").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    book = load_workbook(io.BytesIO(archive.read("00-bang-tong-hop.xlsx")))
    rows = {row[0]: row for row in book["Bảng tổng hợp"].iter_rows(min_row=4, values_only=True)}
    assert rows["2.1"][2:7] == (20, 19, 18, 18, 1)
    assert book.sheetnames == ["Bảng tổng hợp", "Giải trình", "Còn thiếu"]


def test_dossier_of_another_unit_is_not_there(as_: Callable[[Account], Client], settled: Settled) -> None:
    assert as_(settled.scene.stranger).get(f"{DESK}/so-y-te--lang-son/ho-so.zip").status_code == 404
    assert as_(settled.scene.home_affairs).get(f"{DESK}/so-y-te--lang-son/ho-so.zip").status_code == 200


def test_before_publication_the_dossier_has_the_units_own_scores_alone(
    as_: Callable[[Account], Client], settled: Settled
) -> None:
    publish(settled, public_from=timezone.now() + timedelta(hours=2))
    answer = as_(settled.scene.head).get(f"{DESK}/so-y-te--lang-son/ho-so.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))  # type: ignore[arg-type]
    book = load_workbook(io.BytesIO(archive.read("00-bang-tong-hop.xlsx")))
    rows = {row[0]: row for row in book["Bảng tổng hợp"].iter_rows(min_row=4, values_only=True)}
    assert rows["2.1"][3:6] == (19, None, None)


def test_queries_do_not_grow_with_units(client: Client, settled: Settled, settle: Settle) -> None:
    publish(settled)
    with CaptureQueriesContext(connection) as few:
        client.get(RESULT)
    scene = settled.scene
    second = Round.objects.create(
        key="dot-hai", title="Đợt hai", home=scene.home, release=scene.release, population="department", year=2027,
        status="round_explain", thresholds=scene.round.thresholds, is_sample=True,
    )  # fmt: skip
    for place in range(8):
        unit = make_unit(f"so-{place}--lang-son", f"Sở {place}", UnitKind.DEPARTMENT, scene.home)
        settle(Participant.objects.create(round=second, unit=unit), HEALTH)
    assert NodeScore.objects.filter(participant__round=second).count() == 72
    scene_round = Settled(
        type(scene)(**{**{f: getattr(scene, f) for f in scene.__slots__}, "round": second}), settled.reduced
    )
    publish(scene_round)
    client.get("/ket-qua-cham-diem/dot-hai")
    with CaptureQueriesContext(connection) as many:
        client.get("/ket-qua-cham-diem/dot-hai")
    assert len(many) <= len(few)
