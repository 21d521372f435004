"""Levels by date, checks, completeness, comparison, middle steps and spared papers: all pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.conftest import CONTENT
from thongsuot.serving.forms.domain.parsing import parse
from thongsuot.serving.procedures.domain.checks import Known, completeness, faults
from thongsuot.serving.procedures.domain.compare import Change, compare, paired
from thongsuot.serving.procedures.domain.content import (
    Component,
    Fee,
    Level,
    ProcedureContent,
    Service,
    Step,
    StepRole,
)
from thongsuot.serving.procedures.domain.levels import CONVERTED, OLD, counted, shown_on, vocabulary_on
from thongsuot.serving.procedures.domain.middle import middle_of
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.domain.savings import papers_of
from thongsuot.serving.procedures.domain.skeleton import SKELETON
from thongsuot.serving.procedures.domain.wording import limit_words

BASE = content_from({**CONTENT, "components": [{"code": "a", "name": "Đơn"}], "service": "full"})
TODAY = date(2026, 11, 22)
KNOWN = Known(databases={"dan-cu"}, condition=lambda text: parse(text) if text else None)

codes = st.text("abcdef", min_size=1, max_size=6)
shares = st.decimals(0, 40, places=2)
steps = st.builds(
    Step, codes, codes, st.sampled_from(StepRole), st.sampled_from(["one_stop", "leader"]), shares, st.booleans()
)
components = st.builds(
    Component, codes, codes, st.booleans(), count=st.integers(1, 3), database=st.sampled_from(["", "dan-cu"])
)
fees = st.builds(Fee, codes, codes, st.just("phi"), st.integers(0, 10**7) | st.none())


def unique(items: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(items, max_size=6, unique_by=lambda one: one.code).map(tuple)


contents = st.builds(
    ProcedureContent,
    limit=st.builds(Limit, st.decimals("0.5", 60, places=1), st.sampled_from(LimitUnit)),
    level=st.sampled_from(Level),
    service=st.sampled_from(Service),
    steps=unique(steps),
    components=unique(components),
    fees=unique(fees),
    result=st.text(max_size=10),
)


@given(contents)
def test_any_content_is_the_same_after_json(content: ProcedureContent) -> None:
    assert content_from(plain_of(content)) == content
    assert digest_of(content_from(plain_of(content))) == digest_of(content)


# — levels of service (I15) —


def test_ninety_two_and_two_hundred_fifty_four_are_three_hundred_forty_six() -> None:
    stated = {Service.LEVEL_3: 92, Service.LEVEL_4: 254}
    shown = counted(stated, TODAY)
    assert {(one.words, one.stated, one.converted): number for one, number in shown.items()} == {
        ("Một phần", "Mức độ 3", True): 92,
        ("Toàn trình", "Mức độ 4", True): 254,
    }
    assert sum(shown.values()) == 346
    assert "chưa có văn bản" in CONVERTED
    before = counted(stated, date(2021, 5, 1))
    assert {one.words: one.converted for one in before} == {"Mức độ 3": False, "Mức độ 4": False}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 8, 14), "four_levels"),
        (date(2022, 8, 15), "two_levels"),
        (date(2026, 6, 30), "two_levels"),
        (date(2026, 7, 1), "two_levels_2026"),
    ],
)
def test_the_words_of_the_day(day: date, words: str) -> None:
    assert vocabulary_on(day) == words


@given(st.dictionaries(st.sampled_from(Service), st.integers(0, 5000)), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_counting_under_another_vocabulary_loses_nothing(counts: dict[Service, int], day: date) -> None:
    assert sum(counted(counts, day).values()) == sum(counts.values())


@given(st.sampled_from(Service), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_what_is_converted_says_so_and_keeps_the_words_of_the_source(service: Service, day: date) -> None:
    shown = shown_on(service, day)
    assert shown.converted == (shown.service is not service)
    assert bool(shown.stated) == shown.converted


def test_levels_one_and_two_have_no_like_after_2022() -> None:
    assert shown_on(Service.LEVEL_2, TODAY).service is None
    assert all(shown_on(one, date(2020, 1, 1)).service is one for one in OLD)


# — checks —


def test_a_sound_version_has_no_faults() -> None:
    assert faults(BASE, KNOWN, TODAY) == []


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"limit": Limit(Decimal(4), LimitUnit.WORKING_DAYS)}, "buoc", "cộng lại 3 ngày làm việc, thời hạn là 4"),
        (
            {
                "limit": Limit(Decimal(0), LimitUnit.WORKING_DAYS),
                "steps": tuple(replace(one, share=Decimal(0)) for one in BASE.steps),
            },
            "thoi-han",
            "lớn hơn 0",
        ),
        ({"steps": ()}, "buoc", "chưa có bước nào"),
        ({"steps": (*BASE.steps, replace(BASE.steps[0], share=Decimal(0)))}, "buoc", "«tiep-nhan» dùng 2 lần"),
        ({"steps": (replace(BASE.steps[0], office="mars"), *BASE.steps[1:])}, "buoc", "mars"),
        ({"steps": (replace(BASE.steps[0], title=" "), *BASE.steps[1:])}, "buoc", "Bước 1 chưa có tên"),
        ({"components": (Component("b", " "),)}, "giay-to", "thứ 1 chưa có tên"),
        ({"components": (Component("b", "Đơn", count=0),)}, "giay-to", "số bản từ 1"),
        ({"components": (Component("b", "Đơn", database="sao-hoa"),)}, "giay-to", "sao-hoa"),
        ({"components": (Component("b", "Đơn", when="((("),)}, "giay-to", "Điều kiện"),
        ({"fees": (Fee("x", "Lệ phí", "le_phi", None),)}, "phi", "chưa có số tiền"),
        ({"fees": (Fee("x", "Lệ phí", "thue", 1),)}, "phi", "phí hoặc lệ phí"),
        ({"result": ""}, "ket-qua", "Chưa ghi kết quả"),
        ({"service": Service.PARTIAL}, "dich-vu", "công khai lý do"),
    ],
)
def test_each_fault_is_told_with_its_place(change: dict[str, object], place: str, words: str) -> None:
    found = faults(replace(BASE, **change), KNOWN, TODAY)  # type: ignore[arg-type]
    assert [one.place for one in found] == [place]
    assert words in found[0].message


def test_a_reason_for_partial_is_asked_only_from_july_2026() -> None:
    partial = replace(BASE, service=Service.PARTIAL)
    assert faults(partial, KNOWN, date(2026, 6, 30)) == []
    assert faults(partial, KNOWN, date(2026, 7, 1))
    assert faults(replace(partial, partial_reason="Phải có mặt."), KNOWN, date(2026, 7, 1)) == []


@given(contents)
def test_shares_are_faulty_exactly_when_they_are_not_the_limit(content: ProcedureContent) -> None:
    told = any("cộng lại" in one.message for one in faults(content, KNOWN, TODAY))
    total = sum((one.share for one in content.steps), Decimal(0))
    assert told == (bool(content.steps) and total != content.limit.value)


def test_completeness_names_what_is_missing() -> None:
    found = completeness(content_from(SKELETON), instrument="", audiences=[])
    assert found.there + len(found.missing) == found.asked
    assert {"thành phần hồ sơ", "kết quả", "quyết định công bố", "đối tượng thực hiện"} <= set(found.missing)
    whole = replace(BASE, conditions=("Ai cũng được.",), legal_basis=("Luật",), form={"pages": []})
    assert completeness(whole, instrument="QĐ 1", audiences=["citizen"]).percent == 100


@given(contents, st.text(max_size=3))
def test_completeness_is_a_share(content: ProcedureContent, instrument: str) -> None:
    found = completeness(content, instrument=instrument, audiences=[])
    assert 0 <= found.percent < 100  # nobody it is for: never whole
    assert "đối tượng thực hiện" in found.missing


# — two versions (H06) —


@given(contents, contents)
def test_every_item_of_both_versions_is_shown_once(before: ProcedureContent, after: ProcedureContent) -> None:
    found = compare(before, after)
    assert [one.after for one in found.steps if one.after] == list(after.steps), "in the order of the newer"
    assert sorted(one.before.code for one in found.steps if one.before) == sorted(one.code for one in before.steps)


@given(contents)
def test_a_version_does_not_differ_from_itself(content: ProcedureContent) -> None:
    found = compare(content, content)
    every = (*found.steps, *found.components, *found.fees)
    assert {one.change for one in every} <= {Change.SAME}
    assert (found.days or 0, found.papers_fewer, found.steps_fewer, found.others) == (0, 0, 0, ())


@given(contents, contents)
def test_what_one_way_is_added_the_other_way_is_removed(one: ProcedureContent, other: ProcedureContent) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.papers_fewer == -back.papers_fewer
    assert there.steps_fewer == -back.steps_fewer
    assert there.days is None or there.days == -(back.days or 0)


def test_what_was_removed_stands_where_it_stood() -> None:
    def row(code: str) -> Component:
        return Component(code, code)

    pairs = paired([row("a"), row("b"), row("c")], [row("c"), row("a")])
    assert [(one.before or one.after).code for one in pairs] == ["c", "a", "b"]  # type: ignore[union-attr]
    assert [one.change for one in pairs] == [Change.SAME, Change.SAME, Change.REMOVED]


def test_hours_and_days_compare_calendar_days_do_not() -> None:
    def limited(value: str, unit: LimitUnit) -> ProcedureContent:
        return replace(BASE, limit=Limit(Decimal(value), unit))

    two_days, one_day = limited("2", LimitUnit.WORKING_DAYS), limited("8", LimitUnit.WORKING_HOURS)
    assert compare(two_days, one_day).days == 1
    assert compare(two_days, limited("2", LimitUnit.CALENDAR_DAYS)).days is None
    assert limit_words(one_day.limit) == "8 giờ làm việc (trong ngày)"


# — middle steps (H10), spared papers (H09) —


@given(contents)
def test_middle_steps_are_part_of_the_whole(content: ProcedureContent) -> None:
    found = middle_of(content)
    assert 0 <= found.share <= found.whole
    assert all(not one.adds_value for one in found.steps)


@given(contents)
def test_a_paper_is_asked_or_spared_never_both(content: ProcedureContent) -> None:
    papers = papers_of(content)
    assert set(papers.asked).isdisjoint(papers.spared)
    assert len(papers.asked) + len(papers.spared) == len(content.components)
    assert papers.spared_count >= len(papers.spared)


def test_the_small_world_passes_one_step_on_and_spares_one_paper() -> None:
    content = content_from(CONTENT)
    assert [one.code for one in middle_of(content).steps] == ["tra"]
    assert papers_of(content).spared_count == 1
