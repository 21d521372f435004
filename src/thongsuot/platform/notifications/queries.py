"""A person reads their own notifications and nobody else's."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.notifications.kinds import declared_kinds
from thongsuot.platform.notifications.models import MutedKind, Notification


@access(Notification)
def visible_to(actor: Actor) -> QuerySet[Notification]:
    """The actor's own, newest first."""
    own = Notification.objects.filter(recipient_id=actor.id) if actor.id is not None else Notification.objects.none()
    return own.order_by("-id")


@access(Notification)
def get_for(actor: Actor, notification_id: int) -> Notification:
    """One of the actor's own, or 404."""
    return one_of(visible_to(actor), pk=notification_id)


@access(Notification)
def unread_count(actor: Actor) -> int:
    """How many wait, for the bell."""
    return visible_to(actor).filter(read_at=None).count()


@access(MutedKind)
def switches_of(actor: Actor) -> list[tuple[str, str, bool]]:
    """(kind, label, whether e-mail is on) for every declared kind."""
    muted = set(MutedKind.objects.filter(recipient_id=actor.id).values_list("kind", flat=True))
    return [(kind, str(label), kind not in muted) for kind, label in declared_kinds().items()]
