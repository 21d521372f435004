"""States in words and shapes: one table from stored codes to tone and word, so that no screen invents its own."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.consistency.model import Severity
from thongsuot.measuring.criteria.models import ReleaseStatus
from thongsuot.measuring.publishing.models import AppealStatus
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.registry.documents.models import DocumentStatus
from thongsuot.registry.fields import Certainty, ReviewStatus
from thongsuot.reporting.feed.choices import FeedState
from thongsuot.serving.cutting.choices import AmendStatus, CutStatus, OpinionStatus
from thongsuot.serving.desk.choices import AnswerState, OfflineState
from thongsuot.serving.digitising.models import ResultState, ScanState
from thongsuot.serving.dossiers.choices import PartState
from thongsuot.serving.filing.models import FileState
from thongsuot.serving.payments.choices import LineVerdict, LookReason, OrderState, RefundState
from thongsuot.serving.procedures.models import ReviewState, VersionStatus
from thongsuot.steering.inspections.choices import Answer, FindingSeverity, InspectionPlanStatus, InspectionStatus
from thongsuot.steering.remedies.choices import LimitStatus, RemedyPlanStatus

# A tone names a badge class and an icon of the same name; the word always stands beside the shape.
_TABLE: dict[str, tuple[str, str | Promise]] = {
    PartState.PENDING: ("info", PartState.PENDING.label),
    PartState.GOOD: ("good", PartState.GOOD.label),
    PartState.FAULTY: ("bad", PartState.FAULTY.label),
    AnswerState.OPEN: ("warn", AnswerState.OPEN.label),
    AnswerState.RESOLVED: ("good", AnswerState.RESOLVED.label),
    AnswerState.EXPLAINED: ("info", AnswerState.EXPLAINED.label),
    OfflineState.WRITTEN: ("good", OfflineState.WRITTEN.label),
    OfflineState.CONFLICT: ("warn", OfflineState.CONFLICT.label),
    FeedState.WAITING: ("neutral", FeedState.WAITING.label),
    FeedState.CHECKED: ("info", FeedState.CHECKED.label),
    FeedState.RUNNING: ("info", FeedState.RUNNING.label),
    FeedState.DONE: ("good", FeedState.DONE.label),
    ReviewStatus.PROPOSED: ("info", ReviewStatus.PROPOSED.label),
    ReviewStatus.CONFIRMED: ("good", ReviewStatus.CONFIRMED.label),
    ReviewStatus.REJECTED: ("bad", ReviewStatus.REJECTED.label),
    ReviewStatus.SUPERSEDED: ("neutral", ReviewStatus.SUPERSEDED.label),
    DocumentStatus.IN_REVIEW: ("info", DocumentStatus.IN_REVIEW.label),
    DocumentStatus.REVIEWED: ("good", DocumentStatus.REVIEWED.label),
    Severity.ERROR: ("bad", _("Sai, cần sửa")),
    Severity.WARNING: ("warn", _("Cần làm rõ")),
    Severity.NOTE: ("info", _("Lưu ý")),
    Certainty.OFFICIAL: ("good", Certainty.OFFICIAL.label),
    Certainty.SECONDARY: ("neutral", Certainty.SECONDARY.label),
    Certainty.TO_VERIFY: ("warn", Certainty.TO_VERIFY.label),
    Certainty.SAMPLE: ("warn", Certainty.SAMPLE.label),
    ReleaseStatus.DRAFT: ("info", ReleaseStatus.DRAFT.label),
    ReleaseStatus.ISSUED: ("good", ReleaseStatus.ISSUED.label),
    AppealStatus.OPEN: ("info", AppealStatus.OPEN.label),
    AppealStatus.UPHELD: ("good", AppealStatus.UPHELD.label),
    AppealStatus.REJECTED: ("neutral", AppealStatus.REJECTED.label),
    LimitStatus.DRAFT: ("info", LimitStatus.DRAFT.label),
    LimitStatus.OPEN: ("warn", LimitStatus.OPEN.label),
    LimitStatus.ACTING: ("info", LimitStatus.ACTING.label),
    LimitStatus.PROOF_GIVEN: ("info", LimitStatus.PROOF_GIVEN.label),
    LimitStatus.CLOSED: ("good", LimitStatus.CLOSED.label),
    LimitStatus.NOT_A_LIMIT: ("neutral", LimitStatus.NOT_A_LIMIT.label),
    RemedyPlanStatus.DRAFT: ("info", RemedyPlanStatus.DRAFT.label),
    RemedyPlanStatus.SUBMITTED: ("info", RemedyPlanStatus.SUBMITTED.label),
    RemedyPlanStatus.ISSUED: ("good", RemedyPlanStatus.ISSUED.label),
    InspectionPlanStatus.DRAFT: ("info", InspectionPlanStatus.DRAFT.label),
    InspectionPlanStatus.APPROVED: ("good", InspectionPlanStatus.APPROVED.label),
    InspectionStatus.PLANNED: ("info", InspectionStatus.PLANNED.label),
    InspectionStatus.UNDER_WAY: ("warn", InspectionStatus.UNDER_WAY.label),
    InspectionStatus.ANSWERING: ("info", InspectionStatus.ANSWERING.label),
    InspectionStatus.CONCLUDED: ("good", InspectionStatus.CONCLUDED.label),
    Answer.MET: ("good", Answer.MET.label),
    Answer.PARTLY: ("warn", Answer.PARTLY.label),
    Answer.NOT_MET: ("bad", Answer.NOT_MET.label),
    Answer.NOT_APPLICABLE: ("neutral", Answer.NOT_APPLICABLE.label),
    FindingSeverity.GRAVE: ("bad", FindingSeverity.GRAVE.label),
    FindingSeverity.ORDINARY: ("warn", FindingSeverity.ORDINARY.label),
    FindingSeverity.REMARK: ("info", FindingSeverity.REMARK.label),
    RoundStatus.DRAFT: ("neutral", RoundStatus.DRAFT.label),
    RoundStatus.SCORING: ("info", RoundStatus.SCORING.label),
    RoundStatus.APPRAISING: ("info", RoundStatus.APPRAISING.label),
    RoundStatus.EXPLAINING: ("warn", RoundStatus.EXPLAINING.label),
    RoundStatus.COUNTED: ("info", RoundStatus.COUNTED.label),
    RoundStatus.APPROVED: ("good", RoundStatus.APPROVED.label),
    RoundStatus.PUBLISHED: ("good", RoundStatus.PUBLISHED.label),
    ParticipantStatus.INVITED: ("neutral", ParticipantStatus.INVITED.label),
    ParticipantStatus.SCORING: ("info", ParticipantStatus.SCORING.label),
    ParticipantStatus.SIGNED: ("good", ParticipantStatus.SIGNED.label),
    ParticipantStatus.APPRAISING: ("info", ParticipantStatus.APPRAISING.label),
    ParticipantStatus.APPRAISED: ("info", ParticipantStatus.APPRAISED.label),
    ParticipantStatus.EXPLAINING: ("warn", ParticipantStatus.EXPLAINING.label),
    ParticipantStatus.EXPLAINED: ("info", ParticipantStatus.EXPLAINED.label),
    ParticipantStatus.SETTLED: ("good", ParticipantStatus.SETTLED.label),
    Verdict.NONE: ("neutral", Verdict.NONE.label),
    Verdict.ACCEPTED: ("good", Verdict.ACCEPTED.label),
    Verdict.REDUCED: ("warn", Verdict.REDUCED.label),
    Verdict.ASKED: ("info", Verdict.ASKED.label),
    CutStatus.DRAFT: ("neutral", CutStatus.DRAFT.label),
    CutStatus.OPINION: ("info", CutStatus.OPINION.label),
    CutStatus.SUBMITTED: ("info", CutStatus.SUBMITTED.label),
    CutStatus.APPROVED: ("good", CutStatus.APPROVED.label),
    CutStatus.PUBLISHED: ("good", CutStatus.PUBLISHED.label),
    CutStatus.REFUSED: ("bad", CutStatus.REFUSED.label),
    OpinionStatus.PENDING: ("info", OpinionStatus.PENDING.label),
    OpinionStatus.SHOWN: ("good", OpinionStatus.SHOWN.label),
    OpinionStatus.HIDDEN: ("neutral", OpinionStatus.HIDDEN.label),
    AmendStatus.WAITING: ("warn", AmendStatus.WAITING.label),
    AmendStatus.DRAFTING: ("info", AmendStatus.DRAFTING.label),
    AmendStatus.AMENDED: ("good", AmendStatus.AMENDED.label),
    OrderState.UNPAID: ("warn", OrderState.UNPAID.label),
    OrderState.PENDING: ("info", OrderState.PENDING.label),
    OrderState.PAID: ("good", OrderState.PAID.label),
    OrderState.PART_REFUNDED: ("neutral", OrderState.PART_REFUNDED.label),
    OrderState.REFUNDED: ("neutral", OrderState.REFUNDED.label),
    **{reason.value: ("bad", reason.label) for reason in LookReason},
    RefundState.ASKED: ("info", RefundState.ASKED.label),
    RefundState.APPROVED: ("info", RefundState.APPROVED.label),
    RefundState.DECLINED: ("neutral", RefundState.DECLINED.label),
    RefundState.DONE: ("good", RefundState.DONE.label),
    RefundState.FAILED: ("bad", RefundState.FAILED.label),
    LineVerdict.MATCHED: ("good", LineVerdict.MATCHED.label),
    LineVerdict.MISSING_HERE: ("warn", LineVerdict.MISSING_HERE.label),
    LineVerdict.MISSING_THERE: ("bad", LineVerdict.MISSING_THERE.label),
    LineVerdict.AMOUNT_DIFFERS: ("bad", LineVerdict.AMOUNT_DIFFERS.label),
    LineVerdict.DOUBLED: ("bad", LineVerdict.DOUBLED.label),
    LineVerdict.UNKNOWN_ORDER: ("bad", LineVerdict.UNKNOWN_ORDER.label),
    ScanState.WAITING: ("info", ScanState.WAITING.label),
    ScanState.CHECK: ("warn", ScanState.CHECK.label),
    ScanState.ACCEPTED: ("good", ScanState.ACCEPTED.label),
    ScanState.REJECTED: ("bad", ScanState.REJECTED.label),
    ScanState.KEPT: ("warn", ScanState.KEPT.label),
    ResultState.PREPARED: ("info", ResultState.PREPARED.label),
    ResultState.SIGNED: ("good", ResultState.SIGNED.label),
    ResultState.REVOKED: ("bad", ResultState.REVOKED.label),
    ResultState.REPLACED: ("neutral", ResultState.REPLACED.label),
    VersionStatus.DRAFT: ("info", VersionStatus.DRAFT.label),
    VersionStatus.PUBLISHED: ("good", VersionStatus.PUBLISHED.label),
    VersionStatus.WITHDRAWN: ("neutral", VersionStatus.WITHDRAWN.label),
    ReviewState.OPEN: ("warn", ReviewState.OPEN.label),
    ReviewState.STUDYING: ("info", ReviewState.STUDYING.label),
    ReviewState.ACCEPTED: ("good", ReviewState.ACCEPTED.label),
    ReviewState.DECLINED: ("neutral", ReviewState.DECLINED.label),
    FileState.RECEIVING: ("warn", FileState.RECEIVING.label),
    FileState.HELD: ("good", FileState.HELD.label),
}


def describe(status: str) -> tuple[str, str]:
    """(tone, word) of a stored state; an unknown one is shown as it is."""
    tone, word = _TABLE.get(status, ("neutral", status))
    return tone, str(word)
