"""Loads the criteria sets of ``rules/measuring/criteria`` as issued releases; run again, it only adds what is new."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thongsuot.kernel.rules import RuleFileError
from thongsuot.measuring.criteria import files
from thongsuot.measuring.criteria.domain import checks
from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Standing
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.criteria.queries import known
from thongsuot.measuring.criteria.searching import index_release


@transaction.atomic
def load_criteria() -> int:
    """How many releases came in. Raises ``RuleFileError`` for a set that contradicts itself or was changed since."""
    keys = files.release_keys()
    allowed = known()
    allowed = checks.Known(allowed.indicators, allowed.fields, frozenset(allowed.sets or ()) | frozenset(keys))
    return sum(_load(files.read_set(key), files.based_on(key), allowed) for key in keys)


def _load(criteria: CriteriaSet, based_on: str, allowed: checks.Known) -> bool:
    found = checks.wrong(checks.faults(criteria, allowed))
    if found:
        told = " ".join(one.message for one in found)
        raise RuleFileError(f"Tệp rules/{files.FOLDER}/{criteria.key}.yaml: {told}")
    plain = plain_of(criteria)
    digest = digest_of(plain)
    there = CriteriaRelease.objects.filter(key=criteria.key).first()
    if there is None:
        there = _issue(criteria, plain, digest, based_on)
        index_release(there)
        return True
    if there.digest != digest:
        raise RuleFileError(
            f"Bộ tiêu chí «{criteria.key}» đã ban hành nên không đổi được nữa. Hãy trả tệp"
            f" rules/{files.FOLDER}/{criteria.key}.yaml về như cũ và đưa nội dung mới vào một tệp có key khác."
        )
    return False


def _issue(criteria: CriteriaSet, plain: dict[str, object], digest: str, based_on: str) -> CriteriaRelease:
    return CriteriaRelease.objects.create(
        key=criteria.key,
        title=criteria.title,
        population=criteria.population,
        reference=criteria.reference,
        certainty=criteria.standing.value,
        status=ReleaseStatus.ISSUED,
        first_year=criteria.first_year,
        last_year=criteria.last_year,
        content=plain,
        digest=digest,
        based_on=CriteriaRelease.objects.filter(key=based_on).first() if based_on else None,
        issued_at=timezone.now(),
        is_sample=criteria.standing is Standing.SAMPLE,
    )
