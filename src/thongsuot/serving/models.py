"""All rows of the serving loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.serving.citizens.models import CitizenRecord, SignInCode
from thongsuot.serving.clock.models import OfficeClosure
from thongsuot.serving.cutting.models import CutOpinion, CutPackage, CutProposal, CutRow, SimplifiedRule
from thongsuot.serving.desk.models import BulkFlag, DeskReadiness, OfflineReception, ReconcileLine, ReconcileRun
from thongsuot.serving.digitising.models import Result, Scan
from thongsuot.serving.dossiers.models import (
    Dossier,
    DossierPart,
    DossierPerson,
    DossierStep,
    Handover,
    Opinion,
    Rating,
    SupplementRequest,
)
from thongsuot.serving.facts.models import (
    DossierFact,
    FactChange,
    FactPart,
    FactState,
    ProcedureDay,
    UnitDay,
    UnitMonth,
)
from thongsuot.serving.filing.models import DraftFile, DraftPiece, FilingDraft
from thongsuot.serving.papers.models import IssuedPaper, LogEntry, PaperBook
from thongsuot.serving.payments.models import (
    GatewayMessage,
    PaymentAttempt,
    PaymentEntry,
    PaymentOrder,
    ReconcileDay,
    Refund,
    SimulatedCharge,
    SimulatedNotice,
    StatementLine,
)
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence, ProcedureVersion, ReviewItem
from thongsuot.serving.warning.models import QuietNotice, StepBaseline, WarningRun

__all__ = [
    "BulkFlag",
    "CitizenRecord",
    "CutOpinion",
    "CutPackage",
    "CutProposal",
    "CutRow",
    "DeskReadiness",
    "Dossier",
    "DossierFact",
    "DossierPart",
    "DossierPerson",
    "DossierStep",
    "DraftFile",
    "DraftPiece",
    "FactChange",
    "FactPart",
    "FactState",
    "FilingDraft",
    "GatewayMessage",
    "Handover",
    "IssuedPaper",
    "LogEntry",
    "OfficeClosure",
    "OfflineReception",
    "Opinion",
    "PaperBook",
    "PaymentAttempt",
    "PaymentEntry",
    "PaymentOrder",
    "Procedure",
    "ProcedureCompetence",
    "ProcedureDay",
    "ProcedureVersion",
    "QuietNotice",
    "Rating",
    "ReconcileDay",
    "ReconcileLine",
    "ReconcileRun",
    "Refund",
    "Result",
    "ReviewItem",
    "Scan",
    "SignInCode",
    "SimplifiedRule",
    "SimulatedCharge",
    "SimulatedNotice",
    "StatementLine",
    "StepBaseline",
    "SupplementRequest",
    "UnitDay",
    "UnitMonth",
    "WarningRun",
]
