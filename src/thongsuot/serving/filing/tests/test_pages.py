"""The pages as a citizen meets them, without script: nothing typed is lost, nothing is confirmed that is not here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.files import put
from thongsuot.platform.files.domain import PDF
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind
from thongsuot.serving.citizens.queries import readings_of
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.conftest import CONTENT, Scene
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.dossiers.actions import (
    AskingSupplement,
    AskSupplement,
    FinishDossier,
    Finishing,
    Missing,
    OpeningOwn,
    OpenOwnResult,
    Passing,
    PassOn,
    ReceiveDossier,
)
from thongsuot.serving.dossiers.actions.receiving import Receiving
from thongsuot.serving.dossiers.choices import PartSource, Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.filing.actions import SubmitDraft, Submitting
from thongsuot.serving.filing.conftest import ANSWERS, PHOTO, Filer
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

pytestmark = pytest.mark.django_db
Begin = Callable[..., Filer]
CODE = "mau-2"
PRE_CHECK = [
    {"code": "co_con", "kind": "yes_no", "label": "Ông/bà có con không?"},
    {"code": "nguoi_lon", "kind": "yes_no", "label": "Con đã lớn chưa?", "when": 'co_con = "co"'},
]
FORM = {
    "title": "Mẫu",
    "minutes": 5,
    "stops": [{"when": 'co_con = "khong"', "words": "Thủ tục này dành cho người có con."}],
    "pages": [
        {"use": "nguoi_nop"},
        {"code": "con", "title": "Con", "fields": [
            {"code": "con_ngay_sinh", "kind": "date", "label": "Ngày sinh của con", "is_past": True,
             "example": "5/3/2026"}]},
    ],
}  # fmt: skip
TOLD = {key: ANSWERS[key] for key in ("nguoi_nop", "ho_ten", "so_dinh_danh", "dien_thoai", "noi_cu_tru")}


@pytest.fixture
def asked(scene: Scene) -> Scene:
    """Beside the procedure of the scene, one with a form and questions of its own."""
    content = content_from({**CONTENT, "form": FORM, "pre_check": PRE_CHECK})
    procedure = Procedure.objects.create(
        code=CODE, title="Cấp giấy cho con", search_key="cap giay cho con", field="ho-tich", is_sample=True
    )
    ProcedureVersion.objects.create(
        procedure=procedure, number=1, status=VersionStatus.PUBLISHED, valid_from=scene.version.valid_from,
        content=plain_of(content), digest=digest_of(content), instrument="Không phải quy định",
    )  # fmt: skip
    return scene


def at(name: str, filer: Filer, *more: Any) -> str:
    return reverse(name, args=[filer.token, *more])


def file(filer: Filer) -> Dossier:
    listed = tuple(filer.draft.files.values_list("pk", flat=True))
    return Dossier.objects.get(code=SubmitDraft.run(filer.actor, Submitting(filer.draft.pk, listed)).code)


# — before starting —


def test_the_questions_tell_which_papers_or_that_it_is_of_no_use(asked: Scene, client: Client) -> None:
    address = reverse("pre-check", args=[CODE])
    wrong = client.post(address, {})
    assert wrong.status_code == 422
    assert wrong.content.decode().count("Chọn Có hoặc Không: Ông/bà có con không?") == 2, "beside it and above"
    told = client.post(address, {"co_con": "co", "nguoi_lon": "khong"}, follow=True).content.decode()
    assert "Ông/bà cần 1 giấy tờ; 1 giấy đã có trong cơ sở dữ liệu." in told
    told = client.post(address, {"co_con": "khong"}, follow=True).content.decode()
    assert "Thủ tục này dành cho người có con." in told


def test_what_was_answered_before_is_not_asked_again(asked: Scene, client: Client) -> None:
    client.post(reverse("pre-check", args=[CODE]), {"co_con": "co", "nguoi_lon": "khong"})
    begun = client.post(reverse("filing-start", args=[CODE]), {"cach": "self"}, follow=True)
    assert begun.request["PATH_INFO"].endswith("/trang/nguoi-nop")
    assert FilingDraft.objects.get().answers == {"co_con": "co", "nguoi_lon": "khong"}


def test_the_start_tells_time_fee_and_result_and_offers_the_draft_begun(asked: Scene, client: Client) -> None:
    address = reverse("filing-start", args=[CODE])
    page = client.get(address).content.decode()
    for words in ("khoảng 5 phút", "8.000 đồng", "3 ngày làm việc", "Giấy chứng nhận", "Giấy tờ kèm theo"):
        assert words in page
    assert "Tiếp tục hồ sơ đang làm" not in page
    client.post(address, {"cach": "self"})
    assert "Tiếp tục hồ sơ đang làm" in client.get(address).content.decode()
    assert "Tiếp tục hồ sơ đang làm" not in Client().get(address).content.decode()


def test_a_helper_without_a_name_and_a_false_officer_are_told(asked: Scene, client: Client) -> None:
    address = reverse("filing-start", args=[CODE])
    refused = client.post(address, {"cach": "assisted", "nguoi-giup": " "})
    assert (refused.status_code, "Ghi tên người đang giúp" in refused.content.decode()) == (422, True)
    assert client.post(address, {"cach": "officer"}).status_code == 403
    client.force_login(asked.desk)
    assert "Tôi là cán bộ, nộp thay người dân" in client.get(address).content.decode()
    begun = client.post(address, {"cach": "officer"}, follow=True)
    assert begun.status_code == 200
    client.logout()
    assert client.get(begun.request["PATH_INFO"]).status_code == 404, "an officer's draft is his alone"


def test_a_procedure_nobody_may_file_today_is_said_in_words(scene: Scene, client: Client) -> None:
    type(scene.version).objects.update(valid_to=scene.version.valid_from)
    gone = client.get(reverse("filing-start", args=["mau-1"]))
    assert gone.status_code == 404
    assert client.get(reverse("filing-start", args=["khong-co"])).status_code == 404


# — pages —


def test_half_a_page_is_saved_and_what_is_wrong_told_in_the_same_words_twice(
    asked: Scene, begin: Begin, client: Client
) -> None:
    filer = begin(code=CODE, answers={"co_con": "co", "nguoi_lon": "co"})
    address = at("filing-page", filer, "con")
    answer = client.post(address, {"con_ngay_sinh": "32/13"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Ngày sinh của con: «32/13» không phải một ngày.") == 2
    assert "<title>Lỗi: " in page and 'value="32/13"' in page and 'aria-invalid="true"' in page
    assert filer.draft.answers["con_ngay_sinh"] == "32/13"
    assert client.post(address, {"con_ngay_sinh": "5/3/26"}).url == at("filing-files", filer)
    assert 'value="05/03/2026"' in client.get(address).content.decode()


def test_autosave_keeps_what_is_typed_and_says_when(asked: Scene, begin: Begin, client: Client) -> None:
    filer = begin(code=CODE)
    told = client.post(at("filing-save", filer, "chu-ho-so"), {"ho_ten": "Lò"}).json()
    assert told["saved"] == timezone.localtime().strftime("%H:%M")
    assert filer.draft.answers == {"ho_ten": "Lò"}
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(at("filing-save", filer, "chu-ho-so"), {"ho_ten": "Kẻ khác"}).status_code == 403
    assert client.post(at("filing-save", filer, "khong-co"), {}).status_code == 404


def test_a_place_in_doubt_is_asked_and_one_without_doubt_is_taken(asked: Scene, begin: Begin, client: Client) -> None:
    make_unit("phuong-dong-kinh--noi-khac", "Phường Đông Kinh", UnitKind.COMMUNE, asked.nation)
    filer = begin(code=CODE, answers={"co_con": "co", "nguoi_lon": "co"})
    typed = {
        "dien_thoai": "0912 344 321",
        "noi_cu_tru.street": "12 Trần Đăng Ninh",
        "noi_cu_tru.place": "phuong dong kinh",
    }
    address = at("filing-page", filer, "lien-he")
    page = client.post(address, typed).content.decode()
    assert "chọn một nơi trong danh sách tìm được cho «phuong dong kinh»" in page
    assert page.count('name="noi_cu_tru.unit"') == 2
    chosen = {**typed, "noi_cu_tru.unit": asked.here.key}
    assert client.post(address, chosen).url == at("filing-page", filer, "con")
    assert filer.draft.answers["noi_cu_tru"]["unit"] == asked.here.key
    client.post(address, {**typed, "noi_cu_tru.place": "phường kỳ lừa"})
    assert filer.draft.answers["noi_cu_tru"]["unit"] == asked.there.key
    client.post(address, {**chosen, "noi_cu_tru.place": "phường kỳ lừa"})
    assert filer.draft.answers["noi_cu_tru"]["unit"] == asked.there.key, "a unit the words do not find is not believed"


def test_a_draft_goes_on_where_it_was_left_on_another_device(asked: Scene, begin: Begin) -> None:
    filer, other = begin(code=CODE, answers={"co_con": "co", "nguoi_lon": "co"}), Client()
    filer.save(**TOLD)
    code = filer.draft.resume_code
    wrong = other.post(reverse("filing-resume"), {"ma": code, "so-cuoi": "0000"})
    absent = other.post(reverse("filing-resume"), {"ma": "AAAA-CCCC", "so-cuoi": "4321"})
    assert (wrong.status_code, absent.status_code) == (422, 422)
    words = "Không tìm thấy bản khai có mã và bốn số cuối này."
    assert words in wrong.content.decode() and words in absent.content.decode()
    found = other.post(reverse("filing-resume"), {"ma": code.lower(), "so-cuoi": "4321"}, follow=True)
    assert found.request["PATH_INFO"] == at("filing-page", filer, "lien-he")
    assert found["Cache-Control"] == "no-store"


def test_guessing_a_resume_code_is_slowed_down(asked: Scene, begin: Begin, client: Client) -> None:
    filer = begin(code=CODE)
    filer.save(**TOLD)
    tries = [
        client.post(reverse("filing-resume"), {"ma": filer.draft.resume_code, "so-cuoi": f"{n:04}"}) for n in range(6)
    ]
    assert [one.status_code for one in tries] == [422] * 5 + [429]


# — papers —


def test_a_photograph_is_sent_looked_at_and_dropped(filled: Filer, client: Client) -> None:
    address = at("filing-file", filled, "giay-to")
    upload = SimpleUploadedFile("anh.jpg", PHOTO + b"\0")
    assert client.post(address, {"tep": upload}).status_code == 302
    held = filled.draft.files.last()
    assert held and held.pages == 1
    shown = client.get(at("filing-file-show", filled, held.pk))
    assert b"".join(shown.streaming_content).startswith(b"%PDF")  # type: ignore[arg-type]
    assert shown["X-Content-Type-Options"] == "nosniff"
    client.post(at("filing-file-drop", filled, held.pk))
    assert filled.draft.files.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.pdf", "Chưa có tệp nào được chọn|trống"),
        (b"MZ\0\0", "a.pdf", "chương trình"),
        (b"%PDF-1.4 x", "a.pdf", "hỏng"),
    ],
)
def test_a_file_nobody_could_read_is_refused_on_the_page(
    filled: Filer, client: Client, data: bytes, name: str, words: str
) -> None:
    answer = client.post(at("filing-file", filled, "giay-to"), {"tep": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert any(word in answer.content.decode() for word in words.split("|"))
    assert filled.draft.files.count() == 1


def test_pieces_are_sent_resumed_and_become_a_paper(filled: Filer, client: Client) -> None:
    begin_at = at("filing-file-begin", filled, "giay-to")
    about = {"name": "b.jpg", "size": str(len(PHOTO)), "sha256": hashlib.sha256(PHOTO).hexdigest()}
    told = client.post(begin_at, about).json()
    address, half = at("filing-file-piece", filled, told["file"]), len(PHOTO) // 2

    def send(start: int, body: bytes) -> Any:
        return client.post(f"{address}?tu={start}", body, content_type="application/octet-stream")

    assert send(0, PHOTO[:half]).json() == {"received": half}
    assert (send(3, b"x").status_code, send(3, b"x").json()["received"]) == (409, half)
    assert client.post(begin_at, about).json() == {"file": told["file"], "received": half}
    assert send(half, PHOTO[half:]).json()["held"] is True
    assert send(half, PHOTO[half:]).json()["held"] is True, "the answer was lost and it is sent again"
    assert send(0, b"").status_code == 200
    assert client.post(begin_at, {**about, "size": "0"}).status_code == 422


def test_a_file_that_does_not_match_its_digest_is_dropped_with_words(filled: Filer, client: Client) -> None:
    about = {"name": "b.jpg", "size": "4", "sha256": "0" * 64}
    told = client.post(at("filing-file-begin", filled, "giay-to"), about).json()
    sent = client.post(at("filing-file-piece", filled, told["file"]) + "?tu=0", b"abcd", content_type="image/jpeg")
    assert (sent.status_code, "hỏng trên đường truyền" in sent.json()["error"]) == (422, True)
    assert filled.draft.files.count() == 1


def test_one_draft_cannot_reach_the_files_of_another(filled: Filer, begin: Begin, client: Client) -> None:
    other, pk = begin(), filled.draft.files.get().pk
    assert client.get(at("filing-file-show", other, pk)).status_code == 404
    assert client.post(at("filing-file-drop", other, pk)).status_code == 404
    assert client.get(at("filing-file", filled, "khong-co")).status_code == 404
    assert client.get(f"/nop-ho-so/ban-khai/{'x' * 43}").status_code == 404


# — filing —


def test_filing_is_not_confirmed_while_something_is_missing(begin: Begin, client: Client) -> None:
    filer = begin()
    filer.save(**ANSWERS)
    page = client.get(at("filing-review", filer)).content.decode()
    assert "Còn mấy việc trước khi nộp" in page
    refused = client.post(at("filing-review", filer))
    assert refused.status_code == 422
    assert at("filing-file", filer, "giay-to") in refused.content.decode()
    assert client.get(at("filing-done", filer)).status_code == 302, "no confirmation without a dossier"


def test_pressed_twice_and_gone_back_it_is_one_dossier_with_its_code_and_qr(filled: Filer, client: Client) -> None:
    address, listed = at("filing-review", filled), [filled.draft.files.get().pk]
    page = client.get(address).content.decode()
    assert "020190000123" in page and "12 Trần Đăng Ninh, Phường Đông Kinh, Lạng Sơn" in page
    assert client.post(address, {"tep": listed}).url == at("filing-done", filled)
    assert client.post(address, {"tep": listed}).url == at("filing-done", filled)
    assert client.get(at("filing-page", filled, "lien-he")).url == at("filing-done", filled)
    dossier = Dossier.objects.get()
    done = client.get(at("filing-done", filled)).content.decode()
    assert dossier.code in done and "<svg" in done and "Tính từ khi tiếp nhận" in done
    assert reverse("pay", args=["x"])[:-1] in done, "the fee can be paid from here"
    assert client.get(reverse("tracked-dossier", args=[dossier.code])).status_code == 200


# — following —


def test_code_and_digits_open_one_dossier_and_nothing_else(filled: Filer, client: Client) -> None:
    dossier = file(filled)
    page = reverse("tracked-dossier", args=[dossier.code])
    assert client.get(page).url == reverse("dossier-tracking")
    assert dossier.code in client.get(reverse("dossier-tracking")).content.decode(), "the code is filled in"
    wrong = client.post("/tra-cuu", {"ma": dossier.code, "so-cuoi": "0000"})
    absent = client.post("/tra-cuu", {"ma": "H99.99-260101-0001", "so-cuoi": "4321"})
    words = "Không tìm thấy hồ sơ có mã và bốn số cuối này."
    assert words in wrong.content.decode() and words in absent.content.decode()
    assert wrong.status_code == absent.status_code == 422
    found = client.post("/tra-cuu", {"ma": f" {dossier.code.lower()} ", "so-cuoi": "4321"}, follow=True)
    shown = found.content.decode()
    assert "Đã nộp, chờ nhận" in shown and "Ông/bà đã nộp hồ sơ" in shown
    assert "020190000123" not in shown and "0912344321" not in shown, "a code over a shoulder tells no number"
    assert client.get(reverse("tracked-dossier", args=["H99.99-260101-0001"])).status_code == 302


def test_guessing_digits_is_slowed_down(filled: Filer, client: Client) -> None:
    code = file(filled).code
    tries = [client.post("/tra-cuu", {"ma": code, "so-cuoi": f"{number:04}"}).status_code for number in range(8)]
    assert tries == [422] * 6 + [429] * 2
    right = {"ma": code, "so-cuoi": "4321"}
    assert client.post("/tra-cuu", right).status_code == 429
    assert client.post("/tra-cuu", right, REMOTE_ADDR="198.51.100.7").status_code == 302, "its owner is not locked out"


@pytest.fixture
def opened(filled: Filer, client: Client, scene: Scene) -> Dossier:
    """Received, being worked on, and open in this browser."""
    dossier = file(filled)
    ReceiveDossier.run(scene.desk, Receiving(dossier.code))
    PassOn.run(scene.desk, Passing(dossier.code, step=2))
    client.post("/tra-cuu", {"ma": dossier.code, "so-cuoi": "4321"})
    dossier.refresh_from_db()
    return dossier


def test_the_page_says_step_office_and_days_left(opened: Dossier, client: Client) -> None:
    page = client.get(reverse("tracked-dossier", args=[opened.code])).content.decode()
    assert "Đang ở bước 2/4 — Thẩm định — Phường Đông Kinh — còn" in page
    assert "Hồ sơ đã được nhận" in page


def test_late_is_told_with_an_apology_and_the_right_to_complain(opened: Dossier, client: Client) -> None:
    Dossier.objects.filter(pk=opened.pk).update(due_at=timezone.now() - timezone.timedelta(days=3))
    page = client.get(reverse("tracked-dossier", args=[opened.code])).content.decode()
    assert "Chúng tôi xin lỗi ông/bà vì chậm." in page and "khiếu nại" in page and "Đã quá hẹn" in page


def test_all_that_is_missing_is_asked_and_given_at_once(opened: Dossier, client: Client, scene: Scene) -> None:
    items = (Missing("giay-to", "Giấy tờ kèm theo", "Ảnh mờ", "Chụp lại đủ bốn góc"),)
    AskSupplement.run(scene.specialist, AskingSupplement(opened.code, items))
    page = client.get(reverse("tracked-dossier", args=[opened.code])).content.decode()
    assert "Ảnh mờ" in page and "Chụp lại đủ bốn góc" in page and "Chờ ông/bà bổ sung" in page
    address = reverse("tracked-supplement", args=[opened.code])
    assert "Chưa có tệp nào" in client.post(address, {}).content.decode()
    bad = client.post(address, {"tep-0": SimpleUploadedFile("a.pdf", b"MZ")})
    assert (bad.status_code, "chương trình" in bad.content.decode()) == (422, True)
    assert client.post(address, {"tep-0": SimpleUploadedFile("a.jpg", PHOTO + b"\0")}).status_code == 302
    opened.refresh_from_db()
    assert opened.status != Status.SUPPLEMENT
    assert opened.parts.filter(component="giay-to", source=PartSource.UPLOADED).count() == 1


def test_half_a_supplement_is_not_taken_and_the_page_says_what_lacks(
    opened: Dossier, client: Client, scene: Scene
) -> None:
    items = (
        Missing("giay-to", "Giấy tờ kèm theo", "Ảnh mờ", "Chụp lại đủ bốn góc"),
        Missing("", "Bản cam kết", "Chưa có", "Viết theo mẫu"),
    )
    AskSupplement.run(scene.specialist, AskingSupplement(opened.code, items))
    address = reverse("tracked-supplement", args=[opened.code])
    one, other = SimpleUploadedFile("a.jpg", PHOTO + b"\0"), SimpleUploadedFile("b.jpg", PHOTO + b"\0\0")
    half = client.post(address, {"tep-0": one})
    assert half.status_code == 422
    assert "Còn thiếu: Bản cam kết." in half.content.decode() and "chọn lại tệp" in half.content.decode()
    opened.refresh_from_db()
    assert (opened.status, opened.parts.filter(source=PartSource.UPLOADED).count()) == (Status.SUPPLEMENT, 1)
    one.seek(0)
    assert client.post(address, {"tep-0": one, "tep-1": other}).status_code == 302
    opened.refresh_from_db()
    assert opened.status == Status.PROCESSING
    assert opened.parts.filter(name="Bản cam kết", source=PartSource.UPLOADED).exists()


def test_three_taps_speak_for_five_factors_once(opened: Dossier, client: Client, scene: Scene) -> None:
    address = reverse("tracked-rate", args=[opened.code])
    taps = {"de-lam": "tot", "phuc-vu": "vua", "ket-qua": "chua", "loi-nhan": "Cảm ơn"}
    assert client.post(address, taps).status_code == 422, "only after there is a result"
    FinishDossier.run(scene.head, Finishing(opened.code))
    assert "Hãy chọn mức" in client.post(address, {}).content.decode()
    client.post(address, taps)
    client.post(address, {**taps, "ket-qua": "tot"})
    opened.refresh_from_db()
    assert opened.rating.scores == {"access": 5, "procedure": 5, "officer": 3, "feedback": 3, "result": 1}
    assert "Ông/bà đã đánh giá lúc" in client.get(reverse("tracked-dossier", args=[opened.code])).content.decode()


def signed_result(dossier: Dossier) -> Result:
    stored = put([b"%PDF-1.7\n%%EOF\n"], "ket-qua.pdf", accepted=(PDF,), sealed=True)
    return Result.objects.create(
        dossier=dossier, unit=dossier.competent_unit, procedure_code="mau-1", title="Giấy chứng nhận",
        number_text="01/KQ", state=ResultState.SIGNED, file=stored, digest=stored.digest, issued_at=timezone.now(),
        verify_code="ma-kiem-tra-1",
    )  # fmt: skip


def test_a_download_is_promised_only_where_there_is_one(opened: Dossier, client: Client, scene: Scene) -> None:
    FinishDossier.run(scene.head, Finishing(opened.code))
    address = reverse("tracked-dossier", args=[opened.code])
    page = client.get(address).content.decode()
    assert "Mời ông/bà nhận kết quả tại Phường Đông Kinh." in page and "tải về ở dưới" not in page
    signed_result(opened)
    assert "Phường Đông Kinh, hoặc tải về ở dưới." in client.get(address).content.decode()


def test_who_opens_a_result_by_code_and_digits_leaves_a_trace_for_its_owner(opened: Dossier, client: Client) -> None:
    result = signed_result(opened)
    assert client.get(reverse("tracked-result", args=[opened.code, result.pk])).status_code == 200
    assert Client().get(reverse("tracked-result", args=[opened.code, result.pk])).status_code == 302
    owner = Citizen(
        id_print=opened.person.id_print, name="Lò Thị Páo", is_verified=True, id_number="", phone="", address="",
        birth_date="", provider="simulator", verified_at=timezone.now(),
    )  # fmt: skip
    [reading] = readings_of(owner)
    assert (reading.code, reading.who) == (opened.code, "Người nộp hồ sơ")
    assert reading.why == "Mở kết quả số 01/KQ bằng mã hồ sơ và bốn số cuối"


def test_no_officer_opens_a_result_as_if_he_were_its_owner(opened: Dossier, scene: Scene) -> None:
    with pytest.raises(AccessDenied):
        OpenOwnResult.run(scene.desk, OpeningOwn(opened.code, 1, "01/KQ"))


def test_withdrawing_is_asked_twice(opened: Dossier, client: Client) -> None:
    address = reverse("tracked-withdraw", args=[opened.code])
    assert client.post(address, {"ly-do": "own-wish"}).status_code == 422
    client.post(address, {"ly-do": "own-wish", "chac-chan": "co"})
    opened.refresh_from_db()
    assert opened.status == Status.WITHDRAWN


def test_another_browser_may_do_nothing_to_it(opened: Dossier) -> None:
    stranger = Client()
    for name in ("tracked-supplement", "tracked-rate", "tracked-withdraw"):
        assert stranger.post(reverse(name, args=[opened.code]), {"chac-chan": "co"}).url == reverse("dossier-tracking")
    assert Dossier.objects.get(pk=opened.pk).status == Status.PROCESSING


def test_every_page_is_light_and_kept_by_nobody(filled: Filer, client: Client) -> None:
    names = ("filing-files", "filing-review")
    addresses = [at(name, filled) for name in names] + [at("filing-page", filled, "lien-he")]
    for address in addresses:
        answer = client.get(address)
        assert len(answer.content) < 25_000
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
