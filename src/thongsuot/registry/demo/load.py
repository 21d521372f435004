"""Sample data of ``make run``: offices, accounts and documents of our own, all labelled «Dữ liệu minh họa».

Every step may run again: what is there stays, with all that people did to it.
"""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from thongsuot.kernel.rules import load_yaml, rules_root
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.claims.actions import ReviewClaim
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.demo.offices import load_offices, sample_person
from thongsuot.registry.documents.actions import NewDocument
from thongsuot.registry.documents.intake import take_in
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.registry.units.models import Unit


def load_demo() -> None:
    """Offices, then accounts over them, then documents confirmed by them."""
    load_offices()
    load_accounts()
    load_documents()


@transaction.atomic
def load_accounts() -> None:
    given = load_yaml("demo/accounts")
    # One printed password for all, hashed once: hashing is made to take long, and a newcomer waits for the first start.
    password = make_password(given["password"])
    for entry in given["accounts"]:
        account = Account.objects.filter(username=entry["username"]).first()
        if account is None:
            person = sample_person(entry["name"]) if entry.get("person") else None
            account = Account.objects.create(
                username=entry["username"], display_name=entry["name"], password=password, person=person, is_sample=True
            )
        unit = Unit.objects.get(key=entry["unit"]) if "unit" in entry else None
        RoleGrant.objects.get_or_create(account=account, role=entry["role"], unit=unit)


def load_documents() -> None:
    """Each document is taken in and, where the manifest says so, its claims confirmed by a named demo account."""
    folder = rules_root() / "demo" / "documents"
    for entry in load_yaml("demo/documents"):
        wanted = NewDocument(
            text="",
            title=entry["title"],
            kind=entry["kind"],
            source_name=entry["source"],
            dated=entry.get("dated"),
            is_public=True,
            is_sample=True,
        )
        with transaction.atomic():
            added = take_in(folder / entry["file"], SYSTEM, wanted)
            if added.created and "confirmed_by" in entry:
                _confirm_claims(added.key, entry["confirmed_by"])


def _confirm_claims(document: str, username: str) -> None:
    """Figures without a grave doubt; the others stay waiting, as they would with a careful person."""
    account = Account.objects.get(username=username)
    claims = Claim.objects.filter(document__key=document, status=ReviewStatus.PROPOSED, findings__isnull=True)
    for claim in claims.order_by("pk"):
        ReviewClaim.run(account, Review(claim.pk, Decision.CONFIRM))
