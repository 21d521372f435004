"""The pages of published results with the sources' own figures: Hậu Giang 2021, Gia Lai across the change of method."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from thongsuot.kernel.text import fold
from thongsuot.measuring.leagues import queries
from thongsuot.measuring.published.load import published_rows
from thongsuot.measuring.published.table import PublishedResult
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.conftest import Small, document, make_unit, small
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.load import load_indicators
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit, UnitKind

pytestmark = pytest.mark.django_db
__all__ = ["document", "small"]
NAMES = ("Hậu Giang", "Gia Lai", "Đồng Nai")


def claim_of(row: PublishedResult, unit: Unit, source: Document) -> Claim:
    indicator = Indicator.objects.get(key=row.indicator)
    return Claim.objects.create(
        document=source, origin=ClaimOrigin.TABLE, subject=unit, subject_text=row.unit, indicator=indicator,
        name=indicator.name, period_kind=row.period.kind, period_start=row.period.start, period_end=row.period.end,
        period_text=row.period.text, value=row.value,
        value_exponent=row.value.as_tuple().exponent if row.value is not None else 0,
        unit_of_measure=row.unit_of_measure, rank=row.rank, out_of=row.out_of, rank_change=row.rank_change,
        change=row.change, change_unit="điểm" if row.change is not None else "", region_rank=row.region_rank,
        region_out_of=row.region_out_of, status=ReviewStatus.CONFIRMED, is_public=True,
    )  # fmt: skip


@pytest.fixture
def printed(small: Small, document: Document) -> dict[str, Unit]:
    """The real rows of three provinces for the four indices."""
    cache.clear()
    load_indicators()
    units = {name: make_unit(fold(name).replace(" ", "-"), name, UnitKind.PROVINCE, small.nation) for name in NAMES}
    for row in published_rows():
        wanted = (
            row.unit in units
            and row.population == "province"
            and row.indicator in ("par-index", "sipas", "pci", "papi")
        )
        if wanted and row.says_something:
            claim_of(row, units[row.unit], document)
    return units


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_hau_giang_2021_on_one_sheet(client: Client, printed: dict[str, Unit]) -> None:
    """PCI 63,8 (38/63, +1, 9/13) · PAPI 42,16 (33/63, −6) · PAR 86,77 (27/63, +1, 4/13) · SIPAS (50/63)."""
    shown = page(client, "/don-vi/hau-giang/bon-chi-so?nam=2021")
    for told in ("86,77", "hạng 27/63", "4/13", "hạng 38/63", "9/13", "42,16", "hạng 33/63", "hạng 50/63"):
        assert told in shown
    assert "giảm 6 bậc" in shown
    assert "giảm 1,61 điểm" in shown


def test_last_year_as_this_years_source_implies_it(client: Client, printed: dict[str, Unit]) -> None:
    """42,16 after −1,61 → 43,77; 33 after −6 → 27 (G04), and the record's own 2020 says the same."""
    papi = queries.four_indices(ANONYMOUS, printed["Hậu Giang"], 2021)[3]
    assert (str(papi.implied and papi.implied[0]), papi.implied and papi.implied[1]) == ("43.77", 27)
    assert papi.implied_agrees is True
    assert "khớp số đã lưu" in page(client, "/don-vi/hau-giang/bon-chi-so?nam=2021")


def test_a_stored_year_that_says_otherwise_is_marked(client: Client, printed: dict[str, Unit]) -> None:
    """PAR INDEX rank 27 after +1 is 28 the year before; a stored 26 raises a warning (E11)."""
    Claim.objects.filter(
        subject=printed["Hậu Giang"], indicator__key="par-index", period_end=date(2020, 12, 31)
    ).update(rank=26)
    assert "khác số đã lưu" in page(client, "/don-vi/hau-giang/bon-chi-so?nam=2021")


def test_components_that_fell_carry_the_word(client: Client, printed: dict[str, Unit]) -> None:
    shown = page(client, "/don-vi/hau-giang/bon-chi-so?nam=2021")
    assert "Tính minh bạch" in shown
    assert "</span> giảm</span>" in shown
    assert "giảm 1,38 điểm" in page(client, "/don-vi/dong-nai/bon-chi-so?nam=2022")


def test_sipas_bands_are_not_joined_across_2022(printed: dict[str, Unit]) -> None:
    """Gia Lai: 45 in 2021 by the old questionnaire, 16 and 19 by the new one."""
    sipas = queries.four_indices(ANONYMOUS, printed["Gia Lai"], 2023)[1]
    assert [(one.first, one.last, str(one.band)) for one in sipas.stretches] == [
        (2021, 2021, "45 - 45"),
        (2022, 2023, "16 - 19"),
    ]


def test_a_band_is_of_five_years_at_most_and_knows_no_future(printed: dict[str, Unit]) -> None:
    pci = queries.four_indices(ANONYMOUS, printed["Đồng Nai"], 2012)[2]
    (band,) = pci.stretches
    assert (band.first, band.last) == (2008, 2012)


def test_all_four_panels_stand_even_where_nothing_was_found(printed: dict[str, Unit]) -> None:
    panels = queries.four_indices(ANONYMOUS, printed["Gia Lai"], 2023)
    assert [one.indicator.key for one in panels] == ["par-index", "sipas", "pci", "papi"]
    assert panels[3].claim is None


def test_the_share_behind_is_what_compares_63_with_34(printed: dict[str, Unit]) -> None:
    par = queries.four_indices(ANONYMOUS, printed["Hậu Giang"], 2021)[0]
    assert par.ahead_of is not None
    assert round(par.ahead_of) == 58  # 36 of the 62 others


def test_the_league_highlights_the_unit_asked_for(client: Client, printed: dict[str, Unit]) -> None:
    shown = page(client, "/ket-qua/par-index/2021?don-vi=hau-giang")
    assert "Hậu Giang ở nhóm hạng 27 - 28 từ năm 2020 đến 2021" in shown
    assert "dot-mine" in shown
    assert "dot-mine" not in page(client, "/ket-qua/par-index/2021")


def test_the_check_of_the_tables_is_a_page(client: Client, printed: dict[str, Unit]) -> None:
    shown = page(client, "/ket-qua/doi-chieu")
    assert "14 chỗ không khớp" in shown
    assert "nguồn nêu +1,32 so với 2023, nhưng 92,57 − 91,43 = +1,14" in shown
    assert "/ket-qua/doi-chieu" in page(client, "/ket-qua")


def test_five_years_print_every_year_and_imply_the_missing(client: Client, printed: dict[str, Unit]) -> None:
    shown = page(client, "/don-vi/hau-giang/nam-nam?tu=2017&den=2021")
    for year in range(2017, 2022):
        assert f'class="num">{year}<' in shown
    assert "Năm 2020 suy từ nguồn năm sau: hạng 39." in shown  # PCI: 38 after +1
    assert "2016" not in shown.split("<h2")[1]


def test_more_claims_cost_no_more_queries(
    client: Client, printed: dict[str, Unit], django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        page(client, "/don-vi/dong-nai/bon-chi-so?nam=2022")
