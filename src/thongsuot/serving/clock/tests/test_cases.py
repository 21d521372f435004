"""A case typed by somebody: what is wrong is named with how to mend it, what is merely odd is understood."""

from __future__ import annotations

from typing import Any

import pytest

from thongsuot.kernel.workdays import NoCalendar
from thongsuot.serving.clock.domain.cases import BadCase, case_of, read_case, result_of
from thongsuot.serving.clock.extra import calendar_for
from thongsuot.serving.clock.rules import rules_on

GOOD: dict[str, Any] = {
    "id": 1,
    "received_at": "2026-03-02T08:00",
    "limit": {"value": 5, "unit": "working_days"},
}


def answer(**changes: Any) -> dict[str, Any]:
    case = case_of(GOOD | changes)
    return result_of(case, read_case(case, calendar_for, rules_on))


def due(**changes: Any) -> str | None:
    return answer(**changes)["due_at"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"received_at": None}, "«received_at» phải là thời điểm dạng 2026-02-12T09:30"),
        ({"received_at": "31/02/2026"}, "received_at"),
        ({"limit": None}, "«limit» phải có dạng"),
        ({"limit": {"value": 5, "unit": "days"}}, "đang là «days»"),
        ({"limit": {"value": "năm", "unit": "months"}}, "phải là một số, đang là «năm»"),
        ({"limit": {"value": True, "unit": "months"}}, "phải là một số"),
        ({"limit": {"value": "NaN", "unit": "months"}}, "phải là một số"),
        ({"limit": {"value": -1, "unit": "working_days"}}, "lớn hơn 0"),
        ({"limit": {"value": 0, "unit": "working_hours"}}, "lớn hơn 0"),
        ({"limit": {"value": "1e400", "unit": "working_days"}}, "không quá 10000"),
        ({"limit": {"value": 1.5, "unit": "calendar_days"}}, "số nguyên"),
        ({"limit": {"value": 1.2, "unit": "months"}}, "nửa tháng"),
        ({"accepted_at": "2026-03-01T08:00"}, "sớm hơn «received_at»"),
        ({"pauses": {"from": "x"}}, "«pauses» phải là danh sách"),
        ({"pauses": ["2026-03-03"]}, "pauses, lần 1"),
        ({"pauses": [{"from": "2026-03-03T08:00", "to": "2026-03-02T08:00"}]}, "đổi lại «from» và «to»"),
        ({"extension": {"value": 2, "unit": "working_days"}}, "extension.at"),
        ({"extension": {"value": 2, "unit": "working_days", "at": "2026-03-01T08:00"}}, "sớm hơn lúc đồng hồ chạy"),
        ({"calendar": {"holiday": ["2026-03-03"]}}, "«calendar» chỉ gồm"),
        ({"calendar": "Lào"}, "«calendar» chỉ gồm"),
        ({"calendar": {"holidays": ["3/3/2026"]}}, "dạng 2026-02-16"),
        ({"calendar": {"years": ["2028"]}}, "danh sách năm"),
        ({"calendar": {"holidays": ["2026-03-03"], "workdays": ["2026-03-03"]}}, "vừa nghỉ vừa làm bù"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(BadCase) as error:
        case_of(GOOD | changes)
    assert says in str(error.value)


def test_a_line_that_is_no_case() -> None:
    with pytest.raises(BadCase, match="đối tượng JSON"):
        case_of([1, 2])


def test_offsets_and_local_times_are_the_same_moment() -> None:
    local, zulu = due(received_at="2026-03-02T16:30"), due(received_at="2026-03-02T09:30:00Z")
    assert local == zulu == due(received_at="2026-03-02T16:30:00+07:00") == "2026-03-09T17:30:00+07:00"
    assert due(received_at="2026-03-02T22:00:00Z") == "2026-03-10T17:30:00+07:00"  # the 3rd, 05:00, in Vietnam


def test_the_days_of_the_case_go_before_the_nation() -> None:
    assert due(calendar={"holidays": ["2026-03-04"]}) == "2026-03-10T17:30:00+07:00"
    assert due(calendar={"workdays": ["2026-03-07"]}) == "2026-03-07T17:30:00+07:00"
    assert due(calendar="vn") == due(calendar="Việt Nam") == due(calendar={}) == due() == "2026-03-09T17:30:00+07:00"
    assert due(received_at="2026-02-13T08:00", calendar={"workdays": ["2026-02-16"]}) == "2026-02-26T17:30:00+07:00"


def test_a_year_nobody_gave_is_refused_and_a_year_given_is_plain_weeks() -> None:
    case = case_of(GOOD | {"received_at": "2029-01-02T08:00"})
    with pytest.raises(NoCalendar, match="năm 2029"):
        read_case(case, calendar_for, rules_on)
    assert due(received_at="2029-01-02T08:00", calendar={"years": [2029]}) == "2029-01-09T17:30:00+07:00"


def test_a_pause_before_the_clock_began_takes_nothing() -> None:
    before = [{"from": "2026-02-25T08:00", "to": "2026-02-26T08:00", "reason": "bổ sung"}]
    across = [{"from": "2026-02-25T08:00", "to": "2026-03-02T09:00", "reason": "bổ sung"}]
    assert due(pauses=before) == due()
    assert due(pauses=across) == "2026-03-10T08:30:00+07:00"  # one hour of it is its own


def test_reasons_are_understood_in_both_languages() -> None:
    pause = {"from": "2026-03-03T08:00", "to": "2026-03-03T09:00"}
    for reason, said in (
        ("Chờ bổ sung giấy tờ", "chờ bổ sung"),
        ("supplement", "chờ bổ sung"),
        ("nghĩa vụ tài chính", "nghĩa vụ tài chính"),
        ("financial_duty", "nghĩa vụ tài chính"),
        ("thiên tai", "lý do khác"),
        (None, "lý do khác"),
    ):
        assert said in " ".join(answer(pauses=[pause | {"reason": reason}])["explain"])
