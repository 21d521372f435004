"""The three steps of an import: check (dry run), confirm, undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.digests import digest
from thongsuot.platform.access import permissions
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError, Aggregate, ConflictError, Context, natural, repeatable
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.imports import importer as importers
from thongsuot.platform.imports.domain import BatchStatus, Plan
from thongsuot.platform.imports.models import ImportBatch, ImportProblem
from thongsuot.platform.imports.queries import same_file_batch
from thongsuot.platform.imports.reading import Table, dry_run, read_table
from thongsuot.platform.values import to_plain

UNDO_WITHIN = timedelta(hours=24)
permissions.declare("platform.import.run", str(gettext_lazy("nhập dữ liệu từ tệp")))


@dataclass(frozen=True)
class CheckInput:
    """``mapping`` column name → cell index; ``None`` takes the one the headings suggest."""

    kind: str
    file_id: int
    mapping: dict[str, int] | None = None


@dataclass(frozen=True)
class BatchInput:
    """``again``: the person has seen that the same file was imported before and wants it nevertheless."""

    batch_id: int
    again: bool = False


@dataclass(frozen=True)
class BatchResult:
    batch_id: int
    status: str


class CheckImport(Action[CheckInput, BatchResult]):
    name = "platform.import.check"
    label = "Chạy thử nhập dữ liệu"
    permission = "platform.import.run"
    event = "platform.import.checked"
    idempotency = repeatable("chạy thử không ghi dữ liệu nghiệp vụ; chạy lại để xem kết quả mới")

    def authorise(self, actor: Actor, data: CheckInput) -> None:
        _require(actor, data.kind)

    def execute(self, context: Context, data: CheckInput) -> BatchResult:
        importer = importers.find(data.kind)
        stored = StoredFile.objects.get(pk=data.file_id)
        table = read_table(stored, importer.columns)
        mapping = table.suggested if data.mapping is None else data.mapping
        plan = dry_run(context.actor, importer, table, mapping)
        batch = _new_batch(context.actor, data.kind, stored=stored, table=table, mapping=mapping, plan=plan)
        context.record(_aggregate(batch), {"status": (None, batch.status), "rows": (None, batch.row_count)})
        return BatchResult(batch.pk, batch.status)


class ConfirmImport(Action[BatchInput, BatchResult]):
    name = "platform.import.confirm"
    label = "Nhập dữ liệu từ tệp"
    permission = "platform.import.run"
    event = "platform.import.confirmed"
    idempotency = natural("một đợt chỉ chuyển từ đã chạy thử sang đã nhập một lần")

    def authorise(self, actor: Actor, data: BatchInput) -> None:
        _require(actor, _locked(data).kind)

    def execute(self, context: Context, data: BatchInput) -> BatchResult:
        batch = _locked(data)
        if batch.status == BatchStatus.CONFIRMED:
            context.unchanged()
            return BatchResult(batch.pk, batch.status)
        if batch.status != BatchStatus.CHECKED:
            raise ActionError(_("Đợt nhập này đã hoàn tác. Hãy chạy thử lại tệp."))
        _refuse_twice(batch, data.again)
        importer = importers.find(batch.kind)
        plan = dry_run(context.actor, importer, read_table(batch.file, importer.columns), batch.mapping)
        if _digest(plan) != batch.plan_digest:
            raise ConflictError(_("Dữ liệu đã thay đổi từ lúc chạy thử. Hãy chạy thử lại rồi xác nhận."))
        batch.applied = to_plain(importer.apply(context, plan.steps))
        batch.status, batch.confirmed_at = BatchStatus.CONFIRMED, context.now
        batch.save(update_fields=["applied", "status", "confirmed_at"])
        context.record(_aggregate(batch), {"status": (BatchStatus.CHECKED, batch.status)})
        return BatchResult(batch.pk, batch.status)


class UndoImport(Action[BatchInput, BatchResult]):
    name = "platform.import.undo"
    label = "Hoàn tác đợt nhập"
    permission = "platform.import.run"
    event = "platform.import.undone"
    idempotency = natural("một đợt chỉ hoàn tác một lần")

    def authorise(self, actor: Actor, data: BatchInput) -> None:
        _require(actor, _locked(data).kind)

    def execute(self, context: Context, data: BatchInput) -> BatchResult:
        batch = _locked(data)
        if batch.status == BatchStatus.UNDONE:
            context.unchanged()
            return BatchResult(batch.pk, batch.status)
        if batch.confirmed_at is None:
            raise ActionError(_("Đợt nhập này chưa ghi gì nên không có gì để hoàn tác."))
        if context.now - batch.confirmed_at > UNDO_WITHIN:
            raise ActionError(_("Đã quá 24 giờ từ lúc nhập nên không hoàn tác cả đợt được. Hãy sửa từng mục."))
        importers.find(batch.kind).undo(context, batch.applied)
        batch.status, batch.undone_at, batch.applied = BatchStatus.UNDONE, context.now, None
        batch.save(update_fields=["status", "undone_at", "applied"])
        context.record(_aggregate(batch), {"status": (BatchStatus.CONFIRMED, batch.status)})
        return BatchResult(batch.pk, batch.status)


def _require(actor: Actor, kind: str) -> None:
    importer = importers.find(kind)
    require(actor, importer.permission, importer.scope)


def _locked(data: BatchInput) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=data.batch_id)


def _refuse_twice(batch: ImportBatch, again: bool) -> None:
    earlier = same_file_batch(batch)
    if earlier is not None and not again:
        raise ConflictError(
            _("Đúng tệp này đã được %(who)s nhập lúc %(when)s. Nếu vẫn muốn nhập, hãy đánh dấu «Nhập lại».")
            % {"who": earlier.actor_name, "when": f"{earlier.confirmed_at:%H:%M %d/%m/%Y}"}
        )


def _new_batch(
    actor: Actor, kind: str, *, stored: StoredFile, table: Table, mapping: dict[str, int], plan: Plan
) -> ImportBatch:
    batch = ImportBatch.objects.create(
        kind=kind,
        file=stored,
        header_key=table.header_key,
        mapping=mapping,
        row_count=len(table.rows),
        error_count=len({problem.row for problem in plan.problems}),
        create_count=plan.creates,
        update_count=plan.updates,
        unchanged_count=plan.unchanged,
        preview=list(plan.preview),
        plan_digest=_digest(plan),
        actor_id=actor.id,
        actor_name=actor.display_name,
    )
    ImportProblem.objects.bulk_create(
        (
            ImportProblem(batch=batch, row=one.row, column=one.column or "", value=one.value, message=one.message)
            for one in plan.problems
        ),
        batch_size=2000,
    )
    return batch


def _digest(plan: Plan) -> str:
    return digest(to_plain(plan.steps))


def _aggregate(batch: ImportBatch) -> Aggregate:
    return Aggregate("import", str(batch.pk))
