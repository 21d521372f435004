"""By the clock and on demand."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.jobs import Outcome, Progress, enqueue, job
from thongsuot.platform.outbox import Delivery, handler
from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.models import OfficeClosure
from thongsuot.serving.dossiers.jobs import ReplayInput, replay_dossiers
from thongsuot.serving.warning.estimating import estimate
from thongsuot.serving.warning.quiet import tell_quiet

REPLAY = "serving.closures.replay"


@dataclass(frozen=True, slots=True)
class EstimateInput:
    """Nothing to say: all open dossiers."""


@job("serving.warning.estimate", "Ước lượng nguy cơ trễ của hồ sơ")
def estimate_risks(progress: Progress, data: EstimateInput) -> Outcome:
    run = estimate(timezone.now())
    said = _("Đã ước lượng %(scored)d hồ sơ, cảnh báo %(warned)d.") % {"scored": run.scored, "warned": run.warned}
    return Outcome(said, url=reverse("late-warning"), label=_("Xem cảnh báo"))


def every_hour() -> None:
    """The estimate, then who holds what lies still."""
    now = timezone.now()
    estimate(now)
    tell_quiet(now)


@handler(REPLAY)
def replay_after_closure(delivery: Delivery) -> None:
    """A closure written or withdrawn: open dossiers of the units under it are reckoned anew."""
    closure = OfficeClosure.objects.select_related("unit").get(pk=int(delivery.payload["aggregate_id"]))
    unit: Unit = closure.unit
    reason = _("Lịch của %(unit)s đổi: %(reason)s") % {"unit": unit.name, "reason": closure.reason}
    enqueue(replay_dossiers, SYSTEM, ReplayInput(reason, unit.path))
