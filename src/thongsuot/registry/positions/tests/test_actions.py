"""Positions stay, holders change: appointing somebody ends the time of whoever held the position before."""

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
from thongsuot.registry.positions import queries
from thongsuot.registry.positions.actions import AddPosition, AppointHolder, Appointment, NewPosition
from thongsuot.registry.positions.models import Person, Position, PositionHolding

NewAccount = Callable[..., Account]
Events = Callable[..., list[Any]]
FIRST, SECOND = date(2021, 6, 1), date(2024, 3, 15)


@pytest.fixture
def office(account: NewAccount, small: Small) -> Account:
    return account(Role.HOME_AFFAIRS, small.here)


@pytest.fixture
def position(office: Account) -> Position:
    made = AddPosition.run(office, NewPosition("tinh-lang-son", "Chủ tịch Ủy ban nhân dân tỉnh"))
    return Position.objects.get(pk=made.id)


def appoint(actor: Account, position: Position, name: str, on: date, source: str = "Quyết định 1/QĐ") -> None:
    AppointHolder.run(actor, Appointment(position.pk, name, on, source))


def test_a_title_stands_once_in_a_unit(position: Position, office: Account, events: Events) -> None:
    again = AddPosition.run(office, NewPosition("tinh-lang-son", " Chủ tịch Ủy ban nhân dân tỉnh "))
    assert again.id == position.pk
    assert events("position", position.pk) == [("registry.position.added", {"title": [None, position.title]})]


def test_the_new_holder_ends_the_old(position: Position, small: Small, office: Account, events: Events) -> None:
    appoint(office, position, "Nguyễn Văn  Trước", FIRST)
    appoint(office, position, "Lê Thị Sau", SECOND)
    held = [
        (one.person.full_name, one.valid_from, one.valid_to) for one in PositionHolding.objects.order_by("valid_from")
    ]
    assert held == [("Nguyễn Văn Trước", FIRST, SECOND), ("Lê Thị Sau", SECOND, None)]
    for day, name in ((date(2024, 3, 14), "Nguyễn Văn Trước"), (SECOND, "Lê Thị Sau")):
        assert [one.person.full_name for one in queries.holders_on(office, small.here, day)] == [name]
    name, changes = events("position", position.pk)[-1]
    assert name == "registry.position.appointed"
    assert changes["holder"] == ["Nguyễn Văn Trước", "Lê Thị Sau"]


def test_appointing_the_same_person_again_changes_nothing(position: Position, office: Account, events: Events) -> None:
    appoint(office, position, "Lê Thị Sau", FIRST)
    appoint(office, position, "Lê Thị Sau", FIRST)
    appoint(office, position, "Lê Thị Sau", SECOND)
    assert PositionHolding.objects.count() == Person.objects.count() == 1
    assert len(events("position", position.pk)) == 2


def test_coming_back_after_somebody_else(position: Position, office: Account) -> None:
    appoint(office, position, "Lê Thị Sau", FIRST)
    appoint(office, position, "Nguyễn Văn Giữa", date(2022, 1, 1))
    appoint(office, position, "Lê Thị Sau", SECOND)
    assert PositionHolding.objects.filter(valid_to__isnull=True).get().person.full_name == "Lê Thị Sau"


@pytest.mark.parametrize(
    ("name", "on", "source", "field"),
    [
        ("Sau", SECOND, "QĐ", "full_name"),
        ("Lê Thị Sau", SECOND, " ", "source"),
        ("Lê Thị Sau", FIRST, "QĐ", "on"),
        ("Lê Thị Sau", date(2020, 1, 1), "QĐ", "on"),
    ],
)
def test_refusals(position: Position, office: Account, name: str, on: date, source: str, field: str) -> None:
    """Two people from the same day, or a day before the present holder's, would leave a holding that never was."""
    appoint(office, position, "Nguyễn Văn Trước", FIRST)
    with pytest.raises(ActionError) as refused:
        appoint(office, position, name, on, source)
    assert refused.value.errors[0].field == field
    assert PositionHolding.objects.get().valid_to is None


def test_only_in_ones_branch(position: Position, account: NewAccount, small: Small) -> None:
    for stranger in (account(Role.HOME_AFFAIRS, small.there), account(Role.CLERK, small.here)):
        with pytest.raises(AccessDenied):
            appoint(stranger, position, "Lê Thị Sau", FIRST)
        with pytest.raises(AccessDenied):
            AddPosition.run(stranger, NewPosition("tinh-lang-son", "Phó Chủ tịch"))
