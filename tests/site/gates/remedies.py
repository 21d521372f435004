"""Limits, remedy plans, four boxes; inspections."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.documents.models import Document
from thongsuot.steering.inspections.models import Inspection, InspectionFinding, InspectionPlan, VisitPhoto
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.models import Limit, LimitProof, RemedyPlan

_DEPARTMENT = {Role.UNIT_FOCAL, Role.UNIT_HEAD}


def _of_the_province(role: Role | None) -> set[int]:
    """Rows of the province, of Sở Xây dựng and of Kỳ Lừa, where no demo account works: other departments miss them."""
    if role is None:
        return {302}
    return {404} if role in _DEPARTMENT or Steering.READ not in GRANTS[role] else {200}


def _posted(role: Role | None) -> set[int]:
    """An empty POST by whoever sees the row: refused for want of the right or of words, or sent back with a word."""
    seen = _of_the_province(role)
    return {302, 403, 422} if seen == {200} else seen


def _holding(permission: str) -> Callable[[Role | None], set[int]]:
    """Only over Lạng Sơn itself; a right over the whole tree has no province of its own to write for."""

    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return {200} if permission in GRANTS[role] else {403}

    return expected


def _seen_and(permission: str) -> Callable[[Role | None], set[int]]:
    def expected(role: Role | None) -> set[int]:
        seen = _of_the_province(role)
        if seen != {200}:
            return seen
        return {200} if role and permission in GRANTS[role] else {403}

    return expected


GATES = {
    "remedies": Steering.READ,
    "remedies-excel": Steering.READ,
    "remedy-add": _holding(Steering.REMEDY_MANAGE),
    "remedy-from-document": _holding(Steering.REMEDY_MANAGE),
    "remedy-recurrence": Steering.READ,
    "remedy-plans": Steering.READ,
    "remedy-plan": _of_the_province,
    "remedy-plan-csv": _of_the_province,
    "remedy-plan-step": _posted,
    "remedy": _of_the_province,
    "remedy-proof": lambda role: {302} if role is None else {404},
    "remedy-step": _posted,
    "four-box": Steering.READ,
    "visit-worker": "public",
    "inspections": Steering.READ,
    "inspection-set": _holding(Steering.INSPECTION_MANAGE),
    "inspection-plan": _of_the_province,
    "inspection": _of_the_province,
    "inspection-visit": _seen_and(Steering.INSPECTION_VISIT),
    "inspection-end": _posted,
    "inspection-conclude": _posted,
    "inspection-photo": lambda role: {302} if role is None else {404},
    "finding-answer": _posted,
}
POSTED = {
    "remedy-plan-step",
    "remedy-step",
    "inspection-end",
    "inspection-conclude",
    "finding-answer",
}


def _limit() -> Limit:
    return Limit.objects.filter(unit__key="so-xay-dung--lang-son").order_by("pk")[0]


def _visit() -> Inspection:
    return Inspection.objects.filter(unit__key="phuong-ky-lua--lang-son").order_by("pk")[0]


def arguments() -> dict[str, Callable[[], list[object]]]:
    visit: Callable[[], list[object]] = lambda: [_visit().pk]  # noqa: E731
    plan: Callable[[], list[object]] = lambda: [RemedyPlan.objects.order_by("pk")[0].key]  # noqa: E731
    return {
        "remedy-from-document": lambda: [Document.objects.filter(limitations__isnull=False)[0].key],
        "remedy-plan": plan,
        "remedy-plan-csv": plan,
        "remedy-plan-step": lambda: [*plan(), "trinh"],
        "remedy": lambda: [_limit().pk],
        "remedy-proof": lambda: [_limit().pk, LimitProof.objects.filter(file_digest="").order_by("pk")[0].pk],
        "remedy-step": lambda: [_limit().pk, "nhan"],
        "four-box": lambda: ["so-noi-vu--lang-son", 2026],
        "inspection-plan": lambda: [InspectionPlan.objects.order_by("pk")[0].pk],
        "inspection": visit,
        "inspection-visit": visit,
        "inspection-end": visit,
        "inspection-conclude": visit,
        "inspection-photo": lambda: [*visit(), VisitPhoto.objects.count() + 1],
        "finding-answer": lambda: [InspectionFinding.objects.filter(inspection=_visit()).order_by("pk")[0].pk],
    }
