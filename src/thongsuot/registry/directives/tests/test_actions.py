"""Orders and limitations: confirmed, put right, set aside, by those whose branch it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import Small
from thongsuot.registry.directives import queries
from thongsuot.registry.directives.actions import ReviewDirective, ReviewLimitation
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents.models import Document
from thongsuot.registry.reviewing import Decision, Review

NewAccount = Callable[..., Account]
Events = Callable[..., list[Any]]


@pytest.fixture
def secretary(account: NewAccount, small: Small) -> Account:
    return account(Role.SECRETARIAT, small.here)


@pytest.fixture
def order(document: Document) -> Directive:
    return document.directives.get(text__contains="vị trí việc làm")


def edit(order: Directive, actor: Account, **edits: str) -> Directive:
    ReviewDirective.run(actor, Review(order.pk, Decision.CONFIRM, edits))
    order.refresh_from_db()
    return order


def test_the_order_as_read(order: Directive) -> None:
    """B12: «trong tháng 7/2022» ends with July."""
    assert (order.assignee_text, order.deadline, order.status) == ("Sở Nội vụ", date(2022, 7, 31), "proposed")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trong tháng 7/2022", date(2022, 7, 31)),
        ("31/12/2022", date(2022, 12, 31)),
        ("quý IV/2022", date(2022, 12, 31)),
        ("", None),
    ],
)
def test_deadlines_in_words(order: Directive, secretary: Account, events: Events, words: str, day: date | None) -> None:
    Directive.objects.filter(pk=order.pk).update(deadline=date(2020, 1, 1), deadline_text="hạn cũ")
    edit(order, secretary, deadline=words)
    assert (order.deadline, order.deadline_text, order.status) == (day, words, "confirmed")
    _name, changes = events("directive", order.pk)[0]
    assert changes["deadline"] == ["2020-01-01", day.isoformat() if day else None]
    assert changes["deadline_text"] == ["hạn cũ", words]


@pytest.mark.parametrize(
    ("column", "text"), [("deadline", "khi nào rảnh"), ("kind", "việc vặt"), ("assignee", "so-nao-do"), ("quote", "x")]
)
def test_what_is_not_understood_changes_nothing(order: Directive, secretary: Account, column: str, text: str) -> None:
    with pytest.raises(ActionError) as refused:
        edit(order, secretary, **{column: text})
    assert refused.value.errors[0].field == column
    order.refresh_from_db()
    assert order.status == "proposed"


def test_owner_by_key(order: Directive, secretary: Account, small: Small) -> None:
    assert edit(order, secretary, assignee=small.here.key).assignee == small.here
    assert list(queries.of_unit(secretary, small.here)) == [order]


def test_decisions_leave_events_and_stand(order: Directive, secretary: Account, events: Events) -> None:
    ReviewDirective.run(secretary, Review(order.pk, Decision.REJECT))
    with pytest.raises(ActionError, match="Xem lại"):
        ReviewDirective.run(secretary, Review(order.pk, Decision.CONFIRM))
    ReviewDirective.run(secretary, Review(order.pk, Decision.REOPEN))
    edit(order, secretary)
    steps = [changes["status"] for _name, changes in events("directive", order.pk)]
    assert steps == [["proposed", "rejected"], ["rejected", "proposed"], ["proposed", "confirmed"]]


def test_limitations_alike(document: Document, secretary: Account, events: Events) -> None:
    row = Limitation.objects.create(document=document, start=1, end=5, quote="q", text="còn chậm")
    ReviewLimitation.run(secretary, Review(row.pk, Decision.CONFIRM, {"text": "số hóa còn chậm"}))
    row.refresh_from_db()
    assert (row.status, row.text) == ("confirmed", "số hóa còn chậm")
    assert events("limitation", row.pk)[0][1]["text"] == ["còn chậm", "số hóa còn chậm"]
    with pytest.raises(ActionError):
        ReviewLimitation.run(secretary, Review(row.pk, Decision.REOPEN, {"unit": "vn"}))


def test_who_may_decide(order: Directive, document: Document, account: NewAccount, small: Small) -> None:
    limit = Limitation.objects.create(document=document, start=1, end=5, quote="q", text="còn chậm")
    for stranger in (account(Role.SECRETARIAT, small.there), account(Role.CLERK, small.here)):
        with pytest.raises(AccessDenied):
            ReviewDirective.run(stranger, Review(order.pk, Decision.CONFIRM))
        with pytest.raises(AccessDenied):
            ReviewLimitation.run(stranger, Review(limit.pk, Decision.CONFIRM))
