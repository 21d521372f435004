"""What keeps a version from being announced, and how complete an announcement is (I19), each with how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.domain.levels import lacks_reason
from thongsuot.serving.procedures.domain.wording import OFFICES, UNITS, plain_number


@dataclass(frozen=True, slots=True)
class Fault:
    """``place`` is the part of the page: «thoi-han», «buoc», «giay-to», «phi», «dich-vu», «ket-qua»."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a version may refer to. ``condition`` raises ``ValueError`` in Vietnamese for what is no condition."""

    databases: Collection[str]
    condition: Callable[[str], object]


def faults(content: ProcedureContent, known: Known, day: date) -> list[Fault]:
    """Everything that stops announcing the version from ``day`` on; empty when nothing does."""
    return [
        *_of_limit(content),
        *_of_steps(content),
        *_of_components(content, known),
        *_of_fees(content, known),
        *_of_the_rest(content, day),
    ]


def _of_limit(content: ProcedureContent) -> Iterator[Fault]:
    if content.limit.value <= 0:
        yield Fault("thoi-han", "Thời hạn phải lớn hơn 0, ví dụ 3 ngày làm việc.")


def _of_steps(content: ProcedureContent) -> Iterator[Fault]:
    if not content.steps:
        yield Fault("buoc", "Thủ tục chưa có bước nào. Hãy thêm ít nhất bước tiếp nhận và bước trả kết quả.")
        return
    unit, total = UNITS[content.limit.unit], sum((one.share for one in content.steps), Decimal(0))
    if total != content.limit.value:
        yield Fault(
            "buoc",
            f"Các bước cộng lại {plain_number(total)} {unit}, thời hạn là"
            f" {plain_number(content.limit.value)} {unit}. Hãy sửa để hai số bằng nhau.",
        )
    for number, one in enumerate(content.steps, start=1):
        if not one.title.strip():
            yield Fault("buoc", f"Bước {number} chưa có tên.")
        if one.share < 0:
            yield Fault("buoc", f"Bước {number} có thời gian âm.")
        if one.office not in OFFICES:
            yield Fault("buoc", f"Bước {number}: chưa rõ nơi làm «{one.office}». Hãy chọn trong danh sách.")
    yield from _doubled("buoc", "bước", [one.code for one in content.steps])


def _of_components(content: ProcedureContent, known: Known) -> Iterator[Fault]:
    for number, one in enumerate(content.components, start=1):
        if not one.name.strip():
            yield Fault("giay-to", f"Giấy tờ thứ {number} chưa có tên.")
        if one.count < 1:
            yield Fault("giay-to", f"Giấy tờ «{one.name}» phải có số bản từ 1.")
        if one.database and one.database not in known.databases:
            yield Fault("giay-to", f"Giấy tờ «{one.name}»: không có cơ sở dữ liệu «{one.database}» trong danh mục.")
        yield from _condition("giay-to", f"Giấy tờ «{one.name}»", one.when, known)
    yield from _doubled("giay-to", "giấy tờ", [one.code for one in content.components])


def _of_fees(content: ProcedureContent, known: Known) -> Iterator[Fault]:
    for one in content.fees:
        if one.amount is None:
            yield Fault("phi", f"«{one.name}» chưa có số tiền. Không thu thì ghi 0.")
        elif one.amount < 0:
            yield Fault("phi", f"«{one.name}» có số tiền âm.")
        if one.kind not in ("phi", "le_phi"):
            yield Fault("phi", f"«{one.name}» phải là phí hoặc lệ phí.")
        yield from _condition("phi", f"«{one.name}»", one.when, known)
    yield from _doubled("phi", "khoản thu", [one.code for one in content.fees])


def _of_the_rest(content: ProcedureContent, day: date) -> Iterator[Fault]:
    if not content.result.strip():
        yield Fault("ket-qua", "Chưa ghi kết quả người dân nhận được.")
    if lacks_reason(content.service, content.partial_reason, day):
        yield Fault("dich-vu", "Dịch vụ một phần phải công khai lý do (Điều 14 Nghị định 224/2026).")


def _condition(place: str, where: str, condition: str, known: Known) -> Iterator[Fault]:
    try:
        known.condition(condition)
    except ValueError as wrong:
        yield Fault(place, f"{where}: {wrong}")


def _doubled(place: str, what: str, codes: list[str]) -> Iterator[Fault]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield Fault(place, f"Mã {what} «{code}» dùng {count} lần. Mỗi mã chỉ dùng một lần.")


@dataclass(frozen=True, slots=True)
class Completeness:
    """``there`` of ``asked`` parts are announced; ``missing`` names the others."""

    there: int
    asked: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means everything."""
        return self.there * 100 // self.asked


def completeness(content: ProcedureContent, *, instrument: str, audiences: Collection[str]) -> Completeness:
    """Parts a citizen looks for; the list is ours, after the parts of a procedure (NĐ 63/2010, Đ8), to-verify."""
    parts = {
        "trình tự thực hiện": bool(content.steps),
        "thành phần hồ sơ": bool(content.components),
        "thời hạn": content.limit.value > 0,
        "đối tượng thực hiện": bool(audiences),
        "cơ quan giải quyết": bool(content.level),
        "kết quả": bool(content.result.strip()),
        "phí, lệ phí": bool(content.fees) and all(one.amount is not None for one in content.fees),
        "điều kiện thực hiện": bool(content.conditions),
        "căn cứ pháp lý": bool(content.legal_basis),
        "mẫu đơn, tờ khai điện tử": bool(content.form),
        "quyết định công bố": bool(instrument.strip()),
    }
    missing = tuple(name for name, there in parts.items() if not there)
    return Completeness(len(parts) - len(missing), len(parts), missing)
