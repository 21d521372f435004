"""Packages, proposals and promises as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.formatting import format_number, format_percent, without_trailing_zeros
from thongsuot.platform.access.actors import Actor
from thongsuot.serving.clock.domain.model import LimitUnit
from thongsuot.serving.cutting import queries
from thongsuot.serving.cutting.domain.burden import CostRules, Days
from thongsuot.serving.cutting.domain.package import Row, Totals, by_field, is_as_printed, totals_of
from thongsuot.serving.cutting.domain.promise import Answer, Kept, Worked, kept
from thongsuot.serving.cutting.domain.saving import Saving, Sum, saving_of, sum_of
from thongsuot.serving.cutting.models import CutPackage, CutProposal, CutRow
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.domain.plain import content_from
from thongsuot.serving.procedures.queries import content_of

ANSWERS = {
    Answer.TOO_EARLY: ("info", _("Chưa đủ 3 tháng để đo")),
    Answer.TOO_FEW: ("neutral", _("Chưa đủ hồ sơ để đo")),
    Answer.KEPT: ("good", _("Giữ lời hứa")),
    Answer.PARTLY: ("warn", _("Mới đạt một phần")),
    Answer.NOT_KEPT: ("bad", _("Chưa nhanh hơn")),
}


@dataclass(frozen=True, slots=True)
class PackageShown:
    """``is_as_printed`` is False where the rows do not add up to what the document prints."""

    package: CutPackage
    rows: list[CutRow]
    totals: Totals
    fields: list[tuple[str, Totals]]
    is_as_printed: bool

    @property
    def over_plan(self) -> str:
        """«108%», done against planned."""
        if not self.package.planned:
            return ""
        return format_percent(Decimal(self.totals.count * 100) / self.package.planned, 0)


def package_shown(actor: Actor, package: CutPackage) -> PackageShown:
    rows = queries.rows_of(actor, package)
    plain = [Row(one.field, one.days_before, one.days_after, one.volume) for one in rows]
    totals = totals_of(plain)
    agrees = is_as_printed(totals, package.printed_before, package.printed_cut)
    return PackageShown(package, rows, totals, by_field(plain), agrees)


@dataclass(frozen=True, slots=True)
class ProposalShown:
    proposal: CutProposal
    before: ProcedureContent
    after: ProcedureContent
    saving: Saving

    @property
    def field_name(self) -> str:
        return catalogue().field(self.proposal.procedure.field).name

    @property
    def worse(self) -> list[str]:
        return [WORSE[name] for name in self.saving.worse]


WORSE = {
    "days": _("thời hạn dài hơn"),
    "steps": _("nhiều bước hơn"),
    "documents": _("nhiều giấy tờ hơn"),
    "trips": _("phải đi nhiều lần hơn"),
    "cost": _("tốn kém hơn"),
}
KINDS = {
    Days.WORKING: _("ngày làm việc"),
    Days.CALENDAR: _("ngày"),
    Days.UNCOUNTED: _("tháng"),
}


def proposal_shown(proposal: CutProposal, rules: CostRules) -> ProposalShown:
    before, after = content_of(proposal.base), content_from(proposal.content)
    return ProposalShown(proposal, before, after, saving_of(before, after, rules, proposal.volume))


def sums_by_field(shown: Iterable[ProposalShown]) -> list[tuple[str, Sum]]:
    """Field's name and the sum of its proposals, the most days first."""
    per: dict[str, list[Saving]] = {}
    for one in shown:
        per.setdefault(one.field_name, []).append(one.saving)
    summed = [(name, sum_of(savings)) for name, savings in per.items()]
    return sorted(summed, key=lambda one: (-one[1].days, one[0]))


UNITS = {
    LimitUnit.WORKING_DAYS: _("ngày làm việc"),
    LimitUnit.WORKING_HOURS: _("giờ làm việc"),
    LimitUnit.CALENDAR_DAYS: _("ngày"),
    LimitUnit.MONTHS: _("tháng"),
}


@dataclass(frozen=True, slots=True)
class PromiseShown:
    shown: ProposalShown
    kept: Kept
    effective: date

    @property
    def answer(self) -> tuple[str, str]:
        return ANSWERS[self.kept.answer]


def promises(actor: Actor, today: date, rules: CostRules) -> list[PromiseShown]:
    """Announced cuts with a number of days promised, and what finished dossiers show."""
    proposals = [one for one in queries.announced(actor) if one.version and one.version.valid_from]
    worked = queries.worked_of(actor, proposals)
    nothing = Worked(0, None)
    found = []
    for one in proposals:
        assert one.version is not None and one.version.valid_from is not None
        shown = proposal_shown(one, rules)
        if shown.saving.days is None:
            continue
        before, after = worked.get(one.base_id, nothing), worked.get(one.version_id or 0, nothing)
        answer = kept(shown.saving.days, before, after, one.version.valid_from, today)
        found.append(PromiseShown(shown, answer, one.version.valid_from))
    return found


def number(value: Decimal | None) -> str:
    """«561,5», «1.098»; empty where there is none."""
    return "" if value is None else format_number(without_trailing_zeros(value))
