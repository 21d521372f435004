"""Several steering bodies become one on a day: open work goes over once and says where it came from (A02, C10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.units.bodies import found_body, merge_bodies
from thongsuot.registry.units.models import Unit, UnitEventMember, UnitKind
from thongsuot.steering.committees.actions.founding import NewCommittee, begin
from thongsuot.steering.committees.actions.membership import lasting
from thongsuot.steering.committees.merging import open_tasks
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.choices import Programme


@dataclass(frozen=True, slots=True)
class Merger:
    """``before`` are keys of the bodies that end; ``after`` the key of a body the record knows, or empty for a new one
    named here."""

    before: tuple[str, ...]
    on: date
    citation: str
    after: str = ""
    name: str = ""
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The new body and how many tasks went over in this run (none in a second one)."""

    key: str
    tasks: int


class MergeCommittees(Action[Merger, Merged]):
    """A merged body is a new instance: its sessions count from 1. What is finished stays with the old bodies."""

    name = "steering.committee.merge"
    label = gettext_lazy("Hợp nhất Ban Chỉ đạo")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.merged"
    idempotency = natural("a body ends once; a second run finds the new body and no task left to carry over")

    def scope(self, data: Merger) -> str | None:
        paths = Committee.objects.filter(unit__key__in=data.before).values_list("home__path", flat=True)
        return paths.order_by("home__path").first()

    def check(self, actor: Actor, data: Merger) -> None:
        committees = _locked(data)
        if len(set(data.before)) < 2 or len(committees) != len(set(data.before)):
            raise ActionError(_("Hãy chọn từ hai Ban Chỉ đạo trở lên để hợp nhất."), "before")
        if len({one.home_id for one in committees}) > 1:
            raise ActionError(_("Chỉ hợp nhất được các Ban Chỉ đạo của cùng một địa phương, cơ quan."), "before")
        if not data.citation.strip():
            raise ActionError(_("Hãy ghi căn cứ: số, ký hiệu và ngày của quyết định hợp nhất."), "citation")
        if not data.after and not data.name.strip():
            raise ActionError(_("Hãy ghi tên Ban Chỉ đạo sau hợp nhất."), "name")
        if data.after in data.before:
            raise ActionError(_("Ban Chỉ đạo sau hợp nhất là tổ chức mới, không phải một trong các Ban cũ."), "after")
        for one in committees:
            _check_life(one, data)

    def execute(self, context: Context, data: Merger) -> Merged:
        committees = _locked(data)
        home = committees[0].home
        unit = _successor_unit(context, data, home)
        merge_bodies(context, [one.unit for one in committees], unit, data.on, data.citation)
        after = _successor(context, unit, home, committees, data)
        for one in committees:
            lasting(one, data.on).update(valid_to=data.on)
        moved = _carry_over(context, committees, after, data)
        if not context.drafts:
            context.unchanged()
        return Merged(unit.key, moved)


def _locked(data: Merger) -> list[Committee]:
    """The bodies, held until the end: a second merger of the same bodies waits and then finds nothing to do."""
    committees = Committee.objects.select_for_update(of=("self",)).select_related("unit", "home")
    return list(committees.filter(unit__key__in=data.before).order_by("pk"))


def _check_life(committee: Committee, data: Merger) -> None:
    unit = committee.unit
    if unit.valid_from is not None and unit.valid_from >= data.on:
        message = _("%(name)s lập ngày %(day)s, sau ngày hợp nhất. Hãy kiểm tra ngày.")
        raise ActionError(message % {"name": unit.name, "day": format_date(unit.valid_from)}, "on")
    if unit.valid_to is not None and (unit.valid_to != data.on or _known_heir(committee, data) is None):
        message = _("%(name)s đã kết thúc từ ngày %(day)s.")
        raise ActionError(message % {"name": unit.name, "day": format_date(unit.valid_to)}, "before")


def _known_heir(committee: Committee, data: Merger) -> Unit | None:
    """The body the record says this one went into on that day, when it is the one meant."""
    edges = UnitEventMember.objects.filter(predecessor=committee.unit, event__effective_on=data.on)
    edges = edges.filter(successor__kind=UnitKind.COMMITTEE).select_related("successor")
    heir = next((edge.successor for edge in edges if edge.successor is not None), None)
    if heir is None:
        return None
    return heir if heir.key == data.after or (not data.after and heir.name == _tidy(data.name)) else None


def _successor_unit(context: Context, data: Merger, home: Unit) -> Unit:
    if data.after:
        return Unit.objects.get(key=data.after)
    name = _tidy(data.name)
    return found_body(context, home, name, _tidy(data.short_name) or name, data.on, data.citation)


def _successor(context: Context, unit: Unit, home: Unit, committees: list[Committee], data: Merger) -> Committee:
    found = Committee.objects.filter(unit=unit).first()
    if found is not None:
        return found
    programmes = tuple(one for one in Programme.values if any(one in body.programmes for body in committees))
    scopes = "; ".join(dict.fromkeys(one.scope for one in committees if one.scope))
    new = NewCommittee(
        home=home.key,
        citation=data.citation,
        scope=scopes,
        programmes=programmes,
        meetings_per_quarter=max(one.meetings_per_quarter for one in committees),
        is_sample=all(one.is_sample for one in committees),
    )
    after = begin(context, unit, home, new)
    for one in committees:
        changes = {"merged_into": (None, unit.key), "on": (None, data.on)}
        context.record(Aggregate("committee", one.unit.key), changes, reason=data.citation)
    return after


def _carry_over(context: Context, committees: list[Committee], after: Committee, data: Merger) -> int:
    """Each open task once; its event says from which body to which, so its history reads on."""
    tasks = list(open_tasks(committees, data.on).select_for_update(of=("self",)).select_related("committee__unit"))
    for task in tasks:
        assert task.committee is not None
        changes = {"committee": (task.committee.unit.key, after.unit.key)}
        context.record(Aggregate("task", str(task.pk)), changes, reason=data.citation)
        task.origin_committee, task.committee = task.committee, after
        task.save(update_fields=["origin_committee", "committee", "changed_at"])
    return len(tasks)


def _tidy(text: str) -> str:
    return " ".join(text.split())
