"""Loads ``rules/serving/procedures/*.yaml``; run again, it adds what is new and refuses what contradicts the record.

A file holds ``field`` and ``procedures``; a procedure its versions, oldest first. A form of its own stands in
``rules/serving/forms/<code>.yaml`` and becomes part of the latest version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.rules import RuleFileError, load_yaml, rules_root
from thongsuot.kernel.text import fold, nfc
from thongsuot.registry.fields import Certainty
from thongsuot.registry.units.models import Unit
from thongsuot.serving.procedures.checking import faults_of
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.domain.plain import BadContent, content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence, ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.searching import index_procedures

FOLDER, FORMS = "serving/procedures", "serving/forms"
SAMPLE_INSTRUMENT = "Dữ liệu minh họa, không phải quyết định công bố"


@transaction.atomic
def load_procedures() -> int:
    """How many procedures stand in the files. Raises ``RuleFileError`` naming the procedure that is wrong."""
    loaded = []
    for field, plain in _written():
        procedure = _procedure(field, plain)
        _competences(procedure, plain.get("competences", ()))
        _versions(procedure, plain["versions"])
        loaded.append(procedure)
    index_procedures(loaded)
    return len(loaded)


def _written() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted((rules_root() / FOLDER).glob("*.yaml")):
        content = load_yaml(f"{FOLDER}/{path.stem}")
        yield from ((content["field"], one) for one in content["procedures"])


def _procedure(field: str, plain: Mapping[str, Any]) -> Procedure:
    home = plain.get("home")
    values = {
        "title": plain["title"],
        "search_key": fold(nfc(plain["title"])),
        "field": field,
        "audiences": list(plain["audiences"]),
        "life_events": list(plain.get("life_events", ())),
        "is_internal": plain.get("internal", False),
        "is_integrated": plain.get("integrated", False),
        "home": Unit.objects.get(key=home) if home else None,
        "certainty": plain.get("certainty", Certainty.SAMPLE.value),
        "is_sample": True,
    }
    return Procedure.objects.update_or_create(code=str(plain["code"]), defaults=values)[0]


def _competences(procedure: Procedure, entries: Any) -> None:
    for one in entries:
        ProcedureCompetence.objects.update_or_create(
            procedure=procedure,
            valid_from=one["from"],
            defaults={"level": one["level"], "valid_to": one.get("to"), "instrument": one["instrument"]},
        )


def _versions(procedure: Procedure, entries: list[Mapping[str, Any]]) -> None:
    for number, one in enumerate(entries, start=1):
        latest = number == len(entries)
        content = _content(procedure.code, one, with_form=latest)
        there = procedure.versions.filter(number=number).first()
        if there is None:
            _announce(procedure, number, one, content)
        elif there.digest != digest_of(content):
            _renew(there, content)


def _announce(procedure: Procedure, number: int, one: Mapping[str, Any], content: ProcedureContent) -> None:
    start: date = one["from"]
    ProcedureVersion.objects.create(
        procedure=procedure,
        number=number,
        status=VersionStatus.PUBLISHED,
        valid_from=start,
        valid_to=one.get("to"),
        instrument=one.get("instrument", SAMPLE_INSTRUMENT),
        announced_on=one.get("announced", start),
        content=plain_of(content),
        digest=digest_of(content),
        reason=one.get("reason", ""),
        published_at=timezone.now(),
    )


def _renew(version: ProcedureVersion, content: ProcedureContent) -> None:
    """Sample versions nobody filed under may follow their file; what dossiers rest on stays as it was."""
    if version.dossiers.exists():
        return
    version.delete()
    version.pk = None
    version.content, version.digest = plain_of(content), digest_of(content)
    version.save()


def _content(code: str, one: Mapping[str, Any], *, with_form: bool) -> ProcedureContent:
    plain, form = one["content"], _form_of(code) if with_form else {}
    where = f"Thủ tục {code} trong rules/{FOLDER}, phiên bản từ {format_date(one['from'])}"
    try:
        content = content_from({**plain, **form})
    except BadContent as wrong:
        raise RuleFileError(f"{where}: {wrong}") from wrong
    found = faults_of(content, one["from"])
    if found:
        raise RuleFileError(f"{where}: {' '.join(fault.message for fault in found)}")
    return content


def _form_of(code: str) -> dict[str, Any]:
    """``form`` and ``pre_check`` of ``rules/serving/forms/<code>.yaml`` where there is one; else the common form."""
    if not (rules_root() / FORMS / f"{code}.yaml").is_file():
        return {}
    written = load_yaml(f"{FORMS}/{code}")
    return {key: written[key] for key in ("form", "pre_check") if key in written}
