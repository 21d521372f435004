"""The only ways to fetch dossiers and what hangs on them."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.log import happenings_of
from thongsuot.serving.dossiers.models import Dossier, DossierPart, Opinion
from thongsuot.serving.dossiers.related import with_related
from thongsuot.serving.permissions import Serving

__all__ = ["dossier_for", "dossiers_visible_to", "happenings_of", "part_for", "tracked"]
_RELATED = (
    *("procedure", "version", "receiving_unit", "competent_unit", "holder_unit", "officer", "taken_by", "parent"),
    "person",
)


@access(Dossier)
def dossiers_visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Received, decided or held now by a unit in one's branches; the post clerk: what they took in themselves (I11).

    A citizen: the one dossier they prove to hold.
    """
    if isinstance(actor, CitizenActor):
        return Dossier.objects.filter(code=actor.proof)
    units = reached_units(actor)
    if units is None:
        return Dossier.objects.all()
    within = Q(receiving_unit__in=units) | Q(competent_unit__in=units) | Q(holder_unit__in=units)
    return Dossier.objects.filter(within | _taken(actor)) if units else Dossier.objects.filter(_taken(actor))


def reached_units(actor: Actor, permission: str = Serving.DOSSIER_READ) -> list[int] | None:
    """Numbers of the units where one holds ``permission``; ``None``: all. Numbers, so that each side uses its index."""
    if not isinstance(actor, Account):
        return None if actor.can(permission) else []
    holders = [one for one in actor.current_grants if permission in GRANTS[Role(one.role)]] if actor.is_active else []
    if any(one.unit is None for one in holders):
        return None
    # Read once a request: most permissions of a person reach over the same branches.
    cached: dict[frozenset[str], list[int]] = actor.__dict__.setdefault("_units_below", {})
    branches = frozenset(one.unit.path for one in holders if one.unit)
    if branches not in cached:
        here = Unit.objects.filter(within_branches(actor, permission, "path"))
        cached[branches] = list(here.values_list("pk", flat=True)) if branches else []
    return cached[branches]


def _taken(actor: Actor) -> Q:
    return Q(taken_by=actor.id) if actor.id is not None and actor.can(Serving.DOSSIER_RECEIVE) else Q(pk__in=[])


@access(Dossier)
def dossier_for(actor: Actor, code: str) -> Dossier:
    """``Hidden`` for what is absent and what one may not see alike. Who sees a dossier reads its sub-dossiers too."""
    visible = dossiers_visible_to(actor)
    found = visible.filter(code=code).first()
    if found is None:
        found = one_of(Dossier.objects.filter(parent__in=visible.filter(children__code=code)), code=code)
    return with_related([found])[0]


@access(Opinion)
def opinions_visible_to(actor: Actor) -> QuerySet[Opinion]:
    """Opinions asked of units in one's branches."""
    return Opinion.objects.filter(within_branches(actor, Serving.DOSSIER_PROCESS, "unit__path"))


@access(Opinion)
def opinions_waiting(actor: Actor) -> QuerySet[Opinion]:
    """Unanswered first, the soonest due first."""
    rows = opinions_visible_to(actor).select_related("dossier__procedure", "dossier__competent_unit", "unit")
    return rows.order_by(F("given_at").desc(nulls_first=True), "due_at", "pk")


@access(Opinion)
def opinion_for(actor: Actor, pk: int) -> Opinion:
    related = ("dossier__procedure", "dossier__competent_unit", "unit", "asked_by", "given_by")
    return one_of(opinions_visible_to(actor).select_related(*related), pk=pk)


@access(DossierPart)
def part_for(actor: Actor, code: str, pk: int) -> DossierPart:
    """A paper of a dossier one may see, or about which one's unit was asked."""
    seen = Q(dossier__in=dossiers_visible_to(actor)) | Q(dossier__opinions__in=opinions_visible_to(actor))
    rows = DossierPart.objects.filter(seen, dossier__code=code).select_related("file", "dossier").distinct()
    return one_of(rows, pk=pk)


def tracked(code: str, last_four: str) -> Dossier:
    """For the public look-up: ``Hidden`` alike for a wrong code and for wrong digits."""
    print_ = tracking_print(code, last_four)
    found = Dossier.objects.filter(code=code, person__tracking_print=print_) if print_ else Dossier.objects.none()
    dossier = found.select_related(*_RELATED).first()
    if dossier is None:
        raise Hidden("Không tìm thấy hồ sơ có mã và bốn số cuối này. Hãy xem lại trên giấy hẹn hoặc tin nhắn.")
    return dossier


def tracking_print(code: str, last_four: str) -> str:
    """Empty where the digits are not four."""
    digits = "".join(one for one in last_four if one.isdigit())
    return fingerprint("tracking", code, digits) if len(digits) == 4 else ""
