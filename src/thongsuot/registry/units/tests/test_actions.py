"""Founding, renaming and ending units: dated events with a citation; nothing of the past is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.search.models import SearchEntry
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import Small, make_unit
from thongsuot.registry.units.actions import Ending, EndUnit, Founding, FoundUnit, RenameUnit, Renaming
from thongsuot.registry.units.models import Unit, UnitEvent, UnitKind

NewAccount = Callable[..., Account]
Events = Callable[..., list[Any]]
ON = date(2025, 7, 1)
CITED = "Nghị quyết thử nghiệm số 01/NQ"


@pytest.fixture
def office(account: NewAccount, small: Small) -> Account:
    return account(Role.HOME_AFFAIRS, small.here)


@pytest.fixture
def commune(small: Small) -> Unit:
    return make_unit("xa-thu", "Xã Thử", UnitKind.COMMUNE, small.here, date(2020, 1, 1))


def founding(**more: Any) -> Founding:
    given: dict[str, Any] = {
        "name": "Sở Thử Nghiệm", "short_name": "Sở Thử Nghiệm", "kind": "department", "form": "sở",
        "parent": "tinh-lang-son", "on": ON, "citation": CITED,
    }  # fmt: skip
    return Founding(**given | more)


def test_founding_twice_is_one_unit(small: Small, office: Account, events: Events) -> None:
    keys = {FoundUnit.run(office, founding()).key for _time in range(2)}
    unit = Unit.objects.get(key=keys.pop())
    assert (unit.parent, unit.valid_from, unit.path) == (small.here, ON, f"{small.here.path}/{unit.key}")
    assert [name.name for name in unit.names.all()] == ["Sở Thử Nghiệm"]
    assert UnitEvent.objects.get().citation == CITED
    assert events("unit", unit.key) == [("registry.unit.founded", {"name": [None, "Sở Thử Nghiệm"]})]
    assert SearchEntry.objects.get(kind="unit", key=unit.key).title == "Sở Thử Nghiệm"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"citation": " "}, "citation"),
        ({"kind": "sở"}, "kind"),
        ({"name": " "}, "name"),
        ({"parent": "khong-co"}, "parent"),
        ({"parent": "xa-thu", "on": date(2019, 12, 31)}, "parent"),
    ],
)
def test_founding_is_refused(commune: Unit, account: NewAccount, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ActionError) as refused:
        FoundUnit.run(account(Role.ADMIN), founding(**more))
    assert refused.value.errors[0].field == field
    assert not UnitEvent.objects.exists()


def rename(actor: Account, on: date = ON, name: str = "Xã Đổi Tên") -> None:
    RenameUnit.run(actor, Renaming("xa-thu", name, name.removeprefix("Xã "), on, CITED))


def test_the_old_name_stays_for_its_time(commune: Unit, office: Account, events: Events) -> None:
    rename(office)
    rename(office)
    commune.refresh_from_db()
    names = [(one.name, one.valid_from, one.valid_to) for one in commune.names.order_by("pk")]
    assert names == [("Xã Thử", date(2020, 1, 1), ON), ("Xã Đổi Tên", ON, None)]
    assert events("unit", "xa-thu") == [("registry.unit.renamed", {"name": ["Xã Thử", "Xã Đổi Tên"]})]
    assert SearchEntry.objects.get(kind="unit", key="xa-thu").title == "Xã Đổi Tên"


def test_names_follow_each_other(commune: Unit, office: Account) -> None:
    rename(office)
    for on in (ON, date(2024, 1, 1)):
        with pytest.raises(ActionError) as refused:
            rename(office, on, "Xã Tên Khác")
        assert refused.value.errors[0].field == "on"


def end(actor: Account, key: str = "xa-thu", successor: str = "", on: date = ON, citation: str = CITED) -> None:
    EndUnit.run(actor, Ending(key, successor, on, citation))


def test_ending_leaves_the_unit_to_its_time(commune: Unit, small: Small, office: Account, events: Events) -> None:
    heir = make_unit("xa-ben", "Xã Bên", UnitKind.COMMUNE, small.here)
    for _time in range(2):
        end(office, successor="xa-ben")
    commune.refresh_from_db()
    member = UnitEvent.objects.get(kind="merged").members.get()
    assert (commune.valid_to, member.predecessor, member.successor) == (ON, commune, heir)
    assert commune.names.get().valid_to == ON
    assert events("unit", "xa-thu") == [
        ("registry.unit.ended", {"valid_to": [None, "2025-07-01"], "successor": [None, "xa-ben"]})
    ]


def test_dissolved_without_heir(commune: Unit, office: Account) -> None:
    end(office)
    assert UnitEvent.objects.get().kind == "dissolved"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"citation": ""}, "citation"),
        ({"on": date(2020, 1, 1)}, "on"),
        ({"successor": "xa-thu"}, "successor"),
        ({"successor": "khong-co"}, "successor"),
        ({"key": "tinh-lang-son"}, None),
    ],
)
def test_ending_is_refused(commune: Unit, office: Account, more: dict[str, Any], field: str | None) -> None:
    with pytest.raises(ActionError) as refused:
        end(office, **more)
    assert refused.value.errors[0].field == field
    assert not UnitEvent.objects.exists()


def test_not_before_its_latest_name(commune: Unit, office: Account) -> None:
    rename(office)
    with pytest.raises(ActionError) as refused:
        end(office)
    assert refused.value.errors[0].field == "on"


def test_an_ended_unit_founds_and_renames_nothing(commune: Unit, office: Account) -> None:
    end(office)
    with pytest.raises(ActionError):
        rename(office, date(2025, 8, 1))
    with pytest.raises(ActionError):
        FoundUnit.run(office, founding(parent="xa-thu", on=date(2025, 8, 1)))


def test_only_in_ones_branch(commune: Unit, account: NewAccount, small: Small) -> None:
    for stranger in (account(Role.HOME_AFFAIRS, small.there), account(Role.SECRETARIAT, small.here)):
        for act in (lambda who: FoundUnit.run(who, founding()), rename, end):
            with pytest.raises(AccessDenied):
                act(stranger)
