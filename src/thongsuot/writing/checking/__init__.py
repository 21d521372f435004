"""Does a Word file keep to the layout of NĐ 30/2020/NĐ-CP? Any .docx, ours or a stranger's, reopened from its bytes."""

from __future__ import annotations

from itertools import chain

from thongsuot.writing.checking.body import body_faults
from thongsuot.writing.checking.effective import Styles
from thongsuot.writing.checking.faults import Inspection
from thongsuot.writing.checking.foot import foot_faults
from thongsuot.writing.checking.head import head_faults
from thongsuot.writing.checking.package import NotWord, open_word
from thongsuot.writing.checking.page import page_faults
from thongsuot.writing.checking.parts import find_parts
from thongsuot.writing.checking.text import check_text
from thongsuot.writing.layout import Layout, load_layout
from thongsuot.writing.model import Fault

__all__ = ["NotWord", "check_text", "check_word"]


def check_word(data: bytes, layout: Layout | None = None) -> list[Fault]:
    """Every departure from the layout, head first; an empty list for a paper without fault. Raises ``NotWord``."""
    layout = layout or load_layout()
    word = open_word(data)
    styles = Styles(word)
    inspection = Inspection(word, styles, layout, find_parts(word, styles, layout))
    faults = chain(page_faults(inspection), head_faults(inspection), body_faults(inspection), foot_faults(inspection))
    return list(faults)
