"""All rows of the serving loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson, DossierStep, SupplementRequest
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence, ProcedureVersion, ReviewItem

__all__ = [
    "Dossier",
    "DossierPart",
    "DossierPerson",
    "DossierStep",
    "Procedure",
    "ProcedureCompetence",
    "ProcedureVersion",
    "ReviewItem",
    "SupplementRequest",
]
