"""Published results are everybody's; the desk is for those who count, approve or publish; objections for the head."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing.models import Appeal, Publication
from thongsuot.measuring.rounds.models import Participant
from thongsuot.registry.accounts.roles import GRANTS, Role

KEY, UNIT = "cham-diem-so-nganh-2025", "so-noi-vu--lang-son"
_DESK = {Measuring.RESULT_COUNT, Measuring.RESULT_APPROVE, Measuring.RESULT_PUBLISH}
_OWN = {Role.UNIT_FOCAL, Role.UNIT_HEAD}  # of Sở Nội vụ in the demo


def _desk(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if _DESK & GRANTS[role] else {403}


def _posted(role: Role | None) -> set[int]:
    """An empty POST: sent back with a word, refused for want of the right, or the round is not there for them."""
    if role is None:
        return {302}
    return {302, 403} if _DESK & GRANTS[role] else {404}


def _appeals(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    if Measuring.APPEAL_DECIDE in GRANTS[role]:
        return {200}
    return {403} if _DESK & GRANTS[role] else {404}


def _decide(role: Role | None) -> set[int]:
    """The appeal of Sở Nội vụ: its head sees it and may not answer it."""
    if role is None:
        return {302}
    if Measuring.APPEAL_DECIDE in GRANTS[role]:
        return {422}
    return {403} if role is Role.UNIT_HEAD else {404}


def _dossier(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if role in _OWN or Measuring.ROUND_READ in GRANTS[role] else {404}


GATES = {
    "round-results": "public",
    "round-result": "public",
    "round-result-version": "public",
    "round-result-csv": "public",
    "round-result-json": "public",
    "round-capsule": "public",
    "round-result-unit": "public",
    "lost-point": "public",
    "publishing": _desk,
    "round-publishing": _desk,
    "round-preview": _desk,
    "round-count": _posted,
    "round-approve": _posted,
    "round-appeals": _appeals,
    "appeal-decide": _decide,
    "appeal-file": lambda role: {302} if role is None else {200} if role is Role.UNIT_HEAD else {404},
    "round-dossier": _dossier,
}
POSTED = {"round-count", "round-approve", "appeal-decide"}


def _leaf() -> str:
    row = Publication.objects.filter(round__key=KEY).order_by("-number")[0]
    return str(row.content["units"][0]["leaves"][0]["code"])


def _appeal() -> Appeal:
    row = Publication.objects.filter(round__key=KEY).order_by("-number")[0]
    unit = Participant.objects.get(round__key=KEY, unit__key=UNIT)
    return Appeal.objects.create(publication=row, participant=unit, code=_leaf(), text="x", filed_at=timezone.now())


def arguments() -> dict[str, Callable[[], list[object]]]:
    round_: Callable[[], list[object]] = lambda: [KEY]  # noqa: E731
    return {
        **dict.fromkeys(("round-result", "round-result-csv", "round-result-json", "round-capsule"), round_),
        **dict.fromkeys(("round-publishing", "round-preview", "round-count", "round-approve", "round-appeals"), round_),
        **dict.fromkeys(("round-result-unit", "appeal-file", "round-dossier"), lambda: [KEY, UNIT]),
        "round-result-version": lambda: [KEY, 1],
        "lost-point": lambda: [KEY, UNIT, _leaf()],
        "appeal-decide": lambda: [_appeal().pk],
    }
