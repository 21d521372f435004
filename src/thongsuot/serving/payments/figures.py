"""Where payers drop off (I07), and the two shares that are often taken for one another (I18)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thongsuot.kernel.formatting import round_half_up
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.choices import EntrySource, OrderKind
from thongsuot.serving.payments.models import PAID_STATES, PaymentAttempt, PaymentEntry, PaymentOrder
from thongsuot.serving.payments.statements import day_bounds
from thongsuot.serving.procedures.models import ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.versions import content_of

Units = Collection[Unit] | QuerySet[Unit] | None  # ``None``: all of them


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Funnel:
    """Orders of fees made in the period. Each step is part of the one before; ``at_desk`` is apart from them."""

    due: int
    opened: int
    begun: int
    paid: int
    receipted: int
    at_desk: int

    @property
    def steps(self) -> tuple[tuple[str, int], ...]:
        return (
            ("due", self.due),
            ("opened", self.opened),
            ("begun", self.begun),
            ("paid", self.paid),
            ("receipted", self.receipted),
        )


@dataclass(frozen=True, slots=True)
class Share:
    """``percent`` is ``None`` where there is nothing to take a share of."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        return round_half_up(Decimal(self.part) * 100 / self.whole, 2) if self.whole else None


def funnel(units: Units, period: Period) -> Funnel:
    """``units`` collect. One query.

    Whoever paid online has opened the page and begun, by whatever way they came (a code on paper skips the page).
    """
    cash = PaymentEntry.objects.filter(order=OuterRef("pk"), source=EntrySource.CASH)
    rows = _orders(units, period).annotate(cash=Exists(cash), tried=Exists(_tries()))
    paid = Q(state__in=PAID_STATES, cash=False)
    begun = Q(tried=True) | paid
    return Funnel(
        **rows.aggregate(
            due=Count("pk"),
            opened=Count("pk", filter=Q(opened_at__isnull=False) | begun),
            begun=Count("pk", filter=begun),
            paid=Count("pk", filter=paid),
            receipted=Count("pk", filter=paid & Q(receipt_at__isnull=False)),
            at_desk=Count("pk", filter=Q(state__in=PAID_STATES, cash=True)),
        )
    )


def fee_paid_by_bank() -> Exists:
    """Of a dossier: its fee is paid and money for it came by bank; a duty by bank beside a fee in cash is not it."""
    fee = {"order__kind": OrderKind.FEE, "order__state__in": PAID_STATES}
    entries = PaymentEntry.objects.filter(source=EntrySource.BANK, amount__gt=0, **fee)
    return Exists(entries.filter(order__dossier=OuterRef("pk")))


def paid_online(units: Units, period: Period) -> Share:
    """Dossiers paid online among dossiers that had something to pay (those whose fee is 0 or unknown are left out)."""
    start, end = day_bounds(period.start)[0], day_bounds(period.end)[1]
    dossiers = Dossier.objects.filter(submitted_at__gte=start, submitted_at__lt=end, fee__gt=0)
    if units is not None:
        dossiers = dossiers.filter(receiving_unit__in=units)
    told = dossiers.annotate(online=fee_paid_by_bank()).aggregate(
        part=Count("pk", filter=Q(online=True)), whole=Count("pk")
    )
    return Share(told["part"], told["whole"])


def services_with_payment(day: date) -> Share:
    """Procedures that take payment online among procedures with a fee, in force on ``day``: no dossier is counted."""
    in_force = ProcedureVersion.objects.filter(status=VersionStatus.PUBLISHED, valid_from__lte=day).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), procedure__is_internal=False
    )
    contents = [content_of(version) for version in in_force]
    with_fee = [one for one in contents if one.fees]
    return Share(sum(one.pays_online for one in with_fee), len(with_fee))


def _orders(units: Units, period: Period) -> QuerySet[PaymentOrder]:
    start, end = day_bounds(period.start)[0], day_bounds(period.end)[1]
    rows = PaymentOrder.objects.filter(kind=OrderKind.FEE, created_at__gte=start, created_at__lt=end)
    return rows if units is None else rows.filter(unit__in=units)


def _tries() -> QuerySet[PaymentAttempt]:
    return PaymentAttempt.objects.filter(order=OuterRef("pk"))
