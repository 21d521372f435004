"""The only ways to fetch accounts and their grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import STAFF_OF_A_UNIT, Permission, Role
from thongsuot.registry.positions.models import PositionHolding


def _in_force(today: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=today))


def grants_in_force(account: Account) -> list[RoleGrant]:
    today = timezone.localdate()
    return list(
        RoleGrant.objects.filter(account=account).filter(_in_force(today)).select_related("unit").order_by("pk")
    )


def active_account(account_id: int) -> Account | None:
    """Whoever asked for work now done in the background, with the rights of today; none once the account is closed."""
    return Account.objects.filter(pk=account_id, is_active=True).first()


def mail_addresses(account_ids: Iterable[int]) -> dict[int, str]:
    """Where letters to these accounts go; closed accounts and those without an address are left out."""
    open_ones = Account.objects.filter(pk__in=list(account_ids), is_active=True).exclude(email="")
    return dict(open_ones.values_list("pk", "email"))


def phone_numbers(account_ids: Iterable[int]) -> dict[int, str]:
    """Where urgent text messages to these accounts go; closed accounts and those without a number are left out."""
    open_ones = Account.objects.filter(pk__in=list(account_ids), is_active=True).exclude(phone="")
    return dict(open_ones.values_list("pk", "phone"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may be given work. ``role``: the first they were granted there."""

    account_id: int
    name: str
    role: Role


def holders_at(unit_id: int, roles: Iterable[Role]) -> list[Holder]:
    """Open accounts that hold one of the roles in force over exactly that unit, by name; one statement."""
    grants = RoleGrant.objects.filter(_in_force(timezone.localdate()), unit_id=unit_id, role__in=list(roles))
    rows = grants.filter(account__is_active=True).order_by("account__display_name", "account_id", "pk")
    found: dict[int, Holder] = {}
    for account_id, name, role in rows.values_list("account_id", "account__display_name", "role"):
        found.setdefault(account_id, Holder(account_id, name, Role(role)))
    return list(found.values())


def role_holders(unit_ids: Iterable[int], roles: Iterable[Role]) -> dict[tuple[int, Role], list[int]]:
    """(unit, role) → numbers of the open accounts that hold the role in force over exactly that unit; one statement."""
    today = timezone.localdate()
    grants = (
        RoleGrant.objects.filter(unit_id__in=set(unit_ids), role__in=list(roles), account__is_active=True)
        .filter(_in_force(today))
        .order_by("account_id")
    )
    holders: dict[tuple[int, Role], list[int]] = {}
    for unit_id, role, account_id in grants.values_list("unit_id", "role", "account_id"):
        holders.setdefault((unit_id, Role(role)), []).append(account_id)
    return holders


def position_holders(position_ids: Iterable[int]) -> dict[int, list[int]]:
    """Position → numbers of the open accounts of whoever holds it today; one statement."""
    today = timezone.localdate()
    holdings = (
        PositionHolding.objects.filter(position_id__in=set(position_ids), person__account__is_active=True)
        .filter(_in_force(today))
        .order_by("person__account")
    )
    holders: dict[int, list[int]] = {}
    for position_id, account_id in holdings.values_list("position_id", "person__account"):
        holders.setdefault(position_id, []).append(account_id)
    return holders


def accounts_by_number(account_ids: Iterable[int]) -> dict[int, Account]:
    """Names behind numbers, for screens that tell who was told."""
    return Account.objects.in_bulk(set(account_ids))


def accounts_in_roles(unit_ids: Iterable[int], roles: Iterable[Role]) -> list[Account]:
    """Open accounts holding one of the roles in force over exactly one of the units, in order of their number."""
    today = timezone.localdate()
    in_force = RoleGrant.objects.filter(
        unit_id__in=list(unit_ids), role__in=list(roles), account__is_active=True
    ).filter(_in_force(today))
    return list(Account.objects.filter(pk__in=in_force.values("account_id")).order_by("pk"))


def accounts_of_position(position_id: int) -> list[Account]:
    """Open accounts of whoever holds the position today."""
    today = timezone.localdate()
    holdings = PositionHolding.objects.filter(position_id=position_id).filter(_in_force(today))
    return list(Account.objects.filter(is_active=True, person_id__in=holdings.values("person_id")).order_by("pk"))


def own_unit_paths(account: Account) -> frozenset[str]:
    """Paths of the units a person works in: by a role of a unit's own staff, or by a position held today.

    Separation of duties asks this: a province-wide role says what one may do, not where one belongs.
    """
    today = timezone.localdate()
    paths = {grant.unit.path for grant in account.current_grants if grant.unit and Role(grant.role) in STAFF_OF_A_UNIT}
    holdings = PositionHolding.objects.filter(person_id=account.person_id or 0).filter(_in_force(today))
    paths |= set(holdings.values_list("position__unit__path", flat=True))
    return frozenset(paths)


@access(Account)
def visible_to(actor: Actor) -> QuerySet[Account]:
    accounts = Account.objects.order_by("username")
    if actor.can(Permission.ACCOUNT_MANAGE):
        return accounts
    return accounts.filter(pk=actor.id or 0)


@access(Account)
def get_for(actor: Actor, pk: int) -> Account:
    return one_of(visible_to(actor), pk=pk)


def belongs_to(actor: Actor, unit_path: str) -> bool:
    """Whether the person works in the unit or below it: such a person never judges what the unit did (§2.4)."""
    if not isinstance(actor, Account):
        return False
    return any(path == unit_path or path.startswith(f"{unit_path}/") for path in own_unit_paths(actor))
