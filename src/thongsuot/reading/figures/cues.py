"""Words that say what a number is: qualifiers, links, ranks, changes, targets. One phrase has one category."""

from __future__ import annotations

from functools import lru_cache

# category → payload → phrases
_PHRASES: dict[str, dict[str, str]] = {
    "qualifier": {
        ">": "hơn|trên|vượt mốc|vượt ngưỡng|quá|vượt trên",
        "<": "dưới|chưa đến|chưa tới|chưa đầy|không đến|chưa được|không đầy",
        "~": "gần|khoảng|xấp xỉ|ước|ước đạt|ước khoảng|chừng|ngót|gần đạt|tiệm cận|suýt soát",
        ">=": "ít nhất|tối thiểu|ít ra|không dưới|không thấp hơn|không ít hơn",
        "<=": "tối đa|không quá|không vượt quá|nhiều nhất|không cao hơn",
    },
    "after": {">=": "trở lên", "<=": "trở xuống"},
    "link": {
        "": "đạt|đạt được|đạt mức|đạt tỷ lệ|đạt tỉ lệ|đạt tỷ lệ là|chiếm|chiếm tỷ lệ|chiếm tỉ lệ|là|với|ở mức|mức|còn|chỉ còn|bằng|"
        "được|có|chỉ có|với tỷ lệ|với tỉ lệ|ghi nhận|vào khoảng|đạt kết quả|với kết quả|với kết quả đạt|kết quả đạt|với mức|với giá trị|đạt giá trị|giành|được chấm|đạt điểm|đạt số điểm|"
        "đạt tổng điểm|tổng điểm|với tổng điểm|với số điểm|tỷ lệ đạt|tỉ lệ đạt|đạt tỷ lệ cắt giảm|đạt tỷ lệ thấp|tỷ lệ|tỉ lệ|đạt trung bình|đạt điểm số|điểm số|với điểm số|mức điểm|với mức điểm|ở mức điểm|số điểm|đạt mức điểm|đạt điểm số|đạt chỉ số|đã đạt|lên tới|lên đến",
    },
    "adverb": {
        "": "chỉ|mới|đã|hiện|hiện nay|đến nay|tới nay|cũng|đều|vẫn|còn lại|hiện mới|mới chỉ|chỉ mới|lần lượt|tổng cộng|tổng số|"
        "lần đầu tiên|tiếp tục|xuất sắc|lại|thì|sẽ|đang|từng|tương ứng với|cả thảy|khi"
    },
    "rank": {
        "": "xếp thứ|xếp hạng|xếp hạng thứ|xếp thứ hạng|xếp vị trí|xếp vị trí thứ|xếp ở vị trí|xếp ở vị trí thứ|xếp thứ tự|xếp thứ bậc|xếp|"
        "đứng thứ|đứng hạng|đứng vị trí|đứng vị trí thứ|đứng ở vị trí|đứng ở vị trí thứ|đứng ở thứ|đứng|"
        "vị trí thứ|vị trí số|vị trí|ở vị trí|ở vị trí thứ|thứ hạng|hạng|hạng thứ|thứ bậc|ở thứ hạng|đứng thứ hạng|xếp thứ vị trí|"
        "nhóm xếp hạng|nhóm xếp hạng từ|nằm trong nhóm xếp hạng|nằm trong nhóm xếp hạng từ|nhóm hạng|xếp trong nhóm|giữ vị trí|giữ vị trí thứ|giữ hạng|đạt hạng|đạt vị trí|"
        "lên vị trí|lên vị trí thứ|vươn lên vị trí|vươn lên vị trí thứ|lên hạng|lên thứ|vươn lên thứ|lên thứ hạng|xuống vị trí|xuống vị trí thứ|xuống thứ|xuống hạng|"
        "giành vị trí|giành vị trí thứ|ở hạng|ở thứ|về thứ|về vị trí thứ|top|tốp|lọt top|lọt tốp|nằm trong top|trong top|nhóm|nằm trong nhóm",
    },
    "rank-word": {
        "1": "cao nhất|đứng đầu|dẫn đầu|đứng đầu bảng|quán quân|đầu bảng|xếp đầu|đứng nhất|xếp nhất|đứng thứ nhất|xếp thứ nhất|vị trí số một|"
        "vị trí thứ nhất|ngôi quán quân|ngôi vị quán quân|ngôi đầu|ngôi đầu bảng|ngôi vị số 1|hạng nhất|vị trí đầu tiên|vị trí dẫn đầu|vị trí đầu bảng|vị trí quán quân|dẫn đầu bảng xếp hạng|đứng đầu bảng xếp hạng|xếp hạng nhất|xếp hạng thứ nhất|xếp vị trí thứ nhất",
        "2": "ngôi á quân|đứng thứ hai|xếp thứ hai|đứng thứ nhì|xếp thứ nhì|á quân|vị trí thứ hai|hạng hai|hạng nhì|vị trí á quân|xếp vị trí thứ hai|vị trí thứ nhì|xếp hạng hai|xếp hạng thứ hai",
        "3": "đứng thứ ba|xếp thứ ba|vị trí thứ ba|hạng ba|xếp vị trí thứ ba|xếp hạng ba|xếp hạng thứ ba",
        "4": "đứng thứ tư|xếp thứ tư|vị trí thứ tư|xếp vị trí thứ tư|xếp hạng tư|xếp hạng thứ tư",
        "5": "đứng thứ năm|xếp thứ năm|vị trí thứ năm|xếp vị trí thứ năm|xếp hạng thứ năm",
        "6": "đứng thứ sáu|xếp thứ sáu|vị trí thứ sáu|xếp hạng thứ sáu",
        "7": "đứng thứ bảy|xếp thứ bảy|vị trí thứ bảy|xếp hạng thứ bảy",
        "8": "đứng thứ tám|xếp thứ tám|vị trí thứ tám|xếp hạng thứ tám",
        "9": "đứng thứ chín|xếp thứ chín|vị trí thứ chín|xếp hạng thứ chín",
        "10": "đứng thứ mười|xếp thứ mười|vị trí thứ mười|xếp hạng thứ mười",
        "last": "đứng cuối|xếp cuối|đứng cuối bảng|xếp cuối bảng|cuối bảng xếp hạng|đứng cuối bảng xếp hạng|xếp cuối cùng|đứng cuối cùng",
    },
    "change": {
        "+": "tăng|tăng thêm|tăng được|tăng lên|tăng tới|tăng đến|tăng mạnh|tăng nhẹ|tăng vọt|tăng cao|cao hơn|nhiều hơn|lớn hơn|cải thiện|thăng|thăng hạng|nhảy|nhảy vọt|"
        "vươn lên|vươn|nhích|nhích lên|bứt phá|lên|tiến|vượt lên|vượt|tăng hạng|tăng điểm|tăng trưởng|tăng so với năm trước|tiến bộ|thêm",
        "-": "giảm|giảm được|giảm xuống|giảm mạnh|giảm nhẹ|giảm còn|giảm sâu|tụt|tụt giảm|tụt xuống|lùi|lùi xuống|sụt|sụt giảm|rớt|thấp hơn|ít hơn|hạ|xuống|kém|kém hơn|"
        "tụt hạng|giảm hạng|giảm điểm|mất|rơi|rơi xuống|đã giảm|cắt giảm|cắt giảm được|rút ngắn|rút ngắn được|tiết kiệm|tinh giản|tinh giảm",
    },
    "target": {
        "": "mục tiêu|mục tiêu là|chỉ tiêu|chỉ tiêu giao|chỉ tiêu được giao|chỉ tiêu đề ra|mục tiêu đề ra|mục tiêu năm|kế hoạch giao|kế hoạch đề ra|"
        "phấn đấu|phấn đấu đạt|kế hoạch|yêu cầu|theo kế hoạch|kế hoạch là|chỉ tiêu là|chỉ tiêu kế hoạch|quyết tâm|đặt mục tiêu|mục tiêu đạt|mục tiêu phấn đấu|yêu cầu đạt|mục tiêu kế hoạch|mục tiêu đặt ra|bảo đảm|đảm bảo|dự toán giao|chỉ tiêu tỉnh giao|chỉ tiêu chính phủ giao|phải đạt|cần đạt|dự kiến",
    },
    "surplus": {
        "": "vượt kế hoạch|vượt chỉ tiêu|vượt mục tiêu|vượt so với kế hoạch|vượt so với chỉ tiêu|vượt so với mục tiêu|vượt yêu cầu|vượt dự toán"
    },
    "equal": {"": "tương ứng|tương đương|tức|tức là|tương đương với|ứng với"},
    "compare": {
        "": "so với|so cùng kỳ|so với cùng kỳ|so với năm|so với mức|cùng kỳ|so với cùng kỳ năm trước|so cùng kỳ năm trước|so"
    },
    "source": {
        "": "theo|nguồn|theo thống kê của|theo báo cáo của|theo số liệu của|theo đánh giá của|theo công bố của|theo thống kê|theo báo cáo|theo số liệu"
    },
    "average": {"": "trung bình|bình quân|trung bình cả nước"},
    "grade": {"": "xếp loại|đạt loại|loại|mức độ|đạt mức độ|xếp mức|xếp mức độ|xếp hạng mức|phân loại|xếp vào loại"},
    "session": {
        "": "phiên họp|phiên họp lần|phiên thứ|phiên họp lần thứ|phiên họp thứ|kỳ họp|kỳ họp thứ|kỳ họp lần thứ|cuộc họp|cuộc họp thứ|cuộc họp lần thứ|hội nghị lần thứ|phiên họp trực tuyến lần thứ"
    },
    "none": {"": "không có|không còn|không phát sinh|không ghi nhận|không xảy ra|chưa phát sinh|không để xảy ra"},
    "will": {
        "": "phấn đấu|đặt mục tiêu|mục tiêu|chỉ tiêu|đến năm|quyết tâm|yêu cầu|cần|phải|sẽ|bảo đảm|đảm bảo|dự kiến|nâng|đề ra|hướng tới"
    },
    "noun": {
        "": "sắp xếp|quá hạn|trễ hạn|đúng hạn|trước hạn|chậm hạn|thực hiện|phát hiện|thể hiện|hiện đại hóa|hiện đại|hiện hành|biểu hiện|xuất hiện|chỉ số|chỉ đạo|chỉ thị|tăng cường|giảm nghèo|tiến độ|tiến hành|vị trí việc làm|hạng mục|nhóm chỉ tiêu|nhóm tiêu chí|"
        "bảng xếp hạng|có thể|có hiệu quả|bằng cách|thêm vào đó|loại hình|tăng trưởng kinh tế|tốc độ tăng trưởng|mức độ hài lòng|mức độ hoàn thành|mức sống|"
        "cải thiện môi trường|nhóm nhiệm vụ|nhóm giải pháp|kế hoạch hành động|kế hoạch vốn|yêu cầu đề ra|trên cơ sở|trên môi trường|trên cổng"
    },
    "of": {"": "của|tại|ở|thuộc|trực thuộc|trên địa bàn"},
    "function": {
        "": "tuy nhiên|tuy vậy|song|như vậy|theo thống kê|hiện tại|kể từ|kể|trong số|trong tổng số|và|cùng|hoặc|cho|trong|trong đó|về|qua|qua đó|theo đó|đồng thời|ngoài ra|từ|đến|tới|vào|ra|các|những|một|bởi|do|đối với|"
        "nên|nhưng|mà|thì|cụ thể|bên cạnh đó|nổi bật|nổi bật là|như|gồm|bao gồm|để|khi|nếu|vì|nhờ|sau|trước|này|đó|kể cả|riêng|tính|cả|nói chung|nói riêng|toàn bộ|tất cả|nhằm|hay"
    },
}
_ORDER = tuple(key for key in _PHRASES if key != "will")  # a phrase in two categories takes the first


@lru_cache(maxsize=1)
def phrase_table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word → [(words, category, payload)], longest first."""
    table: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
    for category in _ORDER:
        for payload, phrases in _PHRASES[category].items():
            for phrase in phrases.split("|"):
                words = tuple(phrase.split())
                table.setdefault(words[0], {}).setdefault(words, (category, payload))
    return {
        first: sorted(((w, c, p) for w, (c, p) in entries.items()), key=lambda item: -len(item[0]))
        for first, entries in table.items()
    }


WILL_WORDS = frozenset(_PHRASES["will"][""].split("|"))
