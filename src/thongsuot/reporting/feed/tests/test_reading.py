"""Cells, rows and files as systems really write them; whatever comes, it is an event or a fault, never a crash."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.reporting.feed.domain import values
from thongsuot.reporting.feed.domain.events import Event, Fault, read_row
from thongsuot.reporting.feed.domain.lines import MOST_BYTES, NotAFeed, cleaned, rows_of
from thongsuot.reporting.feed.domain.shapes import LISTS, PERSONAL, trimmed
from thongsuot.reporting.feed.domain.values import BadValue
from thongsuot.reporting.feed.tests.conftest import jsonl, table
from thongsuot.reporting.feed.tests.rows import FIRST, FORMS, NOW, SECRETS, event, histories, step, whole, written

_moments = st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)).map(lambda one: one.replace(microsecond=0))  # noqa: DTZ001
_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_names = st.sampled_from(["MaHoSo", "TrangThai", "TrangThaiHoSo", "ThoiDiemXuLy", "NgayTra", "Gia", *LISTS, *PERSONAL])


def faults(row: dict[str, Any]) -> list[str]:
    told = read_row(trimmed(row), NOW)
    assert isinstance(told, list), told
    return [one.field for one in told]


@given(_moments, st.sampled_from(FORMS))
def test_a_moment_is_read_back_from_every_form(moment: datetime, form: str) -> None:
    utc = moment.replace(tzinfo=UTC)
    assert values.moment(written(utc, form)) == utc
    assert values.moment(utc.isoformat()) == utc
    assert values.moment(utc.strftime("%Y-%m-%dT%H:%M:%SZ")) == utc


def test_a_day_alone_begins_or_ends_it() -> None:
    assert values.moment("31/01/2026").isoformat() == "2026-01-31T00:00:00+07:00"
    assert values.moment("20260131", ends_day=True).isoformat() == "2026-01-31T23:59:59+07:00"
    assert values.moment("31/01/2026 08:30", ends_day=True).isoformat() == "2026-01-31T08:30:00+07:00"


@pytest.mark.parametrize("text", ["31/02/2026", "2026", "20261301", "1/1/1999", "hôm qua", "", "٢٠٢٦٠١٣١", "0" * 14])
def test_what_is_no_moment_says_how_to_write_one(text: str) -> None:
    with pytest.raises(BadValue, match="Hãy"):
        values.moment(text)


@pytest.mark.parametrize(
    ("text", "amount"), [("8000", 8000), ("8.000", 8000), ("1,250,000", 1_250_000), ("0", 0), (50000.0, 50000)]
)
def test_amounts(text: object, amount: int) -> None:
    assert values.amount(text) == amount


@pytest.mark.parametrize("text", ["8.00", "-5", "tám nghìn", "1.2.3", "9" * 20])
def test_no_amounts(text: str) -> None:
    with pytest.raises(BadValue):
        values.amount(text)


@given(st.dictionaries(_names | st.text(max_size=10), _anything, max_size=8))
def test_any_row_is_an_event_or_faults_that_say_how_to_mend(row: dict[str, Any]) -> None:
    told = read_row(trimmed(row), NOW)
    if isinstance(told, Event):
        assert told.code and 1 <= told.status <= 10 and told.at.tzinfo is not None
    else:
        assert told and all(isinstance(one, Fault) and one.message.endswith(".") for one in told)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        lines = list(rows_of(io.BytesIO(content)))
    except NotAFeed as error:
        assert "Hãy" in str(error)
    else:
        assert [one.number for one in lines] == sorted({one.number for one in lines})


@given(histories())
def test_both_formats_and_the_cleaned_copy_tell_the_same(rows: list[dict[str, Any]]) -> None:
    expected = [event(row).digest for row in rows]
    for content, first in ((jsonl(rows), 1), (table(rows), 2), (table(rows, ","), 2)):
        for bytes_ in (content, b"".join(cleaned(io.BytesIO(content)))):
            lines = list(rows_of(io.BytesIO(bytes_)))
            assert [one.number for one in lines] == list(range(first, first + len(rows)))
            told = [read_row(one.given, NOW) for one in lines]
            assert [one.digest for one in told if isinstance(one, Event)] == expected


def test_the_cleaned_copy_holds_nothing_of_people() -> None:
    rows = [whole(**dict.fromkeys(PERSONAL, "Bí Mật")), step()]
    rows[0]["TaiLieuNop"] = [{"TenTepDinhKem": "Bí Mật.pdf", "DuongDanTaiTepTin": "https://x/bi-mat", "DuocSoHoa": "1"}]
    rows[0]["DanhSachHoSoBoSung"] = [{"NguoiYeuCauBoSung": "Bí Mật", "NgayBoSung": written(FIRST)}]
    rows[0]["DanhSachLePhi"] = "Bí Mật nộp 8000"
    for content in (jsonl(rows), table(rows)):
        kept = b"".join(cleaned(io.BytesIO(content))).decode()
        assert "bi-mat" not in kept and "bí mật" not in kept.lower()
        assert not [value for value in SECRETS.values() if value in kept]


def test_every_fault_of_a_row_is_named_at_once() -> None:
    row = whole(NgayTra="hôm qua", TrangThaiHoSo="12", KenhThucHien="9", DanhSachLePhi=[{"Gia": "x"}], MaHoSo="")
    assert set(faults(row)) == {"MaHoSo", "NgayTra", "TrangThaiHoSo", "KenhThucHien", "Gia"}
    assert faults({"MaHoSo": "A"}) == ["ThoiDiemXuLy", "TrangThai"]


def test_an_end_before_the_beginning_or_after_tomorrow_is_a_fault() -> None:
    assert faults(whole(NgayTra=written(FIRST - timedelta(hours=1)))) == ["NgayTra"]
    assert faults(step(at=NOW + timedelta(days=2))) == ["ThoiDiemXuLy"]


def test_a_whole_record_without_its_own_moment_stands_at_its_latest_date() -> None:
    row = whole(status=5, DanhSachHoSoBoSung=[{"NgayBoSung": written(FIRST + timedelta(days=2))}])
    assert event(row).at == FIRST + timedelta(days=2)
    assert event(row | {"ThoiDiemXuLy": written(FIRST)}).at == FIRST


def test_papers_taken_out_again_do_not_count() -> None:
    papers = [{"DuocSoHoa": "1"}, {"DuocSoHoa": "0", "IsDeleted": "1"}]
    told = event(whole(TaiLieuNop=papers))
    assert (told.has_electronic_part, told.has_paper_part) == (True, False)
    told = event(whole())
    assert (told.has_electronic_part, told.has_paper_part) == (None, None)


def test_an_unclosed_quote_spoils_its_lines_and_no_more() -> None:
    text = 'MaHoSo;TrangThai;ThoiDiemXuLy\nA;4;20260901080000\nB;"4;20260901080000\nC;4;20260901080000\n'
    first, second = rows_of(io.BytesIO(text.encode()))
    assert isinstance(read_row(first.given, NOW), Event)
    assert second.fault is not None and "Từ dòng 3 đến dòng 4" in second.fault.message


def test_a_line_without_end_takes_no_memory() -> None:
    endless = b'{"MaHoSo": "' + b"x" * (3 * MOST_BYTES) + b'"}\n' + json.dumps(step()).encode()
    cut, whole_row = rows_of(io.BytesIO(endless))
    assert cut.fault is not None and cut.number == 1
    assert whole_row.number == 2 and whole_row.given["MaHoSo"] == "H23.1"


@pytest.mark.parametrize("content", [b"", b"\n\n", b'[{"MaHoSo": 1}]', b"Ten;Tuoi\nA;1\n", b"\x00\x01\x02"])
def test_what_is_no_feed_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(NotAFeed, match="Hãy"):
        rows_of(io.BytesIO(content))
