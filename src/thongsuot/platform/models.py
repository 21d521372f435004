"""All rows of the plumbing, for Django to find."""

from thongsuot.platform.events.models import DaySeal, Event
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.idempotency.models import IdempotencyKey
from thongsuot.platform.imports.models import ImportBatch, ImportProblem
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.notifications.models import MutedKind, Notification, SimulatedText
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.platform.preparation.models import PreparedStep
from thongsuot.platform.ratelimit.models import Try
from thongsuot.platform.search.models import SearchEntry, SearchWord

__all__ = [
    "DaySeal",
    "Event",
    "IdempotencyKey",
    "ImportBatch",
    "ImportProblem",
    "JobRun",
    "MutedKind",
    "Notification",
    "OutboxMessage",
    "PreparedStep",
    "SearchEntry",
    "SearchWord",
    "SimulatedText",
    "StoredFile",
    "Try",
]
