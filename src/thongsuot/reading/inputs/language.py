"""Is it Vietnamese, and in Unicode? Counted on letters alone, so a short note is never refused."""

from __future__ import annotations

import re
import unicodedata

from thongsuot.reading.inputs.errors import UnreadableDocument

_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ")
_TCVN3 = re.compile(r"[®µ¸¹¶·¨©ª«¬­¾½¼»Ç\u00ad§ÊËÌÍÎÐÑÒÓÔÕÖ×ØÜÝÞßãáâäåæçèéêëìíîïðñòóôõö÷øùúûüýþ]")
_TCVN3_SURE = re.compile(r"®|µ|¬|­|¸")
_VNI_SURE = re.compile(r"[aeouyAEOUY][øùûõïâêáàåäëéèúüöô]|ñ[öaoeiu]|[öô][ïøùûõ]")
_BARE_WORDS = re.compile(r"\b(?:cua|khong|nhung|duoc|cac|tinh|va|trong|cho|thuc|hien|hanh|chinh)\b", re.I)
_MIN_LETTERS = 60


def vietnamese_share(text: str) -> float:
    """Share of letters that carry a Vietnamese sign: 0.2 to 0.35 in running text, near 0 in other languages."""
    letters = [c for c in unicodedata.normalize("NFC", text[:20000]) if c.isalpha()]
    if not letters:
        return 0.0
    return sum(c in _VIETNAMESE or "\u1ea0" <= c <= "\u1ef9" for c in letters) / len(letters)


def legacy_font(text: str) -> str | None:
    """«TCVN3 (ABC)» or «VNI» when the signs betray one of those fonts."""
    sample = text[:20000]
    letters = sum(c.isalpha() or not c.isascii() for c in sample)
    if letters < 40 or vietnamese_share(sample) > 0.04:
        return None
    if len(_TCVN3_SURE.findall(sample)) > letters * 0.03:
        return "TCVN3 (ABC)"
    return "VNI" if len(_VNI_SURE.findall(sample)) > letters * 0.04 else None


def refuse_other_languages(text: str) -> None:
    """Raise for a text that is not Vietnamese; texts under 60 letters pass, they prove nothing."""
    letters = sum(c.isalpha() for c in text[:20000])
    if letters < _MIN_LETTERS or vietnamese_share(text) >= 0.03:
        return
    if len(_BARE_WORDS.findall(text[:20000])) > letters / 60:
        raise UnreadableDocument(
            "no_marks", "Văn bản tiếng Việt không dấu nên không đọc chắc được. Hãy nộp bản có dấu."
        )
    raise UnreadableDocument(
        "language", "Văn bản không phải tiếng Việt. Thông Suốt chỉ đọc văn bản tiếng Việt có dấu; hãy nộp bản dịch."
    )
