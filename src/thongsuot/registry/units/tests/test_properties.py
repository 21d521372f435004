"""What must hold for any figures and any graph of units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.registry.units.domain import Kind, Standing, UnitHistory
from thongsuot.registry.units.fixture import load_timeline
from thongsuot.registry.units.timeline.carrying import allocate
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import Basis, EventKind, Name, Succession, Unit, UnitEvent
from thongsuot.registry.units.timeline.naming import name_key

BEFORE, BETWEEN, AFTER = date(2025, 6, 30), date(2025, 12, 31), date(2026, 12, 31)
HISTORY = UnitHistory(load_timeline())
PROVINCES = sorted(unit.key for unit in HISTORY.timeline.alive(BEFORE, Kind.PROVINCE))

figures = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=3)
positive = st.integers(min_value=1, max_value=10**9).map(Decimal)
shares = st.lists(st.integers(min_value=1, max_value=50).map(lambda n: Fraction(n, 7)), min_size=1, max_size=6)


@given(figures, shares)
@settings(deadline=None)
def test_parts_sum_to_the_whole_and_stay_within_one_step_of_their_share(total: Decimal, parts: list[Fraction]) -> None:
    given_out = allocate(total, parts)
    assert sum(given_out) == total
    for amount, share in zip(given_out, parts, strict=True):
        assert abs(Fraction(amount) - Fraction(total) * share / sum(parts)) < Fraction(1, 1000)


@given(st.dictionaries(st.sampled_from(PROVINCES), figures, min_size=1))
@settings(max_examples=60, deadline=None)
def test_the_national_sum_is_the_same_before_and_after(values: dict[str, Decimal]) -> None:
    carried = HISTORY.aggregate(values, as_of=BEFORE, to=AFTER)
    assert sum(one.value for one in carried.values()) == sum(values.values())
    assert not any(one.estimated for one in carried.values())
    (nation,) = HISTORY.aggregate(values, as_of=BEFORE, to=AFTER, kind=Kind.NATION).values()
    assert nation.value == sum(values.values())


@given(st.fixed_dictionaries(dict.fromkeys(PROVINCES, positive)))
@settings(max_examples=20, deadline=None)
def test_old_to_new_and_back_with_the_old_figures_as_weights_is_where_one_began(values: dict[str, Decimal]) -> None:
    today = {key: one.value for key, one in HISTORY.aggregate(values, as_of=BEFORE, to=AFTER).items()}
    back = HISTORY.spread_back(today, as_of=AFTER, to=BEFORE, kind=Kind.PROVINCE, weights=values)
    assert {key: one.value for key, one in back.items()} == values


@given(st.fixed_dictionaries(dict.fromkeys(PROVINCES, positive)), positive)
@settings(max_examples=20, deadline=None)
def test_new_to_old_and_forward_again_keeps_the_figure(weights: dict[str, Decimal], value: Decimal) -> None:
    new = {"tinh-tuyen-quang-2025": value, "thanh-pho-ho-chi-minh-2025": value / 2}
    back = HISTORY.spread_back(new, as_of=AFTER, to=BEFORE, kind=Kind.PROVINCE, weights=weights)
    again = HISTORY.aggregate({key: one.value for key, one in back.items()}, as_of=BEFORE, to=AFTER)
    assert {key: one.value for key, one in again.items()} == new


@st.composite
def two_waves(draw: st.DrawFn) -> Timeline:
    """Communes rearranged twice: each old one goes whole or in parts to the next wave."""
    waves = [[f"{wave}{number}" for number in range(draw(st.integers(1, 4)))] for wave in "abc"]
    days = [None, date(2025, 7, 1), date(2026, 7, 1), None]
    units = [
        Unit(key, Kind.COMMUNE, (Name(f"Xã {key}", key, "Xã"),), "vn", days[wave], days[wave + 1])
        for wave, keys in enumerate(waves)
        for key in keys
    ]
    events = []
    for wave in (0, 1):
        edges: list[Succession] = []
        for key in waves[wave]:
            heirs = draw(st.lists(st.sampled_from(waves[wave + 1]), min_size=1, unique=True))
            whole = len(heirs) == 1
            share, basis = (Fraction(1), Basis.WHOLE) if whole else (None, Basis.PART)
            edges += [Succession(key, heir, share, basis) for heir in heirs]
        events.append(
            UnitEvent(f"e{wave}", EventKind.REARRANGED, days[wave + 1] or AFTER, "", "sample", "", "", tuple(edges))
        )
    nation = Unit("vn", Kind.NATION, (Name("Việt Nam", "Việt Nam"),))
    return Timeline([nation, *units], events)


@given(two_waves(), st.data())
@settings(max_examples=80, deadline=None)
def test_chains_of_divisions_lose_nothing(timeline: Timeline, data: st.DataObject) -> None:
    history = UnitHistory(timeline)
    olds = [unit.key for unit in timeline.alive(BEFORE, Kind.COMMUNE)]
    values = {key: data.draw(positive) for key in olds}
    for key in olds:
        landings = history.present_of(key, AFTER)
        assert sum(landing.share or 0 for landing in landings) == 1
        for landing in landings:
            assert key in {unit.key for unit in history.predecessors(landing.unit, BEFORE)}
    for day in (BETWEEN, AFTER):
        carried = history.aggregate(values, as_of=BEFORE, to=day)
        assert sum(one.value for one in carried.values()) == sum(values.values())
        assert all(one.complete for one in carried.values())


@given(st.text(max_size=60))
@settings(deadline=None)
def test_a_name_key_is_stable_and_never_fails(text: str) -> None:
    assert name_key(name_key(text)) == name_key(name_key(name_key(text)))


@given(st.sampled_from(sorted(HISTORY.timeline.units)), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_the_full_name_of_a_living_unit_finds_it_among_the_living(key: str, on: date) -> None:
    unit = HISTORY.timeline.unit(key)
    if unit.alive(on):
        found = HISTORY.names.candidates(unit.name_on(on).full, on, inside=unit.parent)
        assert (key, Standing.IN_FORCE) in [(one.unit, one.standing) for one in found]
