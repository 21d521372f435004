"""Abbreviations of administrative reform and what they stand for, for search and tooltips."""

from __future__ import annotations

import re

from thongsuot.kernel.text import fold, nfc

# The first expansion is the usual one. An abbreviation written two ways (ĐVSNCL, ĐVSNNCL: T8) has two entries.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "ATTT": ("an toàn thông tin",),
    "BCCI": ("bưu chính công ích",),
    "BCĐ": ("Ban Chỉ đạo",),
    "BHXH": ("bảo hiểm xã hội",),
    "BHYT": ("bảo hiểm y tế",),
    "BNV": ("Bộ Nội vụ",),
    "BTC": ("Bộ Tài chính",),
    "BTP": ("Bộ Tư pháp",),
    "BTV": ("Ban Thường vụ",),
    "CBCCVC": ("cán bộ, công chức, viên chức",),
    "CCCD": ("căn cước công dân",),
    "CCHC": ("cải cách hành chính",),
    "CCVC": ("công chức, viên chức",),
    "CĐS": ("chuyển đổi số",),
    "CNTT": ("công nghệ thông tin",),
    "CPĐT": ("Chính phủ điện tử",),
    "CQĐT": ("chính quyền điện tử",),
    "CSDL": ("cơ sở dữ liệu",),
    "CVP": ("Chánh Văn phòng",),
    "DN": ("doanh nghiệp",),
    "DVC": ("dịch vụ công",),
    "DVCQG": ("dịch vụ công quốc gia",),
    "DVCTT": ("dịch vụ công trực tuyến",),
    "ĐA06": ("Đề án 06",),
    "ĐBSCL": ("Đồng bằng sông Cửu Long",),
    "ĐMST": ("đổi mới sáng tạo",),
    "ĐVHC": ("đơn vị hành chính",),
    "ĐVSN": ("đơn vị sự nghiệp",),
    "ĐVSNCL": ("đơn vị sự nghiệp công lập",),
    "ĐVSNNCL": ("đơn vị sự nghiệp công lập",),
    "GQTTHC": ("giải quyết thủ tục hành chính",),
    "HĐND": ("Hội đồng nhân dân",),
    "HTTT": ("hệ thống thông tin",),
    "IOC": ("trung tâm điều hành thông minh",),
    "KHCN": ("khoa học và công nghệ",),
    "KSTTHC": ("kiểm soát thủ tục hành chính",),
    "KTXH": ("kinh tế - xã hội",),
    "LGSP": ("nền tảng tích hợp, chia sẻ dữ liệu",),
    "NSNN": ("ngân sách nhà nước",),
    "PAKN": ("phản ánh, kiến nghị",),
    "PAPI": ("chỉ số hiệu quả quản trị và hành chính công",),
    "PAR INDEX": ("chỉ số cải cách hành chính",),
    "PCI": ("chỉ số năng lực cạnh tranh cấp tỉnh",),
    "PCT": ("Phó Chủ tịch",),
    "PCVP": ("Phó Chánh Văn phòng",),
    "QPPL": ("quy phạm pháp luật",),
    "SIPAS": ("chỉ số hài lòng về sự phục vụ hành chính",),
    "SNV": ("Sở Nội vụ",),
    "STTTT": ("Sở Thông tin và Truyền thông",),
    "TCTP": ("tiêu chí thành phần",),
    "TNMT": ("tài nguyên và môi trường",),
    "TTg": ("Thủ tướng Chính phủ",),
    "TTHC": ("thủ tục hành chính",),
    "TTHCC": ("trung tâm hành chính công",),
    "TTPVHCC": ("trung tâm phục vụ hành chính công",),
    "TTTT": ("thông tin và truyền thông", "trung tâm thông tin"),
    "UBND": ("Ủy ban nhân dân",),
    "VBQPPL": ("văn bản quy phạm pháp luật",),
    "VPCP": ("Văn phòng Chính phủ",),
    "VPUBND": ("Văn phòng Ủy ban nhân dân",),
    "VTVL": ("vị trí việc làm",),
    "XHH": ("xã hội học", "xã hội hóa"),
}

_BY_FOLDED = {fold(short): expansions for short, expansions in ABBREVIATIONS.items()}
_IN_TEXT = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(short) for short in sorted(ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)"
)


def expansions(abbreviation: str) -> tuple[str, ...]:
    """What an abbreviation stands for, however it was typed: «dvsncl» → («đơn vị sự nghiệp công lập»,)."""
    return _BY_FOLDED.get(fold(nfc(abbreviation)), ())


def find_abbreviations(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Abbreviations standing in ``text`` as (start, end, expansions), for tooltips. Capitals matter here."""
    return [(*found.span(), ABBREVIATIONS[found[0]]) for found in _IN_TEXT.finditer(text)]


def search_document(text: str) -> str:
    """Folded text to index, followed by the expansions: «don vi su nghiep» then finds «ĐVSNNCL»."""
    plain = nfc(text)
    long_forms = {long for _, _, forms in find_abbreviations(plain) for long in forms}
    return fold(" ".join([plain, *sorted(long_forms)]))


def search_variants(query: str) -> list[str]:
    """Folded readings of a query, the typed one first: «tthc» also looks for «thu tuc hanh chinh»."""
    words = nfc(query).split()
    variants = [fold(" ".join(words))]
    for index, word in enumerate(words):
        for long in expansions(word):
            variants.append(fold(" ".join([*words[:index], long, *words[index + 1 :]])))
    if long_query := expansions(" ".join(words)):
        variants.extend(fold(long) for long in long_query if fold(long) not in variants)
    return variants
