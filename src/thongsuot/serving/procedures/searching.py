"""Procedures in the search box: announced ones for everybody, internal ones for those of their unit (H04)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.search import Entry, index, remove
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.wording import limit_words
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.versions import content_of, in_force

KIND = "procedure"


def index_procedure(procedure: Procedure) -> int:
    return index_procedures([procedure])


def index_procedures(procedures: Iterable[Procedure]) -> int:
    """Those in force, now or later, get an entry; the others lose theirs."""
    given = list(procedures)
    entries = list(_entries(given))
    remove(KIND, {one.code for one in given} - {entry.key for entry in entries})
    return index(entries)


def _entries(procedures: list[Procedure]) -> Iterator[Entry]:
    words = catalogue()
    for procedure in procedures:
        version = _shown(procedure)
        if version is None:
            continue
        content = content_of(version)
        events = [words.life_events[key].name for key in procedure.life_events if key in words.life_events]
        yield Entry(
            kind=KIND,
            key=procedure.code,
            title=procedure.title,
            subtitle=_("%(field)s, %(limit)s")
            % {"field": words.field(procedure.field).name, "limit": limit_words(content.limit)},
            body=" ".join((content.result, *(one.name for one in content.components))),
            url=reverse("procedure", args=[procedure.code]),
            updated_at=version.published_at or timezone.now(),
            unit_path=procedure.home.path if procedure.is_internal and procedure.home else "",
            permission=Serving.BOARD_READ if procedure.is_internal else "",
            weight=10,
            extra_words=(procedure.code, _("thủ tục"), *events),
        )


def _shown(procedure: Procedure) -> ProcedureVersion | None:
    """The version in force, or the one that will be."""
    today = timezone.localdate()
    announced = procedure.versions.filter(status=VersionStatus.PUBLISHED)
    found: ProcedureVersion | None = (
        announced.filter(in_force(today)).first() or announced.filter(valid_from__gt=today).first()
    )
    return found
