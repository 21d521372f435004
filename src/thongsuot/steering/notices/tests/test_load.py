"""200 clerks press at once: 200 consecutive numbers, none twice, none left out (issue 3, «It must show»)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.notices.actions import Numbering, NumberNotice
from thongsuot.steering.notices.models import Notice, NumberBook

AT_ONCE = 200


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_are_two_hundred_in_a_row() -> None:
    home = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE)
    clerk = Account.objects.create_account("van-thu", "mat-khau-thu-nghiem", "Văn thư")
    RoleGrant.objects.create(account=clerk, role=Role.CLERK, unit=home)
    year = timezone.localdate().year
    keys = [f"tb-{at}" for at in range(AT_ONCE)]
    own = {"home": home, "issuer": "UBND", "symbol": "TB-UBND", "year": year, "status": "signed", "place": "Lạng Sơn"}
    Notice.objects.bulk_create(Notice(key=key, subject=key, **own) for key in keys)

    def press(key: str) -> int:
        try:
            return NumberNotice.run(Account.objects.get(pk=clerk.pk), Numbering(key)).number
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=40) as people:  # as many connections as a server keeps; the rest queue
        given = list(people.map(press, keys))
    assert sorted(given) == list(range(1, AT_ONCE + 1))
    assert NumberBook.objects.get().last == AT_ONCE
    stored = Notice.objects.filter(status="numbered").values_list("number", flat=True)
    assert sorted(stored) == list(range(1, AT_ONCE + 1))
