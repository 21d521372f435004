"""The sample accounts that a demonstration offers at its door."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.accounts.models import Account


@access(Account)
def sample_accounts(actor: Actor) -> QuerySet[Account]:
    return Account.objects.filter(is_sample=True, is_active=True).order_by("username")
