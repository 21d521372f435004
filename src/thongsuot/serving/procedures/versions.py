"""Versions of a procedure by day, and their content as values."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.actions import ActionError
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.domain.plain import content_from
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus


class NoVersion(ActionError):  # noqa: N818 - named for what it says
    """On that day the procedure was not in force."""


def in_force(day: date) -> Q:
    """Versions that hold on ``day``; those withdrawn later held too."""
    begun = ~Q(status=VersionStatus.DRAFT) & Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def version_on(procedure: Procedure, day: date) -> ProcedureVersion:
    """The announced version in force on ``day``. Raises ``NoVersion`` (an ``ActionError``) when there is none."""
    version = procedure.versions.filter(in_force(day)).first()
    if version is None:
        told = {"title": procedure.title, "day": format_date(day)}
        raise NoVersion(_("Thủ tục «%(title)s» không có quy định áp dụng cho ngày %(day)s.") % told)
    return version


def content_of(version: ProcedureVersion) -> ProcedureContent:
    """The content as values; announced ones never change, so they are kept in the process by their digest."""
    return _kept(version.digest, _Source(version)) if version.digest else content_from(version.content)


class _Source:
    """Hides the version from the key of the cache: equal digests are equal contents.

    Lists leave the column out (``defer``); it is read from the database only for a content nobody has met yet.
    """

    def __init__(self, version: ProcedureVersion) -> None:
        self.version = version

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=512)
def _kept(digest: str, source: _Source) -> ProcedureContent:
    return content_from(source.version.content)
