"""The kinds of questions as the page groups them, each with why it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.detector.domain.questions import Kind


@dataclass(frozen=True, slots=True)
class Group:
    """``unseen``: said where no rows are given for it."""

    title: str | Promise
    why: str | Promise
    kinds: tuple[Kind, ...]
    unseen: str | Promise = ""


GROUPS = (
    Group(
        _("Tự chấm cao hơn thẩm định"),
        _("Một đơn vị tự chấm cao hẳn so với các đơn vị khác, hoặc một tiêu chí khiến nhiều đơn vị cùng chấm lệch."),
        (Kind.INFLATED_UNIT, Kind.INFLATED_LEAF),
    ),
    Group(
        _("Dồn việc, đóng hàng loạt"),
        _("Nhiều việc được đóng trong một ngày, dồn vào cuối quý, hoặc nhanh hơn mức một người kịp đọc."),
        (Kind.ONE_DAY, Kind.PERIOD_END, Kind.HASTE),
    ),
    Group(
        _("Số liệu kê khai tròn"),
        _("Số đếm thật thường không tròn. Số tròn quá nhiều gợi ý số ước lượng."),
        (Kind.ROUND_DIGITS,),
    ),
    Group(
        _("Nộp hồ sơ thay người dân"),
        _("Hồ sơ của nhiều người được nộp liên tiếp từ một thiết bị."),
        (Kind.DEVICE,),
        _("Chưa soi được: chưa có dữ liệu thiết bị nộp hồ sơ của năm này."),
    ),
    Group(
        _("Phiếu khảo sát chọn một mức"),
        _("Một nơi có quá nhiều phiếu trả lời cùng một mức từ đầu đến cuối."),
        (Kind.STRAIGHT,),
        _("Chưa soi được: chưa có từng phiếu khảo sát của năm này, chỉ có kết quả chung."),
    ),
    Group(
        _("Tiêu chí không còn phân hóa"),
        _("Hầu như đơn vị nào cũng được gần trọn điểm, nên tiêu chí không còn cho biết ai làm tốt hơn."),
        (Kind.CEILING,),
    ),
)
