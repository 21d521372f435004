"""Notices: read by whoever reads steering work, drafted by the secretariat, each step taken at its desk."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.units.models import Unit
from thongsuot.steering.notices.actions import (
    AddParagraph,
    BindFigure,
    Binding,
    DraftNotice,
    NewNotice,
    NewParagraph,
)
from thongsuot.steering.notices.models import Notice, NoticeFigure, NoticeParagraph
from thongsuot.steering.permissions import Steering

_OF_A_DEPARTMENT = {Role.UNIT_FOCAL, Role.UNIT_HEAD, Role.ONE_STOP, Role.POST_CLERK}


def _read(role: Role | None) -> set[int]:
    """A draft of the province is there for whoever reads steering work over it."""
    if role is None:
        return {302}
    if Steering.READ in GRANTS[role] and role not in _OF_A_DEPARTMENT:
        return {200, 302, 422}
    return {404}


def _draft(role: Role | None) -> set[int]:
    if _read(role) != {200, 302, 422}:
        return _read(role)
    return {200, 302, 422} if role is not None and Steering.NOTICE_DRAFT in GRANTS[role] else {403}


READ = ("notice", "notice-recipients", "notice-word", "notice-pdf", "notice-step", "notice-check")
DRAFT = (
    *("notice-edit", "notice-head", "notice-signer", "notice-offers", "notice-add", "notice-paragraph"),
    *("notice-figures", "notice-figure"),
)
GATES = {
    "notices": Steering.READ,
    "number-book": Steering.READ,
    "notice-new": Steering.NOTICE_DRAFT,
    **dict.fromkeys(READ, _read),
    **dict.fromkeys(DRAFT, _draft),
}
POSTED = {
    *("notice-head", "notice-signer", "notice-offers", "notice-add", "notice-paragraph", "notice-figure"),
    "notice-step",
}


def arguments() -> dict[str, Callable[[], list[object]]]:
    own: dict[str, Callable[[], list[object]]] = {name: lambda: [draft_notice().key] for name in (*READ, *DRAFT)}
    return own | {
        "notice-paragraph": lambda: [a_paragraph().notice.key, a_paragraph().pk],
        "notice-figures": lambda: [a_paragraph().notice.key, a_paragraph().pk],
        "notice-figure": lambda: [_figure().paragraph.notice.key, _figure().pk],
    }


def draft_notice() -> Notice:
    """A paper still being written, made on the spot."""
    kept = Notice.objects.filter(home__key="tinh-lang-son", status="draft", meeting=None, read_from=None).first()
    if kept is not None:
        return kept
    home = Unit.objects.get(key="tinh-lang-son")
    secretary = Account.objects.get(username="thu-ky")
    return Notice.objects.get(key=DraftNotice.run(secretary, NewNotice(home_id=home.pk)).key)


def a_paragraph() -> NoticeParagraph:
    notice = draft_notice()
    kept = notice.paragraphs.filter(depth=1).first()
    if kept is not None:
        return kept
    secretary = Account.objects.get(username="thu-ky")
    added = AddParagraph.run(secretary, NewParagraph(notice.key, "results", "Kết quả của kỳ."))
    return NoticeParagraph.objects.get(pk=added.id)


def _figure() -> NoticeFigure:
    row = a_paragraph()
    kept = row.figures.first()
    if kept is not None:
        return kept
    claim = Claim.objects.filter(document__unit__key="tinh-lang-son", status="confirmed").order_by("pk")[0]
    secretary = Account.objects.get(username="thu-ky")
    return NoticeFigure.objects.get(pk=BindFigure.run(secretary, Binding(row.pk, claim.pk)).id)
