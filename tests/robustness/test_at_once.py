"""Two people, or one person's two clicks, at the very same moment: one decision, one document, one revision."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import own_database
from tests.robustness.conftest import document_text
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.actions import ActionError
from thongsuot.platform.errors import ConflictError
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.registry.accounts.actions import Grant, GrantRole
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims.actions import ReviewClaim, ReviseClaim, Revision
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document
from thongsuot.registry.reviewing import Decision, Review

ResultT = TypeVar("ResultT")

pytestmark = pytest.mark.slow  # a database of its own for each


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Threads have connections of their own, so what they share must be committed."""
    with own_database("once", django_db_blocker):
        yield


def at_once(*acts: Callable[[], ResultT]) -> list[ResultT | Exception]:
    """Results or refusals of the acts, all let go at one moment."""
    gate, answers = threading.Barrier(len(acts)), dict[int, Any]()

    def run(number: int, act: Callable[[], ResultT]) -> None:
        gate.wait()
        try:
            answers[number] = act()
        except Exception as error:
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(acts))]


def account(name: str, role: Role = Role.HOME_AFFAIRS) -> Account:
    one = Account.objects.create_account(name, None, name.title())
    RoleGrant.objects.create(account=one, role=role)
    return one


def claim() -> Claim:
    AddDocument.run(SYSTEM, NewDocument(text=document_text(1)))
    found = Claim.objects.order_by("pk").first()
    assert found is not None
    return found


def test_two_people_confirm_one_claim(committed: None) -> None:
    one, two, row = account("nguoi mot"), account("nguoi hai"), claim()
    for _round in range(5):
        ReviewClaim.run(SYSTEM, Review(row.pk, Decision.REOPEN))
        before = Event.objects.count()
        answers = at_once(
            *(lambda who=who: ReviewClaim.run(who, Review(row.pk, Decision.CONFIRM)) for who in (one, two))
        )
        assert [getattr(answer, "status", answer) for answer in answers] == ["confirmed", "confirmed"]
        assert Event.objects.count() == before + 1
    assert verify_chain("claim", str(row.pk)) is None


def test_one_confirms_what_the_other_rejects(committed: None) -> None:
    one, two, row = account("nguoi mot"), account("nguoi hai"), claim()
    answers = at_once(
        lambda: ReviewClaim.run(one, Review(row.pk, Decision.CONFIRM)),
        lambda: ReviewClaim.run(two, Review(row.pk, Decision.REJECT)),
    )
    refused = [answer for answer in answers if isinstance(answer, ActionError)]
    assert len(refused) == 1
    row.refresh_from_db()
    assert row.reviewed_by is not None
    assert row.reviewed_by.display_name in refused[0].errors[0].message


def test_the_same_text_sent_by_two(committed: None) -> None:
    text = document_text(2)
    answers = at_once(*(lambda: AddDocument.run(SYSTEM, NewDocument(text=text)) for _click in range(4)))
    assert sorted(answer.created for answer in answers) == [False, False, False, True]  # type: ignore[union-attr]
    assert Document.objects.count() == 1
    assert Event.objects.filter(aggregate_type="document").count() == 1


def test_a_form_sent_twice_is_one_revision(committed: None) -> None:
    office, row = account("so noi vu"), claim()
    ReviewClaim.run(office, Review(row.pk, Decision.CONFIRM))
    wanted = Revision(row.pk, {"value": "77,7"}, "đính chính")
    answers = at_once(*(lambda: ReviseClaim.run(office, wanted, idempotency_key="mot-khoa") for _click in range(3)))
    assert len({answer.claim_id for answer in answers}) == 1  # type: ignore[union-attr]
    assert Claim.objects.filter(supersedes=row).count() == 1


def test_two_different_revisions_at_once(committed: None) -> None:
    one, two, row = account("nguoi mot"), account("nguoi hai"), claim()
    ReviewClaim.run(one, Review(row.pk, Decision.CONFIRM))
    answers = at_once(
        *(
            lambda who=who, value=value: ReviseClaim.run(
                who, Revision(row.pk, {"value": value}, "đính chính"), idempotency_key=value
            )
            for who, value in ((one, "77,7"), (two, "88,8"))
        )
    )
    assert sum(isinstance(answer, ConflictError) for answer in answers) == 1
    assert Claim.objects.filter(supersedes=row).count() == 1


def test_a_role_given_twice_at_once(committed: None) -> None:
    admin, officer = account("quan tri", Role.ADMIN), account("can bo", Role.CLERK)
    answers = at_once(*(lambda: GrantRole.run(admin, Grant(officer.pk, Role.EDITOR)) for _click in range(3)))
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert RoleGrant.objects.filter(account=officer, role=Role.EDITOR).count() == 1
