"""What waits for the person who has just signed in."""

from __future__ import annotations

from collections.abc import Collection

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents import queries as documents
from thongsuot.registry.documents.models import Document
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries as tasks
from thongsuot.steering.tasks.choices import OPEN_STATUSES, TaskStatus
from thongsuot.steering.tasks.models import Task


@access(Document)
def documents_to_confirm(actor: Actor, limit: int) -> tuple[list[Document], int]:
    """The newest documents with something to confirm, and how many there are in all."""
    waiting = documents.waiting(actor)
    return list(waiting[:limit]), waiting.count()


@access(Claim)
def doubtful_claims(actor: Actor, limit: int) -> tuple[list[Claim], int]:
    """Figures with an unanswered doubt, and how many there are in all."""
    doubtful = claims.desk(actor, doubtful=True)
    return list(doubtful[:limit]), doubtful.count()


@access(Task)
def own_work(actor: Actor, paths: Collection[str], limit: int) -> tuple[list[Task], int]:
    """Open work that the actor's own units answer for, the nearest deadline first, and how much there is in all."""
    units = Unit.objects.filter(path__in=paths).values("pk")
    mine = Task.objects.filter(lead__in=units, status__in=OPEN_STATUSES).exclude(status=TaskStatus.SUBMITTED)
    return list(mine.select_related("lead").order_by("deadline", "pk")[:limit]), mine.count()


@access(Task)
def work_to_accept(actor: Actor, limit: int) -> tuple[list[Task], int]:
    """What others say they have done and this person may accept, the longest wait first."""
    given = within_branches(actor, Steering.TASK_ACCEPT, "home__path")
    waiting = tasks.visible_to(actor).filter(given, status=TaskStatus.SUBMITTED)
    return list(waiting.select_related("lead").order_by("finished_on", "pk")[:limit]), waiting.count()
