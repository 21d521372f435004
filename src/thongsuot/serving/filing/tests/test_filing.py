"""A draft: kept as typed, found again, filed once and only whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.files import FileRefused
from thongsuot.platform.files.blobs import path_of
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.conftest import CONTENT, Scene
from thongsuot.serving.dossiers.choices import Mode, PartSource
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import tracked
from thongsuot.serving.filing import jobs, storing
from thongsuot.serving.filing.actions import (
    BeginDraft,
    Beginning,
    CarryDraft,
    Carrying,
    DropFile,
    Dropping,
    NotWhole,
    SaveAnswers,
    Saving,
    StartFile,
    Starting,
    SubmitDraft,
    Submitting,
)
from thongsuot.serving.filing.conftest import ANSWERS, PHOTO, Filer
from thongsuot.serving.filing.models import DraftFile, FilingDraft
from thongsuot.serving.filing.prefill import _address, prefilled
from thongsuot.serving.filing.queries import draft_for, file_for, open_drafts, resumed
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import ProcedureVersion, VersionStatus

pytestmark = pytest.mark.django_db
Begin = Callable[..., Filer]


def file(filer: Filer) -> str:
    draft = filer.draft
    listed = tuple(draft.files.values_list("pk", flat=True))
    return SubmitDraft.run(filer.actor, Submitting(draft.pk, listed)).code


def test_a_filled_draft_becomes_a_dossier_online(filled: Filer, scene: Scene) -> None:
    dossier = tracked(file(filled), "4321")
    assert (dossier.procedure, dossier.receiving_unit, dossier.mode) == (scene.procedure, scene.here, Mode.SELF)
    assert dossier.applicant_name == "Lò Thị Páo"
    assert dossier.person.id_number == "020190000123"
    assert dossier.person.address == "12 Trần Đăng Ninh, Phường Đông Kinh, Lạng Sơn"
    assert dossier.person.answers["noi_dung"] == "Xin cấp giấy chứng nhận."
    sources = dict(dossier.parts.values_list("component", "source"))
    assert sources == {"giay-to": PartSource.UPLOADED, "cu-tru": PartSource.DATABASE}


def test_pressing_twice_gives_the_same_dossier(filled: Filer) -> None:
    """Double click, back button, an answer lost on the way."""
    assert file(filled) == file(filled)
    assert Dossier.objects.count() == 1


def test_filing_is_refused_while_a_paper_is_missing(begin: Begin) -> None:
    filer = begin()
    filer.save(**ANSWERS)
    with pytest.raises(NotWhole, match="Chưa có «Giấy tờ kèm theo»") as refused:
        file(filer)
    assert refused.value.errors[0].field == "giay-to:giay-to"
    assert not Dossier.objects.exists()


def test_filing_is_refused_while_a_file_is_still_on_its_way(filled: Filer) -> None:
    started = StartFile.run(filled.actor, Starting(filled.draft.pk, "giay-to", "b.jpg", 5000, "0" * 64))
    storing.add_piece(DraftFile.objects.get(pk=started.file_id), 0, b"x" * 2000)
    with pytest.raises(NotWhole, match="chưa gửi xong"):
        file(filled)


@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_filing_is_refused_when_the_disk_lost_a_file(filled: Filer, damage: str) -> None:
    """The form said «file attached», the office found nothing (R1): the bytes are counted again before confirming."""
    place = path_of(filled.draft.files.get().file.blob)
    data = place.read_bytes()
    place.unlink() if damage == "gone" else place.write_bytes(data[:-9] if damage == "cut" else data[:-1] + b"?")
    with pytest.raises(NotWhole, match="không còn nguyên vẹn"):
        file(filled)
    assert not Dossier.objects.exists()


def test_filing_is_refused_when_a_listed_file_is_not_here(filled: Filer) -> None:
    with pytest.raises(NotWhole, match="không còn ở máy chủ"):
        SubmitDraft.run(filled.actor, Submitting(filled.draft.pk, (999_999,)))


def test_all_faults_are_told_at_once_each_with_its_place(begin: Begin) -> None:
    filer = begin()
    filer.save(nguoi_nop="nop_thay", doi_tuong="citizen", dien_thoai="12")
    with pytest.raises(NotWhole) as refused:
        file(filer)
    places = [error.field for error in refused.value.errors]
    assert {"nop-thay", "chu-ho-so", "lien-he", "noi-dung", "giay-to:giay-to", "giay-to:uy-quyen"} == set(places)


def test_a_helper_is_written_down_and_counted_apart(begin: Begin) -> None:
    filer = begin(mode="assisted", helped_by="Tổ công nghệ số Bản Vèn")
    filer.save(**ANSWERS, nop_thay_ho_ten="không hỏi")
    filer.send()
    dossier = Dossier.objects.get(code=file(filer))
    assert (dossier.mode, dossier.person.helped_by) == (Mode.ASSISTED, "Tổ công nghệ số Bản Vèn")
    assert dossier.person.proxy_name == "", "an answer to a question not asked counts for nothing"
    with pytest.raises(ActionError, match="Ghi tên người đang giúp"):
        begin(mode="assisted")


def test_an_officer_files_at_his_own_office(scene: Scene, begin: Begin) -> None:
    with pytest.raises(AccessDenied):
        begin(mode="officer")
    filer = Filer(BeginDraft.run(scene.neighbour, Beginning("mau-1", mode="officer")).token)
    filer.save(**ANSWERS)
    filer.send()
    dossier = Dossier.objects.get(code=file(filer))
    assert (dossier.mode, dossier.receiving_unit) == (Mode.OFFICER, scene.there)
    assert dossier.person.helped_by == scene.neighbour.display_name


def test_only_the_holder_of_the_token_opens_or_changes_a_draft(filled: Filer, begin: Begin, scene: Scene) -> None:
    now, other = timezone.now(), begin()
    assert draft_for(filled.actor, now) == filled.draft
    for stranger in (ANONYMOUS, scene.desk, CitizenActor(""), CitizenActor("x" * 43)):
        with pytest.raises(Hidden):
            draft_for(stranger, now)
        with pytest.raises(AccessDenied):
            SaveAnswers.run(stranger, Saving(filled.draft.pk, {"ho_ten": "Kẻ khác"}))
    with pytest.raises(Hidden):
        file_for(other.actor, now, filled.draft.files.get().pk)


def test_a_draft_is_found_again_by_its_code_and_four_digits(filled: Filer) -> None:
    now, code = timezone.now(), filled.draft.resume_code
    assert resumed(code.lower().replace("-", " "), "4321", now) == filled.draft
    for wrong in ((code, "1234"), (code, ""), ("AAAA-AAAA", "4321"), ("", "4321"), ("'; --", "4321")):
        with pytest.raises(Hidden):
            resumed(*wrong, now)
    with pytest.raises(Hidden):
        resumed(code, "4321", now + timedelta(days=31))


def test_a_draft_without_a_telephone_is_not_found_by_code(begin: Begin) -> None:
    with pytest.raises(Hidden):
        resumed(begin().draft.resume_code, "", timezone.now())


def test_the_draft_begun_before_is_offered_until_it_is_filed(filled: Filer, begin: Begin) -> None:
    now, other = timezone.now(), begin(id_print="p" * 64)
    assert list(open_drafts("mau-1", [filled.token], "", now)) == [filled.draft]
    assert set(open_drafts("mau-1", [filled.token], "p" * 64, now)) == {filled.draft, other.draft}
    file(filled)
    assert not open_drafts("mau-1", [filled.token], "", now)


def test_half_a_page_is_kept_and_unreadable_answers_too(begin: Begin) -> None:
    filer = begin()
    filer.save(ho_ten="Lò", ngay_sinh="32/13")
    filer.save(ho_ten=None)
    assert filer.draft.answers == {"ngay_sinh": "32/13"}


def test_neither_the_log_nor_the_database_shows_an_answer(filled: Filer) -> None:
    from django.db import connection

    code = file(filled)
    log = str(list(Event.objects.values_list("changes", "reason", "aggregate_id")))
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM serving_filingdraft")
        kept = b"".join(bytes(row[0]) for row in cursor.fetchall())
    for secret in ("020190000123", "0912344321", "Trần Đăng Ninh"):
        assert secret not in log
        assert secret.encode() not in kept
    assert code in log
    blob = path_of(DraftFile.objects.get().file.blob).read_bytes()
    assert b"%PDF" not in blob


def test_pieces_go_on_where_the_line_was_cut(begin: Begin) -> None:
    filer = begin()
    digest = hashlib.sha256(PHOTO).hexdigest()
    starting = Starting(filer.draft.pk, "giay-to", "a.jpg", len(PHOTO), digest)
    started = StartFile.run(filer.actor, starting)
    row, half = DraftFile.objects.get(pk=started.file_id), len(PHOTO) // 2
    assert storing.add_piece(row, 0, PHOTO[:half]) == half
    assert storing.add_piece(row, 0, PHOTO[:half]) == half  # its answer was lost: sent again, kept once
    with pytest.raises(storing.WrongOffset) as wrong:
        storing.add_piece(row, 0, PHOTO[: half + 1])
    assert wrong.value.received == half
    again = StartFile.run(filer.actor, starting)  # the browser was closed meanwhile
    assert (again.file_id, again.received) == (row.pk, half)
    storing.add_piece(row, half, PHOTO[half:])
    assert storing.assembled(row) == PHOTO
    stored, _got = storing.keep(storing.assembled(row), row.name, digest)
    assert stored.is_sealed


def test_a_file_damaged_on_the_way_or_too_large_is_refused(begin: Begin) -> None:
    with pytest.raises(FileRefused, match="hỏng trên đường truyền"):
        storing.keep(PHOTO, "a.jpg", "0" * 64)
    filer = begin()
    with pytest.raises(FileRefused, match="lớn hơn 20 MB"):
        StartFile.run(filer.actor, Starting(filer.draft.pk, "giay-to", "a.pdf", 21 * 1024**2))
    for number in range(5):
        StartFile.run(filer.actor, Starting(filer.draft.pk, "giay-to", f"{number}.pdf", 20 * 1024**2))
    with pytest.raises(FileRefused, match="quá nhiều tệp"):
        StartFile.run(filer.actor, Starting(filer.draft.pk, "giay-to", "a.pdf", 1))
    with pytest.raises(ActionError, match="không cần giấy tờ đó"):
        StartFile.run(filer.actor, Starting(filer.draft.pk, "../etc", "a.pdf", 1))
    row = DraftFile.objects.first()
    assert row
    with pytest.raises(FileRefused, match="không khớp"):
        storing.add_piece(row, 0, b"x" * (storing.MOST_PIECE + 1))


def _new_version(scene: Scene, form: dict[str, Any]) -> ProcedureVersion:
    yesterday = timezone.localdate() - timedelta(days=1)
    ProcedureVersion.objects.filter(pk=scene.version.pk).update(valid_to=yesterday)
    content = content_from({**CONTENT, "form": form})
    return ProcedureVersion.objects.create(
        procedure=scene.procedure, number=2, status=VersionStatus.PUBLISHED, valid_from=yesterday,
        content=plain_of(content), digest=digest_of(content), instrument="Mẫu mới",
    )  # fmt: skip


def test_a_version_gone_meanwhile_names_what_changed_and_loses_nothing(filled: Filer, scene: Scene) -> None:
    extra = {"code": "them", "title": "Thêm", "fields": [{"code": "moi", "kind": "text", "label": "Câu hỏi mới"}]}
    version = _new_version(scene, {"title": "Mới", "applicant": "any", "pages": [{"use": "to_chuc"}, extra]})
    with pytest.raises(NotWhole, match="Quy định của thủ tục vừa thay đổi"):
        file(filled)
    CarryDraft.run(filled.actor, Carrying(filled.draft.pk))
    draft = filled.draft
    assert draft.version == version
    assert draft.carried == ["Câu hỏi mới", "Ông/bà đề nghị việc gì?"]
    assert draft.answers == ANSWERS
    with pytest.raises(NotWhole, match="Nhập câu hỏi mới"):
        file(filled)
    filled.save(moi="Có")
    assert Dossier.objects.get(code=file(filled)).version == version


def test_a_draft_keeps_its_version_while_it_is_in_force(filled: Filer, scene: Scene) -> None:
    CarryDraft.run(filled.actor, Carrying(filled.draft.pk))
    assert (filled.draft.version, filled.draft.carried) == (scene.version, [])


def test_what_is_filed_is_changed_no_more(filled: Filer) -> None:
    file(filled)
    for change in (
        lambda: filled.save(ho_ten="Khác"),
        lambda: DropFile.run(filled.actor, Dropping(filled.draft.pk, filled.draft.files.get().pk)),
        filled.send,
    ):
        with pytest.raises(ActionError, match="đã nộp rồi"):
            change()


def test_drafts_left_lying_are_swept_with_their_files(filled: Filer, begin: Begin) -> None:
    kept = begin()
    code = file(kept_filled := filled)
    gone = begin()
    gone.save(**ANSWERS)
    gone.send(data=PHOTO + b"\0", name="khac.jpg")
    FilingDraft.objects.filter(token__in=[gone.token, kept_filled.token]).update(expires_at=timezone.now())
    assert jobs.sweep_drafts() == 2
    assert [draft.token for draft in FilingDraft.objects.all()] == [kept.token]
    assert Dossier.objects.get(code=code).parts.get(component="giay-to").file, "what was filed stays"


def test_days_of_a_version_are_those_of_the_law(scene: Scene) -> None:
    """A procedure that holds on no day cannot be begun: said in words, not a fault of the machine."""
    ProcedureVersion.objects.filter(pk=scene.version.pk).update(valid_to=date(2025, 12, 31))
    with pytest.raises(ActionError, match="không có quy định áp dụng"):
        BeginDraft.run(CitizenActor(""), Beginning("mau-1"))


def _citizen(address: str) -> Citizen:
    return Citizen(
        id_print="p" * 64, name="Lò Thị Páo", is_verified=True, id_number="020190000123", phone="0912344321",
        address=address, birth_date="05/03/1990", provider="simulator", verified_at=timezone.now(),
    )  # fmt: skip


def test_who_has_proved_who_he_is_types_nothing_again(scene: Scene) -> None:
    """Each field names its source (R9); the address is split where a commune is found."""
    form = form_of(scene.version)
    assert prefilled(form, None) == {}
    told = prefilled(form, _citizen("Số 12, đường Trần Đăng Ninh, Phường Đông Kinh"))
    assert (told["ho_ten"], told["so_dinh_danh"], told["dien_thoai"]) == ("Lò Thị Páo", "020190000123", "0912344321")
    assert told["noi_cu_tru"]["street"] == "Số 12, đường Trần Đăng Ninh"
    assert told["noi_cu_tru"]["unit"] == scene.here.key
    assert prefilled(form, _citizen("Nơi không có"))["noi_cu_tru"] == {"street": "Nơi không có"}


@pytest.mark.parametrize("province", ["Lạng Sơn", "tỉnh Lạng Sơn", "Tỉnh Lạng Sơn"])
def test_an_address_as_on_the_card_leads_to_its_ward(scene: Scene, province: str) -> None:
    answer = _address(f"Khối 8, phường Đông Kinh, {province}")
    assert (answer["street"], answer["unit"]) == ("Khối 8", scene.here.key)


def test_a_dossier_may_be_filed_at_another_commune(filled: Filer, scene: Scene) -> None:
    filled.save(noi_nop={"place": "Kỳ Lừa", "unit": scene.there.key, "unit_name": scene.there.name})
    assert Dossier.objects.get(code=file(filled)).receiving_unit == scene.there
