"""Shortcomings a document admits: by its section or by words such as «còn chậm», «chưa đạt», «lúng túng»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives.clauses import split_clauses
from thongsuot.reading.directives.lexicon import org_at_head
from thongsuot.reading.letters import plain
from thongsuot.reading.markers import read_marker
from thongsuot.reading.model import Directive, Limitation, Passage, PassageKind, Sentence
from thongsuot.reading.outline import LIMITATIONS, TASKS

_CUE = re.compile(
    r"còn (?:chậm|thấp|hạn chế|lúng túng|ít|thiếu|yếu|bất cập|khó khăn|vướng mắc|tình trạng|xảy ra|để xảy ra|hình thức)"
    r"|còn (?:nhiều|một số|có|không ít) (?:đơn vị|địa phương|cơ quan|hồ sơ|trường hợp|tình trạng|hạn chế|"
    r"khó khăn|bất cập|tồn tại|vướng mắc|nơi|cán bộ|chỉ tiêu|nhiệm vụ)"
    r"|chưa (?:đạt|cao|được|thật sự|thực sự|kịp thời|nghiêm|đầy đủ|hiệu quả|đồng bộ|đồng đều|thường xuyên|"
    r"quyết liệt|chủ động|quan tâm|tốt|đáp ứng|hoàn thành|"
    r"nghiên cứu|thể hiện|triển khai|có|đúng|rõ|tương xứng|chặt chẽ|sát|phát huy|khắc phục|thực hiện|bảo đảm|"
    r"đảm bảo|nhiều|sâu|mạnh|hết|phù hợp|ban hành|"
    r"chú trọng|khai thác|cập nhật|liên thông|kết nối|hợp lý|giải quyết|nhận thức|tạo|đi vào)"
    r"|vẫn còn (?:hơn |gần |khoảng )?\d[\d.]* (?:hồ sơ|nhiệm vụ|trường hợp|đơn vị|chỉ tiêu|tiêu chí|xã|phường)"
    r"|lúng túng|chậm (?:tiến độ|trễ|hạn|so với|được|giải quyết|ban hành|triển khai|muộn|báo cáo)|"
    r"(?:để|nhiều|tình trạng|vẫn còn|số) (?:hồ sơ )?(?:trễ|quá|chậm) hạn(?! còn \d)|(?:trễ|"
    r"quá) hạn (?:còn (?!\d)|nhiều|cao|kéo dài)|"
    r"yếu kém|bất cập|giảm điểm|mất điểm|tụt hạng|"
    r"bị (?:trừ|mất|giảm) (?:điểm|bậc)|không (?:đạt|hoàn thành|bảo đảm|đảm bảo|có thêm|kịp thời|đúng hạn)|"
    r"thiếu (?:đồng bộ|quyết liệt|chủ động|"
    r"thống nhất|kinh nghiệm|trách nhiệm|kiểm tra|sự)|đùn đẩy|né tránh|sợ trách nhiệm|nhũng nhiễu|"
    r"gây phiền hà|đạt (?:tỷ lệ )?thấp|ở mức thấp|thấp hơn|mới (?:chỉ )?đạt|chỉ đạt",
    re.I,
)
_OPENS = re.compile(
    r"(?:tồn tại|hạn chế|khó khăn|vướng mắc|yếu kém|bất cập)[^.:;]{0,140}(?:như sau|như|sau|là|gồm|đó là|"
    r"cụ thể|:)\s*:?|tuy nhiên|mặc dù|bên cạnh (?:những )?(?:kết quả|mặt)",
    re.I,
)
_REMEDY = re.compile(
    r"khắc phục|chấm dứt|không để|tránh|tháo gỡ|xử lý nghiêm|chấn chỉnh|yêu cầu|đề nghị|nhằm|"
    r"hạn chế (?:tối đa|thấp nhất)",
    re.I,
)
_DEMANDED = re.compile(r"(?<!\w)phải (?:xin lỗi|chịu|bị|được|có|giải trình|kiểm điểm|khắc phục)")
_DISCUSSED = re.compile(
    r"(?:chỉ rõ|chỉ ra|phân tích|thảo luận|nêu rõ|làm rõ|nhìn nhận|đánh giá)[^;:]{0,80}(?:tồn tại|hạn chế|"
    r"khó khăn|vướng mắc)(?![^;]{0,60}(?:như|là|:|đó là)\s)|rút ra bài học",
    re.I,
)
_CONCEDING = re.compile(r"^(?:Mặc dù|Tuy|Dù)\b[^,;]{0,160},\s*(?:nhưng|song|tuy nhiên)?,?\s*(?:theo [^,;]{0,120},\s*)?")
_NAMING = re.compile(
    r"^(?=[^;]{0,200}(?:như|là|gồm)(?: sau)?:?\s)[^;]{0,160}?(?:tồn tại|hạn chế|khó khăn|vướng mắc|yếu kém|"
    r"bất cập)[^;]{0,60}?"
    r"(?:như|là|gồm|đó là)(?: sau)?\s*:?\s+"
)
_LEADING = re.compile(
    r"^(?:Tuy nhiên|tuy nhiên|Song|Nhưng|nhưng|Bên cạnh đó|Ngoài ra|Đặc biệt|Trong đó|đối với|Đối với|qua đó|"
    r"vẫn còn|Vẫn còn|còn|Còn|và)\s*,?\s+"
)
_HAS = re.compile(
    r"(?:,|\s)(?:chưa|còn|chậm|không|đạt|bị|thực hiện|giải quyết|sử dụng|triển khai|đã|có|chỉ|mới|vẫn|giảm)(?!\w)"
)
_SKIPPED = frozenset({PassageKind.TITLE, PassageKind.RECIPIENTS, PassageKind.SIGNATURE})


def read_limitations(text: str, passages: Iterable[Passage], directives: Sequence[Directive]) -> tuple[Limitation, ...]:
    """Clauses that admit a shortcoming. Clauses already read as orders to mend one are left to the orders."""
    ordered = [directive.span for directive in directives]
    found: list[Limitation] = []
    for passage in passages:
        if passage.kind in _SKIPPED or (passage.kind is PassageKind.HEADING and len(passage.sentences) <= 1):
            continue
        for sentence in passage.sentences:
            if passage.role == TASKS:
                continue
            found += [item for item in _in_sentence(text, sentence, passage) if not _ordered(item, ordered)]
    return tuple(found)


def _ordered(item: Limitation, spans: Sequence[Span]) -> bool:
    return any(item.span.overlaps(span) for span in spans)


def _in_sentence(text: str, sentence: Sentence, passage: Passage) -> Iterator[Limitation]:
    in_section = passage.role == LIMITATIONS
    opened = False
    for span in split_clauses(sentence):
        clause = text[span.start : span.end]
        prelude = text[span.end : span.end + 1] == ":"
        opened = opened or bool(_OPENS.search(clause))
        if prelude and len(clause) < 200 and not _HAS.search(clause[-60:]):
            continue
        cue = _CUE.search(clause)
        if not cue and not (in_section and len(clause) > 25) and not (opened and not prelude and _listed(clause)):
            continue
        if not in_section and (_DISCUSSED.search(clause) or _DEMANDED.search(clause)):
            continue
        if cue and not in_section and _REMEDY.search(clause[: cue.start()]):
            continue
        yield _limitation(text, span, cue.group() if cue else "mục tồn tại, hạn chế")


def _listed(clause: str) -> bool:
    return bool(re.match(r"\s*(?:sáng kiến|một số|nhiều|có (?:nhiều|\d)|việc|tỷ lệ|công tác|chất lượng)", clause))


def _limitation(text: str, span: Span, cue: str) -> Limitation:
    clause = text[span.start : span.end]
    marker = read_marker(clause)
    start = marker.width if marker else 0
    for front in (_CONCEDING, _NAMING, _LEADING):
        match = front.match(clause[start:])
        start += match.end() if match else 0
    tight = Span(span.start + start, span.end)
    quote = text[tight.start : tight.end]
    return Limitation(text=plain(quote), quote=quote, span=tight, org=_org(quote), cue=cue.lower())


def _org(quote: str) -> str | None:
    """The body the shortcoming is laid at, where the clause opens with one."""
    inner = re.match(r"(?:[Nn]gười đứng đầu tại |[Vv]ai trò của |(?P<at>[Tt]ại |[Ởở] )|[Đđ]ối với )", quote)
    begin = inner.end() if inner else 0
    if not org_at_head().match(quote, begin):
        return None
    end = re.compile(r",\s").search(quote, begin) if inner and inner["at"] else _HAS.search(quote, begin)
    name = plain(quote[begin : end.start()]) if end else ""
    return name if 0 < len(name) <= 120 else None
