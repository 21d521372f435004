"""Sample work of ``make run``: committees, plans, tasks, meetings. Everything goes through the product's own actions.

Every step may run again: what is there stays, with all that people did to it.
"""

from __future__ import annotations

from thongsuot.steering.chasing import demo as chasing
from thongsuot.steering.committees import demo as committees
from thongsuot.steering.inspections import demo as inspections
from thongsuot.steering.meetings import demo as meetings
from thongsuot.steering.notices import demo as notices
from thongsuot.steering.plans import demo as plans
from thongsuot.steering.remedies import demo as remedies
from thongsuot.steering.tasks import demo as tasks


def load_steering_demo() -> None:
    """Each subject's ``demo.py``, in the order they build on one another."""
    committees.load()
    plans.load()
    tasks.load()
    meetings.load()
    notices.load()
    remedies.load()
    inspections.load()
    chasing.load()  # last: it speaks of the tasks of all others
