"""Papers on a dossier: whose numbers, by whom, what they say, kept how."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import close_old_connections, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.queries import history_of
from thongsuot.platform.files.blobs import path_of
from thongsuot.platform.files.store import open_file
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    ApologiseDossier,
    Apologising,
    AskingSupplement,
    AskSupplement,
    ExtendDossier,
    Extending,
    Missing,
    RefuseIntake,
    Refusing,
    StopDossier,
    Stopping,
)
from thongsuot.serving.dossiers.actions.filing import FileDossier
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.conftest import NEW, take_in
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.actions import IssuePaper, PaperWanted
from thongsuot.serving.papers.models import IssuedPaper, PaperBook
from thongsuot.serving.papers.queries import paper_for, papers_of
from thongsuot.serving.papers.sealing import roots
from thongsuot.serving.papers.sheets.model import sheet_from
from thongsuot.serving.papers.tests.test_forms import text_of_pdf, text_of_word
from thongsuot.writing.signing import check_signatures

__all__ = ["take_in"]
pytestmark = pytest.mark.django_db
Taker = Callable[..., Dossier]


def issue(scene: Scene, dossier: Dossier, form: str, by: str = "desk") -> IssuedPaper:
    done = IssuePaper.run(getattr(scene, by), PaperWanted(dossier.code, form))
    return IssuedPaper.objects.get(pk=done.paper_id)


def words(paper: IssuedPaper) -> tuple[str, str]:
    with open_file(paper.pdf) as pdf, open_file(paper.word) as word:
        return text_of_pdf(pdf.read()), text_of_word(word.read())


def test_the_receipt_tells_the_applicant_what_was_promised(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    paper = issue(scene, dossier, "01")
    for said in words(paper):
        assert dossier.code in said and "Nông Thị Hoa" in said and scene.procedure.title in said
        assert "3 ngày làm việc" in said
        assert "Hẹn trả kết quả" in said and "Mời ông/bà góp ý" in said
        assert "0912" not in said and "020190001234" not in said, "a receipt lies on many tables"
        assert "•••• 5678" in said.replace("\u00a0", " ")
    assert (paper.form_no, paper.number, paper.instrument) == ("01", 1, "TT 03/2025/TT-VPCP")
    event = history_of("dossier", dossier.code).get(name="serving.dossier.paper_issued")
    assert event.changes["number"][1] == 1
    assert sheet_from(paper.content).qr.endswith(f"/tra-cuu/{dossier.code}")


def test_files_lie_sealed_on_the_disk(scene: Scene, take_in: Taker) -> None:
    paper = issue(scene, take_in(), "01")
    assert paper.pdf.is_sealed and paper.word.is_sealed
    assert not path_of(paper.pdf.blob).read_bytes().startswith(b"%PDF")
    assert b"Hoa" not in path_of(paper.word.blob).read_bytes()


def test_asked_again_the_same_paper_comes_back_and_a_changed_dossier_gets_a_new_one(
    scene: Scene, take_in: Taker
) -> None:
    dossier = take_in()
    first = issue(scene, dossier, "01")
    assert issue(scene, dossier, "receipt").pk == first.pk
    Dossier.objects.filter(pk=dossier.pk).update(applicant_name="Nông Thị Hòa")
    second = issue(scene, dossier, "01")
    assert (second.pk != first.pk, second.number) == (True, 2)


def test_numbers_run_by_unit_kind_and_year(scene: Scene, take_in: Taker) -> None:
    one, two = take_in(), take_in(phone="0912345679")
    assert [issue(scene, each, "01").number for each in (one, two)] == [1, 2]
    assert issue(scene, one, "06").number == 1, "each kind has its own book"
    later = IssuePaper.run(
        scene.desk, PaperWanted(take_in(phone="0912345670").code, "01"),
        effective_at=datetime(2027, 1, 4, 9, tzinfo=VIETNAM),
    )  # fmt: skip
    assert later.number == 1, "a new year begins with 01"


@pytest.mark.django_db(transaction=True)
def test_twelve_papers_at_once_get_twelve_numbers(scene: Scene, take_in: Taker) -> None:
    codes = [take_in(phone=f"09000000{at:02d}").code for at in range(12)]

    def run(code: str) -> int:
        close_old_connections()
        try:
            return IssuePaper.run(scene.desk, PaperWanted(code, "01")).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(run, codes))
    assert sorted(numbers) == list(range(1, 13))
    assert PaperBook.objects.get(kind="receipt").last == 12


def test_a_supplement_names_every_missing_thing_with_why_and_how(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    with pytest.raises(ActionError, match="chưa có yêu cầu bổ sung"):
        issue(scene, dossier, "02")
    missing = (Missing("giay-to", "Giấy tờ kèm theo", "Ảnh bị mờ", "Chụp lại đủ bốn góc"),)
    AskSupplement.run(scene.desk, AskingSupplement(dossier.code, missing))
    for said in words(issue(scene, dossier, "02")):
        assert all(one in said for one in ("Giấy tờ kèm theo", "Ảnh bị mờ", "Chụp lại đủ bốn góc", "Lần yêu cầu: 1"))


def test_a_refusal_carries_its_reason(scene: Scene) -> None:
    code = FileDossier.run(CitizenActor(""), NEW, idempotency_key="tu-choi").code
    dossier = Dossier.objects.get(code=code)
    with pytest.raises(ActionError, match="không bị từ chối"):
        issue(scene, dossier, "03")
    RefuseIntake.run(scene.desk, Refusing(code, "other", "Thủ tục này do công an phường giải quyết"))
    assert all("Thủ tục này do công an phường giải quyết" in said for said in words(issue(scene, dossier, "03")))


def test_only_the_head_apologises_and_signs_it(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    with pytest.raises(AccessDenied):
        issue(scene, dossier, "04")
    with pytest.raises(ActionError, match="chưa được gia hạn"):
        issue(scene, dossier, "04", "head")
    promised = dossier.promised_at
    ExtendDossier.run(scene.head, Extending(dossier.code, Decimal(2), "working_days", "other", "Máy chủ hỏng ba ngày"))
    paper = issue(scene, dossier, "04", "head")
    for said in words(paper):
        assert "xin lỗi ông/bà" in said and "Máy chủ hỏng ba ngày" in said and "khiếu nại" in said
    assert paper.is_signed
    with open_file(paper.pdf) as stream:
        reports = check_signatures(stream.read(), roots())
    assert [one.intact and one.trusted for one in reports] == [True, True], "the head, then the agency"
    assert reports[0].signer == scene.head.display_name
    dossier.refresh_from_db()
    assert dossier.promised_at == promised and dossier.due_at > promised


def test_a_late_dossier_gets_its_letter_from_its_apology(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in(timezone.now() - timedelta(days=30))
    page = reverse("dossier", args=[dossier.code])
    client.force_login(scene.head)
    offered = "Văn bản xin lỗi và đề nghị gia hạn"
    assert offered not in client.get(page).content.decode()
    with pytest.raises(ActionError, match="chưa được ghi xin lỗi"):
        issue(scene, dossier, "04", "head")
    expected = timezone.now() + timedelta(days=2)
    ApologiseDossier.run(scene.head, Apologising(dossier.code, "other", expected, "Máy chủ hỏng ba ngày"))
    assert offered in client.get(page).content.decode()
    first = issue(scene, dossier, "04", "head")
    for said in words(first):
        assert "Máy chủ hỏng ba ngày" in said and "vẫn tính là trễ hẹn" in said and "khiếu nại" in said
        assert "Dự kiến trả kết quả" in said and "Ngày hẹn mới" not in said and "chỉ thực hiện một lần" not in said
    assert issue(scene, dossier, "04", "head").pk == first.pk
    later = Apologising(dossier.code, "overload", expected + timedelta(days=3))
    ApologiseDossier.run(scene.head, later)
    assert issue(scene, dossier, "04", "head").number == 2, "a new word, a new letter"


def test_a_stop_is_the_heads_paper(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    StopDossier.run(scene.head, Stopping(dossier.code, "other", "Người nộp đã chuyển đi"))
    assert all("Người nộp đã chuyển đi" in said for said in words(issue(scene, dossier, "05", "head")))


def test_the_control_slip_lists_the_steps_and_is_not_for_the_applicant(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    issue(scene, dossier, "01")
    assert all("Tiếp nhận" in said for said in words(issue(scene, dossier, "06")))
    assert [one.kind for one in papers_of(dossier)] == ["receipt"]


def test_neighbours_neither_issue_nor_open(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in()
    paper = issue(scene, dossier, "01")
    with pytest.raises(Hidden):
        issue(scene, dossier, "01", "neighbour")
    with pytest.raises(Hidden):
        paper_for(scene.neighbour, paper.pk)
    client.force_login(scene.neighbour)
    assert client.get(reverse("paper-file", args=[paper.pk, "pdf"])).status_code == 404
    client.logout()
    assert client.get(reverse("paper-file", args=[paper.pk, "pdf"])).status_code == 302


def test_opening_a_paper_is_a_reading_that_is_written_down(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in()
    paper = issue(scene, dossier, "01")
    client.force_login(scene.desk)
    response = client.get(reverse("paper-file", args=[paper.pk, "pdf"]))
    assert response["Content-Type"] == "application/pdf"
    read = history_of("dossier", dossier.code).get(name="serving.dossier.read")
    assert "Giấy tiếp nhận" in read.reason and read.actor_id == scene.desk.pk


def test_the_post_clerk_prints_the_receipt_of_what_he_took_in(scene: Scene, take_in: Taker) -> None:
    dossier = take_in(actor=scene.post, channel=3)
    assert issue(scene, dossier, "01", "post").number == 1
    with pytest.raises(Hidden):
        issue(scene, take_in(phone="0988111222"), "01", "post")


def test_an_old_dossier_gets_the_old_forms(scene: Scene, take_in: Taker) -> None:
    """Received on 10/9/2025, finished under TT 03/2025: the circular of its reception stays."""
    dossier = take_in(when=datetime(2025, 9, 10, 9, tzinfo=VIETNAM))
    paper = issue(scene, dossier, "01")
    assert (paper.instrument, sheet_from(paper.content).paper) == ("TT 01/2018/TT-VPCP", "A5")
    assert issue(scene, dossier, "05").kind == "control"
