"""The only ways to fetch accounts and their grants."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Permission


def grants_in_force(account: Account) -> list[RoleGrant]:
    today = timezone.localdate()
    return list(
        RoleGrant.objects.filter(account=account)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
        .select_related("unit")
        .order_by("pk")
    )


def active_account(account_id: int) -> Account | None:
    """Whoever asked for work now done in the background, with the rights of today; none once the account is closed."""
    return Account.objects.filter(pk=account_id, is_active=True).first()


def mail_addresses(account_ids: Iterable[int]) -> dict[int, str]:
    """Where letters to these accounts go; closed accounts and those without an address are left out."""
    open_ones = Account.objects.filter(pk__in=list(account_ids), is_active=True).exclude(email="")
    return dict(open_ones.values_list("pk", "email"))


@access(Account)
def visible_to(actor: Actor) -> QuerySet[Account]:
    accounts = Account.objects.order_by("username")
    if actor.can(Permission.ACCOUNT_MANAGE):
        return accounts
    return accounts.filter(pk=actor.id or 0)


@access(Account)
def get_for(actor: Actor, pk: int) -> Account:
    return one_of(visible_to(actor), pk=pk)
