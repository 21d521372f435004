"""Who sits: a version is written from a copy of the last one, then issued; issuing ends the one before (A04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.models import Committee, CommitteeVersion, MemberRole, Membership
from thongsuot.steering.permissions import Steering


@dataclass(frozen=True, slots=True)
class NewVersion:
    """``valid_from`` may be unknown (``None``) for the first version only; ``copy`` starts from the last members."""

    committee: str
    valid_from: date | None
    decision: str
    note: str = ""
    document_id: int | None = None
    copy: bool = True


@dataclass(frozen=True, slots=True)
class VersionId:
    id: int


class DraftVersion(Action[NewVersion, VersionId]):
    name = "steering.committee.draft_version"
    label = gettext_lazy("Soạn lần kiện toàn")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.version_drafted"
    idempotency = natural("one version at a time is being written; a second run with the same day finds it")

    def scope(self, data: NewVersion) -> str | None:
        return Committee.objects.filter(unit__key=data.committee).values_list("home__path", flat=True).first()

    def check(self, actor: Actor, data: NewVersion) -> None:
        committee = Committee.objects.select_for_update().filter(unit__key=data.committee).first()
        if committee is None:
            raise ActionError(_("Không có Ban Chỉ đạo mang mã «%(key)s».") % {"key": data.committee})
        if not data.decision.strip():
            raise ActionError(_("Hãy ghi căn cứ: số, ký hiệu và ngày của quyết định kiện toàn."), "decision")
        if _same_draft(data) is not None:
            return
        if committee.versions.filter(issued_at__isnull=True).exists():
            raise ActionError(_("Đang có một lần kiện toàn soạn dở. Hãy hoàn tất hoặc bỏ bản đó trước."))
        _check_day(committee, data.valid_from)

    def execute(self, context: Context, data: NewVersion) -> VersionId:
        kept = _same_draft(data)
        if kept is not None:
            context.unchanged()
            return VersionId(kept.pk)
        committee = Committee.objects.get(unit__key=data.committee)
        last = committee.versions.order_by("-number").first()
        version = CommitteeVersion.objects.create(
            committee=committee,
            number=last.number + 1 if last else 1,
            decision=data.decision.strip(),
            document_id=data.document_id,
            valid_from=data.valid_from,
            note=data.note.strip(),
        )
        if last is not None and data.copy:
            _copy_seats(last, version)
        changes = {"version": (None, version.number), "valid_from": (None, data.valid_from)}
        context.record(Aggregate("committee", data.committee), changes, reason=version.decision)
        return VersionId(version.pk)


class ReissueMembership(Action[VersionId, VersionId]):
    """The version written takes effect: the one before ends the day before and stays readable with its dates."""

    name = "steering.committee.reissue"
    label = gettext_lazy("Kiện toàn Ban Chỉ đạo")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.reissued"
    idempotency = natural("a version is issued once")

    def scope(self, data: VersionId) -> str | None:
        return scope_of(data.id)

    def check(self, actor: Actor, data: VersionId) -> None:
        version = locked(data.id)
        if version.issued_at is not None:
            return
        _check_day(version.committee, version.valid_from)
        heads = version.members.filter(role=MemberRole.HEAD).count()
        if heads != 1:
            raise ActionError(
                _("Ban Chỉ đạo cần đúng một Trưởng Ban; bản này có %(count)s. Hãy sửa vai trò rồi làm lại.")
                % {"count": heads}
            )

    def execute(self, context: Context, data: VersionId) -> VersionId:
        version = locked(data.id)
        if version.issued_at is not None:
            context.unchanged()
            return data
        committee = version.committee
        before = lasting(committee, version.valid_from)
        ended = list(before.values_list("number", flat=True))
        before.update(valid_to=version.valid_from)
        version.issued_at = context.now
        version.valid_to = _end_of(committee)
        version.save(update_fields=["issued_at", "valid_to"])
        changes = {"version": (ended[-1] if ended else None, version.number), "from": (None, version.valid_from)}
        context.record(Aggregate("committee", committee.unit.key), changes, reason=version.decision)
        return data


class DropVersion(Action[VersionId, VersionId]):
    """Throws away a version still being written."""

    name = "steering.committee.drop_version"
    label = gettext_lazy("Bỏ bản kiện toàn đang soạn")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.version_dropped"
    idempotency = natural("a draft that is gone stays gone")

    def scope(self, data: VersionId) -> str | None:
        return scope_of(data.id)

    def check(self, actor: Actor, data: VersionId) -> None:
        if CommitteeVersion.objects.filter(pk=data.id, issued_at__isnull=False).exists():
            raise ActionError(_("Lần kiện toàn này đã có hiệu lực nên không bỏ được. Hãy kiện toàn lần mới."))

    def execute(self, context: Context, data: VersionId) -> VersionId:
        version = CommitteeVersion.objects.select_related("committee__unit").filter(pk=data.id).first()
        if version is None:
            context.unchanged()
            return data
        context.record(Aggregate("committee", version.committee.unit.key), {"version": (version.number, None)})
        version.delete()
        return data


def lasting(committee: Committee, day: date | None) -> QuerySet[CommitteeVersion]:
    """Issued versions that would still be in force on the day, or at all where it is not known."""
    issued = committee.versions.filter(issued_at__isnull=False)
    return (
        issued.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)) if day else issued.filter(valid_to__isnull=True)
    )


def scope_of(version_id: int) -> str | None:
    """The path of the committee's home, over which the right is asked for."""
    found = CommitteeVersion.objects.filter(pk=version_id)
    return found.values_list("committee__home__path", flat=True).first()


