"""What ``make run`` shows of committees: Hà Giang as S2 tells it, Lạng Sơn through three memberships."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.demo.load import load_accounts
from thongsuot.registry.demo.offices import load_offices
from thongsuot.registry.units.committees import load_committees
from thongsuot.registry.units.load import load_units
from thongsuot.registry.units.models import Unit, UnitEvent
from thongsuot.steering.committees import demo, queries
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.people import belongs_to

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("loaded")]
MERGED = "bcd-cai-cach-hanh-chinh-chuyen-doi-so-de-an-06--ha-giang"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        load_committees()
        load_offices()
        load_accounts()
        demo.load()
        yield
        transaction.set_rollback(True)


def bodies(day: date) -> set[str]:
    return set(queries.in_being(SYSTEM, day).filter(home__key="tinh-ha-giang").values_list("unit__key", flat=True))


def test_three_bodies_the_day_before_and_one_on_the_day() -> None:
    """A02."""
    assert len(bodies(date(2024, 7, 28))) == 3
    assert bodies(date(2024, 7, 29)) == {MERGED}


def test_no_body_outlives_its_province() -> None:
    """Hà Giang ended on 1/7/2025."""
    assert bodies(date(2025, 6, 30)) == {MERGED}
    assert bodies(date(2025, 7, 1)) == set()


def test_the_merger_the_record_knew_is_not_told_twice() -> None:
    assert UnitEvent.objects.filter(effective_on=date(2024, 7, 29)).count() == 1


def test_the_deputies_answer_for_their_fields() -> None:
    """A03, with the positions S2 names."""
    body, day = Committee.objects.get(unit__key=MERGED), date(2024, 9, 18)
    found = {}
    for programme in ("cchc", "cds", "da06"):
        seat = queries.deputy_for(body, programme, day)
        assert seat is not None
        found[programme] = seat.position.title
    expected = ["Giám đốc Sở Nội vụ", "Giám đốc Sở Thông tin và Truyền thông", "Giám đốc Công an tỉnh"]
    assert found == dict(zip(("cchc", "cds", "da06"), expected, strict=True))


def test_lang_son_is_enlarged_in_2024_and_has_no_district_in_2026() -> None:
    """A04: eleven chairmen of districts and the city; none after the two-level government began."""
    body = Committee.objects.get(unit__key="bcd-cai-cach-hanh-chinh--lang-son")
    counts = []
    for day in (date(2024, 2, 29), date(2024, 3, 1), date(2026, 11, 22)):
        seats = queries.members_on(body, day)
        counts.append(sum(seat.position.unit.kind == "district" for seat in seats))
    assert counts == [0, 11, 0]
    assert not [seat for seat in queries.members_on(body, date(2026, 11, 22)) if seat.position.unit.valid_to]


def test_loading_again_changes_nothing() -> None:
    def state() -> tuple[int, ...]:
        seats = [version.members.count() for version in CommitteeVersion.objects.order_by("pk")]
        return Committee.objects.count(), Unit.objects.count(), UnitEvent.objects.count(), *seats

    before = state()
    load_offices()
    load_accounts()
    demo.load()
    assert state() == before


def test_nobody_of_the_demo_judges_the_work_of_their_own_office() -> None:
    office = Unit.objects.get(key="so-noi-vu--lang-son").path
    own = {name: belongs_to(Account.objects.get(username=name), office) for name in ("so-noi-vu", "truong-ban")}
    assert own == {"so-noi-vu": True, "truong-ban": False}


def test_the_head_of_the_sample_committee_bears_three_titles() -> None:
    account = Account.objects.get(username="truong-ban")
    assert account.person is not None
    assert account.person.is_sample
    assert [title.split()[0] for title in queries.titles_on(account.person.pk, date(2026, 11, 22))] == [
        "Phó",
        "Chủ",
        "Trưởng",
    ]
