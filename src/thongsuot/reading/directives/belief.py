"""Whether a clause with the shape of an order is one: results told, background and closing formulas are not."""

from __future__ import annotations

import re

from thongsuot.reading.directives import lexicon
from thongsuot.reading.directives.build import Draft
from thongsuot.reading.directives.context import Context
from thongsuot.reading.directives.orders import Order
from thongsuot.reading.directives.owners import helpers
from thongsuot.reading.model import Passage
from thongsuot.reading.outline import TASKS
from thongsuot.reading.rules import words

_FORMULA = re.compile(
    r"(?:thông báo|thừa lệnh)[^.]{0,200}(?:biết|thực hiện|triển khai|theo dõi)|"
    r"chịu trách nhiệm (?:tổ chức )?(?:thi hành|triển khai thực hiện)[./]*$|chịu trách nhiệm (?:thi hành|"
    r"thực hiện) "
    r"(?:Quyết định|Kế hoạch|Chỉ thị|Thông báo) này|có hiệu lực (?:kể )?từ|^Căn cứ [^;]{0,300};$|(?:^|"
    r", )(?:[Yy]êu cầu|[Đđ]ề nghị)"
    r"[^.;]{0,120}(?:nghiêm túc|khẩn trương)?\s*(?:triển khai )?thực hiện\.?/?\.?$"
)
_STATEMENT = re.compile(
    r"(?<!\w)(?:đã|vừa) (?!đề ra|được giao|giao|ban hành|có|phê duyệt|ký|công bố|đăng ký|cấp|kết nối|cung cấp|"
    r"đạt được|triển khai|yêu cầu|chỉ đạo|đề nghị)|"
    r"xếp (?:thứ|hạng) \d|(?:tăng|giảm) \d+[\d.,]* (?:bậc|điểm)|\d+/\d+ (?:nhiệm vụ|chỉ tiêu|tiêu chí|đơn vị|xã)|"
    r"(?:, |; |^)đạt (?:tỷ lệ |trên |hơn |gần )?\d"
)
_TOLD = re.compile(
    r"^(?:Ngày|Sáng|Chiều|Tối|Vừa qua|Trước đó|Năm 20\d\d|Trong năm 20\d\d|Đến nay|Hiện nay|Tính đến|Qua \d|"
    r"Trong \d+ tháng đầu|Dự|"
    r"Tham dự|Cùng dự|Dịp này|Thời gian qua|Trong thời gian qua|Những năm qua|Với sự|Nhờ)\b"
)
_AHEAD = re.compile(
    r"^(?:Trong )?(?:[Tt]hời gian tới|Từ nay đến|Năm 20\d\d|Giai đoạn|Quý)\b.{0,80}?(?:sẽ |tiếp tục|tập trung)"
)
_PASSIVE = re.compile(
    r"^(?![Kk]hông được|[Cc]huẩn bị)\S+(?:\s\S+)?\s+(?:được|có nhiều|là|đạt|luôn|bị|có hiệu quả|có chuyển biến)\s"
)
#: Who sits on a committee and how often it meets, told without a modal, describes it.
_SITS_ON = re.compile(
    r"^(?:làm|giữ (?:chức|vai trò)) (?:(?:Phó )?(?:Trưởng|Tổ trưởng|Chủ tịch)|[Tt]hành viên|[ỦU]y viên)"
)
_MEETS = re.compile(r"^họp\s[^;]{0,40}\d+\s*(?:lần|phiên|cuộc|kỳ)\b")
_AGREES = re.compile(
    r"(?:cơ bản )?thống nhất (?:với|đánh giá|nội dung|chủ trương|như|về|theo|báo cáo|đề xuất|phương án)", re.I
)
_ARTICLE = re.compile(r"Điều \d+")
_ENACTS = re.compile(r"(?:Phê duyệt|Ban hành|Thành lập|Kiện toàn|Sửa đổi|Bãi bỏ|Công bố|Bổ sung|Điều chỉnh|Bổ nhiệm)\b")
_TO_SUPERIOR = re.compile(
    r"^(?:Chính phủ|Thủ tướng|Quốc hội|Trung ương|Bộ Chính trị|(?:các )?[Bb]ộ(?:,| [A-ZĐ])|Văn phòng Chính phủ)"
)
_CENTRAL = re.compile(r"Thủ tướng|Bộ trưởng|Thứ trưởng|Chính phủ|Bộ \w")
_COORDINATES = re.compile(
    r"^(?:(?:[Kk]hẩn trương|[Cc]hủ động|[Tt]iếp tục)\s+)?[Pp]hối hợp\s+(?:với\s+|cùng\s+)?(?:các\s)"
)
_LEADS_ONLY = re.compile(r"(?:làm )?(?:đầu mối|chủ trì),?(?: và)? phối hợp[^;.]*|chủ trì")
_FRAME = re.compile(
    r"(?:cần |phải |tập trung |quan tâm |thực hiện |tốt |vào )*(?:một số|các|những)\s+(?:nội dung|nhiệm vụ|"
    r"việc|giải pháp)[^;]{0,60}"
)
_EMPTY_CORE = re.compile(
    r"(?:tập trung |nghiêm túc |khẩn trương |tiếp tục )*(?:thực hiện|triển khai|tổ chức thực hiện|"
    r"triển khai thực hiện|làm)\s*(?:tốt|nghiêm|có hiệu quả|"
    r"hiệu quả|nghiêm túc|ngay|đồng bộ|quyết liệt)?\s*(?:một số|các|những)?\s*(?:nội dung|nhiệm vụ|công việc|"
    r"giải pháp|việc)?[^:]{0,80}(?:sau|dưới đây|cụ thể|như sau)?",
)


