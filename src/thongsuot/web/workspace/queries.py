"""What waits for the person who has just signed in."""

from __future__ import annotations

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents import queries as documents
from thongsuot.registry.documents.models import Document


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
