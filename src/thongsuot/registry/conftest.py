"""A small record for the tests of actions: the nation, two provinces, one document read by the reader, accounts."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document
from thongsuot.registry.units.models import Unit, UnitKind, UnitName

TEXT = """THÔNG BÁO
Kết luận phiên họp quý II năm 2022 của Ban Chỉ đạo cải cách hành chính tỉnh Lạng Sơn

Ngày 15/6/2022, Ban Chỉ đạo cải cách hành chính tỉnh Lạng Sơn họp phiên quý II.
Trong 6 tháng đầu năm 2022, tỷ lệ hồ sơ trực tuyến của tỉnh Lạng Sơn đạt 33,8%. Tỷ lệ thanh toán trực tuyến đạt 41,05%.
Việc số hóa kết quả giải quyết thủ tục hành chính ở một số xã còn chậm.

Trưởng Ban Chỉ đạo yêu cầu:
1. Giao Sở Nội vụ hoàn thành rà soát vị trí việc làm trong tháng 7/2022.
2. Giao Văn phòng Ủy ban nhân dân tỉnh đôn đốc các huyện số hóa kết quả trước ngày 30/9/2022.
"""


@dataclass(frozen=True, slots=True)
class Small:
    """``here`` is the province of the document and of the accounts, ``there`` another one."""

    nation: Unit
    here: Unit
    there: Unit


def make_unit(key: str, name: str, kind: UnitKind, parent: Unit | None = None, begins: date | None = None) -> Unit:
    short = name.removeprefix("Tỉnh ").removeprefix("Xã ")
    path = f"{parent.path}/{key}" if parent else key
    unit = Unit.objects.create(
        key=key, name=name, short_name=short, kind=kind, path=path, parent=parent, valid_from=begins,
        form=name.split(maxsplit=1)[0].lower(), sort_key=key, search_key=fold(short),
    )  # fmt: skip
    UnitName.objects.create(unit=unit, name=name, short_name=short, valid_from=begins)
    return unit


@pytest.fixture
def small(db: None) -> Small:
    cache.clear()
    nation = make_unit("vn", "Việt Nam", UnitKind.NATION)
    here = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE, nation)
    there = make_unit("tinh-ha-giang", "Tỉnh Hà Giang", UnitKind.PROVINCE, nation)
    return Small(nation, here, there)


@pytest.fixture
def account(small: Small) -> Callable[..., Account]:
    """``account(Role.SECRETARIAT, small.here)`` gives a new account with that role over that branch."""
    made = itertools.count(1)

    def new(role: Role | None = None, unit: Unit | None = None, name: str = "Trần Thị Thử") -> Account:
        one = Account.objects.create_account(f"nguoi-{next(made)}", "mat-khau-thu-nghiem", name)
        if role is not None:
            RoleGrant.objects.create(account=one, role=role, unit=unit)
        return one

    return new


@pytest.fixture
def document(small: Small) -> Document:
    """A draft notice of ``small.here`` with proposed figures, orders and a limitation."""
    added = AddDocument.run(SYSTEM, NewDocument(text=TEXT, dated=date(2022, 6, 15)))
    return Document.objects.get(key=added.key)


@pytest.fixture
def events() -> Callable[..., list[Any]]:
    """``events("claim", 7)`` → (name, changes) of the aggregate's history, whose chain must be whole."""

    def of(kind: str, key: object) -> list[Any]:
        assert verify_chain(kind, str(key)) is None
        rows = Event.objects.filter(aggregate_type=kind, aggregate_id=str(key)).order_by("sequence")
        return [(row.name, row.changes) for row in rows]

    return of