_THAT_IS = re.compile(r"(?:Đó|Đây) (?:là|cũng là|chính là)\b")
_AS_FOLLOWS = re.compile(r"(?:ban hành|thông báo|báo cáo|có ý kiến|kết luận)[^;.]{0,120}(?:như sau|sau đây)\s*:?\s*$")


def is_formula(sentence: str) -> bool:
    """Closing words of every notice and decision: they order nothing in particular."""
    if _THAT_IS.match(sentence):
        return True
    return len(sentence) < 420 and bool(_FORMULA.search(sentence) or _AS_FOLLOWS.search(sentence))


def needs_one_lead(verb_phrase: str) -> bool:
    """«phối hợp các cơ quan …» is said to one body, never to the many themselves."""
    return bool(_COORDINATES.match(verb_phrase))


def is_list_opener(draft: Draft, text: str) -> bool:
    """«tập trung thực hiện tốt một số nhiệm vụ sau:» is the frame of the list, not an order of its own."""
    words_said = text[draft.span.start : draft.span.end].strip(" :")
    if words_said.lower() in words("directives", "order_cues"):
        return True
    return bool(_EMPTY_CORE.fullmatch(words_said) or _FRAME.fullmatch(words_said)) or leads_only(words_said)


def leads_only(verb_phrase: str) -> bool:
    """«chủ trì, phối hợp với Sở A, Sở B:» — what is to be done comes in the list."""
    return bool(_LEADS_ONLY.fullmatch(verb_phrase)) and (not helpers(verb_phrase) or len(verb_phrase) < 160)


def has_cue(order: Order) -> bool:
    return order.cue == "được giao" or order.cue.split(" … ")[0] in words("directives", "order_cues")


def believe(clause: str, order: Order, passage: Passage, context: Context, in_order: bool) -> bool:
    """``in_order``: an earlier clause of the same sentence was an order."""
    verb_phrase = clause[order.verb :]
    if (
        _PASSIVE.match(verb_phrase)
        or _AGREES.match(verb_phrase)
        or (_ARTICLE.match(clause) and _ENACTS.match(verb_phrase))
    ):
        return False
    if has_cue(order):
        told = context.speaker is None and not context.official and _TOLD.match(passage.text)
        return not told and _may_order(clause, order, context)
    if _SITS_ON.match(verb_phrase) or (_MEETS.match(verb_phrase) and passage.role != TASKS and not order.certain):
        return False
    if is_plan(passage, context, in_order):
        return bool(_AHEAD.match(clause)) and not _STATEMENT.search(clause[:240])
    if _STATEMENT.search(clause[:240]):
        return False
    return order.certain or not _TOLD.match(clause)


def is_plan(passage: Passage, context: Context, in_order: bool) -> bool:
    """Nobody is giving orders here: at most the text says what somebody means to do."""
    return not (in_order or context.ordering or context.told_here or passage.role == TASKS)


def _may_order(clause: str, order: Order, context: Context) -> bool:
    """Members' opinions and petitions to a superior use the same words but give no orders."""
    giver = clause[: clause.lower().find(order.cue.split(" … ")[0])]
    if lexicon.not_ordering().search(giver[-160:]) and not _CENTRAL.search(giver):
        return False
    upward = order.owner is not None and bool(_TO_SUPERIOR.match(order.owner))
    return not (upward and not _CENTRAL.search(giver + (context.speaker or "")) and not context.official)
