"""A person disposes of figures: confirms, rejects, reopens, edits, revises; every step leaves from → to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.search.models import SearchEntry
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims import queries
from thongsuot.registry.claims.actions import ReviewClaim, ReviseClaim, Revision
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.conftest import Small
from thongsuot.registry.documents.models import Document
from thongsuot.registry.reviewing import Decision, Review

NewAccount = Callable[..., Account]
Events = Callable[..., list[Any]]


@pytest.fixture
def claim(document: Document) -> Claim:
    return document.claims.get(value=Decimal("33.8"))


@pytest.fixture
def secretary(account: NewAccount, small: Small) -> Account:
    return account(Role.SECRETARIAT, small.here)


@pytest.fixture
def office(account: NewAccount, small: Small) -> Account:
    """Sở Nội vụ, which may also revise."""
    return account(Role.HOME_AFFAIRS, small.here, "Nông Thị Vụ")


def confirmed(claim: Claim, actor: Account) -> Claim:
    ReviewClaim.run(actor, Review(claim.pk, Decision.CONFIRM))
    claim.refresh_from_db()
    return claim


def revise(claim: Claim, actor: Account, key: str = "k1", reason: str = "Công văn đính chính", **edits: str) -> Claim:
    done = ReviseClaim.run(actor, Revision(claim.pk, edits or {"value": "34,1"}, reason), idempotency_key=key)
    return Claim.objects.get(pk=done.claim_id)


def test_what_is_read_waits(claim: Claim) -> None:
    assert (claim.status, claim.reviewed_by, claim.is_public) == ("proposed", None, False)


def test_confirming_names_the_person(claim: Claim, secretary: Account, events: Events) -> None:
    confirmed(claim, secretary)
    assert (claim.status, claim.reviewed_by) == ("confirmed", secretary)
    assert claim.reviewed_at is not None
    assert events("claim", claim.pk) == [("registry.claim.reviewed", {"status": ["proposed", "confirmed"]})]


def test_confirming_twice_is_once(claim: Claim, secretary: Account, office: Account, events: Events) -> None:
    confirmed(claim, secretary)
    confirmed(claim, office)
    assert claim.reviewed_by == secretary
    assert len(events("claim", claim.pk)) == 1


def test_rejecting_and_taking_up_again(claim: Claim, secretary: Account, events: Events) -> None:
    for decision in (Decision.REJECT, Decision.REOPEN, Decision.CONFIRM):
        ReviewClaim.run(secretary, Review(claim.pk, decision))
    steps = [changes["status"] for _name, changes in events("claim", claim.pk)]
    assert steps == [["proposed", "rejected"], ["rejected", "proposed"], ["proposed", "confirmed"]]


def test_a_rejected_figure_leaves_the_search(claim: Claim, secretary: Account) -> None:
    entry = SearchEntry.objects.filter(kind="claim", key=str(claim.pk))
    assert entry.exists()
    ReviewClaim.run(secretary, Review(claim.pk, Decision.REJECT))
    assert not entry.exists()
    ReviewClaim.run(secretary, Review(claim.pk, Decision.REOPEN))
    assert entry.exists()


def test_edits_are_logged_from_and_to(claim: Claim, secretary: Account, events: Events) -> None:
    edits = {"value": "33,85", "unit_of_measure": "%", "period_text": "quý II/2022"}
    ReviewClaim.run(secretary, Review(claim.pk, Decision.CONFIRM, edits))
    claim.refresh_from_db()
    assert (claim.value, claim.value_exponent, claim.period_kind) == (Decimal("33.85"), -2, "quarter")
    _name, changes = events("claim", claim.pk)[0]
    assert changes["value"] == ["33.8", "33.85"]
    assert changes["value_exponent"] == [-1, -2]
    assert changes["status"] == ["proposed", "confirmed"]
    assert "unit_of_measure" not in changes


@pytest.mark.parametrize(
    ("edits", "field", "said"),
    [
        ({"value": "1,659.5"}, "value", "1.659,5"),
        ({"value": "ba mươi"}, "value", "ba mươi"),
        ({"period_text": "hôm nào đó"}, "period_text", "hôm nào đó"),
        ({"subject": "tinh-khong-co"}, "subject", "tinh-khong-co"),
        ({"indicator": "khong-co"}, "indicator", "khong-co"),
        ({"qualifier": "!"}, "qualifier", "Định tính"),
        ({"status": "confirmed"}, "status", "Không sửa được"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(
    claim: Claim, secretary: Account, edits: dict[str, str], field: str, said: str
) -> None:
    with pytest.raises(ActionError) as refused:
        ReviewClaim.run(secretary, Review(claim.pk, Decision.CONFIRM, edits))
    assert refused.value.errors[0].field == field
    assert said in refused.value.errors[0].message
    claim.refresh_from_db()
    assert (claim.status, claim.value) == ("proposed", Decimal("33.8"))


def test_a_confirmed_figure_is_not_overwritten(claim: Claim, secretary: Account, office: Account) -> None:
    """A second person's page still shows the buttons; what they send must not undo the first's decision (D10)."""
    confirmed(claim, secretary)
    for review in (
        Review(claim.pk, Decision.CONFIRM, {"value": "99"}),
        Review(claim.pk, Decision.REJECT),
    ):
        with pytest.raises(ActionError, match=secretary.display_name):
            ReviewClaim.run(office, review)
    claim.refresh_from_db()
    assert (claim.status, claim.value, claim.reviewed_by) == ("confirmed", Decimal("33.8"), secretary)


def test_another_province_may_not_decide(claim: Claim, account: NewAccount, small: Small) -> None:
    stranger = account(Role.SECRETARIAT, small.there)
    with pytest.raises(AccessDenied):
        ReviewClaim.run(stranger, Review(claim.pk, Decision.CONFIRM))
    with pytest.raises(Hidden):
        queries.get_for(stranger, claim.pk)
    claim.refresh_from_db()
    assert claim.status == "proposed"


def test_without_known_unit_only_the_bringer_or_the_whole_tree(
    claim: Claim, document: Document, account: NewAccount, small: Small
) -> None:
    bringer, other, ministry = (
        account(Role.SECRETARIAT, small.here),
        account(Role.SECRETARIAT, small.here),
        account(Role.MINISTRY),
    )
    document.unit, document.is_public, document.added_by = None, True, bringer
    document.save()
    with pytest.raises(AccessDenied):
        ReviewClaim.run(other, Review(claim.pk, Decision.CONFIRM))
    confirmed(claim, bringer)
    ReviewClaim.run(ministry, Review(claim.pk, Decision.REOPEN))


def test_revising_keeps_both_versions(claim: Claim, office: Account, secretary: Account, events: Events) -> None:
    confirmed(claim, office)
    new = revise(claim, office)
    claim.refresh_from_db()
    assert (claim.status, new.status, new.value) == ("confirmed", "proposed", Decimal("34.1"))
    assert [span.quote for span in new.spans.all()] == [span.quote for span in claim.spans.all()]

    confirmed(new, secretary)
    claim.refresh_from_db()
    assert (claim.status, new.status) == ("superseded", "confirmed")
    assert [one.pk for one in queries.versions_of(office, new)] == [claim.pk, new.pk]
    assert [one.pk for one in queries.versions_of(office, claim)] == [claim.pk, new.pk]
    assert events("claim", claim.pk)[-1][1] == {"status": ["confirmed", "superseded"]}
    name, changes = events("claim", new.pk)[0]
    assert name == "registry.claim.revision_proposed"
    assert changes["value"] == ["33.8", "34.1"]


def test_the_proposer_does_not_approve(claim: Claim, office: Account) -> None:
    new = revise(confirmed(claim, office), office)
    with pytest.raises(ActionError, match="không tự duyệt"):
        ReviewClaim.run(office, Review(new.pk, Decision.CONFIRM))


def test_a_revision_needs_a_reason_and_a_difference(claim: Claim, office: Account) -> None:
    confirmed(claim, office)
    with pytest.raises(ActionError) as refused:
        revise(claim, office, reason="  ")
    assert refused.value.errors[0].field == "reason"
    with pytest.raises(ActionError, match="không khác"):
        revise(claim, office, value="33,8")
    assert Claim.objects.filter(supersedes=claim).count() == 0


def test_only_confirmed_figures_are_revised(claim: Claim, office: Account) -> None:
    with pytest.raises(ActionError, match="đã xác nhận"):
        revise(claim, office)


def test_one_revision_at_a_time(claim: Claim, office: Account) -> None:
    revise(confirmed(claim, office), office)
    with pytest.raises(ConflictError):
        revise(claim, office, key="k2", value="35")


def test_sending_the_form_twice_makes_one_revision(claim: Claim, office: Account) -> None:
    confirmed(claim, office)
    assert revise(claim, office) == revise(claim, office)
    assert Claim.objects.filter(supersedes=claim).count() == 1


def test_taking_a_revision_up_again_brings_the_old_figure_back(
    claim: Claim, office: Account, secretary: Account, events: Events
) -> None:
    """Some version always stands: a revision that is no longer confirmed replaces nothing."""
    new = confirmed(revise(confirmed(claim, office), office), secretary)
    ReviewClaim.run(secretary, Review(new.pk, Decision.REOPEN))
    claim.refresh_from_db()
    assert claim.status == "confirmed"
    assert events("claim", claim.pk)[-1][1] == {"status": ["superseded", "confirmed"]}


def test_a_superseded_figure_is_closed(claim: Claim, office: Account, secretary: Account) -> None:
    confirmed(revise(confirmed(claim, office), office), secretary)
    with pytest.raises(ConflictError):
        ReviewClaim.run(secretary, Review(claim.pk, Decision.REOPEN))


def test_a_rejected_revision_leaves_the_figure_and_makes_room(
    claim: Claim, office: Account, secretary: Account
) -> None:
    new = revise(confirmed(claim, office), office)
    ReviewClaim.run(secretary, Review(new.pk, Decision.REJECT))
    claim.refresh_from_db()
    assert claim.status == "confirmed"
    again = revise(claim, office, key="k2", value="34,2")
    assert again.value == Decimal("34.2")


def test_revising_needs_the_right_in_that_branch(
    claim: Claim, office: Account, account: NewAccount, small: Small
) -> None:
    confirmed(claim, office)
    for stranger in (account(Role.HOME_AFFAIRS, small.there), account(Role.SECRETARIAT, small.here)):
        with pytest.raises(AccessDenied):
            revise(claim, stranger)
