"""The reckoning told in Vietnamese, step by step, each step with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from thongsuot.kernel.clock import format_moment, local
from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.rules import RuleStatus
from thongsuot.kernel.workdays import DayKind, SpecialDay
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.domain.model import Because, Limit, LimitUnit, PauseReason
from thongsuot.serving.clock.domain.rules import Basis, ClockRules

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_UNITS = {
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.WORKING_HOURS: "giờ làm việc",
    LimitUnit.CALENDAR_DAYS: "ngày",
    LimitUnit.MONTHS: "tháng",
}
REASONS = {
    PauseReason.SUPPLEMENT: "chờ bổ sung giấy tờ",
    PauseReason.FINANCIAL_DUTY: "chờ thực hiện nghĩa vụ tài chính",
    PauseReason.OTHER: "lý do khác theo quy định",
}
_WEEKEND = "QĐ 188/1999/QĐ-TTg (tuần làm việc 40 giờ, từ thứ Hai đến thứ Sáu)"
_OTHER_PAUSE = Basis("Văn bản nêu lý do tạm dừng", RuleStatus.TO_VERIFY)


def because(text: str, basis: Basis | str) -> Because:
    return Because(text, str(basis))


def day_words(day: date) -> str:
    """«thứ Sáu 13/02/2026»."""
    return f"{_WEEKDAYS[day.weekday()]} {format_date(day)}"


def moment_words(moment: datetime) -> str:
    """«17:30 thứ Sáu 13/02/2026»."""
    return f"{local(moment):%H:%M} {day_words(local(moment).date())}"


def limit_words(limit: Limit) -> str:
    """«3 ngày làm việc», «2,5 ngày làm việc», «trong ngày»."""
    if limit.unit is LimitUnit.WORKING_DAYS and not limit.value:
        return "trong ngày"
    return f"{format(limit.value.normalize(), 'f').replace('.', ',')} {_UNITS[limit.unit]}"


def minutes_words(minutes: int) -> str:
    """«11 giờ 30 phút làm việc», «0 phút làm việc»."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours else []
    parts += [f"{rest} phút"] if rest or not hours else []
    return f"{' '.join(parts)} làm việc"


def started(at: datetime, rules: ClockRules, received: datetime | None) -> Because:
    """``received`` where it was handed in elsewhere before."""
    if received is None:
        return because(f"Tiếp nhận đủ lúc {moment_words(at)}; thời hạn tính từ lúc này.", rules.start)
    text = f"Nộp lúc {moment_words(received)}; cơ quan có thẩm quyền nhận đủ lúc {moment_words(at)}"
    return because(f"{text}, thời hạn tính từ lúc này.", rules.arrival)


def waiting(received: datetime, rules: ClockRules) -> Because:
    text = f"Nộp lúc {moment_words(received)}; thời hạn tính từ khi cơ quan có thẩm quyền nhận được hồ sơ."
    return because(f"{text} Chưa có thời điểm đó nên chưa có ngày hẹn.", rules.arrival)


def handed_over(at: datetime, calendar: OfficeCalendar, rules: ClockRules) -> Iterator[Because]:
    """After 15:00 paper goes on the next morning; that alone does not move the start."""
    day = local(at).date()
    if calendar.is_workday(day) and local(at).time() > rules.handover_after:
        following = day_words(calendar.nth_workday(day, 1))
        text = f"Nhận sau {rules.handover_after:%H:%M}: hồ sơ giấy chuyển nơi giải quyết vào đầu giờ {following}"
        yield because(f"{text}; thời hạn vẫn tính từ lúc tiếp nhận.", rules.handover)


def counted(
    start: datetime, limit: Limit, end: datetime, calendar: OfficeCalendar, rules: ClockRules
) -> Iterator[Because]:
    """How ``limit`` from ``start`` comes to ``end``."""
    if limit.unit is LimitUnit.WORKING_DAYS and not limit.value:
        text = f"Giải quyết trong ngày; nhận sau {rules.same_day_after:%H:%M} thì trong ngày làm việc tiếp theo"
        yield because(f"{text}: {moment_words(end)}.", rules.same_day)
    elif limit.unit is LimitUnit.WORKING_HOURS or (limit.value < 1 and limit.unit is not LimitUnit.MONTHS):
        yield from _counted_in_hours(start, limit, end, calendar, rules)
    elif limit.unit is LimitUnit.WORKING_DAYS:
        yield from _counted_in_workdays(start, limit, end, calendar, rules)
    else:
        yield from _counted_in_days(start, limit, end, calendar, rules)


def _counted_in_hours(
    start: datetime, limit: Limit, end: datetime, calendar: OfficeCalendar, rules: ClockRules
) -> Iterator[Because]:
    opening = calendar.opening(start)
    where = "ngay lúc đó" if opening == local(start) else f"lúc mở cửa {moment_words(opening)}"
    yield because(f"{limit_words(limit)} tính từ {where}, chỉ tính trong giờ làm việc.", rules.hours)
    if limit.unit is not LimitUnit.WORKING_HOURS:
        yield because("Phần lẻ của ngày quy ra giờ, 1 ngày bằng 8 giờ làm việc.", rules.part_of_day)
    yield from days_off(start, end, calendar)
    yield because(f"Đủ {limit_words(limit)} lúc {moment_words(end)}.", f"Giờ làm việc: {_hours_basis(calendar)}")


