"""Which accounts stand behind units and duties of the loop: whom to tell, and who may not judge their own work."""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import accounts_in_roles, accounts_of_position, belongs_to
from thongsuot.registry.accounts.roles import Role

__all__ = ["belongs_to", "committee_heads_of", "doers_of", "heads_of", "holders_of_position", "secretariat_of"]


def doers_of(unit_ids: Iterable[int]) -> list[int]:
    """Account numbers of the focal officers and heads of the units."""
    return _numbers(accounts_in_roles(unit_ids, (Role.UNIT_FOCAL, Role.UNIT_HEAD)))


def heads_of(unit_ids: Iterable[int]) -> list[int]:
    """Account numbers of the heads of the units."""
    return _numbers(accounts_in_roles(unit_ids, (Role.UNIT_HEAD,)))


def secretariat_of(home_id: int) -> list[int]:
    """Account numbers of the secretariat at the province, ministry or commune that follows the work up."""
    return _numbers(accounts_in_roles([home_id], (Role.SECRETARIAT,)))


def committee_heads_of(home_id: int) -> list[int]:
    return _numbers(accounts_in_roles([home_id], (Role.COMMITTEE_HEAD,)))


def holders_of_position(position_id: int) -> list[int]:
    return _numbers(accounts_of_position(position_id))


def _numbers(accounts: list[Account]) -> list[int]:
    return [account.pk for account in accounts]
