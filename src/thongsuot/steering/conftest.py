"""A small steering world for the tests: a province with two departments, its committee, one account for each duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import settings

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import Small, account, document, events, make_unit, small
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.committees.models import Committee

settings.register_profile("thongsuot", deadline=None, max_examples=100)  # a busy machine is no fault of the code
settings.load_profile("thongsuot")
__all__ = ["account", "document", "events", "make_unit", "small"]


@dataclass(frozen=True, slots=True)
class Offices:
    """``home`` gives the work; ``doing`` and ``other`` are departments of it; ``body`` is the home's committee."""

    nation: Unit
    home: Unit
    doing: Unit
    other: Unit
    body: Committee


@pytest.fixture
def offices(small: Small) -> Offices:
    doing = make_unit("so-noi-vu--lang-son", "Sở Nội vụ tỉnh Lạng Sơn", UnitKind.DEPARTMENT, small.here)
    other = make_unit("so-tai-chinh--lang-son", "Sở Tài chính tỉnh Lạng Sơn", UnitKind.DEPARTMENT, small.here)
    unit = make_unit(
        "bcd-cai-cach-hanh-chinh--lang-son", "Ban Chỉ đạo cải cách hành chính tỉnh", UnitKind.COMMITTEE, small.here
    )
    body = Committee.objects.create(unit=unit, home=small.here, programmes=["cchc", "cds", "da06"])
    return Offices(small.nation, small.here, doing, other, body)


@dataclass(frozen=True, slots=True)
class Staff:
    """One account for each duty; ``focal`` and ``head`` work in ``doing``, ``stranger`` heads ``other``."""

    secretary: Account
    home_affairs: Account
    chair: Account
    clerk: Account
    focal: Account
    head: Account
    stranger: Account


@pytest.fixture
def staff(offices: Offices, account: Callable[..., Account]) -> Staff:
    return Staff(
        secretary=account(Role.SECRETARIAT, offices.home, "Thư ký"),
        home_affairs=account(Role.HOME_AFFAIRS, offices.home, "Sở Nội vụ"),
        chair=account(Role.COMMITTEE_HEAD, offices.home, "Trưởng Ban"),
        clerk=account(Role.CLERK, offices.home, "Văn thư"),
        focal=account(Role.UNIT_FOCAL, offices.doing, "Đầu mối"),
        head=account(Role.UNIT_HEAD, offices.doing, "Lãnh đạo"),
        stranger=account(Role.UNIT_HEAD, offices.other, "Lãnh đạo khác"),
    )
