"""Results: who signs, what the file proves, what tampering shows, whose they are, and that they are used again."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.blobs import path_of
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.store import open_file, put
from thongsuot.serving.citizens.codes import remember
from thongsuot.serving.citizens.identity import samples
from thongsuot.serving.citizens.session import Citizen, citizen_from
from thongsuot.serving.citizens.tests.test_citizens import sign_in
from thongsuot.serving.conftest import Scene
from thongsuot.serving.digitising.figures import electronic, is_electronic, shares
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.digitising.printing import Signing, result_sheet
from thongsuot.serving.digitising.queries import result_for, result_of_citizen, results_of, reusable
from thongsuot.serving.digitising.results import (
    PrepareResult,
    Preparing,
    RevokeResult,
    Revoking,
    SigningResult,
    SignResult,
)
from thongsuot.serving.digitising.verifying import Verdict, pages_of, verify_code, verify_file
from thongsuot.serving.dossiers.choices import PartSource, PartState, Status
from thongsuot.serving.dossiers.conftest import take_in
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.sealing import roots
from thongsuot.serving.papers.sheets.model import Row, Sheet, Words
from thongsuot.serving.papers.sheets.pdf import sheet_pdf
from thongsuot.serving.procedures.domain.content import Component
from thongsuot.writing.signing import TestAuthority, check_signatures, sign_pdf

__all__ = ["take_in"]
pytestmark = pytest.mark.django_db
Taker = Callable[..., Dossier]
HANG, DUONG = "020190000101", "020085000202"


@pytest.mark.parametrize("source", PartSource.values)
@pytest.mark.parametrize("is_digitised", [False, True])
@pytest.mark.parametrize("has_file", [False, True])
def test_a_paper_at_hand_counts_as_the_database_counts_it(
    take_in: Taker, source: str, is_digitised: bool, has_file: bool
) -> None:
    dossier = take_in()
    file = put([b"%PDF-1.7"], "to-khai.pdf", accepted=(PDF,)) if has_file else None
    dossier.parts.all().delete()
    part = dossier.parts.create(component="a", name="Tờ khai", source=source, is_digitised=is_digitised, file=file)
    assert is_electronic(part) == dossier.parts.filter(electronic()).exists()


def signed(scene: Scene, dossier: Dossier, body: str = "Xác nhận bà Hằng chưa đăng ký kết hôn.") -> Result:
    PrepareResult.run(scene.specialist, Preparing(dossier.code, body=body))
    return Result.objects.get(pk=SignResult.run(scene.head, SigningResult(dossier.code)).result_id)


def bytes_of(result: Result) -> bytes:
    assert result.file is not None
    with open_file(result.file) as stream:
        return stream.read()


def citizen(key: str = "hang") -> Citizen:
    return citizen_from(remember(samples()[key], timezone.now()))


def foreign_pdf(text: str) -> bytes:
    return sheet_pdf(Sheet("A4", "Ai đó", "", "", "", 2026, "Giấy tự làm", "", (Row("Nội dung", text),)))


# — signing —


def test_the_head_signs_what_the_specialist_prepared(scene: Scene, take_in: Taker) -> None:
    dossier = take_in(id_number=HANG, applicant_name="Nguyễn Thị Thúy Hằng")
    result = signed(scene, dossier)
    assert (result.title, result.number_text, result.state) == ("Giấy chứng nhận", "01/KQ", ResultState.SIGNED)
    reports = check_signatures(bytes_of(result), roots())
    assert [(one.signer, one.intact, one.valid, one.trusted) for one in reports] == [
        (scene.head.display_name, True, True, True),
        ("Ủy ban nhân dân phường Đông Kinh", True, True, True),
    ]
    text = " ".join(pages_of(bytes_of(result)))
    assert "Xác nhận bà Hằng chưa đăng ký kết hôn." in text and result.verify_code in text
    assert result.file.is_sealed and not path_of(result.file.blob).read_bytes().startswith(b"%PDF")
    assert scene.head.display_name in result.signer_words


def test_signed_once(scene: Scene, take_in: Taker) -> None:
    result = signed(scene, take_in())
    again = SignResult.run(scene.head, SigningResult(result.dossier.code))
    assert again.result_id == result.pk and Result.objects.count() == 1


def test_nobody_signs_what_he_made_and_only_heads_sign(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    for actor in (scene.desk, scene.specialist, scene.post, scene.focal):
        with pytest.raises((AccessDenied, Hidden)):
            SignResult.run(actor, SigningResult(dossier.code))
    with pytest.raises(Hidden):
        SignResult.run(scene.neighbour, SigningResult(dossier.code))
    PrepareResult.run(scene.head, Preparing(dossier.code, body="Tự soạn"))
    with pytest.raises(AccessDenied, match="soạn kết quả không ký"):
        SignResult.run(scene.head, SigningResult(dossier.code))


def test_a_pdf_prepared_elsewhere_is_signed_with_a_page_behind_it(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    draft = put([foreign_pdf("Nội dung soạn sẵn")], "soan.pdf", accepted=(PDF,), sealed=True)
    PrepareResult.run(scene.specialist, Preparing(dossier.code, "Giấy phép thử", file_id=draft.pk))
    SignResult.run(scene.head, SigningResult(dossier.code))
    result = Result.objects.get()
    pages = pages_of(bytes_of(result))
    assert len(pages) == 2 and "Nội dung soạn sẵn" in pages[0] and result.verify_code in pages[1]
    assert all(one.intact and one.trusted for one in check_signatures(bytes_of(result), roots()))


def test_locked_broken_and_signed_files_are_not_taken(scene: Scene, take_in: Taker) -> None:
    dossier = take_in()
    out = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    other = bytes_of(signed(scene, take_in(phone="0900111222")))
    cases = ((out.getvalue(), "mật khẩu"), (b"%PDF-1.4 hong", "hỏng"), (other, "đã có chữ ký số"))
    for number, (content, words) in enumerate(cases):
        stored = put([content], f"{number}.pdf", accepted=(PDF,), sealed=True)
        with pytest.raises(ActionError, match=words):
            PrepareResult.run(scene.specialist, Preparing(dossier.code, file_id=stored.pk))


def test_from_the_page_signing_finishes_the_dossier(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in()
    client.force_login(scene.specialist)
    client.post(reverse("result", args=[dossier.code]), {"title": "Giấy chứng nhận", "body": "Đúng như đã khai."})
    assert client.post(reverse("result-sign", args=[dossier.code])).status_code == 403
    client.force_login(scene.head)
    assert "Ký số và đóng dấu" in client.get(reverse("result", args=[dossier.code])).content.decode()
    client.post(reverse("result-sign", args=[dossier.code]))
    dossier.refresh_from_db()
    assert dossier.status == Status.FINISHED and Result.objects.get().state == ResultState.SIGNED


def test_without_a_signing_key_nothing_is_signed(scene: Scene, take_in: Taker, settings: object) -> None:
    dossier = take_in()
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(ActionError, match="khóa ký số"):
        SignResult.run(scene.head, SigningResult(dossier.code))


# — verifying —


def test_whole_by_code_and_by_file(scene: Scene, take_in: Taker) -> None:
    result = signed(scene, take_in())
    assert verify_code(result.verify_code.lower().replace("-", " ")).verdict is Verdict.KNOWN
    assert verify_code(f"https://lang-son.example/kiem-tra-ket-qua/{result.verify_code}").result == result
    answer = verify_file(bytes_of(result), result.verify_code)
    assert (answer.verdict, answer.result) == (Verdict.WHOLE, result) and len(answer.signatures) == 2


def test_one_byte_changed_is_shown(scene: Scene, take_in: Taker) -> None:
    """Wherever the byte stands, and though the file may open no more, it is known as ours and told as changed."""
    result = signed(scene, take_in())
    content = bytes_of(result)
    verdicts = set()
    for at in range(50, len(content) - 50, len(content) // 25):
        broken = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        verdicts.add(verify_file(broken).verdict)
    assert verdicts == {Verdict.CHANGED}


def test_a_changed_word_is_named_and_the_true_one_is_kept_secret(scene: Scene, take_in: Taker) -> None:
    result = signed(scene, take_in(), "Số tiền trợ cấp là 500.000 đồng mỗi tháng.")
    sheet = _sheet_of(result)
    sheet = replace(sheet, blocks=(*sheet.blocks[:-1], Words("Số tiền trợ cấp là 900.000 đồng mỗi tháng.")))
    answer = verify_file(sheet_pdf(sheet))
    assert (answer.verdict, answer.result) == (Verdict.CHANGED, result)
    assert "900.000" in answer.differences[0].added
    assert "500.000" not in str(answer.differences) + str(answer.sentences)
    assert "Tệp không có chữ ký số." in answer.sentences


def test_signed_again_by_somebody_else_is_a_changed_file(scene: Scene, take_in: Taker) -> None:
    result = signed(scene, take_in())
    with tempfile.TemporaryDirectory() as folder:
        stranger = TestAuthority(Path(folder)).signer("Kẻ lạ", "Không cơ quan nào")
        answer = verify_file(sign_pdf(sheet_pdf(_sheet_of(result)), stranger))
    assert (answer.verdict, answer.result) == (Verdict.CHANGED, result)
    assert any("gốc tin cậy" in one for one in answer.sentences)
    assert answer.signatures[0].signer == "Kẻ lạ" and not answer.signatures[0].trusted


def test_something_added_after_the_signatures_is_told(scene: Scene, take_in: Taker) -> None:
    result = signed(scene, take_in())
    answer = verify_file(bytes_of(result) + b"\n% them vao sau\n")
    assert (answer.verdict, answer.result) == (Verdict.CHANGED, result)
    assert any("ghi thêm" in one for one in answer.sentences)


def test_the_code_of_another_result_is_told_apart(scene: Scene, take_in: Taker) -> None:
    mine, other = signed(scene, take_in()), signed(scene, take_in(phone="0977123123"))
    asked = verify_file(bytes_of(mine), other.verify_code)
    assert (asked.verdict, asked.result) == (Verdict.OTHER, mine)
    pasted = foreign_pdf(f"Bán nhà mặt phố giá rẻ nhất tỉnh liên hệ ngay hôm nay, mã {other.verify_code}")
    answer = verify_file(pasted)
    assert (answer.verdict, answer.result) == (Verdict.OTHER, other)


def test_the_code_of_a_dossier_gets_clear_words(scene: Scene, take_in: Taker) -> None:
    answer = verify_code(take_in().code)
    assert answer.verdict is Verdict.FOREIGN and "mã hồ sơ" in answer.sentences[0]


def test_what_is_not_ours_is_not_ours(scene: Scene) -> None:
    assert verify_file(foreign_pdf("không có mã")).verdict is Verdict.FOREIGN
    assert verify_file(b"khong phai pdf").verdict is Verdict.UNREADABLE
    assert verify_file(b"").verdict is Verdict.UNREADABLE
    assert verify_code("KQ-AAAA-BBBB-CCCC-DDDD").verdict is Verdict.FOREIGN


def test_revoked_is_said_though_the_file_is_whole(scene: Scene, take_in: Taker, client: Client) -> None:
    result = signed(scene, take_in())
    with pytest.raises(ActionError, match="lý do"):
        RevokeResult.run(scene.head, Revoking(result.dossier.code, result.pk, " "))
    RevokeResult.run(scene.head, Revoking(result.dossier.code, result.pk, "Cấp nhầm người"))
    upload = SimpleUploadedFile("kq.pdf", bytes_of(result), "application/pdf")
    page = client.post(reverse("verify"), {"tep": upload}).content.decode()
    assert "Nguyên vẹn" in page and "Đã thu hồi" in page and "Cấp nhầm người" in page and "không còn giá trị" in page


def test_the_public_page_names_no_person_and_is_slowed(scene: Scene, take_in: Taker, client: Client) -> None:
    result = signed(scene, take_in(applicant_name="Nguyễn Thị Thúy Hằng"))
    page = client.get(reverse("verified", args=[result.verify_code])).content.decode()
    assert "Giấy chứng nhận" in page and "01/KQ" in page
    assert "Thúy Hằng" not in page and result.dossier.code not in page
    answers = [client.get(reverse("verified", args=["KQ-AAAA-BBBB-CCCC-DDDD"])).status_code for _try in range(61)]
    assert answers[0] == 200 and answers[-1] == 429


# — whose it is, and again —


def test_the_store_holds_ones_own_results_alone(scene: Scene, take_in: Taker, client: Client) -> None:
    mine = signed(scene, take_in(id_number=HANG))
    other = signed(scene, take_in(id_number=DUONG, phone="0977123123"))
    assert [one.pk for one in results_of(citizen())] == [mine.pk]
    with pytest.raises(Hidden):
        result_of_citizen(citizen(), other.pk)
    assert client.get(reverse("my-result", args=[mine.pk])).status_code == 302, "nobody is signed in"
    sign_in(client)
    page = client.get(reverse("my-store")).content.decode()
    assert mine.number_text in page and other.number_text not in page
    got = client.get(reverse("my-result", args=[mine.pk]))
    assert b"".join(got.streaming_content) == bytes_of(mine)
    assert client.get(reverse("my-result", args=[other.pk])).status_code == 404


def test_a_result_is_offered_for_the_next_dossier_until_it_is_revoked(scene: Scene, take_in: Taker) -> None:
    result = signed(scene, take_in(id_number=HANG))
    wanted = Component("xac-nhan", "Giấy xác nhận", fulfilled_by=("mau-1",))
    offered = reusable(citizen(), wanted)
    assert [(one.file_id, one.source, one.origin) for one in offered] == [
        (result.file_id, PartSource.REUSED, result.number_text)
    ]
    assert reusable(citizen("duong"), wanted) == [], "never somebody else's"
    assert reusable(citizen(), Component("khac", "Giấy khác", fulfilled_by=("mau-9",))) == []
    RevokeResult.run(scene.head, Revoking(result.dossier.code, result.pk, "Cấp nhầm"))
    assert reusable(citizen(), wanted) == []


def test_a_paper_found_good_once_need_not_be_given_again(scene: Scene, take_in: Taker) -> None:
    dossier = take_in(id_number=HANG)
    stored = put([foreign_pdf("Hộ khẩu")], "giay.pdf", accepted=(PDF,), sealed=True)
    part = dossier.parts.create(component="giay-to", name="Giấy tờ kèm theo", source="uploaded", file=stored)
    wanted = Component("giay-to", "Giấy tờ kèm theo")
    assert reusable(citizen(), wanted) == [], "nobody has checked it"
    part.state = PartState.GOOD
    part.save()
    assert [(one.file_id, one.source) for one in reusable(citizen(), wanted)] == [(stored.pk, PartSource.STORE)]


def test_the_neighbour_cannot_fetch(scene: Scene, take_in: Taker, client: Client) -> None:
    result = signed(scene, take_in())
    with pytest.raises(Hidden):
        result_for(scene.neighbour, result.pk)
    client.force_login(scene.neighbour)
    assert client.get(reverse("result-file", args=[result.pk])).status_code == 404
    assert client.get(reverse("result", args=[result.dossier.code])).status_code == 404
    client.logout()
    assert client.get(reverse("result-file", args=[result.pk])).status_code == 302


def test_both_shares_are_counted_from_the_dossiers(scene: Scene, take_in: Taker) -> None:
    for at in range(4):
        take_in(phone=f"090000000{at}")
    first = Dossier.objects.order_by("pk")[0]
    for one in Dossier.objects.order_by("pk")[:2]:
        one.parts.create(component="giay-to", name="x", source="scanned", is_digitised=True)
    signed(scene, first)
    today = timezone.localdate()
    counted = shares(scene.desk, today, today + timedelta(days=1))
    assert (counted.all, counted.begun, counted.whole) == (4, 2, 1)
    assert shares(scene.neighbour, today, today + timedelta(days=1)).all == 0


def test_the_pictures_of_the_signatures_are_on_the_page(scene: Scene, take_in: Taker) -> None:
    content = bytes_of(signed(scene, take_in()))
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    colours = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB").getcolors(100_000)
    assert any(red > 150 and green < 100 and blue < 110 for _count, (red, green, blue) in colours), "the red seal"


def _sheet_of(result: Result) -> Sheet:
    return result_sheet(result, Signing("Chủ tịch phường", result.issued_at))
