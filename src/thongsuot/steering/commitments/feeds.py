"""The ledger as a feed: one entry for each promise, dated by its last change, so that readers see a state turn."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.requests import actor_of
from thongsuot.steering.commitments import queries
from thongsuot.steering.commitments.views import Line, line_of
from thongsuot.steering.tasks.models import Task


class CommitmentFeed(Feed):  # type: ignore[type-arg]
    link = "/loi-hua"
    latest = 50

    def title(self) -> str:
        return _("Lời hứa: việc đã công khai giao, hạn và kết quả")

    def description(self) -> str:
        return _("Mỗi mục là một việc có trong văn bản công khai, kèm hạn và tình trạng hôm nay.")

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def items(self, request: HttpRequest) -> list[Line]:
        actor, today = actor_of(request), timezone.localdate()
        key = request.GET.get("don-vi", "")
        unit = next((one for one in queries.promising_units(actor) if one.key == key), None)
        changed = queries.ledger(actor, queries.Filters(unit), today).order_by("-changed_at")
        return [line_of(task, today) for task in changed[: self.latest]]

    def item_title(self, item: Line) -> str:
        return f"{item.task.title} — {item.sentence}"

    def item_description(self, item: Line) -> str:
        task: Task = item.task
        lead = task.lead.name if task.lead else task.lead_text or _("chưa rõ ai chủ trì")
        return f"{lead}. {task.source_quote}".strip()

    def item_link(self, item: Line) -> str:
        return item.source_url or f"/loi-hua#l{item.task.pk}"

    def item_guid(self, item: Line) -> str:
        return f"thongsuot:loi-hua:{item.task.pk}:{item.standing}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Line) -> datetime:
        changed: datetime = item.task.changed_at
        return timezone.localtime(changed)
