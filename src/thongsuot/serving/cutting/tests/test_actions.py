"""From a draft to a decision: who may, what is refused, and what another person must do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.queries import history_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.conftest import Scene
from thongsuot.serving.cutting import queries
from thongsuot.serving.cutting.actions import (
    AddCut,
    Announcing,
    AnswerForAgency,
    Answering,
    ApproveCut,
    AskOpinions,
    Change,
    Deciding,
    DescribeCut,
    Describing,
    EditCut,
    Editing,
    ModerateOpinion,
    Moderating,
    NewCut,
    PublishCut,
    RefuseCut,
    RestoreCut,
    Restoring,
    Saying,
    SayOfCut,
    SubmitCut,
    TakeBackCut,
)
from thongsuot.serving.cutting.choices import CutStatus, OpinionStatus
from thongsuot.serving.cutting.domain.promise import Answer
from thongsuot.serving.cutting.models import CutOpinion, CutProposal
from thongsuot.serving.cutting.rules import costs_on
from thongsuot.serving.cutting.showing import promises
from thongsuot.serving.cutting.voice import PublicVoice
from thongsuot.serving.dossiers.models import Dossier, DossierStep
from thongsuot.serving.procedures.domain.plain import content_from
from thongsuot.serving.procedures.models import ProcedureVersion
from thongsuot.serving.procedures.queries import content_of, version_on

pytestmark = pytest.mark.django_db


def drafted(scene: Scene, who: Account | None = None) -> CutProposal:
    wanted = NewCut(scene.here.pk, "mau-1", "Ký số được ngay khi thẩm định xong", volume=1200)
    return CutProposal.objects.get(pk=AddCut.run(who or scene.focal, wanted, idempotency_key=new_key()).id)


def cut_one_step(scene: Scene, proposal: CutProposal) -> None:
    EditCut.run(scene.focal, Editing(proposal.pk, (Change("bo-buoc", "ky"),)))


def submitted(scene: Scene) -> CutProposal:
    proposal = drafted(scene)
    cut_one_step(scene, proposal)
    EditCut.run(scene.focal, Editing(proposal.pk, (Change("tu-csdl", "cu-tru", "dan-cu"),)))
    AskOpinions.run(scene.focal, Deciding(proposal.pk))
    SubmitCut.run(scene.focal, Deciding(proposal.pk))
    proposal.refresh_from_db()
    return proposal


def test_a_draft_begins_as_the_version_in_force(scene: Scene) -> None:
    proposal = drafted(scene)
    assert proposal.base == scene.version and proposal.content == scene.version.content
    assert proposal.status == CutStatus.DRAFT and proposal.made_by == scene.focal


def test_only_those_who_propose_for_the_unit_may(scene: Scene) -> None:
    for who in (scene.desk, scene.specialist, scene.post, scene.neighbour):
        with pytest.raises(AccessDenied):
            drafted(scene, who)
    proposal = drafted(scene)
    with pytest.raises(AccessDenied):
        EditCut.run(scene.neighbour, Editing(proposal.pk, (Change("bo-buoc", "ky"),)))
    with pytest.raises(ActionError, match="vì sao"):
        AddCut.run(scene.focal, NewCut(scene.here.pk, "mau-1", "  "), idempotency_key=new_key())


def test_changes_come_together_or_not_at_all(scene: Scene) -> None:
    proposal = drafted(scene)
    both = (Change("so-ngay", "tham-dinh", "0,5"), Change("bo-buoc", "tiep-nhan"))
    with pytest.raises(ActionError, match="cũng cần bước"):
        EditCut.run(scene.focal, Editing(proposal.pk, both))
    proposal.refresh_from_db()
    assert proposal.content == scene.version.content
    good = (
        Change("so-ngay", "tham-dinh", "0,5"),
        Change("bo-giay-to", "uy-quyen"),
        Change("muc-thu", "le-phi", "5.000"),
    )
    EditCut.run(scene.focal, Editing(proposal.pk, good))
    proposal.refresh_from_db()
    content = content_from(proposal.content)
    assert content.limit.value == 2 and len(content.components) == 2 and content.fees[0].amount == 5000


@pytest.mark.parametrize(
    "change", [Change("xoa", "ky"), Change("so-ngay", "ky", "nhanh"), Change("muc-dich-vu", "", "hoan-hao")]
)
def test_what_makes_no_sense_is_refused_in_words(scene: Scene, change: Change) -> None:
    with pytest.raises(ActionError):
        EditCut.run(scene.focal, Editing(drafted(scene).pk, (change,)))


def test_two_people_at_one_draft_see_each_other(scene: Scene) -> None:
    proposal = drafted(scene)
    read = proposal.revision
    EditCut.run(scene.head, Editing(proposal.pk, (Change("len", "ky"),), read))
    with pytest.raises(ConflictError, match="vừa sửa"):
        EditCut.run(scene.focal, Editing(proposal.pk, (Change("bo-buoc", "ky"),), read))


def test_back_to_the_rules_in_force(scene: Scene) -> None:
    proposal = drafted(scene)
    cut_one_step(scene, proposal)
    RestoreCut.run(scene.focal, Restoring(proposal.pk))
    proposal.refresh_from_db()
    assert proposal.content == scene.version.content
    DescribeCut.run(scene.focal, Describing(proposal.pk, "Lý do rõ hơn", None))
    proposal.refresh_from_db()
    assert (proposal.reason, proposal.volume) == ("Lý do rõ hơn", None)


def test_a_proposal_that_cuts_nothing_is_not_shown_to_anybody(scene: Scene) -> None:
    with pytest.raises(ActionError, match="chưa cắt giảm gì"):
        AskOpinions.run(scene.focal, Deciding(drafted(scene).pk))


def test_the_whole_way_to_an_approval_by_another(scene: Scene) -> None:
    proposal = submitted(scene)
    with pytest.raises(AccessDenied):
        ApproveCut.run(scene.head, Deciding(proposal.pk))
    ApproveCut.run(scene.chair, Deciding(proposal.pk))
    proposal.refresh_from_db()
    assert proposal.status == CutStatus.APPROVED and proposal.decided_by == scene.chair
    with pytest.raises(ActionError, match="Đã duyệt"):
        RefuseCut.run(scene.chair, Deciding(proposal.pk, "Muộn rồi"))
    told = [one.name for one in history_of("cut_proposal", proposal.pk).order_by("sequence")]
    assert told == [f"serving.cut.{word}" for word in ("added", "edited", "edited", "asked", "submitted", "approved")]


def test_nobody_approves_what_they_made(scene: Scene, account: object) -> None:
    proposal = submitted(scene)
    CutProposal.objects.filter(pk=proposal.pk).update(submitted_by=scene.chair)
    with pytest.raises(AccessDenied, match="không tự duyệt"):
        ApproveCut.run(scene.chair, Deciding(proposal.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        CutProposal.objects.filter(pk=proposal.pk).update(status=CutStatus.APPROVED, decided_by=scene.chair)


def test_a_refusal_says_why(scene: Scene) -> None:
    proposal = submitted(scene)
    with pytest.raises(ActionError, match="lý do"):
        RefuseCut.run(scene.chair, Deciding(proposal.pk, " "))
    RefuseCut.run(scene.chair, Deciding(proposal.pk, "Luật chuyên ngành chưa cho phép"))
    proposal.refresh_from_db()
    assert proposal.status == CutStatus.REFUSED and proposal.decision_reason.startswith("Luật")


def test_opinions_heard_a_draft_may_change(scene: Scene) -> None:
    proposal = drafted(scene)
    cut_one_step(scene, proposal)
    AskOpinions.run(scene.focal, Deciding(proposal.pk))
    with pytest.raises(ActionError, match="Đang lấy ý kiến"):
        EditCut.run(scene.focal, Editing(proposal.pk, (Change("bo-buoc", "tham-dinh"),)))
    TakeBackCut.run(scene.focal, Deciding(proposal.pk, "Sửa theo góp ý"))
    EditCut.run(scene.focal, Editing(proposal.pk, (Change("bo-giay-to", "uy-quyen"),)))


def asked(scene: Scene) -> CutProposal:
    proposal = drafted(scene)
    cut_one_step(scene, proposal)
    AskOpinions.run(scene.focal, Deciding(proposal.pk))
    return proposal


def test_the_public_is_heard_and_read_before_it_is_shown(scene: Scene) -> None:
    proposal = asked(scene)
    voice = PublicVoice()
    words = Saying(proposal.pk, "agree", "Tôi phải đi hai lần, bớt được thì tốt.", "Lan")
    first = SayOfCut.run(voice, words, idempotency_key=new_key())
    assert not queries.opinions_of(voice, proposal).exists()
    with pytest.raises(AccessDenied):
        ModerateOpinion.run(scene.neighbour, Moderating(first.id, True))
    with pytest.raises(ActionError, match="lý do"):
        ModerateOpinion.run(scene.focal, Moderating(first.id, False))
    ModerateOpinion.run(scene.focal, Moderating(first.id, True))
    assert [one.text for one in queries.opinions_of(voice, proposal)] == [words.text]
    ModerateOpinion.run(scene.focal, Moderating(first.id, False, "Có số điện thoại"))
    hidden = CutOpinion.objects.get(pk=first.id)
    assert hidden.status == OpinionStatus.HIDDEN and hidden.moderation_reason and hidden.moderated_by == scene.focal


def test_the_public_may_do_nothing_else(scene: Scene) -> None:
    with pytest.raises(AccessDenied):
        AskOpinions.run(PublicVoice(), Deciding(drafted(scene).pk))
    draft = drafted(scene)
    with pytest.raises(ActionError, match="thôi lấy ý kiến"):
        SayOfCut.run(PublicVoice(), Saying(draft.pk, "agree", "Tốt"), idempotency_key=new_key())


@pytest.mark.parametrize(
    ("change", "said"),
    [({"text": " "}, "vài câu"), ({"stance": "khen"}, "chọn một"), ({"text": "a" * 2001}, "quá 2000")],
)
def test_an_opinion_without_sense_is_refused_in_words(scene: Scene, change: dict[str, str], said: str) -> None:
    words = replace(Saying(asked(scene).pk, "agree", "Tốt"), **change)
    with pytest.raises(ActionError, match=said):
        SayOfCut.run(PublicVoice(), words, idempotency_key=new_key())


def test_an_agency_speaks_under_its_own_name(scene: Scene, account: object) -> None:
    proposal = asked(scene)
    answer = Answering(proposal.pk, scene.province.pk, "change", "Cần thêm bước phúc tra với hồ sơ phức tạp")
    AnswerForAgency.run(scene.home_affairs, answer, idempotency_key=new_key())
    shown = queries.opinions_of(PublicVoice(), proposal).get()
    assert shown.unit == scene.province and shown.status == OpinionStatus.SHOWN
    with pytest.raises(AccessDenied):
        AnswerForAgency.run(scene.focal, answer, idempotency_key=new_key())


def test_who_sees_what(scene: Scene) -> None:
    draft, public = drafted(scene), asked(scene)
    assert list(queries.proposals_visible_to(PublicVoice())) == [public]
    assert list(queries.proposals_visible_to(scene.neighbour)) == [public]
    assert set(queries.proposals_visible_to(scene.focal)) == {draft, public}
    assert set(queries.desk(scene.chair)) == {draft, public} and not queries.desk(scene.neighbour).exists()
    assert list(queries.desk(scene.focal, CutStatus.DRAFT)) == [draft]


def approved(scene: Scene) -> CutProposal:
    proposal = submitted(scene)
    ApproveCut.run(scene.chair, Deciding(proposal.pk))
    return proposal


@pytest.fixture
def ministry(account: Callable[..., Account]) -> Account:
    return account(Role.MINISTRY, None, "Bộ")


def test_an_approved_cut_becomes_the_next_version(scene: Scene, ministry: Account) -> None:
    proposal, day = approved(scene), timezone.localdate() + timedelta(days=7)
    PublishCut.run(ministry, Announcing(proposal.pk, "Quyết định thử 12/QĐ-BTP", day))
    proposal.refresh_from_db()
    version = proposal.version
    assert proposal.status == CutStatus.PUBLISHED and version is not None
    assert (version.number, version.valid_from, version.based_on) == (2, day, scene.version)
    assert version_on(scene.procedure, day) == version
    assert version_on(scene.procedure, day - timedelta(days=1)) == scene.version, "dossiers before keep the old rule"
    assert content_of(version).limit.value == Decimal("2.5")


def test_a_province_does_not_announce_for_the_whole_nation(scene: Scene) -> None:
    with pytest.raises(AccessDenied):
        PublishCut.run(scene.chair, Announcing(approved(scene).pk, "QĐ thử", timezone.localdate()))
    scene.procedure.home = scene.province
    scene.procedure.save()
    own = approved(scene)
    PublishCut.run(scene.chair, Announcing(own.pk, "QĐ thử", timezone.localdate()))


def test_a_cut_of_rules_no_longer_in_force_is_made_anew(scene: Scene, ministry: Account) -> None:
    first, second = approved(scene), approved(scene)
    words = ("QĐ thử", timezone.localdate() + timedelta(days=1))
    PublishCut.run(ministry, Announcing(first.pk, *words))
    with pytest.raises(ConflictError, match="phiên bản mới hơn"):
        PublishCut.run(ministry, Announcing(second.pk, *words))
    with pytest.raises(ActionError):
        PublishCut.run(ministry, Announcing(drafted(scene).pk, *words))


def test_what_was_promised_is_held_against_finished_dossiers(scene: Scene, ministry: Account) -> None:
    proposal = approved(scene)
    PublishCut.run(ministry, Announcing(proposal.pk, "QĐ thử", timezone.localdate()))
    proposal.refresh_from_db()
    assert proposal.version is not None
    for version, minutes in (
        (scene.version, (1200, 1440, 1500, 1440, 1300)),
        (proposal.version, (900, 960, 1000, 960, 990)),
    ):
        for number, worked in enumerate(minutes):
            worked_dossier(scene, version, f"{version.number}-{number}", worked)
    worked_dossier(scene, scene.version, "chua-xong", None)
    found = queries.worked_of(PublicVoice(), [proposal])
    assert found[scene.version.pk].count == 5 and found[scene.version.pk].days == Decimal(3)
    assert found[proposal.version.pk].days == Decimal(2)
    today = timezone.localdate()
    rules = costs_on(today).rules
    assert promises(PublicVoice(), today, rules)[0].kept.answer is Answer.TOO_EARLY
    later = promises(PublicVoice(), today + timedelta(days=100), rules)[0].kept
    assert (later.promised, later.measured, later.answer) == (Decimal("0.5"), Decimal(1), Answer.KEPT)


def worked_dossier(scene: Scene, version: ProcedureVersion, code: str, minutes: int | None) -> None:
    now = timezone.now()
    dossier = Dossier.objects.create(
        code=code, procedure=scene.procedure, version=version, receiving_unit=scene.here, competent_unit=scene.here,
        holder_unit=scene.here, channel=1, applicant_kind="citizen", applicant_name="A", search_key="a",
        submitted_at=now, last_event_at=now, finished_at=None if minutes is None else now,
    )  # fmt: skip
    begun = now - timedelta(days=3)
    for ordinal, part in enumerate((minutes // 2, minutes - minutes // 2) if minutes else (None,), 1):
        DossierStep.objects.create(
            dossier=dossier, ordinal=ordinal, code=str(ordinal), unit=scene.here, begun_at=begun, worked_minutes=part
        )
    DossierStep.objects.create(  # waiting to be fetched is no work
        dossier=dossier, ordinal=3, code="tra", unit=scene.here, begun_at=now + timedelta(days=9), worked_minutes=9000
    )
