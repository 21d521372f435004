"""Documents come in once, are confirmed to the end, become public with all they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from thongsuot.platform.access import ANONYMOUS
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.search.models import SearchEntry
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.conftest import TEXT, Small
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents import queries
from thongsuot.registry.documents.actions import AddDocument, DocumentKey, FinishReview, NewDocument, PublishDocument
from thongsuot.registry.documents.models import Document
from thongsuot.registry.documents.review import ACTIONS
from thongsuot.registry.reviewing import Decision, Review

NewAccount = Callable[..., Account]
Events = Callable[..., list[Any]]


def decide_all(document: Document, actor: Any, decision: Decision = Decision.CONFIRM) -> None:
    for kind, rows in (("c", document.claims), ("d", document.directives), ("l", document.limitations)):
        for row in rows.all():
            ACTIONS[kind].run(actor, Review(row.pk, decision))


def test_reading_fills_the_record(document: Document, small: Small, events: Events) -> None:
    assert (document.unit, document.kind, document.status) == (small.here, "notice", "in_review")
    assert document.claims.count() >= 2
    assert document.directives.count() == 2
    for claim in document.claims.prefetch_related("spans"):
        for span in claim.spans.all():
            assert document.text[span.start : span.end] == span.quote
    for order in document.directives.all():
        assert document.text[order.start : order.end] == order.quote
    assert [name for name, _changes in events("document", document.key)] == ["registry.document.added"]


def test_the_same_text_twice_is_one_document(document: Document) -> None:
    before = (Document.objects.count(), Claim.objects.count(), Directive.objects.count(), Event.objects.count())
    again = AddDocument.run(SYSTEM, NewDocument(text=TEXT, title="Tên khác"))
    assert (again.created, again.key) == (False, document.key)
    assert before == (Document.objects.count(), Claim.objects.count(), Directive.objects.count(), Event.objects.count())


def test_the_same_text_decomposed_is_the_same_document(document: Document) -> None:
    import unicodedata

    again = AddDocument.run(SYSTEM, NewDocument(text=unicodedata.normalize("NFD", TEXT)))
    assert (again.created, again.key) == (False, document.key)


def test_a_text_without_letters_is_refused(small: Small) -> None:
    with pytest.raises(ActionError) as refused:
        AddDocument.run(SYSTEM, NewDocument(text=" \n\t "))
    assert refused.value.errors[0].field == "text"
    assert not Document.objects.exists()


def test_adding_needs_the_right(small: Small, account: NewAccount) -> None:
    for actor in (ANONYMOUS, account(), account(Role.ONE_STOP, small.here)):
        with pytest.raises(AccessDenied):
            AddDocument.run(actor, NewDocument(text=TEXT))
    assert not Document.objects.exists()


def test_review_ends_only_when_nothing_waits(
    document: Document, account: NewAccount, small: Small, events: Events
) -> None:
    secretary = account(Role.SECRETARIAT, small.here)
    waiting = document.claims.count() + document.directives.count()
    with pytest.raises(ActionError, match=f"Còn {waiting} mục"):
        FinishReview.run(secretary, DocumentKey(document.key))
    decide_all(document, secretary)
    for _time in range(2):
        FinishReview.run(secretary, DocumentKey(document.key))
    document.refresh_from_db()
    assert document.status == "reviewed"
    names = [name for name, _changes in events("document", document.key)]
    assert names == ["registry.document.added", "registry.document.reviewed"]


def test_publishing_shows_document_claims_and_search(
    document: Document, account: NewAccount, small: Small, events: Events
) -> None:
    head = account(Role.COMMITTEE_HEAD, small.here)
    claim = document.claims.first()
    assert claim is not None
    assert not claims.visible_to(ANONYMOUS).filter(pk=claim.pk).exists()
    for _time in range(2):
        PublishDocument.run(head, DocumentKey(document.key))
    assert claims.get_for(ANONYMOUS, claim.pk) == claim
    assert queries.get_for(ANONYMOUS, document.key) == document
    assert not SearchEntry.objects.filter(kind__in=("document", "claim", "directive")).exclude(permission="").exists()
    assert events("document", document.key)[-1] == ("registry.document.published", {"is_public": [False, True]})
    assert len(events("document", document.key)) == 2


@pytest.mark.parametrize("action", [FinishReview, PublishDocument])
def test_another_province_may_not_end_or_publish(
    action: Any, document: Document, account: NewAccount, small: Small
) -> None:
    decide_all(document, SYSTEM)
    with pytest.raises(AccessDenied):
        action.run(account(Role.HOME_AFFAIRS, small.there), DocumentKey(document.key))
    document.refresh_from_db()
    assert (document.status, document.is_public) == ("in_review", False)


def test_drafts_are_seen_in_their_branch_only(document: Document, account: NewAccount, small: Small) -> None:
    def sees(actor: Any) -> bool:
        return queries.visible_to(actor).filter(pk=document.pk).exists()

    assert sees(account(Role.UNIT_FOCAL, small.here))
    assert sees(account(Role.MINISTRY))
    assert not sees(account(Role.UNIT_FOCAL, small.there))
    assert not sees(account(Role.ADMIN))
    assert not sees(ANONYMOUS)


def test_the_inbox_counts_what_waits(document: Document, account: NewAccount, small: Small) -> None:
    secretary = account(Role.SECRETARIAT, small.here)
    row = queries.waiting(secretary).get()
    assert (row.claims_waiting, row.directives_waiting) == (document.claims.count(), document.directives.count())
    assert not queries.waiting(account(Role.SECRETARIAT, small.there)).exists()
    decide_all(document, secretary)
    FinishReview.run(secretary, DocumentKey(document.key))
    assert not queries.waiting(secretary).exists()


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_clerk_who_brings_in_lands_on_a_page_he_may_see(account: NewAccount, small: Small) -> None:
    """A clerk adds documents and does not confirm them: the desk would answer 403."""
    response = signed_in(account(Role.CLERK, small.here)).post("/lam-viec/van-ban/them", {"text": TEXT}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[0][0].startswith("/van-ban/")


def test_whoever_confirms_lands_on_the_desk(account: NewAccount, small: Small) -> None:
    client = signed_in(account(Role.SECRETARIAT, small.here))
    response = client.post("/lam-viec/van-ban/them", {"text": TEXT}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[0][0].startswith("/lam-viec/van-ban/")


def test_pages_of_another_province(document: Document, account: NewAccount, small: Small) -> None:
    PublishDocument.run(SYSTEM, DocumentKey(document.key))
    client = signed_in(account(Role.SECRETARIAT, small.there))
    claim = document.claims.first()
    assert claim is not None
    base = f"/lam-viec/van-ban/{document.key}"
    assert client.get(base).status_code == 403
    assert client.post(f"{base}/c/{claim.pk}", {"decision": "confirm"}).status_code == 403
    assert client.post(f"{base}/xong").status_code == 403
    claim.refresh_from_db()
    assert claim.status == "proposed"


def test_a_decision_through_the_page_comes_back_as_its_card(
    document: Document, account: NewAccount, small: Small
) -> None:
    client = signed_in(account(Role.SECRETARIAT, small.here))
    claim = document.claims.first()
    assert claim is not None
    address = f"/lam-viec/van-ban/{document.key}/c/{claim.pk}"
    wrong = client.post(address, {"decision": "confirm", "value": "1,659.5"}, headers={"HX-Request": "true"})
    assert "1.659,5" in wrong.content.decode()
    unscripted = client.post(address, {"decision": "confirm", "value": "1,659.5", "unit_of_measure": "ngày"})
    assert unscripted.status_code == 422
    assert 'value="1,659.5"' in unscripted.content.decode()
    assert 'value="ngày"' in unscripted.content.decode()
    plain = client.post(address, {"decision": "confirm"})
    assert plain["Location"].endswith(f"#c{claim.pk}")
    claim.refresh_from_db()
    assert claim.status == "confirmed"


def test_lines_of_a_form_are_no_edit(document: Document, account: NewAccount, small: Small, events: Events) -> None:
    """A browser sends a text area's lines with CR LF."""
    order = document.directives.first()
    assert order is not None
    Directive.objects.filter(pk=order.pk).update(text="dòng một\ndòng hai", deadline=date(2022, 7, 31))
    client = signed_in(account(Role.SECRETARIAT, small.here))
    address = f"/lam-viec/van-ban/{document.key}/d/{order.pk}"
    client.post(address, {"decision": "confirm", "text": "dòng một\r\ndòng hai"})
    assert set(events("directive", order.pk)[0][1]) == {"status"}
