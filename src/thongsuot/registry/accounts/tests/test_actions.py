"""Accounts and roles: what is given works at once, what is ended ends at once, nobody serves himself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.registry.accounts.actions import (
    Activity,
    CreateAccount,
    EndRole,
    Grant,
    GrantId,
    GrantRole,
    NewAccount,
    SetActive,
)
from thongsuot.registry.accounts.domain import covers
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Permission, Role
from thongsuot.registry.conftest import Small

MakeAccount = Callable[..., Account]
Events = Callable[..., list[Any]]
PASSWORD = "cay-da-ben-nuoc-2026"


@pytest.fixture
def admin(account: MakeAccount) -> Account:
    return account(Role.ADMIN, None, "Đỗ Văn Quản")


def fresh(one: Account) -> Account:
    """As the next request sees it."""
    return Account.objects.get(pk=one.pk)


def test_creating(admin: Account, events: Events) -> None:
    made = CreateAccount.run(admin, NewAccount("can-bo.moi", " Lê Thị Mới ", PASSWORD))
    created = Account.objects.get(pk=made.id)
    assert (created.display_name, created.check_password(PASSWORD)) == ("Lê Thị Mới", True)
    assert events("account", made.id) == [("registry.account.created", {"username": [None, "can-bo.moi"]})]


@pytest.mark.parametrize(
    ("username", "name", "password", "field"),
    [
        ("Có Dấu", "Lê Thị Mới", PASSWORD, "username"),
        ("ab", "Lê Thị Mới", PASSWORD, "username"),
        ("nguoi-1", "Lê Thị Mới", PASSWORD, "username"),
        ("can-bo", "  ", PASSWORD, "display_name"),
        ("can-bo", "Lê Thị Mới", "ngan", "password"),
        ("can-bo", "Lê Thị Mới", "password1234", "password"),
    ],
)
def test_creating_is_refused(admin: Account, username: str, name: str, password: str, field: str) -> None:
    with pytest.raises(ActionError) as refused:
        CreateAccount.run(admin, NewAccount(username, name, password))
    assert refused.value.errors[0].field == field
    assert Account.objects.count() == 1


def test_a_role_works_at_once_and_ends_at_once(
    admin: Account, account: MakeAccount, small: Small, events: Events
) -> None:
    officer = account()
    for _time in range(2):
        GrantRole.run(admin, Grant(officer.pk, Role.SECRETARIAT, small.here.key))
    grant = RoleGrant.objects.get(account=officer)
    assert fresh(officer).can(Permission.CLAIM_CONFIRM, small.here.path)
    assert fresh(officer).can(Permission.CLAIM_CONFIRM, f"{small.here.path}/so-noi-vu")
    assert not fresh(officer).can(Permission.CLAIM_CONFIRM, small.there.path)
    for _time in range(2):
        EndRole.run(admin, GrantId(grant.pk))
    assert not fresh(officer).can(Permission.CLAIM_CONFIRM, small.here.path)
    assert [name for name, _changes in events("account", officer.pk)] == [
        "registry.account.role_granted",
        "registry.account.role_ended",
    ]


def test_an_open_session_loses_the_right_with_the_role(admin: Account, account: MakeAccount, small: Small) -> None:
    officer = account(Role.SECRETARIAT, small.here)
    client = Client()
    client.force_login(officer)
    assert client.get("/lam-viec/so-lieu").status_code == 200
    EndRole.run(admin, GrantId(officer.grants.get().pk))
    assert client.get("/lam-viec/so-lieu").status_code == 403


def test_a_locked_account_is_signed_out(admin: Account, account: MakeAccount, small: Small, events: Events) -> None:
    officer = account(Role.SECRETARIAT, small.here)
    client = Client()
    client.force_login(officer)
    for _time in range(2):
        SetActive.run(admin, Activity(officer.pk, False))
    assert client.get("/lam-viec/so-lieu")["Location"].startswith("/dang-nhap")
    assert not fresh(officer).can(Permission.CLAIM_CONFIRM, small.here.path)
    SetActive.run(admin, Activity(officer.pk, True))
    assert fresh(officer).can(Permission.CLAIM_CONFIRM, small.here.path)
    steps = [changes["is_active"] for _name, changes in events("account", officer.pk)]
    assert steps == [[True, False], [False, True]]


def test_nobody_serves_himself(admin: Account) -> None:
    with pytest.raises(ActionError):
        GrantRole.run(admin, Grant(admin.pk, Role.HOME_AFFAIRS))
    with pytest.raises(ActionError):
        SetActive.run(admin, Activity(admin.pk, False))


@pytest.mark.parametrize(("role", "unit", "field"), [("vua", "", "role"), ("clerk", "khong-co", "unit")])
def test_granting_is_refused(admin: Account, account: MakeAccount, role: str, unit: str, field: str) -> None:
    with pytest.raises(ActionError) as refused:
        GrantRole.run(admin, Grant(account().pk, role, unit))
    assert refused.value.errors[0].field == field


def test_a_role_outside_its_days_gives_nothing(account: MakeAccount, small: Small) -> None:
    today = timezone.localdate()
    officer = account()
    grant = RoleGrant.objects.create(account=officer, role=Role.CLERK, valid_to=today)
    assert not fresh(officer).can(Permission.DOCUMENT_ADD)
    grant.valid_to, grant.valid_from = None, today + timedelta(days=1)
    grant.save()
    assert not fresh(officer).can(Permission.DOCUMENT_ADD)
    grant.valid_from = today
    grant.save()
    assert fresh(officer).can(Permission.DOCUMENT_ADD)


def test_only_who_manages_accounts(account: MakeAccount, small: Small) -> None:
    officer = account(Role.HOME_AFFAIRS)
    for act in (
        lambda: CreateAccount.run(officer, NewAccount("can-bo", "Lê Thị Mới", PASSWORD)),
        lambda: GrantRole.run(officer, Grant(officer.pk, Role.ADMIN)),
        lambda: EndRole.run(officer, GrantId(1)),
        lambda: SetActive.run(officer, Activity(officer.pk, True)),
    ):
        with pytest.raises(AccessDenied):
            act()


@pytest.mark.parametrize(
    ("branch", "path", "inside"),
    [
        (None, "vn/a", True),
        ("vn/a", None, True),
        ("vn/a", "vn/a", True),
        ("vn/a", "vn/a/b", True),
        ("vn/a", "vn/ab", False),
        ("vn/a", "vn", False),
        ("vn/a", "", False),
        (None, "", True),
    ],
)
def test_branches(branch: str | None, path: str | None, inside: bool) -> None:
    assert covers(branch, path) is inside
