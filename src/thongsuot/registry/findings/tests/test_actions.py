"""A doubt is answered with a reason by somebody named, and can be opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims.actions import ReviewClaim
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.conftest import Small
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document
from thongsuot.registry.findings import queries
from thongsuot.registry.findings.actions import Dismissal, DismissFinding
from thongsuot.registry.findings.models import Finding
from thongsuot.registry.findings.store import compare
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.reviewing import Decision, Review

NewAccount = Callable[..., Account]
Events = Callable[..., list[Any]]
DOUBTFUL = """Ngày 15/6/2022, tỉnh Lạng Sơn sơ kết công tác cải cách hành chính.
Trong 6 tháng đầu năm 2022, tỉnh Lạng Sơn có 50/100 xã đạt chuẩn, đạt tỷ lệ 65%.
"""


@pytest.fixture
def finding(small: Small) -> Finding:
    added = AddDocument.run(SYSTEM, NewDocument(text=DOUBTFUL))
    return Finding.objects.get(document__key=added.key)


@pytest.fixture
def secretary(account: NewAccount, small: Small) -> Account:
    return account(Role.SECRETARIAT, small.here)


def test_the_engine_doubts_on_the_way_in(finding: Finding) -> None:
    assert finding.kind == "ratio_mismatch"
    assert "65" in finding.quote
    assert finding.claims.exists()


def test_an_answer_needs_a_reason(finding: Finding, secretary: Account) -> None:
    with pytest.raises(ActionError) as refused:
        DismissFinding.run(secretary, Dismissal(finding.pk, "  "))
    assert refused.value.errors[0].field == "reason"
    assert list(queries.desk(secretary, answered=False)) == [finding]


def test_answered_and_opened_again(finding: Finding, secretary: Account, events: Events) -> None:
    for _time in range(2):
        DismissFinding.run(secretary, Dismissal(finding.pk, "Cơ quan đã đính chính"))
    finding.refresh_from_db()
    assert (finding.dismissed_by, finding.dismissal_reason) == (secretary, "Cơ quan đã đính chính")
    assert list(queries.desk(secretary, answered=True)) == [finding]
    DismissFinding.run(secretary, Dismissal(finding.pk, reopen=True))
    finding.refresh_from_db()
    assert (finding.dismissed_by, finding.dismissed_at) == (None, None)
    assert [changes["dismissal_reason"] for _name, changes in events("finding", finding.pk)] == [
        ["", "Cơ quan đã đính chính"],
        ["Cơ quan đã đính chính", ""],
    ]


def test_who_may_answer(finding: Finding, account: NewAccount, small: Small) -> None:
    for stranger in (account(Role.SECRETARIAT, small.there), account(Role.CLERK, small.here)):
        with pytest.raises(AccessDenied):
            DismissFinding.run(stranger, Dismissal(finding.pk, "lý do"))


@pytest.fixture
def pair(document: Document, small: Small) -> tuple[Claim, Claim]:
    """The same indicator, unit and period in two documents, with two values."""
    AddDocument.run(SYSTEM, NewDocument(text=DOUBTFUL))
    other = Document.objects.exclude(pk=document.pk).get()
    indicator = Indicator.objects.create(key="chi-so-thu", name="Chỉ số thử", sort_key="a")
    one, two = document.claims.first(), other.claims.first()
    assert one is not None and two is not None
    for claim, value in ((one, "33.8"), (two, "35.2")):
        Claim.objects.filter(pk=claim.pk).update(
            subject=small.here, indicator=indicator, period_kind="half", period_start="2022-01-01", numerator=None,
            period_end="2022-06-30", period_text="6 tháng đầu năm 2022", value=value, value_exponent=-1,
            denominator=None, qualifier="=", unit_of_measure="%", name="Tỷ lệ hồ sơ trực tuyến",
            subject_text="Lạng Sơn",
        )  # fmt: skip
        claim.refresh_from_db()
    return one, two


def test_two_documents_that_contradict_each_other(pair: tuple[Claim, Claim], secretary: Account) -> None:
    one, two = pair
    compare(one)
    across = Finding.objects.get(kind="contradiction_across")
    assert set(across.claims.all()) == {one, two}
    ReviewClaim.run(secretary, Review(one.pk, Decision.REJECT))
    assert not Finding.objects.filter(kind="contradiction_across").exists()
    ReviewClaim.run(secretary, Review(one.pk, Decision.REOPEN))
    assert Finding.objects.filter(kind="contradiction_across").count() == 1


def test_an_answered_contradiction_stays_answered(pair: tuple[Claim, Claim], secretary: Account) -> None:
    compare(pair[0])
    DismissFinding.run(secretary, Dismissal(Finding.objects.get(kind="contradiction_across").pk, "hai cách tính"))
    compare(pair[0])
    assert Finding.objects.get(kind="contradiction_across").dismissal_reason == "hai cách tính"