def locked(version_id: int) -> CommitteeVersion:
    """The version, held until the end of the transaction, with its committee."""
    versions = CommitteeVersion.objects.select_for_update(of=("self",)).select_related(
        "committee__unit", "committee__home"
    )
    version = versions.filter(pk=version_id).first()
    if version is None:
        raise ActionError(_("Bản kiện toàn này không còn. Hãy mở lại trang Ban Chỉ đạo."))
    return version


def _end_of(committee: Committee) -> date | None:
    """The first day on which the body is no more: by itself, or with the province it belongs to."""
    return min((end for end in (committee.unit.valid_to, committee.home.valid_to) if end), default=None)


def _same_draft(data: NewVersion) -> CommitteeVersion | None:
    drafts = CommitteeVersion.objects.filter(committee__unit__key=data.committee, issued_at__isnull=True)
    return drafts.filter(valid_from=data.valid_from, decision=data.decision.strip()).first()


def _check_day(committee: Committee, valid_from: date | None) -> None:
    last = committee.versions.filter(issued_at__isnull=False).order_by("-number").first()
    if valid_from is None:
        if last is not None:
            raise ActionError(_("Hãy ghi ngày thành phần mới có hiệu lực."), "valid_from")
        return
    if last is not None and last.valid_from is not None and valid_from <= last.valid_from:
        message = _("Lần kiện toàn trước có hiệu lực từ %(day)s. Hãy chọn ngày sau ngày đó.")
        raise ActionError(message % {"day": format_date(last.valid_from)}, "valid_from")
    begun, end = committee.unit.valid_from, _end_of(committee)
    if (begun and valid_from < begun) or (end and valid_from >= end):
        raise ActionError(_("Ban Chỉ đạo không hoạt động vào ngày này. Hãy kiểm tra ngày."), "valid_from")


def stands_on(position: Position, day: date | None) -> bool:
    """Whether the position and its unit are in being that day: no chairman of a district that has ended."""
    spans = ((position.valid_from, position.valid_to), (position.unit.valid_from, position.unit.valid_to))
    return day is None or all((not begun or begun <= day) and (not ended or day < ended) for begun, ended in spans)


def _copy_seats(source: CommitteeVersion, target: CommitteeVersion) -> None:
    seats = source.members.select_related("position__unit")
    Membership.objects.bulk_create(
        Membership(
            version=target,
            position_id=seat.position_id,
            role=seat.role,
            programme=seat.programme,
            field=seat.field,
            order=seat.order,
        )
        for seat in seats
        if stands_on(seat.position, target.valid_from)
    )
