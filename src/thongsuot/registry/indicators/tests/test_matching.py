"""A name in a text is longer and looser than the dictionary's; a share is never taken for a count (I18, F07)."""

from __future__ import annotations

from thongsuot.registry.indicators.matching import IndicatorMatcher

SCORES, SHARE, COUNT = frozenset({"%", "điểm"}), frozenset({"%"}), frozenset({"văn bản"})
MATCHER = IndicatorMatcher(
    [
        (1, "PAR INDEX", SCORES),
        (1, "Chỉ số cải cách hành chính", SCORES),
        (2, "Tỷ lệ thanh toán trực tuyến", SHARE),
        (3, "dịch vụ thanh toán trực tuyến được triển khai", SHARE),
        (4, "văn bản quy phạm pháp luật ban hành", COUNT),
        (5, "Mức độ hệ thống thông tin", frozenset()),
    ]
)


def test_longer_names_find_their_indicator() -> None:
    assert MATCHER.match("Chỉ số cải cách hành chính (PAR INDEX) tỉnh", "điểm") == 1
    assert MATCHER.match("chi so PAR INDEX", "%") == 1


def test_services_with_payment_are_not_dossiers_paid() -> None:
    assert MATCHER.match("Tỷ lệ thanh toán trực tuyến của tỉnh", "%") == 2
    assert MATCHER.match("dịch vụ thanh toán trực tuyến được triển khai", "%") == 3


def test_a_count_is_not_a_share() -> None:
    assert MATCHER.match("ban hành văn bản quy phạm pháp luật", "văn bản") == 4
    assert MATCHER.match("ban hành văn bản quy phạm pháp luật", "%") is None


def test_a_bare_rank_belongs_to_its_index() -> None:
    assert MATCHER.match("Chỉ số PAR INDEX", "hạng") == 1


def test_nothing_is_forced() -> None:
    assert MATCHER.match("số lớp bồi dưỡng", "lớp") is None
