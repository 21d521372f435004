"""The sample accounts that a demonstration offers at its door."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.accounts.models import Account, RoleGrant


@access(Account)
def sample_accounts(actor: Actor) -> QuerySet[Account]:
    """One for each role; the others of the sample departments sign in with the same password."""
    first = RoleGrant.objects.filter(account__is_sample=True, account__is_active=True)
    one_each = first.order_by("role", "account_id").distinct("role")
    return Account.objects.filter(pk__in=one_each.values("account_id")).order_by("username")
