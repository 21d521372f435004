"""Which version an address asks for, and what every page of a result shows above itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from thongsuot.measuring.publishing import queries
from thongsuot.measuring.publishing.content import Result, UnitResult
from thongsuot.measuring.publishing.models import Publication
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of


@dataclass(frozen=True, slots=True)
class Asked:
    actor: Actor
    publication: Publication
    result: Result
    versions: list[Publication]

    @property
    def is_public(self) -> bool:
        return queries.is_public(self.actor, self.publication)

    @property
    def is_replaced(self) -> bool:
        return self.versions[0].number != self.publication.number

    def context(self) -> dict[str, Any]:
        return {
            "publication": self.publication,
            "round": self.publication.round,
            "result": self.result,
            "versions": self.versions,
            "newest": self.versions[0],
            "is_replaced": self.is_replaced,
            "is_public": self.is_public,
            "sample_data": self.result.is_sample,
        }

    def unit(self, key: str) -> UnitResult:
        found = self.result.by_key.get(key)
        if found is None:
            raise Http404(_("Đơn vị này không có trong kết quả."))
        return found


def asked(request: HttpRequest, key: str, number: int | None = None) -> Asked:
    """By path or ``?ban=2``, else the newest one may see; 404 alike for what is absent and what is embargoed."""
    wanted = request.GET.get("ban", "")
    if number is None and wanted.isdigit() and len(wanted) < 5:
        number = int(wanted)
    actor = actor_of(request)
    publication = queries.publication_for(actor, key, number)
    return Asked(actor, publication, Result.of(publication), queries.versions_of(actor, publication))


def page_of(name: str, *arguments: str) -> str:
    """Address of a page of a subject above this one, which it cannot import; empty while there is none."""
    try:
        return reverse(name, args=list(arguments))
    except NoReverseMatch:
        return ""
