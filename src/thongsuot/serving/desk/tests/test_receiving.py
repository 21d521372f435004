"""Reception: by card and checklist to a receipt, once however often it is sent; what lacks makes one letter."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.idempotency.store import new_key
from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk.receiving import promise
from thongsuot.serving.dossiers.choices import ChannelChoice, Mode, Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.queries import content_of

pytestmark = pytest.mark.django_db
CARD = "020085001234|081234567|Lành Thị Mai|15081985|Nữ|Khối 5, Phường Đông Kinh|10052021"
ADDRESS = "/lam-viec/tiep-nhan?thu-tuc=mau-1"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def typed(**more: str) -> dict[str, str]:
    plain = {
        "khoa": new_key(),
        "applicant_kind": "citizen",
        "applicant_name": "Lành Thị Mai",
        "phone": "0912345678",
        "giay-giay-to": "du",
    }
    return plain | more


@pytest.fixture
def desk(scene: Scene, client: Client) -> Client:
    client.force_login(scene.desk)
    return client


def test_typing_without_marks_finds_the_procedure(desk: Client) -> None:
    page = desk.get("/lam-viec/tiep-nhan?tim=giay+chung+nhan")
    assert page.status_code == 302 and page.headers["Location"].endswith("thu-tuc=mau-1")
    assert desk.get("/lam-viec/tiep-nhan?tim=mau-1").headers["Location"].endswith("thu-tuc=mau-1")
    assert "Không có thủ tục nào như vậy" in desk.get("/lam-viec/tiep-nhan?tim=xyz").content.decode()


def test_the_date_is_said_before_anything_is_saved(desk: Client) -> None:
    page = desk.get(ADDRESS).content.decode()
    assert re.search(r"Nhận bây giờ thì hẹn trả: <strong>[^<]*\d{2}/\d{2}/\d{4}", page)
    assert "Không hỏi «Thông tin cư trú»" in page and "giay-cu-tru" not in page
    assert not Dossier.objects.exists()


def test_a_card_read_without_script_fills_the_form(desk: Client) -> None:
    page = desk.post(ADDRESS, {"khoa": new_key(), "card": CARD, "applicant_kind": "citizen"})
    assert page.status_code == 200 and 'value="Lành Thị Mai"' in page.content.decode()
    assert not Dossier.objects.exists()


def test_complete_papers_become_a_dossier_with_a_receipt(desk: Client, scene: Scene) -> None:
    page = desk.post(ADDRESS, typed(card=CARD, phone=""), follow=True)
    dossier = Dossier.objects.select_related("person").get()
    assert (dossier.status, dossier.channel, dossier.mode) == (Status.ACCEPTED, ChannelChoice.DIRECT, Mode.SELF)
    assert dossier.taken_by == scene.desk and dossier.person.id_number == "020085001234"
    assert dossier.due_at and dossier.code in page.content.decode() and "020085001234" not in page.content.decode()


def test_sent_twice_is_received_once(desk: Client) -> None:
    once = typed()
    first, second = desk.post(ADDRESS, once), desk.post(ADDRESS, once)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"] and Dossier.objects.count() == 1


def test_a_scan_goes_in_sealed_and_twice_is_still_once(desk: Client) -> None:
    key = new_key()
    for _press in range(2):
        scan = SimpleUploadedFile("don.pdf", PDF, "application/pdf")
        assert desk.post(ADDRESS, {**typed(khoa=key), "tep-giay-to": scan}).status_code == 302
    part = Dossier.objects.get().parts.select_related("file").get()
    assert part.source == "scanned" and part.file is not None and part.file.is_sealed


def test_an_empty_scan_is_told_at_once_and_nothing_is_lost(desk: Client) -> None:
    scan = SimpleUploadedFile("don.pdf", b"", "application/pdf")
    page = desk.post(ADDRESS, {**typed(), "tep-giay-to": scan})
    assert page.status_code == 422 and 'value="Lành Thị Mai"' in page.content.decode()


def test_all_that_lacks_stands_in_one_request(desk: Client) -> None:
    page = desk.post(ADDRESS, typed(**{"giay-giay-to": "thieu", "giay-uy-quyen": "thieu"}), follow=True)
    dossier = Dossier.objects.get()
    (request,) = dossier.supplement_requests.all()
    assert dossier.status == Status.SUPPLEMENT and dossier.due_at is None
    assert [one["component"] for one in request.items] == ["giay-to", "uy-quyen"]
    assert "Cần bổ sung một lần" in page.content.decode()


def test_lacking_sent_twice_is_one_request(desk: Client) -> None:
    once = typed(**{"giay-giay-to": "thieu"})
    for _press in range(2):
        assert desk.post(ADDRESS, once).status_code == 302
    assert Dossier.objects.get().supplement_requests.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"applicant_name": ""}, "Họ tên"),
        ({"phone": ""}, "Hãy ghi điện thoại hoặc số định danh"),
        ({"giay-giay-to": ""}, "Hãy chọn đủ hoặc thiếu"),
        ({"card": "mau-sai|x|y|z|t|u"}, "12 chữ số"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(desk: Client, changed: dict[str, str], words: str) -> None:
    page = desk.post(ADDRESS, typed(address="Khối 5") | changed)
    assert page.status_code == 422 and words in page.content.decode() and 'value="Khối 5"' in page.content.decode()
    assert not Dossier.objects.exists()


def test_the_post_clerk_receives_by_post_and_asks_for_nothing(scene: Scene, client: Client) -> None:
    client.force_login(scene.post)
    assert "Bưu điện tiếp nhận" in client.get(ADDRESS).content.decode()
    refused = client.post(ADDRESS, typed(**{"giay-giay-to": "thieu"}))
    assert refused.status_code == 422 and "Nhân viên bưu điện không lập" in refused.content.decode()
    done = client.post(ADDRESS, typed(), follow=True)
    dossier = Dossier.objects.get()
    assert dossier.channel == ChannelChoice.POST and dossier.code in done.content.decode()
    assert dossier.code in client.get("/lam-viec/ho-so?muc=tat-ca").content.decode()


def test_helped_by_name_counts_as_assisted(desk: Client) -> None:
    desk.post(ADDRESS, typed(helped_by="Tổ công nghệ số khối 5"))
    assert Dossier.objects.get().mode == Mode.ASSISTED


def test_received_here_for_the_neighbour_both_clocks_are_shown(desk: Client, scene: Scene) -> None:
    page = desk.get(f"{ADDRESS}&noi={scene.there.key}").content.decode()
    assert "Chuyển đi chậm nhất" in page and "tính từ khi nơi đó nhận" in page
    desk.post(ADDRESS, typed(competent_unit=scene.there.key))
    dossier = Dossier.objects.get()
    assert (dossier.receiving_unit, dossier.competent_unit) == (scene.here, scene.there)
    assert dossier.started_at is None


def test_after_three_in_the_afternoon_paper_goes_the_next_morning(scene: Scene) -> None:
    friday = datetime(2026, 11, 27, 15, 30, tzinfo=VIETNAM)
    said = promise(content_of(scene.version), scene.here, scene.there, friday)
    assert said.hand_over_by is not None and said.due_at is not None
    assert timezone.localtime(said.hand_over_by).strftime("%A") == "Monday" and said.due_at > said.hand_over_by
    morning = promise(content_of(scene.version), scene.here, scene.there, friday.replace(hour=9))
    assert timezone.localtime(morning.hand_over_by).date() == friday.date()  # type: ignore[arg-type]


def test_a_procedure_not_in_force_is_told(desk: Client, scene: Scene) -> None:
    scene.version.valid_to = date(2026, 1, 1)
    scene.version.save()
    page = desk.get(ADDRESS)
    assert page.status_code == 200 and "không có quy định áp dụng" in page.content.decode()


def test_who_has_no_desk_is_told_who_can(scene: Scene, client: Client) -> None:
    client.force_login(scene.specialist)
    page = client.get("/lam-viec/tiep-nhan")
    assert page.status_code == 403 and not Dossier.objects.exists()
