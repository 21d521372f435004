"""Long work: runs in the worker, shows real progress, can be cancelled and goes on where it stopped.

``@job`` declares it, ``enqueue`` starts it in the caller's transaction, ``Progress`` is what it reports to.
"""

from thongsuot.platform.jobs.declaring import Job, Outcome, job
from thongsuot.platform.jobs.progress import JobCancelled, Progress
from thongsuot.platform.jobs.queue import enqueue

__all__ = ["Job", "JobCancelled", "Outcome", "Progress", "enqueue", "job"]
