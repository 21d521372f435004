"""Joins the platform and the record; called once when the app is ready."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.platform import outbox
from thongsuot.platform.notifications import declare_kind
from thongsuot.platform.search import declare_kind as declare_search
from thongsuot.registry.directives import following
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import searching, telling
from thongsuot.steering.tasks.following import chips, give_step

_EVENTS = ("created", "assigned", "edited", "handed_over", "accepted", "dropped", "extension_decided")


def start_tasks() -> None:
    telling.declare(declare_kind)
    declare_search(searching.KIND, _("Nhiệm vụ"), (Steering.READ,))
    outbox.handler(searching.HANDLER)(searching.index_one)
    for event in _EVENTS:
        outbox.subscribe(f"steering.task.{event}", searching.HANDLER)
    following.use(chips)
    following.use_next_step(give_step)
