"""How a criteria set speaks: points, where a score comes from, and each rule as sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Method, Part

METHODS = {
    Method.APPRAISAL: "Đơn vị tự chấm, tổ thẩm định đối chiếu minh chứng",
    Method.SURVEY: "Khảo sát lãnh đạo, quản lý",
    Method.SATISFACTION: "Khảo sát mức độ hài lòng của người dân, tổ chức",
    Method.STATISTICS: "Số liệu thống kê, đơn vị không tự chấm",
    Method.PANEL: "Hội đồng cho điểm",
}
PARTS = {Part.BASE: "Điểm chính", Part.BONUS: "Điểm thưởng", Part.PENALTY: "Điểm trừ"}
KINDS = {
    rules.YesNo.kind: "Có hoặc không",
    rules.Steps.kind: "Bậc thang",
    rules.Ratio.kind: "Tỷ lệ",
    rules.Deduction.kind: "Trừ theo từng trường hợp",
    rules.Counted.kind: "Cộng theo từng trường hợp",
    rules.Survey.kind: "Theo khảo sát",
    rules.Statistic.kind: "Theo số liệu thống kê",
    rules.Manual.kind: "Hội đồng cho điểm",
}
WHEN_EMPTY = {
    rules.WhenEmpty.FULL: "Không phát sinh thì đạt trọn điểm.",
    rules.WhenEmpty.ZERO: "Không phát sinh thì không có điểm.",
    rules.WhenEmpty.NOT_APPLICABLE: "Không phát sinh thì tiêu chí không áp dụng và rời khỏi điểm tối đa.",
    rules.WhenEmpty.ASK: "Không phát sinh thì tổ thẩm định quyết định.",
}


def points(value: Decimal | None) -> str:
    """«9,5», «100»; «chưa rõ» where no source prints it, never 0."""
    return "chưa rõ" if value is None else format_number(without_trailing_zeros(value))


def kind_word(rule: rules.Rule | None) -> str:
    if rule is None:
        return "cách tính chưa rõ"
    if isinstance(rule, rules.Computed):
        return f"Tự tính ({KINDS[rule.then.kind].lower()})"
    return KINDS[rule.kind]


def rule_lines(rule: rules.Rule | None, maximum: Decimal | None, part: Part = Part.BASE) -> tuple[str, ...]:
    """The rule as the sentences of a guide; the first says the most."""
    if rule is None:
        return ()
    if isinstance(rule, rules.Computed):
        return (source_line(rule.source), *_lines(rule.then, points(maximum), part))
    return tuple(_lines(rule, points(maximum), part))


def source_line(source: str) -> str:
    if source == "tasks.done":
        return "Hệ thống tự lấy số nhiệm vụ đến hạn trong năm và số đã hoàn thành từ sổ nhiệm vụ."
    if source == "dossiers.on_time":
        return "Hệ thống tự lấy số hồ sơ đúng hạn và tổng số hồ sơ từ sổ hồ sơ."
    return "Hệ thống tự lấy số liệu đã xác nhận của đơn vị trong năm."


def _lines(rule: rules.Plain, most: str, part: Part) -> Iterator[str]:
    if isinstance(rule, rules.YesNo):
        yield f"Có thì được {most} điểm, không thì 0 điểm."
    elif isinstance(rule, rules.Steps):
        yield from (_step(one, rule.unit) for one in rule.steps)
        if rule.steps:
            yield f"Dưới {_measure(rule.steps[-1].at_least, rule.unit)}: 0 điểm."
    elif isinstance(rule, rules.Ratio):
        yield from _ratio(rule, most)
    elif isinstance(rule, rules.Deduction) and part is Part.PENALTY:
        yield f"Mỗi trường hợp trừ {points(rule.each)} điểm, nhiều nhất trừ {most} điểm."
    elif isinstance(rule, rules.Deduction):
        yield f"Không có trường hợp nào thì được {most} điểm."
        yield f"Mỗi trường hợp trừ {points(rule.each)} điểm, không xuống dưới 0."
    elif isinstance(rule, rules.Counted):
        yield f"Mỗi trường hợp được {points(rule.each)} điểm, nhiều nhất {most} điểm."
    elif isinstance(rule, rules.Survey):
        yield f"Điểm = {most} × kết quả khảo sát (%) ÷ 100."
    elif isinstance(rule, rules.Statistic):
        yield from _statistic(rule, most)
    else:
        yield f"Hội đồng cho điểm từ 0 đến {most}, có nêu lý do."


def _measure(value: Decimal, unit: str) -> str:
    if unit == "mức":
        return f"mức {points(value)}"
    return f"{points(value)}%" if unit == "%" else f"{points(value)} {unit}".strip()


def _step(step: rules.Step, unit: str) -> str:
    words = f" ({step.label})" if step.label else ""
    return f"Từ {_measure(step.at_least, unit)}: {points(step.points)} điểm{words}."


def _ratio(rule: rules.Ratio, most: str) -> Iterator[str]:
    full, floor = points(rule.full), points(rule.floor)
    yield f"Từ {full}% trở lên: {most} điểm."
    if rule.stretched:
        yield f"Từ {floor}% đến dưới {full}%: điểm = {most} × (tỷ lệ − {floor}) ÷ ({full} − {floor})."
    else:
        yield f"Từ {floor}% đến dưới {full}%: điểm = {most} × tỷ lệ ÷ 100."
    if rule.floor > 0:
        yield f"Dưới {floor}%: 0 điểm."
    yield WHEN_EMPTY[rule.when_empty]


def _statistic(rule: rules.Statistic, most: str) -> Iterator[str]:
    less = rule.full < rule.floor
    full, floor = _measure(rule.full, rule.unit), _measure(rule.floor, rule.unit)
    yield f"{'Bằng hoặc dưới' if less else 'Từ'} {full}{'' if less else ' trở lên'}: {most} điểm."
    yield f"{'Từ' if less else 'Bằng hoặc dưới'} {floor}{' trở lên' if less else ''}: 0 điểm."
    yield "Ở giữa hai mức, điểm tính theo đường thẳng."
