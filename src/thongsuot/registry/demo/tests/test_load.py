"""``make run`` opens with these: loaded once, confirmed by a person, found by a few letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.platform.access import ANONYMOUS
from thongsuot.platform.search.queries import search
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.demo.load import load_demo
from thongsuot.registry.demo.tests.readings import DOCUMENTS
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.load import load_indicators
from thongsuot.registry.units.load import load_units

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything ``make run`` loads for the record, once for the module and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        load_indicators()
        load_demo()
        yield
        transaction.set_rollback(True)


def counts() -> tuple[int, int, int]:
    return Document.objects.count(), Claim.objects.count(), Directive.objects.count()


def test_every_document_is_a_labelled_sample() -> None:
    assert Document.objects.filter(is_sample=True, is_public=True).count() == len(list(DOCUMENTS.iterdir()))
    assert not Document.objects.filter(is_sample=False).exists()


def test_loading_again_changes_nothing() -> None:
    before = counts()
    load_demo()
    assert counts() == before


def test_some_documents_wait_for_a_person() -> None:
    waiting = Document.objects.exclude(claims__status=ReviewStatus.CONFIRMED)
    assert waiting.count() >= 4
    assert Directive.objects.filter(status=ReviewStatus.PROPOSED).count() >= 35


def test_confirmed_figures_name_who_confirmed_them_and_carry_no_doubt() -> None:
    confirmed = Claim.objects.filter(status=ReviewStatus.CONFIRMED)
    assert confirmed.count() >= 40
    assert not confirmed.filter(reviewed_by=None).exists()
    assert not confirmed.exclude(findings=None).exists()


def test_a_text_that_names_no_province_is_about_nobody() -> None:
    document = Document.objects.get(file_name="tin-hop-ban-chi-dao-khong-neu-tinh-2022.txt")
    assert document.unit is None
    assert not document.claims.exclude(subject=None).exists()


def test_a_few_letters_find_the_figure_first() -> None:
    first = search(ANONYMOUS, "lang son 33,8").groups[0].hits[0]
    assert first.kind == "claim"
    claim = Claim.objects.get(pk=first.key)
    assert (str(claim.value), claim.unit_of_measure) == ("33.8", "%")
    assert claim.subject is not None
    assert claim.subject.short_name == "Lạng Sơn"
