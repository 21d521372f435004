"""A person reads their own notifications and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.notifications.kinds import declared_kinds
from thongsuot.platform.notifications.models import MutedKind, Notification, SimulatedText


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


def by_key(keys: Iterable[str], recipient_ids: Iterable[int]) -> dict[tuple[str, int], Notification]:
    """What became of notes: when mailed, texted, read. For subjects that show their own record of telling people;
    they must already have let the reader see that record."""
    found = Notification.objects.filter(recipient_id__in=set(recipient_ids), key__in=set(keys))
    return {(one.key, one.recipient_id): one for one in found}


@access(SimulatedText)
def simulated_texts(actor: Actor) -> QuerySet[SimulatedText]:
    """Demonstration only: all of them, newest first, to anybody signed in."""
    texts = SimulatedText.objects.order_by("-at", "-pk")
    return texts if actor.is_authenticated else texts.none()
