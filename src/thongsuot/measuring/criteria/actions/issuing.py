"""Issuing fixes a set: from now on it has a digest, everybody sees it, and it never changes (E06)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.actions.base import AGGREGATE, OnDraft, locked
from thongsuot.measuring.criteria.domain.checks import faults
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.models import ReleaseStatus
from thongsuot.measuring.criteria.queries import known, set_of
from thongsuot.measuring.criteria.searching import index_release
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.actions import ActionError, Aggregate, ConflictError, Context, FieldError, natural


@dataclass(frozen=True, slots=True)
class Issuing:
    """``revision`` is the one the person read through: nobody issues what a colleague changed meanwhile."""

    key: str
    revision: int


@dataclass(frozen=True, slots=True)
class Issued:
    key: str
    digest: str


class IssueRelease(OnDraft[Issuing, Issued]):
    name = "measuring.criteria.issue"
    label = gettext_lazy("Ban hành bộ tiêu chí")
    permission = Measuring.CRITERIA_ISSUE
    event = "measuring.criteria.issued"
    idempotency = natural("an issued set is no draft any more")

    def execute(self, context: Context, data: Issuing) -> Issued:
        release = locked(data.key)
        if release.revision != data.revision:
            raise ConflictError(_("Bộ tiêu chí vừa được sửa thêm. Hãy xem lại rồi ban hành."))
        found = [FieldError(one.message) for one in faults(set_of(release), known())]
        if release.certainty == "official" and not release.reference.strip():
            found.append(FieldError(_("Bộ chính thức cần ghi căn cứ: số, ngày quyết định ban hành.")))
        if found:
            raise ActionError.of(found)
        release.status, release.digest = ReleaseStatus.ISSUED.value, digest_of(release.content)
        release.issued_at, release.issued_by_id = context.now, context.actor.id
        release.save()
        index_release(release)
        changes = {"status": (ReleaseStatus.DRAFT.value, release.status), "digest": (None, release.digest)}
        context.record(Aggregate(AGGREGATE, str(release.pk)), changes)
        return Issued(release.key, release.digest)
