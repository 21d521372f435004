"""The estimate: learn from what is finished, say the odds of what is open, keep what is usual. A guess, so no event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from statistics import median, quantiles

from django.db import transaction

from thongsuot.kernel.clock import local
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.warning.domain.hazards import kaplan_meier
from thongsuot.serving.warning.domain.learning import Model, train
from thongsuot.serving.warning.domain.model import Passage, Past
from thongsuot.serving.warning.gathering import OpenDossier, all_open, opened, past_dossiers, titles
from thongsuot.serving.warning.models import StepBaseline, WarningRun
from thongsuot.serving.warning.rules import warning_rules

_PLACES = Decimal("0.001")
_KEPT_RUNS = 90


def estimate(now: datetime) -> WarningRun:
    """Write ``risk`` and ``risk_step`` of every open dossier, the baselines and one run; all or nothing."""
    rules = warning_rules(local(now).date())
    pasts, rows = past_dossiers(rules.kept)
    running = list(opened(all_open(), now))
    model = train(pasts, [one.passage for one in running])
    with transaction.atomic():
        warned = _write_risks(running, model, rules.warned)
        _write_baselines(pasts, titles(rows))
        passages = [passage for past in pasts for passage in past.passages]
        run = WarningRun.objects.create(
            at=now,
            pasts=len(pasts),
            scored=len(running),
            warned=warned,
            examined=asdict(model.examined) if model.examined else None,
            curve=kaplan_meier([*passages, *(one.passage for one in running)]),
        )
        old = WarningRun.objects.order_by("-at").values_list("pk", flat=True)[_KEPT_RUNS:]
        WarningRun.objects.filter(pk__in=list(old)).delete()
    return run


def _write_risks(running: Iterable[OpenDossier], model: Model, threshold: Decimal) -> int:
    """Only rows that change are written; what no longer runs loses its estimate. How many are warned about."""
    changed, seen, warned = [], set(), 0
    for one in running:
        told = model.chance(one.snapshot)
        risk, step = Decimal(told.late).quantize(_PLACES), one.ordinal(told.step)
        seen.add(one.dossier.pk)
        warned += risk >= threshold
        if (one.dossier.risk, one.dossier.risk_step) != (risk, step):
            one.dossier.risk, one.dossier.risk_step = risk, step
            changed.append(one.dossier)
    Dossier.objects.filter(risk__isnull=False).exclude(pk__in=seen).update(risk=None, risk_step=None)
    Dossier.objects.bulk_update(changed, ["risk", "risk_step"], batch_size=500)
    return warned


def _write_baselines(pasts: Iterable[Past], names: dict[tuple[int, str], str]) -> None:
    groups: dict[tuple[int, str, int | None], list[Passage]] = defaultdict(list)
    for past in pasts:
        for one in past.passages:
            groups[one.at.procedure, one.at.step, one.at.unit].append(one)
            groups[one.at.procedure, one.at.step, None].append(one)
    StepBaseline.objects.all().delete()
    rows = [_baseline(key, found, names) for key, found in groups.items()]
    StepBaseline.objects.bulk_create(rows, batch_size=1000)


def _baseline(
    key: tuple[int, str, int | None], found: Sequence[Passage], names: dict[tuple[int, str], str]
) -> StepBaseline:
    procedure, code, unit = key
    minutes = [one.worked for one in found]
    return StepBaseline(
        procedure_id=procedure,
        code=code,
        title=names.get((procedure, code), code),
        unit_id=unit,
        share=round(median(one.at.share for one in found)),
        passages=len(found),
        median=round(median(minutes)),
        slow=round(quantiles(minutes, n=5)[3]) if len(minutes) > 1 else minutes[0],
        past_share=sum(one.worked > one.at.share for one in found),
    )
