"""The officer's page: where it stands in words, what can be done now, and its story; the applicant's in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.store import put
from thongsuot.platform.notifications.models import SimulatedText
from thongsuot.platform.outbox.delivery import drain
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import FinishDossier, Finishing, NewPart, Passing, PassOn
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.domain.happenings import Kind, PortalStatus
from thongsuot.serving.dossiers.domain.portal import SyncDossier, SyncPart, portal_message
from thongsuot.serving.dossiers.log import events_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.showing import standing, told_by
from thongsuot.serving.dossiers.timeline import timeline

pytestmark = pytest.mark.django_db
TakeIn = Callable[..., Dossier]


@pytest.fixture
def desk(scene: Scene, client: Client) -> Client:
    client.force_login(scene.desk)
    return client


def words(dossier: Dossier, now: object) -> str:
    return standing(dossier, told_by(dossier, events_of(dossier), now).reading, now).words  # type: ignore[arg-type]


def test_the_clock_in_words(take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9))
    assert words(dossier, at(1, 9)) == "Còn 3 ngày 6 giờ"
    assert words(dossier, at(4, 13, 30)) == "Sắp trễ – còn 4 giờ"
    assert words(dossier, at(5, 8, 30)).startswith("Quá hạn")
    dossier.status = Status.SUPPLEMENT
    assert words(dossier, at(2)) == "Tạm dừng tính giờ"


def test_the_page_shows_what_can_be_done_now_and_why_the_date(scene: Scene, take_in: TakeIn, desk: Client) -> None:
    dossier = take_in(at(1, 9))
    page = desk.get(f"/lam-viec/ho-so/{dossier.code}").content.decode()
    for shown in (
        dossier.code,
        "Được tiếp nhận",
        "Vì sao ra ngày này",
        "17:30 04/06/2026",
        "/viec/chuyen",
        "/viec/bo-sung",
    ):
        assert shown in page, shown
    for hidden in ("/viec/co-ket-qua", "/viec/gia-han", "/viec/tra", "/viec/tiep-nhan"):
        assert hidden not in page, hidden


def test_deeds_by_form_one_after_the_other(scene: Scene, take_in: TakeIn, client: Client) -> None:
    dossier = take_in(
        timezone.now() - timedelta(hours=1), parts=(NewPart("giay-to", "Giấy tờ kèm theo", "copy", "paper"),)
    )
    base = f"/lam-viec/ho-so/{dossier.code}/viec"

    def does(account: object, slug: str, **data: object) -> int:
        client.force_login(account)  # type: ignore[arg-type]
        return client.post(f"{base}/{slug}", data).status_code

    assert does(scene.desk, "chuyen", officer=scene.specialist.pk) == 302
    part = dossier.parts.get()
    assert does(scene.specialist, "kiem-tra", part=part.pk, state="part_faulty") == 422
    assert does(scene.specialist, "kiem-tra", part=part.pk, state="part_good") == 302
    asked = {"why_0": "Ảnh mờ", "how_0": "Chụp lại", "name_0": part.name}
    assert does(scene.specialist, "bo-sung") == 422
    assert does(scene.specialist, "bo-sung", **asked) == 302
    assert does(scene.desk, "nhan-bo-sung") == 302
    assert does(scene.specialist, "nghia-vu", words="Nộp thuế") == 302
    assert does(scene.desk, "da-nop") == 302
    assert does(scene.specialist, "them-giay", name="Biên bản", kind="original", khoa="p1") == 302
    assert does(scene.desk, "sua", applicant_name="Nông Thị Hòa", reason="Theo căn cước") == 302
    assert does(scene.head, "gia-han", value="1", unit="working_days", reason="overload") in (302, 422)
    assert does(scene.head, "co-ket-qua") == 302
    assert does(scene.desk, "tra", way="desk") == 302
    assert does(scene.desk, "khong-co") == 404
    dossier.refresh_from_db()
    assert (dossier.status, dossier.supplements, dossier.applicant_name) == (Status.RETURNED, 1, "Nông Thị Hòa")


def test_what_was_refused_keeps_what_was_typed(scene: Scene, take_in: TakeIn, desk: Client) -> None:
    dossier = take_in(at(1, 9))
    stale = {"revision": dossier.revision - 1, "words": "Chuyển gấp trong sáng"}
    answer = desk.post(f"/lam-viec/ho-so/{dossier.code}/viec/chuyen", stale)
    assert answer.status_code == 422
    assert "vừa được người khác cập nhật" in answer.content.decode()
    assert "Chuyển gấp trong sáng" in answer.content.decode()


def test_a_paper_without_a_file_has_nothing_to_open(take_in: TakeIn, desk: Client) -> None:
    dossier = take_in(at(1), parts=(NewPart("giay-to", "Giấy tờ", "original", "paper"),))
    assert desk.get(f"/lam-viec/ho-so/{dossier.code}/giay-to/{dossier.parts.get().pk}").status_code == 404


def test_the_paper_of_another_dossier_is_not_here(take_in: TakeIn, desk: Client) -> None:
    stored = put([b"%PDF-1.4\n%%EOF\n"], "a.pdf", accepted=(PDF,), sealed=True)
    one = take_in(at(1), parts=(NewPart("giay-to", "Giấy tờ", file_id=stored.pk),))
    other = take_in(at(1))
    assert desk.get(f"/lam-viec/ho-so/{other.code}/giay-to/{one.parts.get().pk}").status_code == 404


def test_officers_read_all_of_it_the_applicant_the_turns(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9))
    PassOn.run(scene.desk, Passing(dossier.code, officer=scene.specialist.pk), effective_at=at(1, 10))
    officers, citizens = timeline(dossier, for_citizen=False), timeline(dossier, for_citizen=True)
    assert [one.kind for one in officers] == [Kind.FILED, Kind.RECEIVED, Kind.STEP_BEGUN, Kind.STEP_BEGUN]
    assert officers[-1].who == "Một cửa" and "Thụ lý" in officers[-1].detail
    assert citizens[0].words == "Ông/bà đã nộp hồ sơ"
    assert all(one.who == "" and "Thụ lý" not in one.detail for one in citizens)
    assert citizens[1].due_at == at(4, 17, 30)


def test_the_applicant_is_told_number_looked_up_when_it_leaves(scene: Scene, take_in: TakeIn, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SMS = "simulator"
    dossier = take_in(at(1, 9))
    payloads = [one.payload for one in OutboxMessage.objects.filter(handler__startswith="serving.dossiers.")]
    assert all(set(one) == {"dossier", "text"} for one in payloads)
    drain()
    told = SimulatedText.objects.get()
    assert told.number == "0912 345 678"
    assert dossier.code in told.text and "17:30 ngày 04/06/2026" in told.text
    assert [one.to for one in mail.outbox] == [["hoa@example.vn"]]
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(1, 10))
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(2))
    drain()
    assert SimulatedText.objects.filter(text__contains="đã có kết quả").count() == 1


def test_a_gateway_that_fails_loses_nothing(scene: Scene, take_in: TakeIn, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SMS = "simulator"
    take_in(at(1, 9))
    with patch("thongsuot.serving.dossiers.telling.text_channel", side_effect=OSError("mất mạng")):
        drain()
    waiting = OutboxMessage.objects.get(handler="serving.dossiers.text")
    assert waiting.delivered_at is None and waiting.attempts == 1
    OutboxMessage.objects.filter(pk=waiting.pk).update(due_at=at(1))
    drain()
    assert SimulatedText.objects.count() == 1


def test_the_portals_message() -> None:
    given = SyncDossier(
        "H37.1-260601-0001", "1.000", "Khai sinh", "ht", "Hộ tịch", "Nông Thị Hoa", "citizen", 1, "0201", "0912", "", 2,
        PortalStatus.PROCESSING, at(1), at(1, 10), at(4, 17), None, None, None, "UBND", True, False,
        (SyncPart("7", "giay-to", "a.pdf", True, False, True),),
    )  # fmt: skip
    message = portal_message(given)
    assert (message["TrangThaiHoSo"], message["NgayTiepNhan"], message["NgayTra"]) == ("4", "20260601100000", "")
    assert (message["LoaiDoiTuong"], message["KenhThucHien"], message["HoSoCoThanhPhanSoHoa"]) == ("0", "2", "1")
    assert message["TaiLieuNop"][0]["DuocTaiSuDung"] == "0" and message["TaiLieuNop"][0]["DuocLayTuKhoDMQG"] == "1"
