"""What a card reader types, and what becomes of a reception written without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.desk.domain.identity import BadCard, card_from, is_card
from thongsuot.serving.desk.domain.offline import (
    AHEAD,
    KEPT,
    Envelope,
    Known,
    Verdict,
    slip,
    verdict,
    version_conflict,
)

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LINE = "020085001234|081234567|Lành Thị Mai|15081985|Nữ|Khối 5, Phường Đông Kinh, Lạng Sơn|10052021"
ENVELOPE = Envelope("k1", "TAM-K3QD-001", "mau-1", 1, NOW - timedelta(hours=2), {"applicant_name": "Lành Thị Mai"})


def test_a_card_is_read() -> None:
    card = card_from(f"  {LINE}\n")
    assert (card.number, card.name, card.born) == ("020085001234", "Lành Thị Mai", date(1985, 8, 15))
    assert (card.old_number, card.sex, card.issued) == ("081234567", "Nữ", date(2021, 5, 10))
    assert card.address.startswith("Khối 5") and is_card(LINE)


def test_a_card_without_old_number_or_full_birthday() -> None:
    card = card_from("020085001234||Lành Thị Mai|1985|Nữ|Lạng Sơn")
    assert (card.old_number, card.born, card.issued) == ("", None, None)


@pytest.mark.parametrize(
    ("line", "words"),
    [("H20.1-261123-0001", "7 phần"), ("12|||||| ", "12 chữ số"), ("020085001234||  |15081985|Nữ|x|", "họ tên")],
)
def test_what_is_no_card_says_why(line: str, words: str) -> None:
    with pytest.raises(BadCard, match=words):
        card_from(line)


@given(st.text(max_size=120))
def test_any_line_is_a_card_or_refused_in_words(line: str) -> None:
    try:
        assert card_from(line).number.isdigit()
    except BadCard as refused:
        assert str(refused).endswith(".")


def test_the_same_reception_sent_again_is_known() -> None:
    known = Known(ENVELOPE.digest, "H1")
    assert verdict(ENVELOPE, None, NOW) == Verdict.NEW
    assert verdict(ENVELOPE, known, NOW) == Verdict.AGAIN
    assert verdict(ENVELOPE, known, NOW + timedelta(days=60)) == Verdict.AGAIN
    other = replace(ENVELOPE, fields={"applicant_name": "Người khác"})
    assert verdict(other, known, NOW) == Verdict.CHANGED


def test_a_clock_that_runs_ahead_and_a_reception_too_old() -> None:
    assert verdict(replace(ENVELOPE, written_at=NOW + AHEAD), None, NOW) == Verdict.NEW
    assert verdict(replace(ENVELOPE, written_at=NOW + AHEAD * 2), None, NOW) == Verdict.CLOCK_AHEAD
    assert verdict(replace(ENVELOPE, written_at=NOW - KEPT), None, NOW) == Verdict.NEW
    assert verdict(replace(ENVELOPE, written_at=NOW - KEPT - AHEAD), None, NOW) == Verdict.TOO_OLD


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=5), st.datetimes(timezones=st.just(UTC)))
def test_the_digest_hangs_on_the_words_not_on_their_order(fields: dict[str, str], at: datetime) -> None:
    one = Envelope("k", "s", "p", 1, at, fields)
    other = Envelope("k", "s", "p", 1, at, dict(reversed(list(fields.items()))))
    assert one.digest == other.digest != replace(one, version=2).digest


def test_versions_that_changed_are_told() -> None:
    assert version_conflict(ENVELOPE, 1, 1) == ""
    assert "giữ phiên bản 1 của ngày tiếp nhận" in version_conflict(ENVELOPE, 1, 2)
    assert "còn phiên bản 1" in version_conflict(ENVELOPE, 2, 2)


def test_a_slip_of_the_desk() -> None:
    assert slip("k3qdxx", 7) == "TAM-K3QD-007"
