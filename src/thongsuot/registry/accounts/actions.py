"""Accounts and their roles. Ending a role or an account ends every right derived from it at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Permission, Role
from thongsuot.registry.units.models import Unit

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")
_PHONE = re.compile(r"0\d{9}|\+84\d{9}")


@dataclass(frozen=True, slots=True)
class NewAccount:
    username: str
    display_name: str
    password: str


@dataclass(frozen=True, slots=True)
class AccountId:
    id: int


class CreateAccount(Action[NewAccount, AccountId]):
    name = "registry.account.create"
    label = gettext_lazy("Tạo tài khoản")
    permission = Permission.ACCOUNT_MANAGE
    event = "registry.account.created"
    idempotency = natural("a user name is taken once; a second run is refused")

    def check(self, actor: Actor, data: NewAccount) -> None:
        if not _USERNAME.fullmatch(data.username):
            raise ActionError(_("Tên đăng nhập từ 3 ký tự: chữ thường không dấu, số, dấu chấm, gạch."), "username")
        if Account.objects.filter(username=data.username).exists():
            raise ActionError(_("Tên đăng nhập này đã có người dùng."), "username")
        if not data.display_name.strip():
            raise ActionError(_("Hãy ghi họ và tên."), "display_name")
        try:
            validate_password(data.password, Account(username=data.username, display_name=data.display_name))
        except ValidationError as error:
            raise ActionError(" ".join(error.messages), "password") from error

    def execute(self, context: Context, data: NewAccount) -> AccountId:
        account = Account.objects.create_account(data.username, data.password, data.display_name.strip())
        context.record(Aggregate("account", str(account.pk)), {"username": (None, account.username)})
        return AccountId(account.pk)


@dataclass(frozen=True, slots=True)
class Grant:
    """``unit`` is a key; empty = the whole tree."""

    account_id: int
    role: str
    unit: str = ""


class GrantRole(Action[Grant, AccountId]):
    name = "registry.account.grant_role"
    label = gettext_lazy("Giao vai trò")
    permission = Permission.ACCOUNT_MANAGE
    event = "registry.account.role_granted"
    idempotency = natural("a role over a branch is held once")

    def check(self, actor: Actor, data: Grant) -> None:
        if data.role not in Role.values:
            raise ActionError(_("Hãy chọn vai trò."), "role")
        if data.unit and not Unit.objects.filter(key=data.unit).exists():
            raise ActionError(_("Không có đơn vị mang mã «%(key)s».") % {"key": data.unit}, "unit")
        if data.account_id == actor.id:
            raise ActionError(_("Không tự giao vai trò cho mình. Hãy nhờ quản trị khác."))

    def execute(self, context: Context, data: Grant) -> AccountId:
        unit = Unit.objects.get(key=data.unit) if data.unit else None
        _grant, created = RoleGrant.objects.get_or_create(
            account_id=data.account_id, role=data.role, unit=unit, field="", valid_from=None, valid_to=None
        )
        if not created:
            context.unchanged()
            return AccountId(data.account_id)
        changes = {"role": (None, data.role), "unit": (None, data.unit or None)}
        context.record(Aggregate("account", str(data.account_id)), changes)
        return AccountId(data.account_id)


@dataclass(frozen=True, slots=True)
class GrantId:
    id: int


class EndRole(Action[GrantId, AccountId]):
    name = "registry.account.end_role"
    label = gettext_lazy("Thôi vai trò")
    permission = Permission.ACCOUNT_MANAGE
    event = "registry.account.role_ended"
    idempotency = natural("a role that is gone stays gone")

    def execute(self, context: Context, data: GrantId) -> AccountId:
        grant = RoleGrant.objects.select_for_update().filter(pk=data.id).first()
        if grant is None:
            context.unchanged()
            return AccountId(0)
        account = grant.account_id
        changes = {"role": (grant.role, None), "unit": (grant.unit.key if grant.unit else None, None)}
        grant.delete()
        context.record(Aggregate("account", str(account)), changes)
        return AccountId(account)


@dataclass(frozen=True, slots=True)
class Activity:
    account_id: int
    active: bool


class SetActive(Action[Activity, AccountId]):
    name = "registry.account.set_active"
    label = gettext_lazy("Khóa, mở tài khoản")
    permission = Permission.ACCOUNT_MANAGE
    event = "registry.account.activity_changed"
    idempotency = natural("the wanted state is named")

    def check(self, actor: Actor, data: Activity) -> None:
        if data.account_id == actor.id and not data.active:
            raise ActionError(_("Không tự khóa tài khoản của mình."))

    def execute(self, context: Context, data: Activity) -> AccountId:
        account = Account.objects.select_for_update().get(pk=data.account_id)
        if account.is_active == data.active:
            context.unchanged()
            return AccountId(account.pk)
        account.is_active = data.active
        account.save(update_fields=["is_active"])
        context.record(Aggregate("account", str(account.pk)), {"is_active": (not data.active, data.active)})
        return AccountId(account.pk)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where letters and urgent text messages go; empty = nowhere."""

    email: str
    phone: str


class SetContacts(Action[Contacts, None]):
    """Everybody says for themselves; the log keeps that something changed, never the number (personal data)."""

    name = "registry.account.set_contacts"
    label = gettext_lazy("Sửa nơi nhận thư, tin nhắn")
    permission = "platform.notification.own"
    event = "registry.account.contacts_set"
    idempotency = natural("setting the same twice changes nothing")

    def authorise(self, actor: Actor, data: Contacts) -> None:
        if not isinstance(actor, Account):
            raise AccessDenied(_("Hãy đăng nhập để sửa nơi nhận của mình."))

    def check(self, actor: Actor, data: Contacts) -> None:
        try:
            if data.email:
                validate_email(data.email)
        except ValidationError as error:
            raise ActionError(_("Địa chỉ thư chưa đúng dạng ten@co-quan.vn."), "email") from error
        if data.phone and not _PHONE.fullmatch(_digits(data.phone)):
            raise ActionError(_("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0; hoặc +84 và 9 chữ số."), "phone")

    def execute(self, context: Context, data: Contacts) -> None:
        account = Account.objects.select_for_update().get(pk=context.actor.id)
        wanted = {"email": data.email, "phone": _digits(data.phone)}
        changed = {one: value for one, value in wanted.items() if getattr(account, one) != value}
        if not changed:
            context.unchanged()
            return
        changes = {one: (bool(getattr(account, one)), bool(value)) for one, value in changed.items()}
        Account.objects.filter(pk=account.pk).update(**changed)
        context.record(Aggregate("account", str(account.pk)), changes)


def _digits(phone: str) -> str:
    """The number without the spaces and dots people write it with."""
    return re.sub(r"[\s.()-]", "", phone)
