"""Joins the platform's clock, search, outbox and switches; called once when the app is ready."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.publishing import searching, telling
from thongsuot.measuring.publishing.actions import AnnouncePublication, Announcing
from thongsuot.measuring.publishing.models import Publication
from thongsuot.platform import outbox
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.background import by_the_clock
from thongsuot.platform.search import declare_kind


def start_publishing() -> None:
    telling.declare_kinds()
    declare_kind(searching.KIND, str(_("Kết quả chấm điểm")))
    outbox.handler(searching.HANDLER)(searching.index_round)
    outbox.subscribe(AnnouncePublication.event, searching.HANDLER)


@by_the_clock("* * * * *", "measuring.results.announce")
def announce_due() -> None:
    """Every minute: publications whose hour has come. The hour itself opens the pages; this does what follows."""
    due = Publication.objects.filter(public_from__lte=timezone.now(), announcement__isnull=True)
    for pk in due.order_by("public_from").values_list("pk", flat=True):
        AnnouncePublication.run(SYSTEM, Announcing(pk))
