"""Enter a sender, receive and take in its files, tell its codes apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, ConflictError, Context, natural, repeatable
from thongsuot.registry.units.models import Unit
from thongsuot.reporting.feed import coding
from thongsuot.reporting.feed.choices import CodeKind, FeedState
from thongsuot.reporting.feed.importing import close
from thongsuot.reporting.feed.models import FeedCode, FeedFile, FeedSource
from thongsuot.reporting.permissions import Reporting
from thongsuot.serving import facade


@dataclass(frozen=True)
class NewSource:
    key: str
    name: str
    contact: str
    home_id: int
    reports_ours: bool = False
    is_sample: bool = False


@dataclass(frozen=True)
class NewFile:
    """``stored_id``: the cleaned copy of an upload; ``None`` for a file read in place."""

    source_id: int
    name: str
    digest: str
    stored_id: int | None = None


@dataclass(frozen=True)
class FileInput:
    file_id: int


@dataclass(frozen=True)
class Start:
    """``job_id``: what runs it; ``None`` when the command line does."""

    file_id: int
    job_id: int | None = None


@dataclass(frozen=True)
class Meaning:
    """``unit_key`` or ``procedure_code``, as the code's kind asks."""

    code_id: int
    unit_key: str = ""
    procedure_code: str = ""


@dataclass(frozen=True)
class Row:
    number: int


@dataclass(frozen=True)
class Waiting:
    dossiers: int


class AddSource(Action[NewSource, Row]):
    name = "reporting.source.add"
    label = "Khai báo nguồn hồ sơ"
    permission = Reporting.FEED_RUN
    event = "reporting.source.added"
    idempotency = natural("mỗi mã bền chỉ khai báo một lần")

    def scope(self, data: NewSource) -> str:
        return Unit.objects.get(pk=data.home_id).path

    def check(self, actor: Actor, data: NewSource) -> None:
        if FeedSource.objects.filter(key=data.key).exists():
            raise ActionError(_("Mã này đã có nguồn khác dùng. Hãy chọn mã khác."), "key")

    def execute(self, context: Context, data: NewSource) -> Row:
        last = FeedSource.objects.aggregate(last=Max("number"))["last"] or 0
        row = FeedSource.objects.create(
            number=last + 1,
            key=data.key,
            name=data.name,
            contact=data.contact,
            home_id=data.home_id,
            reports_ours=data.reports_ours,
            is_sample=data.is_sample,
        )
        context.record(Aggregate("feed_source", row.key), {"number": (None, row.number), "name": (None, row.name)})
        return Row(row.pk)


class ReceiveFile(Action[NewFile, Row]):
    """The same bytes again are the same file: whoever sends them is shown what came of them."""

    name = "reporting.feed.receive"
    label = "Nhận tệp hồ sơ của hệ thống khác"
    permission = Reporting.FEED_RUN
    event = "reporting.feed.received"
    idempotency = natural("đúng tệp đã nhận thì không nhận thêm")

    def scope(self, data: NewFile) -> str:
        return FeedSource.objects.select_related("home").get(pk=data.source_id).home.path

    def execute(self, context: Context, data: NewFile) -> Row:
        row, is_new = FeedFile.objects.get_or_create(
            source_id=data.source_id,
            digest=data.digest,
            defaults={"name": data.name, "stored_id": data.stored_id, "actor_name": context.actor.display_name},
        )
        if is_new:
            context.record(_aggregate(row), {"name": (None, row.name), "digest": (None, row.digest)})
        else:
            context.unchanged()
        return Row(row.pk)


