"""A pasted article held against the record: each figure matched, contradicted, unclear or unknown; nothing kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.kernel.figures import Figure, Qualifier, Span
from thongsuot.platform.access import ANONYMOUS
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.checking.domain import Candidate, Verdict, agrees, judge
from thongsuot.registry.checking.service import check_against_record
from thongsuot.registry.documents.actions import DocumentKey, PublishDocument
from thongsuot.registry.documents.models import Document


def figure(value: str | None, qualifier: Qualifier = Qualifier.EXACT, **more: object) -> Figure:
    number = None if value is None else Decimal(value)
    given = {"name": "tỷ lệ hồ sơ trực tuyến", "unit": "%"} | more
    return Figure(quote="", span=Span(0, 1), value=number, qualifier=qualifier, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "kept", "same"),
    [
        (figure("33.8"), figure("33.84"), True),
        (figure("33.8"), figure("33.9"), False),
        (figure("33", Qualifier.MORE), figure("33.84"), True),
        (figure("34", Qualifier.MORE), figure("33.84"), False),
        (figure("34", Qualifier.LESS), figure("33.84"), True),
        (figure("34", Qualifier.ABOUT), figure("33.84"), True),
        (figure("30", Qualifier.ABOUT), figure("33.84"), False),
        (figure(None, rank=12), figure("33.8", rank=12), True),
        (figure("33.8", rank=12), figure("33.8", rank=13), False),
        (figure("33.8", rank=12), figure("33.8"), True),
        (figure("33.8", denominator=Decimal(100)), figure("33.8", denominator=Decimal(90)), False),
    ],
)
def test_when_two_statements_can_both_be_true(said: Figure, kept: Figure, same: bool) -> None:
    assert agrees(said, kept) is same


@pytest.mark.parametrize(
    ("kept", "indicator", "verdict"),
    [
        (figure("33.8"), None, Verdict.MATCH),
        (figure("50"), None, Verdict.MISMATCH),
        (figure("50", name="số thủ tục đã cắt giảm"), None, Verdict.NO_DATA),
        (figure("50", unit="điểm"), None, Verdict.NO_DATA),
        (figure("33.8", name="chuyện khác hẳn"), 7, Verdict.MATCH),
        (figure("33.8"), 8, Verdict.NO_DATA),
    ],
)
def test_only_the_same_measure_can_contradict(kept: Figure, indicator: int | None, verdict: Verdict) -> None:
    candidate = Candidate(1, indicator, kept)
    assert judge(figure("33.8"), 7, [candidate], doubted=False).verdict is verdict


def test_doubted_figures_are_unclear(document: Document) -> None:
    assert judge(figure("33.8"), None, [], doubted=True).verdict is Verdict.UNCLEAR


ARTICLE = """Trong 6 tháng đầu năm 2022, tỷ lệ hồ sơ trực tuyến của tỉnh Lạng Sơn đạt {value}.
Năm 2021, tỷ lệ hồ sơ giấy của tỉnh Hà Giang đạt 12,5%."""


@pytest.mark.parametrize(
    ("value", "verdict"), [("33,8%", Verdict.MATCH), ("43,8%", Verdict.MISMATCH), ("hơn 33%", Verdict.MATCH)]
)
def test_an_article_against_the_record(document: Document, value: str, verdict: Verdict) -> None:
    PublishDocument.run(SYSTEM, DocumentKey(document.key))
    checked = check_against_record(ANONYMOUS, ARTICLE.format(value=value))
    first, second = checked.figures
    assert (first.verdict, second.verdict) == (verdict, Verdict.NO_DATA)
    assert first.claim is not None and first.claim.value == Decimal("33.8")
    assert Document.objects.count() == 1


def test_drafts_are_not_betrayed(document: Document) -> None:
    checked = check_against_record(ANONYMOUS, ARTICLE.format(value="33,8%"))
    assert [one.verdict for one in checked.figures] == [Verdict.NO_DATA, Verdict.NO_DATA]
