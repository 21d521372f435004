"""Sample data of ``make run``: offices, accounts and documents of our own, all labelled «Dữ liệu minh họa».

Every step may run again: what is there stays, with all that people did to it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thongsuot.kernel.collation import collation_key, person_name_key
from thongsuot.kernel.rules import load_yaml, rules_root
from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.claims.actions import ReviewClaim
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents.actions import NewDocument
from thongsuot.registry.documents.intake import take_in
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.registry.units.models import Unit, UnitKind, UnitName


def load_demo() -> None:
    """Offices, then accounts over them, then documents confirmed by them."""
    load_offices()
    load_accounts()
    load_documents()


@transaction.atomic
def load_offices() -> None:
    given = load_yaml("demo/units")
    parent = Unit.objects.get(key=given["parent"])
    for entry in given["departments"]:
        name = entry["name"]
        unit, created = Unit.objects.get_or_create(
            key=entry["key"],
            defaults={
                "kind": UnitKind.DEPARTMENT,
                "form": "sở",
                "name": f"{name} {parent.short_name}",
                "short_name": name,
                "sort_key": collation_key(name),
                "search_key": fold(name),
                "parent": parent,
                "path": f"{parent.path}/{entry['key']}",
                "certainty": given["certainty"],
            },
        )
        if created:
            UnitName.objects.create(unit=unit, name=unit.name, short_name=unit.short_name)
    for entry in given["positions"]:
        _load_position(entry)


def _load_position(entry: dict[str, Any]) -> None:
    unit = Unit.objects.get(key=entry["unit"])
    position, _created = Position.objects.get_or_create(
        unit=unit,
        title=entry["title"],
        valid_from=None,
        defaults={
            "search_key": fold(entry["title"]),
            "protocol_order": entry["order"],
            "field": entry.get("field", ""),
        },
    )
    if "person" in entry:
        person, _created = Person.objects.get_or_create(
            full_name=entry["person"],
            is_sample=True,
            defaults={"sort_key": person_name_key(entry["person"]), "search_key": fold(entry["person"])},
        )
        PositionHolding.objects.get_or_create(person=person, position=position, defaults={"source": "minh họa"})


@transaction.atomic
def load_accounts() -> None:
    given = load_yaml("demo/accounts")
    for entry in given["accounts"]:
        account = Account.objects.filter(username=entry["username"]).first()
        if account is None:
            account = Account.objects.create_account(entry["username"], given["password"], entry["name"])
            account.is_sample = True
            account.save(update_fields=["is_sample"])
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


def demo_accounts() -> list[tuple[str, str, str]]:
    """(username, password, role) of each demo account, for the greeting of ``make run`` and the sign-in page."""
    given = load_yaml("demo/accounts")
    return [(entry["username"], given["password"], entry["role"]) for entry in given["accounts"]]
