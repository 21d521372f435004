"""What the actions on a draft share: the row under lock, whose it is, who changed it last, how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.measuring.criteria.domain.edit import EditError, Origin, mark_of
from thongsuot.measuring.criteria.domain.plain import SetError, plain_of, set_from
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.actions import Action, ActionError, Aggregate, ConflictError, Context
from thongsuot.platform.events.queries import history_of

AGGREGATE = "criteria_release"
NO_BRANCH = ""  # the path of no unit: a set of the whole country asks for the right over the whole tree
NOT_A_DRAFT = gettext_lazy("Bộ tiêu chí này đã ban hành nên không sửa được. Hãy soạn bộ mới từ bộ này.")
Plain = dict[str, Any]


class Keyed(Protocol):
    """Input that names its release."""

    @property
    def key(self) -> str: ...


InputT = TypeVar("InputT", bound=Keyed)
ResultT = TypeVar("ResultT")


class OnDraft(Action[InputT, ResultT], Generic[InputT, ResultT]):
    """A step on one draft, asked of whoever may edit the sets of its home."""

    def scope(self, data: InputT) -> str:
        home = release_of(data.key).home
        return home.path if home else NO_BRANCH

    def check(self, actor: Actor, data: InputT) -> None:
        if release_of(data.key).status != ReleaseStatus.DRAFT:
            raise ActionError(str(NOT_A_DRAFT))


EDIT = Measuring.CRITERIA_EDIT


def release_of(key: str) -> CriteriaRelease:
    found = CriteriaRelease.objects.select_related("home", "based_on").filter(key=key).first()
    if found is None:
        raise Hidden(_("Không có bộ tiêu chí này."))
    return found


def locked(key: str) -> CriteriaRelease:
    """The draft as it stands now, nobody else writing it until the end of the transaction."""
    found = CriteriaRelease.objects.select_for_update(of=("self",)).select_related("home", "based_on").get(key=key)
    if found.status != ReleaseStatus.DRAFT:
        raise ActionError(str(NOT_A_DRAFT))
    return found


def refuse_outdated(release: CriteriaRelease, code: str, seen: str) -> None:
    """Raise ``ConflictError`` when the node is not what the person saw any more."""
    try:
        fresh = mark_of(release.content, code)
    except EditError as gone:
        raise ConflictError(str(gone)) from gone
    if fresh == seen:
        return
    last = next((one for one in history_of(AGGREGATE, release.pk).order_by("-sequence") if _is_of(one, code)), None)
    who = last.actor_name if last else _("Người khác")
    at = f"{last.recorded_at:%H:%M} {format_date(last.recorded_at.date())}" if last else ""
    raise ConflictError(
        _("%(who)s đã sửa mục này %(at)s. Những gì bạn ghi vẫn còn dưới đây; so lại rồi lưu lần nữa.")
        % {"who": who, "at": at}
    )


def _is_of(event: Any, code: str) -> bool:
    return code in (event.changes.get("node") or [""])


def origin_of(release: CriteriaRelease) -> Origin | None:
    base = release.based_on
    return Origin(base.key, frozenset(set_of(base).by_code)) if base else None


def edited(change: Callable[[], Plain]) -> Plain:
    """The content after a change in its one written form; what cannot be done or read is said to the person."""
    try:
        return plain_of(set_from(change()))
    except (EditError, SetError) as error:
        raise ActionError(str(error)) from error


def keep(context: Context, release: CriteriaRelease, content: Plain, changes: Mapping[str, tuple[Any, Any]]) -> None:
    """Write the content with the columns that repeat its head, and record what changed."""
    release.content = content
    release.title, release.reference = content["title"], content["reference"]
    release.certainty, release.is_sample = content["standing"], content["standing"] == "sample"
    release.first_year, release.last_year = content["first_year"], content["last_year"]
    release.revision += 1
    release.save()
    context.record(Aggregate(AGGREGATE, str(release.pk)), changes)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field → from, to; what is below a node is told by itself."""
    names = [name for name in {**old, **new} if name not in ("children", "nodes")]
    return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}
