"""A form is issued on a dossier: numbered, drawn as Word and PDF/A, kept sealed, noted in the log."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import local
from thongsuot.kernel.digests import digest
from thongsuot.kernel.rules import NoRuleForDate
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.files.domain import DOCX, PDF
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import put
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.dossiers.actions.base import Done, DossierAction, row
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.papers.catalogue import FormType, NoSuchForm, PaperKind, form_on
from thongsuot.serving.papers.contents import Issuing, NotYet, sheet_of
from thongsuot.serving.papers.models import IssuedPaper
from thongsuot.serving.papers.numbering import next_number, open_book
from thongsuot.serving.papers.places import letterhead
from thongsuot.serving.papers.sealing import can_sign, signed
from thongsuot.serving.papers.sheets.model import Sheet, plain_of
from thongsuot.serving.papers.sheets.pdf import sheet_pdf
from thongsuot.serving.papers.sheets.word import sheet_word
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """``form``: the number («01») of the circular in force for the dossier, or the kind («receipt»)."""

    code: str
    form: str


@dataclass(frozen=True, slots=True)
class Issued(Done):
    """``number`` within the unit's book of the year."""

    paper_id: int
    number: int


class IssuePaper(DossierAction[PaperWanted]):
    """Asked again while nothing it says has changed, the paper issued before comes back under its number.

    04 and 05 are the head's to sign; the others are issued by whoever receives or works on the dossier.
    """

    name = "serving.dossier.issue_paper"
    label = gettext_lazy("Lập phiếu, giấy hẹn")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.dossier.paper_issued"
    idempotency = natural("the same words give the same paper")
    rights = (
        (Serving.DOSSIER_RECEIVE, "receiving_unit"),
        (Serving.DOSSIER_RECEIVE, "competent_unit"),
        (Serving.DOSSIER_PROCESS, "competent_unit"),
        (Serving.DOSSIER_DECIDE, "competent_unit"),
    )

    def authorise(self, actor: Actor, data: PaperWanted) -> None:
        super().authorise(actor, data)
        dossier = row(data.code)
        if form_for(dossier, data.form).signer == "head":
            require(actor, Serving.DOSSIER_DECIDE, dossier.competent_unit.path)

    def inspect(self, actor: Actor, data: PaperWanted, dossier: Dossier) -> None:
        if form_for(dossier, data.form).kind is PaperKind.LOGBOOK:
            raise ActionError(_("Sổ theo dõi không lập cho từng hồ sơ; hãy mở trang Sổ theo dõi."), "form")

    def execute(self, context: Context, data: PaperWanted) -> Issued:
        dossier = row(data.code)
        actor = context.actor
        wanted = Issuing(
            dossier, form_for(dossier, data.form), context.effective_at, actor.display_name, actor.position_name
        )
        blank = drawn(wanted)
        mark = _mark(blank)
        same = IssuedPaper.objects.filter(dossier=dossier, kind=wanted.form.kind.value).order_by("-pk").first()
        if same is not None and same.content_print == mark:
            context.unchanged()
            return Issued(dossier.code, same.pk, same.number)
        paper = _issue(context, wanted, mark)
        told = {"paper": paper.pk, "form": wanted.form.no, "title": wanted.form.title, "number": paper.number}
        happen(context, dossier, Kind.PAPER_ISSUED, **told)
        return Issued(dossier.code, paper.pk, paper.number)


def form_for(dossier: Dossier, wanted: str) -> FormType:
    """The form of the circular that holds for the dossier: by the day of reception, of filing before it."""
    try:
        return form_on(local(dossier.received_at or dossier.submitted_at).date(), wanted)
    except (NoSuchForm, NoRuleForDate) as error:
        raise ActionError(str(error), "form") from error


def drawn(wanted: Issuing) -> Sheet:
    """The sheet, or why there is none in the words of an action."""
    try:
        return sheet_of(wanted)
    except NotYet as error:
        raise ActionError(str(error), "form") from error


def _mark(sheet: Sheet) -> str:
    """Print of what the paper says, day and hands left out: issued tomorrow by a colleague it is still the same."""
    return fingerprint("paper", digest(plain_of(replace(sheet, place_date="", year=0, hands=()))))


def _issue(context: Context, wanted: Issuing, mark: str) -> IssuedPaper:
    by_head = wanted.form.signer == "head"
    unit = wanted.dossier.competent_unit if by_head else wanted.dossier.receiving_unit
    book = open_book(unit, wanted.form.kind.value, local(wanted.at).year)
    number = next_number(book)
    sheet = sheet_of(replace(wanted, number=number))
    pdf = sheet_pdf(sheet)
    is_signed = by_head and can_sign()
    if is_signed:
        pdf = signed(pdf, wanted.by, letterhead(unit, by_head=True).body)
    name = f"{wanted.form.symbol.lower()}-{number:02d}-{wanted.dossier.code}"
    return IssuedPaper.objects.create(
        dossier=wanted.dossier,
        book=book,
        number=number,
        kind=wanted.form.kind.value,
        form_no=wanted.form.no,
        instrument=wanted.form.instrument,
        title=wanted.form.title,
        content=plain_of(sheet),
        content_print=mark,
        pdf=_kept(pdf, f"{name}.pdf"),
        word=_kept(sheet_word(sheet), f"{name}.docx"),
        is_signed=is_signed,
        issued_by=context.actor if isinstance(context.actor, Account) else None,
        issued_at=context.effective_at,
    )


def _kept(content: bytes, name: str) -> StoredFile:
    return put([content], name, accepted=(PDF, DOCX), sealed=True)
