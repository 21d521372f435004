"""A small measuring world for the tests: a set with every kind of rule, a round, two units, one account a duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import settings

from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of, set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import Small, account, document, events, make_unit, small
from thongsuot.registry.units.models import Unit, UnitKind

settings.register_profile("thongsuot", deadline=None, max_examples=100)  # a busy machine is no fault of the code
settings.load_profile("thongsuot")
__all__ = ["account", "document", "events", "make_unit", "small"]

# 40 + 30 + 20 + 10 = 100, a bonus of at most 5, a penalty of at most 3.
SMALL_SET = {
    "key": "thu-nho",
    "title": "Bộ tiêu chí thử",
    "population": "department",
    "reference": "Không phải quy định",
    "standing": "sample",
    "decimals": 2,
    "nodes": [
        {
            "code": "1",
            "name": "Chỉ đạo, điều hành",
            "maximum": "40",
            "field": "steering",
            "children": [
                {"code": "1.1", "name": "Ban hành kế hoạch đúng hạn", "maximum": "10", "rule": {"kind": "yes_no"}},
                {
                    "code": "1.2",
                    "name": "Hoàn thành nhiệm vụ được giao",
                    "maximum": "20",
                    "rule": {
                        "kind": "computed",
                        "source": "tasks.done",
                        "then": {"kind": "ratio", "full": "100", "floor": "50", "when_empty": "not_applicable"},
                    },
                },
                {
                    "code": "1.3",
                    "name": "Văn bản trái luật",
                    "maximum": "10",
                    "rule": {"kind": "deduction", "each": "2.5"},
                },
            ],
        },
        {
            "code": "2",
            "name": "Cải cách thủ tục hành chính",
            "maximum": "30",
            "field": "procedures",
            "children": [
                {
                    "code": "2.1",
                    "name": "Hồ sơ đúng hạn",
                    "maximum": "20",
                    "rule": {"kind": "ratio", "full": "100", "floor": "80", "when_empty": "ask"},
                },
                {
                    "code": "2.2",
                    "name": "Hồ sơ trực tuyến",
                    "maximum": "10",
                    "rule": {
                        "kind": "steps",
                        "unit": "%",
                        "steps": [{"at_least": "80", "points": "10"}, {"at_least": "50", "points": "6"}],
                    },
                },
            ],
        },
        {
            "code": "3",
            "name": "Khảo sát lãnh đạo",
            "maximum": "20",
            "field": "impact",
            "method": "survey",
            "rule": {"kind": "survey"},
        },
        {
            "code": "4",
            "name": "Chi tiết kiệm",
            "maximum": "10",
            "field": "public_finance",
            "method": "statistics",
            "rule": {"kind": "statistic", "full": "10", "floor": "0", "unit": "%"},
        },
        {
            "code": "T",
            "name": "Điểm thưởng",
            "maximum": "5",
            "part": "bonus",
            "children": [
                {
                    "code": "T.1",
                    "name": "Sáng kiến được công nhận",
                    "maximum": "5",
                    "rule": {"kind": "counted", "each": "2"},
                }
            ],
        },
        {
            "code": "P",
            "name": "Điểm phạt",
            "maximum": "3",
            "part": "penalty",
            "children": [
                {"code": "P.1", "name": "Chậm báo cáo", "maximum": "3", "rule": {"kind": "deduction", "each": "1"}}
            ],
        },
    ],
}
THRESHOLDS = [{"name": "Xuất sắc", "from": "90"}, {"name": "Tốt", "from": "80"}, {"name": "Khá", "from": "70"}]


@pytest.fixture
def criteria() -> CriteriaSet:
    return set_from(SMALL_SET)


@dataclass(frozen=True, slots=True)
class Scene:
    """``round`` is open for self-scoring; ``doing`` and ``other`` take part; the accounts hold one duty each."""

    nation: Unit
    home: Unit
    doing: Unit
    other: Unit
    release: CriteriaRelease
    round: Round
    mine: Participant
    theirs: Participant
    home_affairs: Account
    appraiser: Account
    second: Account
    chair: Account
    focal: Account
    head: Account
    stranger: Account


@pytest.fixture
def scene(small: Small, criteria: CriteriaSet, account: Callable[..., Account]) -> Scene:
    doing = make_unit("so-y-te--lang-son", "Sở Y tế tỉnh Lạng Sơn", UnitKind.DEPARTMENT, small.here)
    other = make_unit("so-tai-chinh--lang-son", "Sở Tài chính tỉnh Lạng Sơn", UnitKind.DEPARTMENT, small.here)
    plain = plain_of(criteria)
    release = CriteriaRelease.objects.create(
        key=criteria.key,
        title=criteria.title,
        population=criteria.population,
        home=small.here,
        certainty="sample",
        status=ReleaseStatus.ISSUED,
        content=plain,
        digest=digest_of(plain),
        is_sample=True,
    )
    opened = Round.objects.create(
        key="dot-thu",
        title="Đợt chấm thử",
        home=small.here,
        release=release,
        population="department",
        year=2026,
        status=RoundStatus.SCORING,
        thresholds=THRESHOLDS,
        seed="mầm",
        is_sample=True,
    )
    mine, theirs = (Participant.objects.create(round=opened, unit=unit) for unit in (doing, other))
    return Scene(
        nation=small.nation,
        home=small.here,
        doing=doing,
        other=other,
        release=release,
        round=opened,
        mine=mine,
        theirs=theirs,
        home_affairs=account(Role.HOME_AFFAIRS, small.here, "Sở Nội vụ"),
        appraiser=account(Role.APPRAISER, small.here, "Thẩm định một"),
        second=account(Role.APPRAISER, small.here, "Thẩm định hai"),
        chair=account(Role.COMMITTEE_HEAD, small.here, "Trưởng Ban"),
        focal=account(Role.UNIT_FOCAL, doing, "Đầu mối"),
        head=account(Role.UNIT_HEAD, doing, "Lãnh đạo"),
        stranger=account(Role.UNIT_HEAD, other, "Lãnh đạo khác"),
    )
