"""Opinions between agencies with their own date; parts of a dossier other agencies decide, each with its clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    AskingOpinion,
    AskOpinion,
    FinishDossier,
    Finishing,
    GiveOpinion,
    GivingOpinion,
    NewPart,
    OpeningSub,
    OpenSubDossier,
    Passing,
    PassOn,
)
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.jobs import tell_late_opinions
from thongsuot.serving.dossiers.models import Dossier, Opinion
from thongsuot.serving.dossiers.queries import dossier_for, opinions_visible_to
from thongsuot.serving.dossiers.writing import differences
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert(scene: Scene, account: Callable[..., Account]) -> Account:
    return account(Role.SPECIALIST, scene.department, "Chuyên viên Sở")


@pytest.fixture
def working(scene: Scene, take_in: Callable[..., Dossier]) -> Dossier:
    dossier = take_in(at(1, 9), parts=(NewPart("giay-to", "Giấy tờ kèm theo", "copy", "paper"),))
    PassOn.run(scene.desk, Passing(dossier.code, officer=scene.specialist.pk), effective_at=at(1, 10))
    return dossier


def ask(scene: Scene, dossier: Dossier) -> Opinion:
    asking = AskingOpinion(dossier.code, scene.department.key, "Ranh giới có đúng không?", at(3, 17))
    AskOpinion.run(scene.specialist, asking, idempotency_key="hoi", effective_at=at(2))
    return Opinion.objects.get()


def test_asked_and_answered_while_the_clock_goes_on(scene: Scene, working: Dossier, expert: Account) -> None:
    opinion = ask(scene, working)
    with pytest.raises(AccessDenied):
        GiveOpinion.run(scene.specialist, GivingOpinion(working.code, opinion.pk, "Đúng"))
    with pytest.raises(ActionError, match="ý kiến trả lời"):
        GiveOpinion.run(expert, GivingOpinion(working.code, opinion.pk, " "))
    GiveOpinion.run(expert, GivingOpinion(working.code, opinion.pk, "Đúng ranh giới", True), effective_at=at(3))
    GiveOpinion.run(expert, GivingOpinion(working.code, opinion.pk, "Sai rồi", False))  # given once
    opinion.refresh_from_db()
    working.refresh_from_db()
    assert (opinion.answer, opinion.agrees, opinion.given_by) == ("Đúng ranh giới", True, expert)
    assert (working.status, working.due_at) == (Status.PROCESSING, at(4, 17, 30))
    assert differences(working) == {}


def test_the_agency_asked_sees_the_question_and_the_papers_alone(
    scene: Scene, working: Dossier, expert: Account, client: Client
) -> None:
    opinion = ask(scene, working)
    assert list(opinions_visible_to(expert)) == [opinion]
    assert not opinions_visible_to(scene.neighbour).exists()
    with pytest.raises(Hidden):
        dossier_for(expert, working.code)
    client.force_login(expert)
    page = client.get(f"/lam-viec/y-kien/{opinion.pk}").content.decode()
    assert "Ranh giới có đúng không?" in page and "Giấy tờ kèm theo" in page
    assert working.applicant_name not in page
    assert client.get(f"/lam-viec/ho-so/{working.code}").status_code == 404
    assert client.post(f"/lam-viec/y-kien/{opinion.pk}", {"answer": "", "agrees": "1"}).status_code == 422
    assert client.post(f"/lam-viec/y-kien/{opinion.pk}", {"answer": "Đúng", "agrees": "1"}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.agrees is True


def test_an_answer_that_is_late_is_told_once(scene: Scene, working: Dossier) -> None:
    opinion = ask(scene, working)
    Opinion.objects.update(due_at=timezone.now() - timezone.timedelta(hours=1))
    assert (tell_late_opinions(), tell_late_opinions()) == (1, 0)
    told = Notification.objects.filter(key=f"opinion-late:{opinion.pk}")
    assert {one.recipient_id for one in told} == {scene.specialist.pk, scene.desk.pk}
    assert all(working.code in one.text for one in told)


@pytest.mark.parametrize(
    ("unit", "question", "word"), [("department", " ", "nội dung"), ("here", "Hỏi", "chọn cơ quan khác")]
)
def test_what_cannot_be_asked(scene: Scene, working: Dossier, unit: str, question: str, word: str) -> None:
    with pytest.raises(ActionError, match=word):
        asking = AskingOpinion(working.code, getattr(scene, unit).key, question, at(3, 17))
        AskOpinion.run(scene.specialist, asking, idempotency_key="x", effective_at=at(2))


@pytest.fixture
def other(scene: Scene) -> Procedure:
    """Ten days instead of three, decided by the department."""
    procedure = Procedure.objects.create(code="mau-2", title="Xác nhận", search_key="xac nhan", field="ho-tich")
    content = {**scene.version.content, "limit": {"value": "10", "unit": "working_days"}}
    ProcedureVersion.objects.create(
        procedure=procedure, number=1, status="version_public", valid_from=scene.version.valid_from, content=content,
        digest="0" * 64,
    )  # fmt: skip
    return procedure


def test_each_part_has_its_own_clock_and_the_whole_waits(
    scene: Scene, working: Dossier, other: Procedure, expert: Account
) -> None:
    opening = OpeningSub(
        working.code, other.code, scene.department.key, tuple(working.parts.values_list("pk", flat=True))
    )
    code = OpenSubDossier.run(scene.specialist, opening, idempotency_key="s", effective_at=at(2, 9)).code
    child = dossier_for(expert, code)
    assert (child.parent, child.due_at, child.applicant_name) == (working, at(16, 17, 30), working.applicant_name)
    assert [one.name for one in child.parts.all()] == ["Giấy tờ kèm theo"]
    working.refresh_from_db()
    assert working.due_at == at(4, 17, 30)
    assert dossier_for(scene.specialist, code) == child  # who answers for the whole reads its parts
    with pytest.raises(Hidden):
        PassOn.run(scene.specialist, Passing(code))  # and moves none of them
    with pytest.raises(Hidden):
        dossier_for(expert, working.code)  # the agency sees its own part
    with pytest.raises(ActionError, match=code):
        FinishDossier.run(scene.head, Finishing(working.code), effective_at=at(3))
    with pytest.raises(ActionError, match="đã được chuyển"):
        OpenSubDossier.run(scene.specialist, opening, idempotency_key="t")
    Dossier.objects.filter(pk=child.pk).update(status=Status.FINISHED)
    FinishDossier.run(scene.head, Finishing(working.code), effective_at=at(3))
    working.refresh_from_db()
    assert working.status == Status.FINISHED
