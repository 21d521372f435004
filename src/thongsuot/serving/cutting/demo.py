"""Sample rows of cutting: Lạng Sơn's package, proposals on every step, words of agencies and the public."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.fields import Certainty
from thongsuot.registry.units.models import Unit
from thongsuot.serving.cutting.actions import (
    AddCut,
    Announcing,
    ApproveCut,
    AskOpinions,
    Change,
    Deciding,
    EditCut,
    Editing,
    ModerateOpinion,
    Moderating,
    NewCut,
    PublishCut,
    Saying,
    SayOfCut,
    SubmitCut,
)
from thongsuot.serving.cutting.choices import AmendStatus, Stance
from thongsuot.serving.cutting.domain.burden import is_asked
from thongsuot.serving.cutting.models import CutPackage, CutProposal, CutRow, SimplifiedRule
from thongsuot.serving.cutting.packages import package_rule
from thongsuot.serving.cutting.voice import PublicVoice
from thongsuot.serving.procedures.domain.plain import content_from
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.queries import content_of, in_force

PACKAGE = "lang-son-2024"


def load_package(key: str = PACKAGE) -> CutPackage | None:
    """The package and its rows as the rules say; ``None`` where its unit is not in the record. May run again."""
    rule = package_rule(key)
    home = Unit.objects.filter(key=rule.unit).first()
    if home is None:
        return None
    package, _created = CutPackage.objects.update_or_create(
        key=rule.key,
        defaults={
            "title": rule.title,
            "home": home,
            "year": rule.year,
            "planned": rule.planned,
            "printed_before": rule.before,
            "printed_cut": rule.cut,
            "printed_words": rule.claim_text,
            "source": rule.reference,
            "certainty": Certainty(rule.status.value),
            "rows_are_sample": rule.rows_status == Certainty.SAMPLE.value,
        },
    )
    rows = [
        CutRow(
            package=package,
            ordinal=number,
            field=row.field,
            title=title,
            days_before=row.before,
            days_after=row.after,
            volume=row.volume,
        )
        for number, (row, title) in enumerate(zip(rule.rows, rule.titles, strict=True), 1)
    ]
    CutRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["package", "ordinal"],
        update_fields=["field", "title", "days_before", "days_after", "volume"],
    )
    return package


def load() -> None:
    """The package, rules to amend, and one proposal on each step of the way. May run again."""
    package = load_package()
    if package is None or CutProposal.objects.filter(is_sample=True).exists():
        return
    _load_rules(package)
    home_affairs = _holder(Role.HOME_AFFAIRS, package.home)
    chair = _holder(Role.COMMITTEE_HEAD, package.home)
    if home_affairs is None or chair is None:
        return
    steps = (_leave, _hear, _submit, _approve, _announce)
    for procedure, go_on in zip(_chosen(), steps, strict=False):
        pk = _proposal(home_affairs, package.home, procedure)
        go_on(pk, home_affairs, chair)


def _holder(role: Role, unit: Unit) -> Account | None:
    return Account.objects.filter(grants__role=role, grants__unit=unit, is_sample=True).first()


def _chosen() -> list[Procedure]:
    """Public procedures with a step that only passes paper on, else any: they are cut first (H10)."""
    rows = ProcedureVersion.objects.filter(in_force(timezone.localdate()), procedure__is_internal=False)
    versions = list(rows.select_related("procedure").order_by("procedure__code"))
    versions.sort(key=lambda one: all(step.adds_value for step in content_of(one).steps))
    return [one.procedure for one in versions[:5]]


def _proposal(who: Account, home: Unit, procedure: Procedure) -> int:
    wanted = NewCut(home.pk, procedure.code, REASON, volume=1200, is_sample=True)
    pk = AddCut.run(who, wanted, idempotency_key=f"cut-demo-{procedure.code}").id
    content = content_from(CutProposal.objects.get(pk=pk).content)
    longest = max(content.steps, key=lambda one: one.share)
    changes = [Change("so-ngay", longest.code, str(longest.share / 2))]
    asked = [one for one in content.components if is_asked(one)]
    if len(asked) > 1:
        changes.append(Change("bo-giay-to", asked[-1].code))
    EditCut.run(who, Editing(pk, tuple(changes)))
    return pk


def _leave(pk: int, _maker: Account, _chair: Account) -> None:
    """A draft still being worked on."""


def _hear(pk: int, maker: Account, _chair: Account) -> None:
    AskOpinions.run(maker, Deciding(pk))
    words = Saying(pk, Stance.AGREE, WORDS_OF_THE_PUBLIC, "Bà H.", is_sample=True)
    said = SayOfCut.run(PublicVoice(), words, idempotency_key=f"cut-demo-say-{pk}")
    ModerateOpinion.run(maker, Moderating(said.id, True))
    waiting = Saying(pk, Stance.CHANGE, "Nên cho nộp luôn trên điện thoại.", is_sample=True)
    SayOfCut.run(PublicVoice(), waiting, idempotency_key=f"cut-demo-wait-{pk}")


def _submit(pk: int, maker: Account, _chair: Account) -> None:
    AskOpinions.run(maker, Deciding(pk))
    SubmitCut.run(maker, Deciding(pk))


def _approve(pk: int, maker: Account, chair: Account) -> None:
    _submit(pk, maker, chair)
    ApproveCut.run(chair, Deciding(pk))


def _announce(pk: int, maker: Account, chair: Account) -> None:
    """In force in a fortnight, so that dossiers already here keep their rules."""
    _approve(pk, maker, chair)
    day = timezone.localdate() + timedelta(days=15)
    PublishCut.run(SYSTEM, Announcing(pk, "Quyết định công bố minh họa", day))


REASON = "Bớt thời gian chờ giữa các bước và giấy tờ cơ quan tự tra được."
WORDS_OF_THE_PUBLIC = "Tôi ở xa, bớt được một lần chờ là đỡ cả ngày đường."
_RULES = (
    ("Bộ Tư pháp", "Bỏ yêu cầu nộp bản sao giấy tờ cư trú", "Nghị định minh họa 1", AmendStatus.AMENDED),
    ("Bộ Tư pháp", "Thay xác nhận giấy bằng tra cứu dữ liệu", "Thông tư minh họa 2", AmendStatus.DRAFTING),
    ("Bộ Xây dựng", "Bỏ bản vẽ giấy khi đã có bản điện tử", "Thông tư minh họa 3", AmendStatus.WAITING),
)


def _load_rules(package: CutPackage) -> None:
    for number, (body, text, document, status) in enumerate(_RULES, 1):
        amended = "Văn bản minh họa sửa đổi" if status == AmendStatus.AMENDED else ""
        SimplifiedRule.objects.update_or_create(
            package=package,
            ordinal=number,
            defaults={"body": body, "text": text, "document": document, "status": status, "amended_by": amended},
        )
