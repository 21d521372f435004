"""What all actions on a draft share: whoever proves to hold it may act on it, nobody else; the log names no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import Action, ActionError, Aggregate
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.models import FilingDraft


class OnDraft(Protocol):
    @property
    def draft_id(self) -> int: ...


InputT = TypeVar("InputT", bound=OnDraft)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Ok:
    """``revision`` of the draft afterwards."""

    revision: int


class DraftAction(Action[InputT, ResultT]):
    def authorise(self, actor: Actor, data: InputT) -> None:
        """The token is the proof; a signed-in officer is no exception (he holds it where he files for somebody)."""
        token = FilingDraft.objects.filter(pk=data.draft_id).values_list("token", flat=True).first()
        if token is None:
            raise Hidden(_("Không tìm thấy bản khai này."))
        if not (isinstance(actor, CitizenActor) and actor.holds(token)):
            raise AccessDenied(_("Chỉ người đang giữ bản khai này mới sửa được."))

    def check(self, actor: Actor, data: InputT) -> None:
        if locked(data.draft_id).dossier_id is not None:
            raise ActionError(_("Hồ sơ này đã nộp rồi. Ông/bà tra cứu hồ sơ để xem kết quả."))


def locked(draft_id: int) -> FilingDraft:
    """The draft, held until the transaction ends."""
    rows = FilingDraft.objects.select_for_update(of=("self",)).select_related("procedure", "version", "officer")
    return rows.get(pk=draft_id)


def aggregate_of(draft: FilingDraft) -> Aggregate:
    return Aggregate("filing_draft", str(draft.pk))


def changes(draft: FilingDraft, **others: Any) -> dict[str, tuple[Any, Any]]:
    """What the log may keep of a draft: never an answer, a file's name or the token."""
    return {"revision": (draft.revision - 1, draft.revision)} | {name: (None, value) for name, value in others.items()}
