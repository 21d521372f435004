"""What hangs on a dossier's page from the subjects above it: papers issued, and which may be issued now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.kernel.rules import NoRuleForDate
from thongsuot.platform.access.requests import actor_of
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.catalogue import FormType, PaperKind, forms_on
from thongsuot.serving.papers.contents import last_apology
from thongsuot.serving.papers.models import IssuedPaper
from thongsuot.serving.papers.queries import FOR_APPLICANT
from thongsuot.serving.permissions import Serving

register = template.Library()


@dataclass(frozen=True, slots=True)
class OnDossier:
    papers: list[IssuedPaper]
    forms: list[FormType]


@register.simple_tag(takes_context=True)
def papers_on(context: dict[str, Any], dossier: Dossier) -> OnDossier:
    """``{% papers_on dossier as here %}``: ``here.papers`` newest first, ``here.forms`` the actor may issue now."""
    actor = actor_of(context["request"])
    papers = list(dossier.papers.select_related("issued_by").order_by("-pk"))  # who sees the dossier sees its papers
    try:
        forms = forms_on(local(dossier.received_at or dossier.submitted_at).date())
    except NoRuleForDate:
        forms = ()
    heads = actor.can(Serving.DOSSIER_DECIDE, dossier.competent_unit.path)
    works = any(
        actor.can(right, unit.path)
        for right in (Serving.DOSSIER_RECEIVE, Serving.DOSSIER_PROCESS)
        for unit in (dossier.receiving_unit, dossier.competent_unit)
    )
    allowed = [one for one in forms if _has_come(dossier, one.kind) and (heads if one.signer == "head" else works)]
    return OnDossier(papers, allowed)


@register.simple_tag
def papers_given(dossiers: list[Dossier]) -> dict[int, list[IssuedPaper]]:
    """Number of the dossier → what its applicant was given, newest first; the dossiers were fetched as their own."""
    found: dict[int, list[IssuedPaper]] = {}
    for one in IssuedPaper.objects.filter(dossier__in=dossiers, kind__in=FOR_APPLICANT).order_by("-pk"):
        found.setdefault(one.dossier_id, []).append(one)
    return found


@register.filter
def of_dossier(papers: dict[int, list[IssuedPaper]], dossier: Dossier) -> list[IssuedPaper]:
    return papers.get(dossier.pk, [])


def _was_late(dossier: Dossier) -> bool:
    """Only then can there be an apology: the log is not asked otherwise."""
    return dossier.due_at is not None and dossier.due_at < (dossier.finished_at or timezone.now())


def _has_come(dossier: Dossier, kind: PaperKind) -> bool:
    return {
        PaperKind.RECEIPT: dossier.received_at is not None,
        PaperKind.SUPPLEMENT: dossier.supplements > 0,
        PaperKind.REFUSAL: dossier.status == Status.NOT_ACCEPTED,
        PaperKind.APOLOGY: dossier.is_extended or (_was_late(dossier) and last_apology(dossier) is not None),
        PaperKind.STOP: dossier.status == Status.STOPPED,
        PaperKind.CONTROL: dossier.received_at is not None,
        PaperKind.LOGBOOK: False,
    }[kind]
