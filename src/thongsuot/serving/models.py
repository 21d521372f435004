"""All rows of the serving loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.serving.citizens.models import CitizenRecord, SignInCode
from thongsuot.serving.digitising.models import Result, Scan
from thongsuot.serving.dossiers.models import (
    CodeSequence,
    Dossier,
    DossierPart,
    DossierPerson,
    DossierStep,
    Handover,
    Opinion,
    Rating,
    SupplementRequest,
)
from thongsuot.serving.papers.models import IssuedPaper, LogEntry, PaperBook
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence, ProcedureVersion, ReviewItem

__all__ = [
    "CitizenRecord",
    "Dossier",
    "DossierPart",
    "DossierPerson",
    "DossierStep",
    "Handover",
    "Opinion",
    "IssuedPaper",
    "LogEntry",
    "PaperBook",
    "Procedure",
    "ProcedureCompetence",
    "ProcedureVersion",
    "Result",
    "ReviewItem",
    "Scan",
    "SignInCode",
    "Rating",
    "SupplementRequest",
]