def _counted_in_workdays(
    start: datetime, limit: Limit, end: datetime, calendar: OfficeCalendar, rules: ClockRules
) -> Iterator[Because]:
    first = calendar.nth_workday(local(start).date(), 1)
    yield because(f"{limit_words(limit)}, không tính ngày nhận: ngày thứ nhất là {day_words(first)}.", rules.day_count)
    yield from days_off(start, end, calendar)
    if limit.value % 1:
        yield because("Phần lẻ của ngày quy ra giờ, 1 ngày bằng 8 giờ làm việc.", rules.part_of_day)
        yield because(f"Hẹn trả lúc {moment_words(end)}.", f"Giờ làm việc: {_hours_basis(calendar)}")
    else:
        last = f"Ngày làm việc thứ {int(limit.value)} là {day_words(local(end).date())}"
        yield because(f"{last}; hẹn trả khi hết giờ làm việc, {local(end):%H:%M}.", rules.day_end)


def _counted_in_days(
    start: datetime, limit: Limit, end: datetime, calendar: OfficeCalendar, rules: ClockRules
) -> Iterator[Because]:
    last = calendar.wall_end(start, limit).date()
    if limit.unit is LimitUnit.MONTHS:
        yield because(f"{limit_words(limit)}, hết vào ngày tương ứng: {day_words(last)}.", rules.months)
    else:
        text = f"{limit_words(limit)} tính liên tục từ ngày liền kề sau ngày nhận, ngày cuối là {day_words(last)}."
        yield because(text, rules.day_count)
    if not calendar.is_workday(last):
        yield from days_off(start, end, calendar, since=last)
        following = day_words(local(end).date())
        yield because(f"Ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo: {following}.",
                      rules.day_off)  # fmt: skip
    yield because(f"Hẹn trả khi hết giờ làm việc của ngày cuối: {moment_words(end)}.", rules.day_end)


def days_off(start: datetime, end: datetime, calendar: OfficeCalendar, since: date | None = None) -> Iterator[Because]:
    """The days between that differ from the plain week, those of one reason together; then the weekends."""
    first, last = since or local(start).date(), local(end).date()
    special = [one for one in calendar.special_days(first, last) if since or one.day > first]
    for (name, reference, status, kind), group in groupby(special, _reason):
        days = [one.day for one in group]
        where = format_date(days[0]) if len(days) == 1 else f"{format_date(days[0])} đến {format_date(days[-1])}"
        said = f"Tính cả {where}: {name}." if kind is DayKind.SWAPPED_ON else f"Không tính {where}: {name}."
        yield because(said, Basis(reference, status))
    for exception in calendar.exceptions_between(first, last):
        what = "nơi giải quyết trực, chỉ tính giờ" if exception.slots else "nơi giải quyết đóng cửa"
        yield because(f"{format_date(exception.day)} {what}: {exception.name}.", exception.reference)
    if calendar.has_weekend(first, last):
        yield because("Không tính thứ Bảy, Chủ nhật.", _WEEKEND)


def _reason(one: SpecialDay) -> tuple[str, str, RuleStatus, DayKind]:
    name = one.name.split(" (")[0]
    return name, one.reference, one.status, one.kind


def rounded(due: datetime, rules: ClockRules) -> Because:
    return because(f"Làm tròn lên {rules.rounding_minutes} phút: {moment_words(due)}.", rules.rounding)


def _basis_of(reason: PauseReason, rules: ClockRules) -> Basis:
    return {
        PauseReason.SUPPLEMENT: rules.supplement,
        PauseReason.FINANCIAL_DUTY: rules.duty,
        PauseReason.OTHER: _OTHER_PAUSE,
    }[reason]


def standing(since: datetime, reason: PauseReason, rules: ClockRules) -> Because:
    text = f"Đồng hồ dừng từ {moment_words(since)} ({REASONS[reason]}) và chưa chạy lại"
    return because(f"{text}, nên chưa có ngày hẹn mới.", _basis_of(reason, rules))


def resumed(since: datetime, at: datetime, reason: PauseReason, how: str, due: datetime, rules: ClockRules) -> Because:
    """``how``: what was added, in words; «tính lại từ đầu» for a restart."""
    text = f"Dừng từ {moment_words(since)} đến {moment_words(at)} ({REASONS[reason]}): {how}"
    return because(f"{text}. Hẹn trả mới: {moment_words(due)}.", _basis_of(reason, rules))


def asked_late(within: int, rules: ClockRules) -> Because:
    text = f"Yêu cầu bổ sung muộn hơn {within} ngày làm việc kể từ ngày tiếp nhận"
    return because(f"{text}, trái quy định; thời hạn vẫn tính lại từ khi bổ sung đủ.", rules.supplement)


def extended(at: datetime, limit: Limit, due: datetime, rules: ClockRules) -> Because:
    text = f"Gia hạn một lần, có thư xin lỗi, lúc {moment_words(at)}: thêm {limit_words(limit)}"
    return because(f"{text}. Hẹn trả mới: {moment_words(due)}.", rules.extension)


def not_extended(at: datetime, why: str, rules: ClockRules) -> Because:
    return because(f"Gia hạn lúc {moment_words(at)} không được tính: {why}", rules.extension)


def ended(at: datetime, what: str) -> Because:
    return because(f"{what} lúc {format_moment(at)}; đồng hồ dừng hẳn.", "Diễn biến của hồ sơ")


def _hours_basis(calendar: OfficeCalendar) -> Basis:
    return Basis(calendar.hours.reference, calendar.hours.status)
