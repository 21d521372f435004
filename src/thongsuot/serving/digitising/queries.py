"""The doors to scans and results: officers by unit, citizens by who they are, the public by an unguessable code."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.digitising.models import Result, ResultState, Scan
from thongsuot.serving.digitising.store import Reusable, own_papers, results_of, reusable
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossiers_visible_to

__all__ = ["Reusable", "own_papers", "result_by_code", "result_of_citizen", "results_of", "reusable"]


@access(Scan)
def scans_visible_to(actor: Actor) -> QuerySet[Scan]:
    """Scans of the dossiers the actor may see."""
    seen = Scan.objects.filter(part__dossier__in=dossiers_visible_to(actor))
    return seen.select_related("part__dossier__procedure", "part__dossier__receiving_unit", "original", "archive")


def scans_on(dossier: Dossier) -> list[Scan]:
    """Of a dossier that came from ``dossier_for``, each with its paper: who sees the dossier sees its scans."""
    parts = {one.pk: one for one in dossier.parts.all()}
    scans = list(Scan.objects.filter(part__in=parts)) if parts else []
    for one in scans:
        one.part = parts[one.part_id]
    return scans


@access(Scan)
def scan_for(actor: Actor, scan_id: int) -> Scan:
    return one_of(scans_visible_to(actor), pk=scan_id)


@access(Result)
def results_visible_to(actor: Actor) -> QuerySet[Result]:
    """Results of the dossiers the actor may see."""
    seen = Result.objects.filter(dossier__in=dossiers_visible_to(actor))
    return seen.select_related("dossier__procedure", "unit", "file", "draft", "prepared_by", "signed_by")


@access(Result)
def result_for(actor: Actor, result_id: int) -> Result:
    return one_of(results_visible_to(actor), pk=result_id)


def result_of_citizen(citizen: Citizen, result_id: int) -> Result:
    """One of the citizen's own; ``Hidden`` (404) for everybody else's."""
    return one_of(results_of(citizen), pk=result_id)


def result_by_code(code: str) -> Result | None:
    """Whoever holds the code may ask what it stands for; codes cannot be guessed and asking is rate limited."""
    signed = Result.objects.exclude(state=ResultState.PREPARED).filter(verify_code=code)
    return signed.select_related("unit", "dossier__procedure", "replaced_by").first()


def signed_by_digest(digest: str) -> Result | None:
    """The result whose signed file has this SHA-256."""
    signed = Result.objects.exclude(Q(digest="") | Q(state=ResultState.PREPARED)).filter(digest=digest)
    return signed.select_related("unit", "dossier__procedure", "replaced_by").first()