class StartFeed(Action[Start, Row]):
    name = "reporting.feed.start"
    label = "Nhập hồ sơ của hệ thống khác"
    permission = Reporting.FEED_RUN
    event = "reporting.feed.started"
    idempotency = natural("đang nhập thì chỉ chạy tiếp")

    def scope(self, data: Start) -> str:
        return _locked(data.file_id).source.home.path

    def check(self, actor: Actor, data: Start) -> None:
        row = _locked(data.file_id)
        if row.state == FeedState.DONE:
            raise ConflictError(_("Tệp này đã nhập xong, mọi sự kiện trong tệp đã có."))

    def execute(self, context: Context, data: Start) -> Row:
        row = _locked(data.file_id)
        row.job_id = data.job_id
        if row.state == FeedState.RUNNING:
            row.save(update_fields=["job"])
            context.unchanged()
            return Row(row.pk)
        row.faults.all().delete()  # the dry run's; the import writes its own, row by row
        before, row.state, row.faulty, row.added, row.repeated = row.state, FeedState.RUNNING, 0, 0, 0
        row.save(update_fields=["state", "faulty", "added", "repeated", "job"])
        context.record(_aggregate(row), {"state": (before, row.state)})
        return Row(row.pk)


class FinishFeed(Action[FileInput, Row]):
    name = "reporting.feed.finish"
    label = "Nhập xong hồ sơ của hệ thống khác"
    permission = Reporting.FEED_RUN
    event = "reporting.feed.finished"
    idempotency = natural("tệp đã xong thì không xong lần nữa")

    def scope(self, data: FileInput) -> str:
        return _locked(data.file_id).source.home.path

    def execute(self, context: Context, data: FileInput) -> Row:
        row = _locked(data.file_id)
        if row.state == FeedState.DONE:
            context.unchanged()
            return Row(row.pk)
        before = row.state
        close(row)
        counts = {name: (None, getattr(row, name)) for name in ("added", "repeated", "faulty")}
        context.record(_aggregate(row), {"state": (before, row.state), **counts})
        return Row(row.pk)


class TellCode(Action[Meaning, Waiting]):
    """Say what a code is with us, or say it anew; dossiers that carried it are queued to be folded again."""

    name = "reporting.feed_code.tell"
    label = "Ghép mã của nguồn hồ sơ"
    permission = Reporting.FEED_RUN
    event = "reporting.feed_code.told"
    idempotency = repeatable("ghép lại về mã khác là sửa lỗi ghép trước")

    def scope(self, data: Meaning) -> str:
        return FeedCode.objects.select_related("source__home").get(pk=data.code_id).source.home.path

    def execute(self, context: Context, data: Meaning) -> Waiting:
        code = coding.code_in_turn(data.code_id)
        before = code.unit.path if code.unit else code.procedure_id
        after = self._unit(code, data) if code.kind == CodeKind.UNIT else self._procedure(code, data)
        context.record(Aggregate("feed_code", str(code.pk)), {"meaning": (before, after), "code": (None, code.code)})
        return Waiting(coding.queue_again(code.source_id, [code]))

    def _unit(self, code: FeedCode, data: Meaning) -> str:
        unit = Unit.objects.filter(key=data.unit_key).first()
        if unit is None or not coding.is_inside(code.source, unit):
            raise ActionError(
                _("Không thấy đơn vị này trong %(home)s. Hãy ghi tên như trong danh mục đơn vị.")
                % {"home": code.source.home.name},
                "meaning",
            )
        if not coding.point_to(code, unit):
            raise ActionError(_("Hãy chọn đơn vị giải quyết hồ sơ, không phải cả nước."), "meaning")
        return unit.path

    def _procedure(self, code: FeedCode, data: Meaning) -> int:
        number = facade.procedure_numbers([data.procedure_code]).get(data.procedure_code)
        if number is None:
            raise ActionError(_("Không thấy mã thủ tục này. Hãy ghi đúng mã trong danh mục thủ tục."), "meaning")
        code.procedure_id = number
        code.save(update_fields=["procedure"])
        return number


def _locked(number: int) -> FeedFile:
    rows = FeedFile.objects.select_for_update(of=("self",)).select_related("source__home")
    return rows.get(pk=number)


def _aggregate(row: FeedFile) -> Aggregate:
    return Aggregate("feed_file", str(row.pk))
