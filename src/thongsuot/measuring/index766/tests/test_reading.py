"""Tables as offices send them: what is taken, what is refused, and in which words."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.index766.domain import Count
from thongsuot.measuring.index766.published import READ_ON
from thongsuot.measuring.index766.reading import Row, TableRefused, decode, read
from thongsuot.measuring.index766.rules import index_on
from thongsuot.measuring.index766.table import score_units, write

INDEX = index_on(READ_ON)
HEAD = "unit_code,group,metric_code,numerator,denominator\n"


def rows_of(body: str, head: str = HEAD) -> list[Row]:
    return read(head + body, INDEX)


def table_of(rows: list[Row]) -> dict[tuple[str, str], str]:
    return {
        (line.group, line.metric_code): f"{line.score}|{line.note}"
        for unit in score_units(rows, INDEX)
        for line in unit.lines
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("52", 52),
        (" 52 ", 52),
        ("52.0", 52),
        ("349 383", 349383),
        ('"349,383"', 349383),
        ("", None),
        ("null", None),
        ("NaN", None),
        ("—", None),
    ],
)
def test_counts_between_commas(written: str, meant: int | None) -> None:
    (row,) = rows_of(f"H20,CKMB,DOSSIER_SYNC,{written},{written}\n")
    assert (row.count, row.fault) == (Count(meant, meant), "")


@pytest.mark.parametrize(("written", "meant"), [("349.383", 349383), ("1.349.383", 1349383), ("52,0", 52)])
def test_counts_of_a_vietnamese_excel(written: str, meant: int) -> None:
    (row,) = rows_of(f"H20;CKMB;DOSSIER_SYNC;{written};{written}\n", HEAD.replace(",", ";"))
    assert row.count == Count(meant, meant)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("-3,5", "số âm"),
        ("−3,5", "số âm"),
        ("3.5,5", "không phải số nguyên"),
        ("1.234,5000", "không phải số nguyên: «1.234»"),  # 1234, or 1,234? not guessed
        ("năm,5", "không phải số nguyên: «năm»"),
        ("1e3,5000", "không phải số nguyên"),
        ("5,٥", "không phải số nguyên"),
        (f"1,{'9' * 40}", "quá lớn"),
        ("6,5", "Tử số 6 lớn hơn mẫu số 5"),
        ("6,0", "Tử số 6 lớn hơn mẫu số 0"),
        (",5", "Có mẫu số mà thiếu tử số"),
        ("5,", "Có tử số mà thiếu mẫu số"),
        ("5", "ít hơn dòng tiêu đề"),
    ],
)
def test_a_bad_row_is_told_and_earns_nothing(cells: str, words: str) -> None:
    rows = rows_of(f"H20,TDGQ,ON_TIME,{cells}\nH20,MDHL,PETITION_PROCESSING_ON_TIME,1,2\n")
    assert words in rows[0].fault
    assert rows[0].line == 2
    table = table_of(rows)
    assert table["TDGQ", "ON_TIME"].startswith("|") and words in table["TDGQ", "ON_TIME"]
    assert table["TDGQ", "TOTAL"].startswith("|Còn thiếu ON_TIME (20).")
    assert table["MDHL", "PETITION_PROCESSING_ON_TIME"] == "3|"  # the other rows are not harmed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có dòng nào"),
        (b"\n\n", "không có dòng nào"),
        (HEAD.encode(), "chỉ có dòng tiêu đề"),
        (b"unit_code,group,metric_code,numerater,denominator\n", "Có phải là cột «numerater»?"),
        ("Mã đơn vị,group,metric_code,numerator,denominator\n".encode(), "Có phải là cột «Mã đơn vị»?"),
        (b"unit_code,group,metric_code,numerator\n", "Thiếu cột «denominator»."),
        (b"unit_code,group,metric_code,numerator,numerator,denominator\n", "hai cột «numerator»"),
        (b"PK\x03\x04rest", "tệp Excel"),
        (b"\xff\xfe\x00", "Unicode"),
        (f"{HEAD}H20,CKMB,DOSSIER_SYNC,1,1\xe9".encode("latin-1"), "Unicode"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(TableRefused, match=words.replace("?", r"\?").replace(".", r"\.")):
        read(decode(content), INDEX)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_marks_signs_and_other_columns_do_no_harm(encoding: str, sign: str) -> None:
    text = (
        "ratio,Denominator,NUMERATOR,metric_code,group,unit_code,tên\r\n"
        "7,4,3,on_time,tdgq,H20.01,xã An Lương\r\n\r\n"
        ",,,TOTAL,ONLINE,H20.01,\r\n"
    ).replace(",", sign)
    (row,) = read(decode(text.encode(encoding)), INDEX)
    assert (row.unit, row.group, row.metric, row.count) == ("H20.01", "TDGQ", "ON_TIME", Count(3, 4))
    assert not row.fault and not row.warning


def test_a_sign_named_by_excel_is_stepped_over() -> None:
    (row,) = read(f"sep=;\n{HEAD.replace(',', ';')}H20;TDGQ;ON_TIME;3;4\n", INDEX)
    assert (row.line, row.count) == (3, Count(3, 4))


def test_said_twice() -> None:
    same = rows_of("H20,TDGQ,ON_TIME,3,4\nH20,TDGQ,ON_TIME,3,4\n")
    assert [row.warning for row in same] == ["Dòng lặp lại 2 lần, chỉ tính một lần."]
    other = rows_of("H20,TDGQ,ON_TIME,3,4\nH20,TDGQ,ON_TIME,4,4\nH21,TDGQ,ON_TIME,4,4\n")
    assert [row.fault for row in other] == [
        "Trùng với dòng 3 nhưng số khác. Hãy giữ một dòng đúng.",
        "Trùng với dòng 2 nhưng số khác. Hãy giữ một dòng đúng.",
        "",
    ]


def test_metrics_and_groups_that_are_not_of_the_index() -> None:
    unknown, moved = rows_of("H20,CKMB,PUBLISH_ONTIME,1,2\nH20,CKMB,ON_TIME,3,4\n")
    assert unknown.warning.startswith("Không có chỉ số «PUBLISH_ONTIME» trong bộ chỉ số. Có phải là PUBLISH_ON_TIME?")
    assert moved.warning == "ON_TIME thuộc nhóm TDGQ, không phải «CKMB»; vẫn chấm theo TDGQ."
    table = table_of([unknown, moved])
    assert table["CKMB", "PUBLISH_ONTIME"].startswith("|Không có chỉ số")
    assert table["TDGQ", "ON_TIME"].startswith("15|")
    assert table["TDGQ", "TOTAL"] == "15|"


def test_order_of_rows_and_metrics_left_out() -> None:
    body = "B,MDHL,PETITION_PROCESSING_ON_TIME,0,0\nA,TDGQ,ON_TIME,1,3\nB,TDGQ,ON_TIME,1,1\n"
    units = list(score_units(rows_of(body), INDEX))
    assert [unit.unit for unit in units] == ["B", "A"]
    assert [line.metric_code for line in units[0].lines] == ["ON_TIME", "PETITION_PROCESSING_ON_TIME", *["TOTAL"] * 7]
    total = units[0].lines[-1]
    assert (total.group, total.score, total.max_score) == ("TOTAL", "", "100")
    assert total.note.endswith("Phần tính được: 26/26 điểm.")


def test_codes_that_excel_would_run_are_written_as_text() -> None:
    stream = io.StringIO()
    write(score_units(rows_of("=1+1,TDGQ,ON_TIME,1,2\n"), INDEX), stream)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "unit_code,group,metric_code,score,max_score,note"
    assert lines[1] == "'=1+1,TDGQ,ON_TIME,10,20,"


cells = st.text(alphabet="019.,;- \t\"'|=\x00\ufeffếTAL_", max_size=6)


@given(st.lists(st.lists(cells, min_size=1, max_size=6), max_size=5), st.sampled_from([",", ";"]))
def test_whatever_is_sent_is_scored_or_refused(body: list[list[str]], sign: str) -> None:
    text = HEAD.replace(",", sign) + "".join(f"{sign.join(row)}\n" for row in body)
    try:
        rows = read(text, INDEX)
    except TableRefused as refused:
        assert str(refused)
    else:
        for unit in score_units(rows, INDEX):
            assert all(line.note for line in unit.lines if not line.score), unit
